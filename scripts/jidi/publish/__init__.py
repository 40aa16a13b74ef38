"""The city becomes what is published: a list of :class:`Output`. Nothing is written here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..memo.reads import Key, note
from ..model.city import City
from ..model.finding import Finding, Rule
from .output import Copy, Output, Pack, Page
from .task import Last, Made, Task, made, outputs
from .world import World, folders

if TYPE_CHECKING:
    from ..assess import Assessment
    from ..memo import Memo
    from .machine.data import findings_json
    from .released import Released

__all__ = ["BASE", "Copy", "Made", "Output", "Pack", "Page", "Plan", "Task", "findings_json", "made", "newest_day", "plan", "publish"]


def __getattr__(name: str) -> Any:
    """``findings_json``, for who asks for it."""
    if name != "findings_json":
        raise AttributeError(name)
    return getattr(import_module(".machine.data", __package__), name)


BASE = "base "  # how the names of tasks begin that make the page of one


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
        world, one = self.world, self.world.assessment
        cards: dict[Key, object] = dict.fromkeys(("card", world.owner, base) for base in world.city.parts)
        cards |= {("card", world.owner, card.base): card.sealed for card in one.cards} if one else {}
        told: dict[Key, object] = {("findings", world.owner): world.findings, ("assessment", world.owner): one and (replace(one, cards=()), cards)}
        memo.own(world, world.city, more=cards | told | {_RELEASED: self.made_of[-2:]})


def plan(
    city: City, findings: Iterable[Finding], rules: Iterable[Rule], assessment: Assessment | None = None,
    released: Sequence[Released] = (), frozen: Sequence[str] = (),
) -> Plan:  # fmt: skip
    """What is to be published of a city. ``assessment``: of the running year; without it no base has a desk.

    ``rules``: asked for by each page that explains some. ``released``: the annual reports up to now; ``frozen``: the school years whose sites are kept.
    """
    from ..model.base import Base  # with all that records are made of, as the next
    from .people.unnamed import Discretion

    discretion, findings = Discretion(city), tuple(findings)
    world = World(discretion.told_city(), discretion.told_findings(findings), discretion.told_text, discretion.told_assessment(assessment))
    tasks = [Task(f"{BASE}{one.base}", partial(_later("bases", "base_page"), base=one.base)) for one in city.of(Base)]  # whose cards are not read for this
    tasks += [Task(name, make) for name, make in _TASKS.items()]
    records = [Task(f"records {base}", partial(_later("records", "records_of"), base=base)) for base in city.parts if base]
    tasks += [
        Task("assessment", partial(_later("assessment.pages", "assessment_pages"), rules=rules)),
        Task("guide", partial(_later("guide", "guide_pages"), rules=rules)),
        Task("verify", partial(_later("activity.certificate", "verify_pages"), city=city)),
        Task("released", partial(_released, released=released, frozen=frozen)),
    ]
    return Plan(world, city, tuple(tasks), tuple(records), _INDEX, _LAST, (city, findings, rules, assessment, released, frozen))


def _later(module: str, name: str) -> Callable[..., Any]:
    """A function of a module here, which is imported when it is called: who finds everything as it was need not wait for what makes pages."""
    return lambda *given, **named: getattr(import_module(f".{module}", __package__), name)(*given, **named)


_INDEX = Last("search", lambda made: tuple(sorted((one.path, one.page) for one in made if one.page)), _later("finding.documents", "search_files"))
_LAST = (Last("moved", lambda made: frozenset(one.path for one in made), _later("moved", "moved_pages")),)
_TASKS: dict[str, Callable[[World], Iterable[Output | Task]]] = {
    "city": _later("city", "city_pages"),
    "find": lambda world: [_later("finding.page", "find_page")(world)],
    "people": _later("people.pages", "people_pages"),
    "activities": _later("activity.lists", "activity_pages"),
    "books": _later("books.pages", "book_pages"),
    "bases": lambda world: [_later("bases", "bases_page")(world)],
    "consoles": _later("assessment.console", "console_pages"),
    "packs": _later("packs.pack", "pack_files"),
    "data": _later("machine.data", "data_files"),
    "thumbnails": _later("resource.attached", "thumbnails"),
    "feeds": _later("machine.feeds", "feed_files"),
    "catalogue": _later("machine.catalogue", "catalogue_files"),
    "oai": _later("machine.oai", "oai_files"),
}


_RELEASED = ("released",)  # under which key it is noted that the released reports were read


def _released(world: World, released: Sequence[Released], frozen: Sequence[str]) -> list[Output]:
    from .released import released_files

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
    return max((day for base in folders(city) if (day := city.once(newest_of, base))), default=datetime.date(2020, 1, 1))


def newest_of(city: City, base: str) -> datetime.date | None:
    """The latest of one base, for :func:`newest_day`."""
    return max((day for entry in city.in_base(base) if (day := getattr(entry.record, "day", None)) and day <= city.today), default=None)
