"""A record in the fifteen elements of Dublin Core 1.1, for ``<meta>`` and for OAI-PMH."""

from __future__ import annotations

from ...model.city import Entry
from ...model.record import Record
from ...model.work import Activity, Resource
from ..activity.calendar import cancelled
from ..ask import whole
from ..said import said
from ..world import World
from . import bibliography as about
from .told import Told, told_of

Pairs = tuple[tuple[str, str], ...]

LANGUAGE = "zh-CN"


def dublin(world: World, entry: Entry[Record]) -> Pairs:
    """(element, value) in the order of the standard; dates are W3CDTF days, nothing is empty, nothing twice."""
    return pairs(world, entry, told_of(world, entry))


def pairs(world: World, entry: Entry[Record], told: Told) -> Pairs:
    """The same of what is ``told`` of the record."""
    record = entry.record
    found = [
        ("title", told.title),
        *[("creator", name) for name in told.makers],
        *[("subject", word) for word in _subjects(record, told)],
        ("description", told.description),
        ("publisher", told.card.full_name if told.card else ""),
        *[("contributor", name) for name in told.helpers],
        ("date", about.day_of(entry).isoformat()),
        ("type", "Event" if isinstance(record, Activity) else "Text"),
        ("type", about.kind_words(entry)),
        *[("format", file.media) for file in told.files],
        ("identifier", whole(world, entry.address)),
        ("identifier", entry.id),
        ("language", LANGUAGE),
        *_relations(world, entry, record),
    ]
    if told.licence:
        found += [("rights", about.licence_words(told.licence)), ("rights", about.licence_url(told.licence))]
    if isinstance(record, Activity) and cancelled(world, record):
        found.append(("coverage", f"活动已取消：{record.cancel_reason}"))
    return tuple(dict.fromkeys([pair for pair in found if pair[1]]))


def _subjects(record: Record, told: Told) -> tuple[str, ...]:
    """Stage, subject and what of the book it is about."""
    of_base = (told.card.stage, told.card.subject) if told.card else ()
    return (*of_base, *told.book, *told.place, *said(record, "competencies", ()))


def _relations(world: World, entry: Entry[Record], record: Record) -> list[tuple[str, str]]:
    """What it was made from, what has taken its place, what came of it: by address if the site has one, else by id."""
    found = [("source", record.origin_note)] if isinstance(record, Resource) else []
    for ref in (said(record, "superseded_by"), *said(record, "products", ())):
        if ref and (target := about.target_of(world, entry, ref)):
            found.append(("relation", whole(world, target.address) or target.id))
    return found
