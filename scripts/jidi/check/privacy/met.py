"""What stands in the texts of a base that must not: looked for once, kept by its ends only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ...model.base import Members
from ...model.city import City, Entry
from ...model.record import Record
from .kinds import looked_at, teacher
from .names import masked
from .sieves import DIGITS, sifted
from .texts import head_texts, labelled, texts, words_in


class Met(NamedTuple):
    """By code of the kind: where it is, how it may be shown, and what to write instead."""

    code: str
    entry: Entry[Record]
    line: int
    shown: str
    instead: str


def met(city: City) -> list[Met]:
    """All of a base, or of ``content/``."""
    teachers = frozenset(one.name for entry in city.of(Members) for one in entry.record.members)
    return [one for entry in city.own for one in _in(entry, teachers)]


def _in(entry: Entry[Record], teachers: Collection[str]) -> Iterator[Met]:
    known: dict[str, dict[str, int]] = defaultdict(dict)  # by code: the values in the order in which they stand
    for line, text in _suspects(entry):
        for kind, value in looked_at(text, sifted(text)):
            known_as = known[kind.code]
            named = kind.show is masked and any(one.startswith(value) and one in text for one in teachers)  # “李文”静老师
            instead = teacher(value) if named else kind.instead(known_as.setdefault(value, len(known_as)))
            yield Met(kind.code, entry, line, kind.show(value), instead)


def _suspects(entry: Entry[Record]) -> Iterator[tuple[int, str]]:
    """The texts in which something may be, with their lines: few heads and bodies need be taken apart."""
    if DIGITS.search(entry.file):
        yield 1, entry.file
    if sieves := sifted(words_in(entry.record)):
        yield from ((entry.at(*path).line, text) for path, text in head_texts(entry) if sifted(text, sieves))
    if sieves := sifted(entry.body):
        lines = labelled(texts(entry)) if "|" in entry.body else texts(entry)
        yield from ((line, text) for line, text in lines if sifted(text, sieves))
