"""Searches that nobody has seen: of the kinds of the given ones, made by chance from the texts, their meaning known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, pairwise

import jieba
from opencc import OpenCC
from pypinyin import lazy_pinyin

from .corpus import Text
from .maker import ASKED, HAN, Maker, sounds
from .queries import Judge, Meant, Search

FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
TRIES = 60
Made = tuple[str, Meant]


def word(made: Maker) -> Made:
    one = made.word(2, 3)
    return one, Meant((one,))


def _faceted(made: Maker, *names: str) -> tuple[dict[str, str], str]:
    text = made.text()
    words = [one for one in jieba.cut(text.topic) if HAN.fullmatch(one) and len(one) > 1]
    return {name: getattr(text, name) for name in names}, made.chance.choice(words or [text.topic])


def spaced(made: Maker) -> Made:
    facets, one = _faceted(made, *made.chance.choice((("grade",), ("subject",), ("version",), ("grade", "subject"))))
    return " ".join((*facets.values(), one)), Meant((one,), facets)


def unspaced(made: Maker) -> Made:
    facets, one = _faceted(made, "grade", "subject")
    return "".join((*facets.values(), one)), Meant((one,), facets)


def beginning(made: Maker) -> Made:
    one = made.word(3, 6)[:2]
    return one, Meant((one,))


def across(made: Maker) -> Made:
    """The last character of a word and the first of the next."""
    words = list(jieba.cut(made.chance.choice(made.topics)))
    borders = [before[-1] + after[0] for before, after in pairwise(words) if HAN.fullmatch(before + after)]
    one = made.chance.choice(borders or [""])
    return one, Meant((one,))


def character(made: Maker) -> Made:
    one = made.chance.choice(made.word(2, 3))
    return one, Meant((one,))


def latin(made: Maker) -> Made:
    one = made.chance.choice(re.findall(r"[A-Za-z]{2,}", made.text().title) or [""])
    return made.chance.choice((one, one.lower())), Meant((one,))


def wide(made: Maker) -> Made:
    if made.chance.random() < 0.4:
        one, meant = latin(made)
        return one.translate(FULL), meant
    facets, one = _faceted(made, "grade")
    return f"{facets['grade']}\u3000{one}", Meant((one,), facets)


def pinyin(made: Maker) -> Made:
    one = made.word(2, 6)
    return "".join(lazy_pinyin(one)), Meant((one,))


def initials(made: Maker) -> Made:
    one = made.word(3, 6)
    return "".join(sound[0] for sound in lazy_pinyin(one)), Meant((one,))


def partial(made: Maker) -> Made:
    one = made.word(3, 5)
    *whole, last = lazy_pinyin(one)
    return "".join(whole) + last[0], Meant((one,))


def homophone(made: Maker) -> Made:
    one = made.word(2, 6)
    at = made.chance.randrange(len(one))
    others = [char for char in sounds().get(lazy_pinyin(one)[at], ()) if char != one[at]]
    return (one[:at] + made.chance.choice(others) + one[at + 1 :] if others else ""), Meant((one,))


def slip(made: Maker) -> Made:
    """A character inside is missing, or two stand the wrong way round."""
    one = made.word(4, 7)
    at = made.chance.randrange(1, len(one) - 1)
    written = one[:at] + one[at + 1 :] if made.chance.random() < 0.5 else one[:at] + one[at + 1] + one[at] + one[at + 2 :]
    return ("" if written == one else written), Meant((one,))


def traditional(made: Maker) -> Made:
    one = made.word(2, 6)
    written = OpenCC("s2t").convert(one)
    return ("" if written == one else written), Meant((one,))


def title(made: Maker) -> Made:
    one = made.text().title
    return one, Meant((one,))


def two_of_body(made: Maker) -> Made:
    words = made.body(2)
    return " ".join(words), Meant(tuple(words), body=True)


def one_of_body(made: Maker) -> Made:
    one = (made.body(1, 3) or [""])[0]
    return ("" if any(one in text.title for text in made.texts) else one), Meant((one,), body=True)


def question(made: Maker) -> Made:
    one = made.word(2, 5)
    return made.chance.choice(ASKED).format(one), Meant((one,))


KINDS: dict[str, Callable[[Maker], Made]] = {
    "01word": word,
    "02multi_space": spaced,
    "03multi_nospace": unspaced,
    "04prefix": beginning,
    "05cross": across,
    "06char1": character,
    "07ascii": latin,
    "08fullwidth": wide,
    "09pinyin_full": pinyin,
    "10pinyin_initials": initials,
    "11pinyin_partial": partial,
    "12typo_homophone": homophone,
    "13typo_drop_swap": slip,
    "14traditional": traditional,
    "15title": title,
    "16body_2words": two_of_body,
    "17body_word": one_of_body,
    "18natural": question,
}


def unseen(texts: Sequence[Text], judge: Judge, seed: int, each: int, avoid: Sequence[Search] = ()) -> list[Search]:
    """``each`` of every kind, or fewer where chance gives none; drawn from ``texts``, judged over those of ``judge``."""
    made, known = Maker(texts, seed), {one.text for one in avoid}
    found: list[Search] = []
    for kind, make in KINDS.items():
        tries = (_search(kind, *make(made), judge, known) for _ in range(TRIES * each))
        for one in islice(filter(None, tries), each):
            known.add(one.text)
            found.append(one)
    return found


def _search(kind: str, text: str, meant: Meant, judge: Judge, known: set[str]) -> Search | None:
    relevant = judge.relevant(meant) if text and text not in known else frozenset()
    return Search(kind, text, relevant) if relevant else None
