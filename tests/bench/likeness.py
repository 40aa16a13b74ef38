"""How many half-copied texts are found, and how many pairs are told that have nothing in common; on real texts.

    PYTHONPATH=scripts:tests .venv/bin/python -m bench.likeness [--texts 12000] [--copies 200] [--seed 1] [--show 5]

A copy is made of one real text and others that have no paragraph of it. What is told of the corpus itself is judged by whole paragraphs,
which the way it is found knows nothing of: ``--show`` prints the pairs that have none in common, to be looked at.
"""

from __future__ import annotations

import argparse
import difflib
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bench.make_city import CORPUS, texts
from jidi.likeness import Alike, Measure, Plain, Text, alike
from jidi.search.words import normal
from opencc import OpenCC

_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]?")
STOCK = 100  # a beginning that so many paragraphs have is one of the corpus' own sentences, with another topic in each

STRETCH = 30  # of a question that was typed twice, with other marks between its parts, so much goes on


def corpus(count: int) -> list[Text]:
    """Every so manieth text, each subject of a stage as one owner."""
    every = list(texts(CORPUS))
    return [Text(f"r{one['id']}", one["stage"] + one["subject"], one["body"]) for one in every[:: max(1, len(every) // count)]]


def paragraphs(text: Text) -> set[str]:
    """Whole paragraphs of some length, without blanks."""
    return {line for part in text.body.split("\n") if len(line := re.sub(r"\s+", "", part)) >= 13}


def stock(texts: Sequence[Text]) -> set[str]:
    """The paragraphs that are a sentence of the corpus itself."""
    every = [paragraphs(text) for text in texts]
    begun = Counter(line[:6] for lines in every for line in lines)
    return {line for lines in every for line in lines if begun[line[:6]] >= STOCK * len(texts) / 12000}


def _sentences(body: str) -> list[str]:
    return [one for one in _SENTENCE.findall(body) if one.strip()]


def _halves(one: str, others: str, _: random.Random) -> str:
    """The first half of one, then as much of others."""
    return one[: len(one) // 2 + 1] + "\n" + others[: len(one) // 2]


def _mixed(one: str, others: str, chance: random.Random) -> str:
    """Blocks of four sentences of one and of the others in turn."""
    own, more = _sentences(one), _sentences(others)
    taken, blocks = 0, list[str]()
    for at in range(0, len(own), 4):
        if taken * 2 >= len(one):
            break
        blocks += ["".join(own[at : at + 4]), "".join(more[at : at + 4])]
        taken += len(blocks[-2])
    chance.shuffle(blocks)
    return "\n".join(blocks)


def _inside(one: str, others: str, _: random.Random) -> str:
    """Half of one inside something four times as long."""
    return others[: 2 * len(one)] + "\n" + one[len(one) // 2 - 1 :] + "\n" + others[2 * len(one) : 4 * len(one)]


def _short(one: str, others: str, _: random.Random) -> str:
    """Something short, half of which is from one."""
    size = max(120, len(one) // 5)
    return one[:size] + "\n" + others[:size]


def _otherwise(one: str, others: str, chance: random.Random) -> str:
    """As :func:`_halves`, full-width, in traditional characters, with other signs."""
    return (
        OpenCC("s2t")
        .convert(_halves(one, others, chance))
        .translate({ord("，"): " ， ", ord("。"): ".", **{code: code + 0xFEE0 for code in range(0x30, 0x3A)}})
    )


def _touched(one: str, others: str, chance: random.Random) -> str:
    """As :func:`_halves` of two thirds, one character in fifty another."""
    half = one[: len(one) * 2 // 3] + "\n" + others[: len(one) // 3]
    return "".join("某" if char not in "\n" and chance.random() < 0.02 else char for char in half)


WAYS: dict[str, Callable[[str, str, random.Random], str]] = {
    "前一半": _halves, "交错": _mixed, "放进长文": _inside, "短文的一半": _short, "换写法": _otherwise, "改字": _touched,
}  # fmt: skip


def copied(texts: Sequence[Text], count: int, seed: int) -> list[tuple[str, Text, Text]]:
    """(way, what was copied, the copy) for so many texts of every way: texts without the corpus' own sentences, so that half is half."""
    chance, known = random.Random(seed), stock(texts)
    made = []
    whole = {text.name: paragraphs(text) for text in texts}
    long = [one for one in texts if sum(map(len, whole[one.name] - known)) >= 200]
    for way, make in WAYS.items():
        for number, one in enumerate(chance.sample(long, min(count, len(long)))):
            own = "\n".join(line for line in one.body.split("\n") if re.sub(r"\s+", "", line) not in known)
            near = [text for text in chance.sample(long, min(40, len(long))) if not whole[text.name] & whole[one.name] - known]
            others = "\n".join(line for each in near[:8] for line in each.body.split("\n") if re.sub(r"\s+", "", line) not in known)
            made.append((way, Text(f"{way}{number}源", "源", own), Text(f"{way}{number}抄", "抄", make(own, others, chance))))
    return made


def found(texts: Sequence[Text], made: Sequence[tuple[str, Text, Text]], measure: Measure) -> Iterator[tuple[str, bool]]:
    """(way, whether the copy and what it is of are told as a pair)."""
    every = [*texts, *(text for _, *both in made for text in both)]
    told = alike(every, Plain(normal), measure, of=range(len(texts), len(every)))
    pairs = {frozenset((every[pair.one].name, every[pair.other].name)) for pair in told.pairs}
    yield from ((way, frozenset((own.name, copy.name)) in pairs) for way, own, copy in made)


def unlike(texts: Sequence[Text], told: Alike, known: set[str]) -> list[tuple[Text, Text]]:
    """The pairs told that have neither a paragraph in common, but set ones, nor :data:`STRETCH` characters without a break."""
    pairs = [(texts[pair.one], texts[pair.other]) for pair in told.pairs]
    return [(one, other) for one, other in pairs if not (paragraphs(one) & paragraphs(other)) - known and _longest(one, other) < STRETCH]


def _longest(one: Text, other: Text) -> int:
    bodies = ["".join(filter(str.isalnum, text.body)).lower() for text in (one, other)]
    return difflib.SequenceMatcher(None, *bodies, autojunk=False).find_longest_match().size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("--texts", 12000), ("--copies", 200), ("--seed", 1), ("--show", 5)):
        parser.add_argument(name, type=int, default=usual)
    asked = parser.parse_args()
    texts, measure = corpus(asked.texts), Measure()
    start = time.process_time()
    results = list(found(texts, copied(texts, asked.copies, asked.seed), measure))
    for way in WAYS:
        hits = [hit for each, hit in results if each == way]
        print(f"{way}\t{sum(hits)}/{len(hits)}\t{sum(hits) / len(hits):.1%}")
    print(
        f"全部\t{sum(hit for _, hit in results)}/{len(results)}\t{sum(hit for _, hit in results) / len(results):.1%}\t{time.process_time() - start:.1f} CPU s"
    )
    start = time.process_time()
    told = alike(texts, Plain(normal), measure)
    odd = unlike(texts, told, stock(texts))
    print(f"语料自己：{len(told.pairs)} 对，其中 {len(odd)} 对没有一段整段相同\t{time.process_time() - start:.1f} CPU s")
    for one, other in odd[: asked.show]:
        numbers = {text.name: number for number, text in enumerate(texts)}
        print(
            one.name,
            other.name,
            *(Plain(normal).of(one.body)[each.one : each.one + each.size][:100] for each in told.passages(numbers[one.name], numbers[other.name])),
            sep="\n   ",
        )


if __name__ == "__main__":
    main()
