"""What a page tells machines: Dublin Core, JSON-LD, feeds."""

from __future__ import annotations

from ...model.base import Base
from ...model.city import Entry
from ...model.record import Record
from ...model.work import Activity, Resource
from ..activity import ics
from ..output import Head
from ..world import World
from . import feeds
from .atom import MEDIA_TYPE
from .dublin import pairs
from .linked import linked_base, linked_home, linked_record
from .told import told_of

CALENDAR = "text/calendar"
Offers = tuple[tuple[str, str, str], ...]


def head_of(world: World, entry: Entry[Record]) -> Head:
    """The head of a record's page."""
    told = told_of(world, entry)
    metas = (("description", told.description), *[(f"DC.{name}", value) for name, value in pairs(world, entry, told)])
    return Head(metas, linked_record(world, entry, told), _feeds_of(world, entry))


def base_head(world: World, entry: Entry[Base]) -> Head:
    """The head of a base's page."""
    metas = (("description", entry.record.features.replace("\n", " ")),)
    return Head(metas, linked_base(world, entry), _feeds_of(world, entry))


def home_head(world: World) -> Head:
    """The head of the home page."""
    words = world.settings.guiding.replace("\n", " ") if world.settings else ""
    offers = (*_offer(world, feeds.CITY), *_offer(world, feeds.RESOURCES), *_offer(world, feeds.ACTIVITIES))
    return Head((("description", words),) if words else (), linked_home(world), (*offers, (CALENDAR, "教研活动日历", ics.CITY)))


def _feeds_of(world: World, entry: Entry[Record]) -> Offers:
    """The feeds that a page's news come in: its base's, and its type's or its base's calendar."""
    found, record = _offer(world, feeds.base_address(entry.base)), entry.record
    if isinstance(record, Resource) and (term := world.city.vocabulary.find("resource_type", record.type)):
        found += _offer(world, feeds.type_address(term.id))
    if isinstance(record, Base | Activity) and entry.base in world.base_names:
        found += ((CALENDAR, f"{world.base_names[entry.base]}活动日历", ics.base_feed(entry.base)),)
    return found


def _offer(world: World, address: str) -> Offers:
    """A feed as :class:`Head` wants it; nothing if there is no such feed."""
    name = world.once(_names).get(address)
    return ((MEDIA_TYPE, name, address),) if name else ()


def _names(world: World) -> dict[str, str]:
    """The names of the feeds by address: a page need not be made again for what is new in one."""
    return {address: one.name for address, one in world.once(feeds.feeds).items()}
