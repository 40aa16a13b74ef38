"""The tables of a county's summary: its bases, what they did, its schools, what waits (R-7.1.4)."""

from __future__ import annotations

from ...documents import Cell, Column, Table
from ...life import Row, Todo
from ...model.standards import School
from .done import Tally
from .facts import Facts
from .reach import reach_of
from .tables import tally_cells, tally_columns
from .words import day_words


def base_list(facts: Facts, bases: list[str]) -> Table:
    """Each base with its state on the last day that counts."""
    columns = (
        Column("基地"), Column("承办学校", width=44), Column("教研员", width=18), Column("状态", width=26), Column("认定期到", "day", 24),
        Column("最近的活动", "day", 24),
    )  # fmt: skip
    rows = {one.base: one for one in facts.board.rows}
    return Table("基地清单", columns, tuple(_base(facts, rows[base]) for base in bases if base in rows), caption="基地清单", size=9)


def _base(facts: Facts, row: Row) -> tuple[Cell, ...]:
    end, last = row.cycle.end if row.cycle else None, row.last_activity.record.day if row.last_activity else None
    card = next((entry.record for entry in facts.year.real.bases if entry.base == row.base), None)
    school, researcher = (facts.world.schools.get(card.school, card.school), card.researcher) if card else (None, None)
    return facts.name(row.base), school, researcher, row.life.name, end, last


def base_sums(facts: Facts, bases: list[str]) -> Table:
    """What each base did, the year before beside it."""
    past = facts.before.by_base if facts.before else None
    pairs = ((base, facts.now.by_base.get(base, Tally()), None if past is None else past.get(base, Tally())) for base in bases)
    rows = tuple((facts.name(base), *tally_cells(now, before)) for base, now, before in pairs)
    return Table("活动资源参加", tally_columns("基地", facts.then, bases=False), rows, caption="各基地的活动、参加和资源", size=9)


def school_table(facts: Facts, county: str) -> Table:
    """Every school of the county, and the offices of which somebody came: the sum is all 人次 of the county."""
    columns = (Column("学校和单位"), Column("乡村", width=16), Column("参加活动", "int", 30, "次"), Column("教师", "int", 30, "人次", total=True))
    rows = tuple(_school(facts, one) for one in _units(facts, county))
    return Table("学校参加", columns, rows, caption=f"{county}学校和单位参加全市基地活动的情况")


def _units(facts: Facts, county: str) -> list[School]:
    reach = facts.year.once(reach_of)
    return [one for one in facts.schools.values() if one.county == county and (one in reach.teaching or reach.attendances.get(one.id))]


def _school(facts: Facts, one: School) -> tuple[Cell, ...]:
    visits = sum(any(came.school == one.id and came.count for came in entry.record.participants) for entry in facts.now.activities)
    return one.name, "是" if one.rural else "", visits, facts.year.once(reach_of).attendances.get(one.id, 0)


def todo_table(facts: Facts, waiting: list[tuple[str, str, list[Todo]]]) -> Table:
    """What waits, thing by thing."""
    rows = tuple((facts.name(one.base), what, one.message, one.fix, one.day) for what, _, todos in waiting for one in todos)
    columns = (Column("基地", width=26), Column("种类", width=20), Column("情况"), Column("怎样办", width=44), Column("期限", "day", 24))
    return Table("要办的事", columns, rows, caption=f"截至{day_words(facts.year.until)}要办的事", size=9)
