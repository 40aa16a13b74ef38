"""What may be told without pointing at anybody, and without letting it be worked out from the rest (个人信息保护法; domain g, rule 3).

A sum is of ``small`` persons or more. Of fewer than ``few`` only the mean is told: with a second number each of a few could be
worked out. A line of marks splits everybody, and each group of schools, into bands of nobody or of ``small`` and more; all groups
are split by the same lines and are told all together or not at all, and so are questions: no difference of what is told is smaller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ..model.quality import Cut, QualityRules
from .numbers import variance


@dataclass(frozen=True)
class Limits:
    """``small``: the fewest persons of a sum; ``few``: of more than a mean; ``full``: the smallest full mark of a total; ``schools``: the fewest of a group."""

    small: int
    few: int
    full: int
    schools: int

    @classmethod
    def of(cls, rules: QualityRules, small: int) -> Limits:
        """Never fewer than three persons, whatever the city says: of two, each knows the other's."""
        own = rules.withholding
        return cls(max(3, small), own.few, own.full, own.schools)


def mean_tellable(values: Sequence[Fraction], full: Fraction, limits: Limits) -> bool:
    """Whether a mean of marks out of ``full`` may be told: of enough persons, and of a few not one that says the same of each.

    Why it may not is nobody's business either: that all of a few reached the full mark would be told by saying so.
    """
    if len(values) < limits.small:
        return False
    reached = sum(values, Fraction(0))
    near = reached < full or full * len(values) - reached < full
    return len(values) >= limits.few or not (near or variance(values) == 0)


def spread_tellable(values: Sequence[Fraction], limits: Limits) -> bool:
    """Whether more than the mean may be told."""
    return len(values) >= max(limits.few, limits.small)


def bands(rates: Sequence[Fraction], lines: Sequence[Fraction]) -> list[int]:
    """How many reach each band, highest first; ``lines``: from high to low, a rate on the line is above it."""
    edges = [None, *lines, None]
    return [sum((low is None or rate >= low) and (high is None or rate < high) for rate in rates) for high, low in pairwise(edges)]


def tellable_cuts(groups: Sequence[Sequence[Fraction]], cuts: Sequence[Cut], limits: Limits) -> tuple[Cut, ...]:
    """The cuts that may be told of all these groups alike, the first ones kept rather than the later; none if a group is of a few."""
    kept: tuple[Cut, ...] = ()
    for cut in cuts if all(spread_tellable(rates, limits) for rates in groups) else ():
        lines = sorted((line_of(one) for one in (*kept, cut)), reverse=True)
        if all(count == 0 or count >= limits.small for rates in groups for count in bands(rates, lines)):
            kept = (*kept, cut)
    return kept


def line_of(cut: Cut) -> Fraction:
    """A cut as a share of the full mark."""
    return Fraction(cut.line) / 100
