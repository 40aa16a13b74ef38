"""A record in the fifteen elements of Dublin Core 1.1, for ``<meta>`` and for OAI-PMH."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.city import Entry
from ...model.record import Record
from ...model.work import Activity, Resource
from ..activity.calendar import cancelled
from ..ask import whole
from ..resource.attached import files_of
from ..said import said
from ..world import World
from . import bibliography as about

Pairs = tuple[tuple[str, str], ...]

LANGUAGE = "zh-CN"


def dublin(world: World, entry: Entry[Record]) -> Pairs:
    """(element, value) in the order of the standard; dates are W3CDTF days, nothing is empty, nothing twice."""
    return tuple(dict.fromkeys(pair for pair in _all(world, entry) if pair[1]))


def _all(world: World, entry: Entry[Record]) -> Iterator[tuple[str, str]]:
    card, record = about.base_of(world, entry), entry.record
    yield "title", about.title(entry)
    for name in about.makers(entry):
        yield "creator", name
    for word in _subjects(world, entry):
        yield "subject", word
    yield "description", about.describe(world, entry)
    yield "publisher", card.full_name if card else ""
    for name in about.helpers(entry):
        yield "contributor", name
    yield "date", about.day_of(entry).isoformat()
    yield "type", "Event" if isinstance(record, Activity) else "Text"
    yield "type", about.kind_words(entry)
    for file in files_of(world, entry):
        yield "format", file.media
    yield "identifier", whole(world, entry.address)
    yield "identifier", entry.id
    yield "language", LANGUAGE
    yield from _relations(world, entry)
    if licence := about.licence_of(world, entry):
        yield "rights", about.licence_words(licence)
        yield "rights", about.licence_url(licence)
    if isinstance(record, Activity) and cancelled(world, record):
        yield "coverage", f"活动已取消：{record.cancel_reason}"


def _subjects(world: World, entry: Entry[Record]) -> Iterator[str]:
    """Stage, subject and what of the book it is about."""
    card, record = about.base_of(world, entry), entry.record
    if card:
        yield from (card.stage, card.subject)
    if isinstance(record, Resource):
        yield from (*about.book(world, record), *about.place_in_book(world, record))
    yield from said(record, "competencies", ())


def _relations(world: World, entry: Entry[Record]) -> Iterator[tuple[str, str]]:
    """What it was made from, what has taken its place, what came of it: by address if the site has one, else by id."""
    record = entry.record
    if isinstance(record, Resource):
        yield "source", record.origin_note
    refs = [one for one in (said(record, "superseded_by"), *said(record, "products", ())) if one]
    for ref in refs:
        if target := about.target_of(world, entry, ref):
            yield "relation", whole(world, target.address) or target.id
