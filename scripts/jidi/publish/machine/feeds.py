"""What can be subscribed to: news of the city, of resources, of activities, of each subject, base and type; and the page that offers it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
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
from ..world import World, folders, shown
from . import bibliography as about
from .atom import MEDIA_TYPE, MOST, atom
from .catalogue import ADDRESS as CATALOGUE

GUIDE = "guide/data"
_GROUPS = {"city": "全市", "subject": "学科", "base": "基地", "type": "资源类型"}
CITY, RESOURCES, ACTIVITIES = "feeds/all.xml", "feeds/resources.xml", "feeds/activities.xml"


@dataclass(frozen=True)
class Feed:
    """Something to subscribe to. ``group``: under which heading it is offered; ``page``: the page that shows the same; ``entries``: the newest."""

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


def feed_files(world: World) -> Iterator[Task]:
    """``feeds/``: every feed, and ``feeds/index.html``."""
    yield Task("feeds index", lambda world: [Output("feeds/index.html", _page(world, world.once(feeds)))])
    yield from (Task(f"feed {address}", partial(_file, address=address)) for address in world.once(feeds))


def _file(world: World, address: str) -> list[Output]:
    one = world.once(feeds)[address]
    return [Output(address, atom(world, address, one.name, one.page, one.entries))]


def feeds(world: World) -> Mapping[str, Feed]:
    """All feeds by address. A base and a subject have one from the first day; a type when there is something of it."""
    of: dict[tuple[str, str], list[Entry[Record]]] = defaultdict(list)
    subject_of = {base: one.id for one in subjects(world) for base in one.bases}
    for entry, sorts in _newest(world):
        for sort in (*sorts, ("base", entry.base), ("subject", subject_of.get(entry.base, ""))):
            if len(of[sort]) < MOST:
                of[sort].append(entry)
    found = [
        Feed(CITY, "全部更新", "city", "index.html", (*of["city", ""],), ics.CITY),
        Feed(RESOURCES, "教学资源", "city", "resources/index.html", (*of["city", Resource.__name__],)),
        Feed(ACTIVITIES, "教研活动", "city", "activities/index.html", (*of["city", Activity.__name__],), ics.CITY),
    ]
    for one in subjects(world):
        found.append(Feed(subject_address(one.id), one.name, "subject", "bases/index.html", (*of["subject", one.id],), ics.subject_feed(one.id)))
    for base in world.bases:
        found.append(Feed(base_address(base.base), base.record.short_name, "base", base.address, (*of["base", base.base],), ics.base_feed(base.base)))
    for term in world.city.vocabulary.of("resource_type"):
        if mine := of["type", term.name]:
            found.append(Feed(type_address(term.id), term.name, "type", "resources/index.html", (*mine,)))
    return {one.address: one for one in found}


def _newest(world: World) -> Iterator[tuple[Entry[Record], tuple[tuple[str, str], ...]]]:
    """The last to come into the site first, so that a mended letter brings nothing up again; each with the feeds of the city and of its type that it is in."""
    news = sorted((one for base in folders(world.city) if base for one in world.once(_news, base)), key=lambda one: one[:3], reverse=True)
    return ((entry, sorts) for _, _, _, entry, sorts in news)


def _news(world: World, base: str) -> tuple[tuple[datetime.date, datetime.date, str, Entry[Record], tuple[tuple[str, str], ...]], ...]:
    """The records of a base that are news: when published, of which day, in which file, and in which feeds."""
    return tuple((about.published(world, entry), about.day_of(entry), entry.file, entry, _sorts(entry)) for entry in world.once(shown, base) if entry.kind.body)


def _sorts(entry: Entry[Record]) -> tuple[tuple[str, str], ...]:
    sorts = (("city", ""), ("city", type(entry.record).__name__))
    return (*sorts, ("type", entry.record.type)) if isinstance(entry.record, Resource) else sorts


def _page(world: World, made: Mapping[str, Feed]) -> Page:
    """What can be subscribed to, in groups."""
    names = dict.fromkeys(one.group for one in made.values())
    groups = [(group, _GROUPS[group], [one for one in made.values() if one.group == group]) for group in names]
    guide = next((entry.address for entry in world.of(GuidePage) if entry.id == GUIDE), "")
    fields = {"groups": groups, "url": whole(world, CITY), "media": MEDIA_TYPE, "catalogue": CATALOGUE, "guide": guide}
    head = Head(feeds=tuple((MEDIA_TYPE, one.name, one.address) for one in made.values() if one.group == "city"))
    return Page("订阅", "feeds", fields, listing=True, head=head)
