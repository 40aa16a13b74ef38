"""The given searches over fewer or more texts than the corpus: whatever of their meaning can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from opencc import OpenCC

from .corpus import Text
from .queries import Judge, Meant, Search, plain

CAPPED = 400  # the file names no more right answers than these
FIELDS = ("grade", "subject", "stage", "volume", "version", "type")
ASKING = re.compile("^(?:怎么讲|怎么教|有没有)|(?:怎么教|的教案|的练习题)$")


def fewer(searches: Sequence[Search], texts: Sequence[Text]) -> list[Search]:
    """Over the first texts of the corpus: the right answers that are among them, of searches of which all are known."""
    ids = {one.id for one in texts}
    known = [one for one in searches if len(one.relevant) < CAPPED]
    return [replace(one, relevant=one.relevant & ids) for one in known if one.relevant & ids]


def told(searches: Sequence[Search], real: Sequence[Text], texts: Sequence[Text]) -> list[Search]:
    """Over more texts than the corpus: those whose literal meaning gives exactly the file's answers over the corpus."""
    known, all_ = Judge(real), Judge(texts)
    values = {name: sorted({getattr(one, name) for one in real} - {""}, key=len, reverse=True) for name in FIELDS}
    found = []
    for one in searches:
        meant = next((guess for guess in _guesses(one, values) if known.relevant(guess) == one.relevant), None)
        if meant:
            found.append(replace(one, relevant=all_.relevant(meant)))
    return found


def _guesses(search: Search, values: dict[str, list[str]]) -> Iterator[Meant]:
    """What a search may mean if it means what it says; pinyin and slips do not."""
    simple = OpenCC("t2s").convert(search.text)
    for text in dict.fromkeys((search.text, simple, ASKING.sub("", search.text))):
        words = tuple(plain(text).split())
        yield Meant(words)
        yield Meant((plain(text),))
        yield _lifted(words, values)
        if search.kind.startswith(("16", "17")):
            yield Meant(words, body=True)


def _lifted(words: tuple[str, ...], values: dict[str, list[str]]) -> Meant:
    """Words that begin with the names of facets, as 八年级物理浮力."""
    facets: dict[str, str] = {}
    left = []
    for word in words:
        for name in FIELDS:
            value = next((value for value in values[name] if name not in facets and word.startswith(plain(value))), "")
            if value:
                facets[name], word = value, word[len(value) :]
        left += [word] if word else []
    return Meant(tuple(left), facets)
