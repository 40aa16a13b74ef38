"""The parts of an index as they were, read when they are asked for, and as they become."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from .document import Document
from .postings import Family, read_shard, shard, size
from .reader import Reader

Become = Callable[[bytes], bytes]  # what held a term → what holds it now; no bytes: the term is not there
Moves = Mapping[str, Sequence[Mapping[int, bool]]]  # term → for each of its lists, the documents that it gains (true) or loses


class AnewError(Exception):
    """What changed is more than can be amended."""


class Edit(NamedTuple):
    """A document and what it becomes, in the same place of the order."""

    number: int
    before: Document
    after: Document


class Sheaf(dict[str, bytes]):
    """Name → bytes."""

    def __init__(self, load: Callable[[str], bytes]) -> None:
        super().__init__()
        self._load = load
        self._was: dict[str, bytes] = {}

    def __missing__(self, name: str) -> bytes:
        content = self._was[name] = self[name] = self._load(name)
        return content

    @property
    def changed(self) -> dict[str, bytes]:
        return {name: content for name, content in sorted(self.items()) if content != self._was[name]}

    def put(self, family: Family, width: int, skip: Callable[[Reader], object], become: Mapping[str, Become]) -> int:
        """Gives by how much all shards grew. ``skip`` reads over what holds a term."""
        parts: dict[str, list[str]] = defaultdict(list)
        for term in become:
            parts[f"{family.letter}{family.number(term, width)}"].append(term)
        grown = 0
        for name, terms in parts.items():
            entries = read_shard(self[name], skip)
            for term in terms:
                old = entries.pop(term, b"")
                if new := become[term](old):
                    entries[term] = new
                grown += sum(size((term,), (content,)) * sign for content, sign in ((new, 1), (old, -1)) if content)
            self[name] = shard(sorted(entries.items()))
        return grown


def moves(edits: Iterable[Edit], terms_of: Callable[[Document], Sequence[frozenset[str] | set[str]]]) -> Moves:
    """``terms_of``: the terms of a document, for each list that they have."""
    found: dict[str, list[dict[int, bool]]] = {}
    for number, *versions in edits:
        before, after = map(terms_of, versions)
        for at, (old, new) in enumerate(zip(before, after, strict=True)):
            for term in old ^ new:
                found.setdefault(term, [{} for _ in before])[at][number] = term in new
    return found


def moved(numbers: Iterable[int], moves: Mapping[int, bool]) -> list[int]:
    """Documents of a list, without those that it loses and with those that it gains."""
    return sorted([*(number for number in numbers if number not in moves), *(number for number, held in moves.items() if held)])
