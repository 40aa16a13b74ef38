"""The tables that several reports print: what was done by whatever is asked, the year before beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ...documents import Cell, Column, Table
from .done import Tally
from .facts import Facts

_COUNTS = (("活动", "次"), ("参加", "人次"), ("资源", "份"))


def tally_columns(first: str, then: str, bases: bool = True) -> tuple[Column, ...]:
    """What a row is of, how many bases, then each count with that of the year before, as ``then`` calls it."""
    counts = [column for name, unit in _COUNTS for column in (Column(name, "int", 18, unit, total=True), Column(f"{then}{name}", "int", 18, unit, total=True))]
    return (Column(first), *([Column("基地", "int", 14, "个", total=True)] if bases else []), *counts)


def tally_cells(now: Tally, before: Tally | None) -> tuple[Cell, ...]:
    """The cells for the counts of :func:`tally_columns`; what is not known of the year before is None."""
    past = before or Tally()
    pairs = ((now.activities, past.activities), (now.attendances, past.attendances), (now.resources, past.resources))
    return tuple(cell for one, old in pairs for cell in (one, None if before is None else old))


def tally_table(facts: Facts, name: str, first: str, key: Callable[[str], str], known: Iterable[str]) -> Table:
    """What the bases did, by ``key`` of the base; ``known`` in its order, then whatever else there is: the sum is all that was done."""
    bases, now = _count(map(key, facts.bases)), facts.now.by(key)
    before = facts.before.by(key) if facts.before else None
    order = tuple(dict.fromkeys((*known, *sorted({*bases, *now, *(before or {})}))))
    rows = tuple((one, bases.get(one, 0), *tally_cells(now.get(one, Tally()), None if before is None else before.get(one, Tally()))) for one in order)
    return Table(name, tally_columns(first, facts.then), rows, caption=f"{name}的活动、参加和资源")


def _count(keys: Iterable[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for one in keys:
        found[one] = found.get(one, 0) + 1
    return found


def count_table(facts: Facts, name: str, first: str, unit: str, rows: Iterable[tuple[str, int, int | None]], note: str = "", total: bool = True) -> Table:
    """A name, a count and that of the year before in each row; no ``total`` where one thing may stand in several rows."""
    columns = (Column(first), Column("本学年", "int", 30, unit, total), Column(facts.then, "int", 30, unit, total))
    return Table(name, columns, tuple(rows), caption=f"各种{first}的次数", note=note)
