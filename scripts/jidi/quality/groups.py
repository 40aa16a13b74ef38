"""Groups of schools against all of them: standard mean, above the mean, value added. Groups are categories, never schools or classes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..model.quality import QualityRules
from .marks import Marks, Row
from .numbers import mean, root, variance
from .withhold import Limits, mean_tellable

Groups = dict[str, list[Row]]


def grouped(marks: Marks, rules: QualityRules) -> Groups:
    """The rows with a total by category, in the city's order; nothing unless every row has a category and there are at least two."""
    rows = [row for row in marks.rows if row.total is not None]
    found = {group.name: [row for row in rows if row.group == group.name] for group in rules.groups}
    found = {name: own for name, own in found.items() if own}
    return found if len(found) > 1 and sum(map(len, found.values())) == len(rows) else {}


def groups_withheld(groups: Groups, full: Fraction, limits: Limits) -> tuple[str, ...]:
    """The groups that may not be told, and for whose sake none may: one that is left out could be worked out from the others."""
    few = [name for name, rows in groups.items() if 0 < len({row.school for row in rows if row.school}) < limits.schools]
    return tuple(name for name, rows in groups.items() if name in few or not mean_tellable(totals(rows), full, limits))


def totals(rows: Sequence[Row]) -> list[Fraction]:
    """All known totals."""
    return [row.total for row in rows if row.total is not None]


def standard(own: Sequence[Fraction], everybody: Sequence[Fraction]) -> Fraction | None:
    """(mean of the group − mean of all) / σ of all; None if all have the same."""
    spread = variance(everybody)
    return (mean(own) - mean(everybody)) / root(spread) if spread else None


def above(own: Sequence[Fraction], everybody: Sequence[Fraction]) -> Fraction | None:
    """How far the mean of the group lies above that of all, as a share of it; None if that is 0."""
    middle = mean(everybody)
    return mean(own) / middle - 1 if middle else None


def gains(groups: Groups, limits: Limits) -> dict[str, tuple[int, Fraction]]:
    """Group → (n, standard mean now − at entry), of those who have both; nothing unless every group has enough of them."""
    both = {name: [(row.total, row.entry) for row in rows if row.total is not None and row.entry is not None] for name, rows in groups.items()}
    everybody = [pair for pairs in both.values() for pair in pairs]
    if not both or min(map(len, both.values())) < limits.small or len(everybody) < limits.few:
        return {}
    now, before = ([pair[at] for pair in everybody] for at in (0, 1))
    found = {}
    for name, pairs in both.items():
        last, first = standard([pair[0] for pair in pairs], now), standard([pair[1] for pair in pairs], before)
        if last is None or first is None:
            return {}
        found[name] = len(pairs), last - first
    return found
