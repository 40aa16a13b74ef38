"""What can be subscribed to: news of the city, of resources, of activities, of each subject, base and type; and the page that offers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from ...model.city import Entry
from ...model.record import Record
from ...model.standards import GuidePage
from ...model.work import Activity, Resource
from ..activity import ics
from ..activity.subjects import subjects
from ..ask import whole
from ..output import Head, Output, Page
from ..task import Task
from ..world import World
from . import bibliography as about
from .atom import MEDIA_TYPE, atom
from .catalogue import ADDRESS as CATALOGUE

GUIDE = "guide/data"
_GROUPS = {"city": "全市", "subject": "学科", "base": "基地", "type": "资源类型"}
CITY, RESOURCES, ACTIVITIES = "feeds/all.xml", "feeds/resources.xml", "feeds/activities.xml"


@dataclass(frozen=True)
class Feed:
    """Something to subscribe to. ``group``: under which heading it is offered; ``page``: the page that shows the same."""

    address: str
    name: str
    group: str
    page: str
    entries: tuple[Entry[Record], ...]
    calendar: str = ""


def subject_address(id: str) -> str:
    """The feed of a subject over all stages; ``id`` of ``stages.yml``."""
    return f"feeds/subjects/{id}.xml"


def base_address(base: str) -> str:
    """The feed of a base."""
    return f"feeds/bases/{base}.xml"


def type_address(id: str) -> str:
    """The feed of a type of resource; ``id`` of the vocabulary."""
    return f"feeds/types/{id}.xml"


def feed_files(world: World) -> Iterator[Output | Task]:
    """``feeds/``: every feed, and ``feeds/index.html``."""
    yield Output("feeds/index.html", _page(world, world.once(feeds)))
    yield from (Task(f"feed {address}", partial(_file, address=address)) for address in world.once(feeds))


def _file(world: World, address: str) -> list[Output]:
    one = world.once(feeds)[address]
    return [Output(address, atom(world, address, one.name, one.page, one.entries))]


def feeds(world: World) -> Mapping[str, Feed]:
    """All feeds by address. A base and a subject have one from the first day; a type when there is something of it."""
    news = _newest(world, (entry for entry in world.entries if entry.base and entry.kind.body))
    of_base: dict[str, list[Entry[Record]]] = {}
    of_subject: dict[str, list[Entry[Record]]] = {}
    of_type: dict[str, list[Entry[Record]]] = {}
    subject_of = {base: one.id for one in subjects(world) for base in one.bases}
    for entry in news:
        of_base.setdefault(entry.base, []).append(entry)
        of_subject.setdefault(subject_of.get(entry.base, ""), []).append(entry)
        if isinstance(entry.record, Resource):
            of_type.setdefault(entry.record.type, []).append(entry)
    found = [
        Feed(CITY, "全部更新", "city", "index.html", news, ics.CITY),
        Feed(RESOURCES, "教学资源", "city", "resources/index.html", tuple(e for e in news if isinstance(e.record, Resource))),
        Feed(ACTIVITIES, "教研活动", "city", "activities/index.html", tuple(e for e in news if isinstance(e.record, Activity)), ics.CITY),
    ]
    for one in subjects(world):
        mine = tuple(of_subject.get(one.id, ()))
        found.append(Feed(subject_address(one.id), one.name, "subject", "bases/index.html", mine, ics.subject_feed(one.id)))
    for base in world.bases:
        mine = tuple(of_base.get(base.base, ()))
        found.append(Feed(base_address(base.base), base.record.short_name, "base", base.address, mine, ics.base_feed(base.base)))
    for term in world.city.vocabulary.of("resource_type"):
        if term.name in of_type:
            found.append(Feed(type_address(term.id), term.name, "type", "resources/index.html", tuple(of_type[term.name])))
    return {one.address: one for one in found}


def _newest(world: World, entries: Iterable[Entry[Record]]) -> tuple[Entry[Record], ...]:
    """The last to come into the site first, so that a mended letter brings nothing up again."""
    return tuple(sorted(entries, key=lambda entry: (about.published(world, entry), about.day_of(entry), entry.file), reverse=True))


def _page(world: World, made: Mapping[str, Feed]) -> Page:
    """What can be subscribed to, in groups."""
    names = dict.fromkeys(one.group for one in made.values())
    groups = [(group, _GROUPS[group], [one for one in made.values() if one.group == group]) for group in names]
    guide = next((entry.address for entry in world.of(GuidePage) if entry.id == GUIDE), "")
    fields = {"groups": groups, "url": whole(world, CITY), "media": MEDIA_TYPE, "catalogue": CATALOGUE, "guide": guide}
    head = Head(feeds=tuple((MEDIA_TYPE, one.name, one.address) for one in made.values() if one.group == "city"))
    return Page("订阅", "feeds", fields, listing=True, head=head)
