"""One measured line of the table, and what measures it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from statistics import median

from .city import Asked, City
from .meter import Cost
from .weight import Weight


@dataclass(frozen=True)
class Row:
    """``records``: of the city; ``note``: what the figures do not say."""

    engine: str
    case: str
    records: int
    cost: Cost
    weight: Weight | None = None
    note: str = ""


@dataclass(frozen=True)
class Engine:
    """``sizes`` of all sizes, ``prepare`` once for a city before anything is edited, ``rows`` once for each repetition."""

    name: str
    sizes: Callable[[Sequence[int]], list[int]]
    prepare: Callable[[Asked, City], None]
    rows: Callable[[Asked, City, int], Iterator[Row]]


def medians(rows: Sequence[Row]) -> list[Row]:
    """The repetitions of a row become one, each number by itself; a failure or a note stays."""
    groups: dict[tuple[str, str, int], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.engine, row.case, row.records), []).append(row)
    return [_median(group) for group in groups.values()]


def _median(group: list[Row]) -> Row:
    bad = next((row for row in group if row.cost.failed), None)
    if bad:
        return bad
    numbers = {field.name: median(getattr(row.cost, field.name) for row in group) for field in fields(Cost) if field.name != "failed"}
    notes = dict.fromkeys(row.note for row in group if row.note)
    return Row(*(group[0].engine, group[0].case, group[0].records), Cost(**numbers), next((row.weight for row in group if row.weight), None), "; ".join(notes))
