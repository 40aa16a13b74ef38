"""The passages that two texts have in common, where each begins and ends."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

MOST = 8  # places of one run that are tried: a text that says the same a thousand times tells no more


@dataclass(frozen=True, slots=True)
class Passage:
    """So many characters, the same in both plain texts, from these places on."""

    one: int
    other: int
    size: int


def passages(one: str, other: str, run: int) -> list[Passage]:
    """What of ``one`` stands in ``other`` in ``run`` or more characters without a break, in the order of ``one``; nothing of it twice."""
    where: dict[str, list[int]] = defaultdict(list)
    for at in range(len(other) - run + 1):
        where[other[at : at + run]].append(at)
    found: list[Passage] = []
    at = 0
    while at <= len(one) - run:
        starts = where.get(one[at : at + run], ())[:MOST]
        if not starts:
            at += 1
            continue
        size, start = max((_length(one, other, at, start, run), -start) for start in starts)
        found.append(Passage(at, -start, size))
        at += size
    return found


def _length(one: str, other: str, at: int, start: int, run: int) -> int:
    """How far both go on alike."""
    size, step = run, 64
    while step:
        if one[at + size : at + size + step] == other[start + size : start + size + step] and at + size + step <= len(one):
            size += step
        else:
            step //= 2
    return size
