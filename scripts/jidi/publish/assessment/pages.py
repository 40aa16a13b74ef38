"""考核: what the public sees of the assessment (plan 六.2–六.3). Grades after the decision, never marks, never an order of merit."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import partial

from ...assess import rubric_of
from ...model.city import Entry
from ...model.finding import Rule
from ...model.rubric import Deadline, Rubric
from ...model.standards import Round
from ..output import Link, Output, Page
from ..world import World
from .rounds import announced, by_base, is_public, level_of, rounds, rubric_address
from .rubric import clauses, rubric_pages, rubrics

Due = tuple[datetime.date, str]


def assessment_pages(world: World, rules: Iterable[Rule]) -> list[Output]:
    """``assessment/index.html`` and a page for every rubric. ``rules``: those that the guide explains."""
    return [Output("assessment/index.html", Page("考核", "assessment", _fields(world))), *rubric_pages(world, rules)]


def _fields(world: World) -> dict[str, object]:
    closed = announced(world)
    year_start = world.city.year_start.split("-")
    return {
        "level": level_of(world),
        "clauses": partial(clauses, world),
        "start": f"{int(year_start[0])} 月 {int(year_start[1])} 日",
        "rubrics": [Link(f"{entry.record.year} 学年考核细则", rubric_address(entry.record.year)) for entry in rubrics(world)],
        "open": [_open(world, one) for one in rounds(world) if one not in closed],
        "closed": [_closed(world, one) for one in closed],
    }


def _rubric_link(world: World, year: str) -> Link | None:
    return Link(f"{year} 学年考核细则", rubric_address(year)) if rubric_of(world.city, year) else None


def _open(world: World, one: Round) -> dict[str, object]:
    entry = rubric_of(world.city, one.year)
    return {"record": one, "rubric": _rubric_link(world, one.year), "bases": len(one.bases), "calendar": calendar(entry) if entry else []}


def calendar(entry: Entry[Rubric]) -> list[Due]:
    """The days that a rubric sets, in order, each with what is due."""
    rubric = entry.record
    days = [(deadline_day(rubric.year, one), f"交{one.word}（{i.id} {i.name}）") for i in rubric.indicators if i.max for one in i.deadlines]
    return sorted([*days, (rubric.cutoff_day, "材料截止：这一天以后入库的不算")])


def deadline_day(year: str, one: Deadline) -> datetime.date:
    """The day by which a paper of a school year is due."""
    return datetime.date.fromisoformat(f"{year[5:] if one.second else year[:4]}-{one.day}")


def _closed(world: World, one: Round) -> dict[str, object]:
    return {
        "record": one,
        "rubric": _rubric_link(world, one.year),
        "grades": list(_lists(world, one)),
        "corrected": [(_base(world, r.base), r.was, r.grade, r.why) for r in by_base(one) if r.was and is_public(world, one.year, r)],
        "people": [(n.prize, n.name, _base(world, n.base)) for n in sorted(one.nominees, key=lambda n: (n.prize, n.name, n.base))],
    }


def _lists(world: World, one: Round) -> Iterator[tuple[str, list[Link]]]:
    """The names in each grade, by the bases' ids; who failed is not listed."""
    for term in world.city.vocabulary.of("assessment_grade"):
        names = [_base(world, r.base) for r in by_base(one) if world.city.vocabulary.is_term("assessment_grade", r.grade, term.id)]
        if names and term.id != "buhege":
            yield term.name, names


def _base(world: World, base: str) -> Link:
    return Link(world.base_names[base], f"bases/{base}/index.html") if base in world.base_names else Link(base)
