"""How a title is renewed: who decides what, on which conditions, from when on, read off the city's own table (plan 六.4)."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import Block, Column, Table
from ...life import Cycle
from ...life.days import add_days, add_months
from ...model.lifecycle import Lifecycle, Transition
from .words import day_words, listed, texts


def procedure(table: Lifecycle, cycle: Cycle) -> Iterator[Block]:
    """Who may decide what, on which conditions, from when on: read off the city's own table."""
    limits, over = table.limits, add_days(cycle.end, 1)
    opens = add_months(over, -limits.renewal_months.n)
    told = [f"届满前 {months} 个月（{day_words(add_months(over, -months))}）" for months in limits.notice_months.n]
    yield from texts(
        f"认定期{day_words(cycle.end)}届满，每 {limits.cycle_years.n} 年认定一次（{_source(limits.cycle_years.source)}）。提醒的日子：{listed(told)}。",
        f"{day_words(opens)}起可以开启重新认定。",
    )
    actors = {one.id: one.name for one in table.actors}
    columns = (Column("事项", width=36), Column("由谁决定", width=44), Column("条件"), Column("文号", width=16), Column("依据", width=24))
    rows = tuple(
        (row.event, "或".join(actors.get(one, one) for one in row.actors), _conditions(table, row), "要" if row.numbered else "", _source(row.source))
        for row in _rows(table)
    )
    yield Table("认定程序", columns, rows, caption="重新认定的步骤", size=9)


def _source(text: str) -> str:
    """``plan 六.4`` as it is called in an office."""
    return text.replace("plan ", "实施方案")


def _rows(table: Lifecycle) -> list[Transition]:
    """The step that opens a renewal, then those out of it that settle it."""
    renewals = {source for row in table.transitions if row.starts_cycle for source in row.sources if any(one.target == source for one in _openings(table))}
    return [*_openings(table), *(row for row in table.transitions if renewals & set(row.sources) and row.numbered)]


def _openings(table: Lifecycle) -> list[Transition]:
    return [row for row in table.transitions if "near-end" in row.conditions]


def _conditions(table: Lifecycle, row: Transition) -> str | None:
    found = [guard.name for one in row.conditions if (guard := table.guard(one))]
    return "；".join(found) or None
