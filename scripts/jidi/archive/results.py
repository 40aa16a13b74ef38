"""The public part of a closed round as a table: grades and feedback, never points (plan 六.3)."""

from __future__ import annotations

from collections.abc import Iterator

from ..assess.rounds import closed
from ..publish.assessment.rounds import by_base, is_public
from ..publish.world import World
from .row import Row, office, volume_of
from .tables import csv_of

_HEAD = ("学年", "基地", "等次", "原等次", "更正理由", "经验", "问题", "建议", "决定文号")


def results(world: World, year: str, base: str = "") -> list[tuple[str, bytes, Row]]:
    """Name, content and row of the table, of one base if given; nothing before the round is closed. Bases by their ids."""
    return list(_results(world, year, base))


def _results(world: World, year: str, base: str) -> Iterator[tuple[str, bytes, Row]]:
    for entry in closed(world.city):
        one, term = entry.record, volume_of(world, entry)
        told = [r for r in by_base(one) if base in ("", r.base) and is_public(world, year, r)]
        if one.year == year and told and term:
            rows = [(year, world.base_names.get(r.base, r.base), r.grade, r.was or "", r.why, r.good, r.problem, "\n".join(r.advice), one.number) for r in told]
            row = Row(term.name, f"{year} 学年考核结果（公布的部分）", office(world), one.publicity_end, ())
            yield f"考核结果-{year}.csv", csv_of(_HEAD, rows), row
