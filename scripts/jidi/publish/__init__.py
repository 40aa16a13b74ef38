"""The city becomes what is published: a list of :class:`Output`. Nothing is written here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..assess import Assessment
from ..memo import Memo
from ..memo.reads import Key, note
from ..model.city import City
from ..model.finding import Finding, Rule
from .activity.certificate import verify_pages
from .activity.lists import activity_pages
from .assessment.console import console_pages
from .assessment.pages import assessment_pages
from .bases import base_page, bases_page
from .books.pages import book_pages
from .city import city_pages
from .finding.documents import search_files
from .finding.page import find_page
from .guide import guide_pages
from .machine.catalogue import catalogue_files
from .machine.data import data_files, findings_json
from .machine.feeds import feed_files
from .machine.oai import oai_files
from .moved import moved_pages
from .output import Copy, Output, Pack, Page
from .packs.pack import pack_files
from .people.pages import people_pages
from .people.unnamed import Discretion
from .records import records_of
from .released import Released, released_files
from .resource.attached import thumbnails
from .task import Last, Made, Task, made, outputs
from .world import World

__all__ = ["Copy", "Made", "Output", "Pack", "Page", "Plan", "Task", "findings_json", "made", "newest_day", "plan", "publish"]


@dataclass(frozen=True)
class Plan:
    """All that is to be published.

    ``records``: the tasks that make a page for each record, one for each base; ``tasks``: all others; ``index``: what is made of
    what the latter made; ``last``: what is made of what all made. ``made_of``: the arguments of :func:`plan`, for another process.
    """

    world: World
    city: City
    tasks: tuple[Task, ...]
    records: tuple[Task, ...]
    index: Last
    last: tuple[Last, ...]
    made_of: tuple[Any, ...]

    def remembered_by(self, memo: Memo) -> None:
        """Let ``memo`` know where the tables are, and what is told to the world beside the material."""
        more: dict[Key, object] = {(name, self.world.owner): getattr(self.world, name) for name in ("findings", "assessment")}
        memo.own(self.world, self.world.city, more=more | {_RELEASED: self.made_of[-2:]})


def plan(
    city: City, findings: Iterable[Finding], rules: Iterable[Rule], assessment: Assessment | None = None,
    released: Sequence[Released] = (), frozen: Sequence[str] = (),
) -> Plan:  # fmt: skip
    """What is to be published of a city. ``assessment``: of the running year; without it no base has a desk.

    ``released``: the annual reports up to now; ``frozen``: the school years whose sites are kept.
    """
    discretion, findings, rules = Discretion(city), tuple(findings), tuple(rules)
    world = World(discretion.told_city(), discretion.told_findings(findings), discretion.told_text, discretion.told_assessment(assessment))
    tasks = [Task(name, make) for name, make in _TASKS.items()]
    tasks += [Task(f"base {base.base}", partial(base_page, base=base.base)) for base in world.bases]
    records = [Task(f"records {base}", partial(records_of, base=base)) for base in city.parts if base]
    tasks += [
        Task("assessment", lambda world: assessment_pages(world, rules)),
        Task("guide", lambda world: guide_pages(world, rules)),
        Task("verify", lambda world: verify_pages(world, city)),
        Task("released", partial(_released, released=released, frozen=frozen)),
    ]
    return Plan(world, city, tuple(tasks), tuple(records), _INDEX, _LAST, (city, findings, rules, assessment, released, frozen))


_INDEX = Last("search", lambda made: tuple(sorted((one.path, one.page) for one in made if one.page)), search_files)
_LAST = (Last("moved", lambda made: frozenset(one.path for one in made), moved_pages),)
_TASKS: dict[str, Callable[[World], Iterable[Output | Task]]] = {
    "city": city_pages,
    "find": lambda world: [find_page(world)],
    "people": people_pages,
    "activities": activity_pages,
    "books": book_pages,
    "bases": lambda world: [bases_page(world)],
    "consoles": lambda world: console_pages(world, world.assessment),
    "packs": pack_files,
    "data": data_files,
    "thumbnails": thumbnails,
    "feeds": feed_files,
    "catalogue": catalogue_files,
    "oai": oai_files,
}


_RELEASED = ("released",)  # under which key it is noted that the released reports were read


def _released(world: World, released: Sequence[Released], frozen: Sequence[str]) -> list[Output]:
    note(_RELEASED)
    return released_files(world, released, frozen)


def publish(
    city: City, findings: Iterable[Finding], rules: Iterable[Rule], assessment: Assessment | None = None,
    released: Sequence[Released] = (), frozen: Sequence[str] = (),
) -> tuple[Output, ...]:  # fmt: skip
    """Every published file of :func:`plan`, in a fixed order, each path once."""
    whole = plan(city, findings, rules, assessment, released, frozen)
    found = list(outputs(whole.world, whole.tasks))
    found += [*whole.index.make(whole.world, whole.index.pick(map(made, found))), *outputs(whole.world, whole.records)]
    for last in whole.last:
        found += last.make(whole.world, last.pick(map(made, found)))
    return tuple({output.path: output for output in found}.values())


def newest_day(city: City) -> datetime.date:
    """The latest day that the material speaks of and that has come: the same for the same material."""
    return city.once(_newest_day)


def _newest_day(city: City) -> datetime.date:
    days = [day for entry in city.entries if (day := getattr(entry.record, "day", None)) and day <= city.today]
    return max(days, default=datetime.date(2020, 1, 1))
