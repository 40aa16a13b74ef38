"""How hard a question is and how well it tells who knows from who does not (domain g [Q4])."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .marks import Marks
from .numbers import mean


def scores(marks: Marks, item: int) -> list[Fraction]:
    """All marks of a question."""
    return [mark for row in marks.rows if (mark := row.items[item]) is not None]


def difficulty(values: Sequence[Fraction], full: Fraction) -> Fraction:
    """The mean as a share of the full mark: 1 is easy."""
    return mean(values) / full


def group_size(n: int, share: Fraction) -> int:
    """``share`` of ``n`` persons, rounded half up."""
    return int(n * share + Fraction(1, 2))


def discrimination(marks: Marks, item: int, share: Fraction, least: int) -> Fraction | None:
    """The share of the full mark that the best reach above that of the weakest, −1 to 1; None if fewer than ``least`` stand in a group.

    Who has the same total is taken in the same part, so that the order of the rows says nothing.
    """
    pairs = [(row.total, mark) for row in marks.rows if row.total is not None and (mark := row.items[item]) is not None]
    size = group_size(len(pairs), share)
    if size < max(1, least):
        return None
    high, low = (_part(pairs, size, best) for best in (True, False))
    return (high - low) / size / marks.items[item].full


def _part(pairs: Sequence[tuple[Fraction, Fraction]], size: int, best: bool) -> Fraction:
    """What the ``size`` best or weakest reach together on the question; those on the edge share the places that are left."""
    edge = sorted((total for total, _ in pairs), reverse=best)[size - 1]
    inside = [mark for total, mark in pairs if (total > edge if best else total < edge)]
    tied = [mark for total, mark in pairs if total == edge]
    return sum(inside, Fraction(0)) + mean(tied) * (size - len(inside))
