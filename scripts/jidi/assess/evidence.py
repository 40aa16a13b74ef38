"""What a measure hands over: the pieces that count, the pieces that do not and why, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

ONE = Decimal(1)
ZERO = Decimal(0)


class Evidence(NamedTuple):
    """One piece of material: what it is called, its day, where it is written, where it is read on the site."""

    title: str
    day: datetime.date | None
    file: str
    line: int
    address: str


class Used(NamedTuple):
    """A piece that counts, for how much, with a remark."""

    evidence: Evidence
    value: Decimal = ONE
    note: str = ""


class Rejected(NamedTuple):
    """A piece that does not count, and why: a sentence for the base."""

    evidence: Evidence
    reason: str


@dataclass(frozen=True)
class Count:
    """The result of a measure.

    ``whole``: what the used pieces are a share of, for shares. ``factor``: what the points are multiplied by.
    ``missing``: why nothing can be said yet; the score is then 材料不足, never zero. ``remark``: for the reader.
    ``undated``: how many pieces came on a day that nobody knows. ``lost``: points that lateness has cost for good.
    """

    used: tuple[Used, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    whole: Decimal | None = None
    factor: Decimal = ONE
    missing: str = ""
    remark: str = ""
    undated: int = 0
    lost: Decimal = ZERO

    @property
    def n(self) -> Decimal:
        """The sum of what counts."""
        return sum((one.value for one in self.used), ZERO)


def exact(value: Fraction) -> Decimal:
    """A fraction as a decimal of 28 digits. A tie such as 0.875 stays a tie, so that it is rounded up."""
    return Decimal(value.numerator) / value.denominator


def split(pieces: Iterable[tuple[Evidence, str]]) -> tuple[tuple[Used, ...], tuple[Rejected, ...]]:
    """Pieces with a reason against them (or none): those that count once each, and the others."""
    listed = list(pieces)
    return tuple(Used(piece) for piece, reason in listed if not reason), tuple(Rejected(piece, reason) for piece, reason in listed if reason)


def best_of(pieces: Iterable[tuple[str, Used]], again: str) -> tuple[list[Used], list[Rejected]]:
    """The most valuable piece of each key, the first of equals; the others, refused with the reason ``again``."""
    best: dict[str, Used] = {}
    others: list[Rejected] = []
    for key, one in pieces:
        known = best.setdefault(key, one)
        if one is not known:
            best[key] = max(known, one, key=lambda used: used.value)
            others.append(Rejected(min(one, known, key=lambda used: used.value).evidence, again))
    return list(best.values()), others
