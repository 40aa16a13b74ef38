"""News as an Atom feed (RFC 4287): the same bytes for the same material, and ids that never change."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import cache
from xml.etree import ElementTree

from ...model.city import Entry
from ...model.record import Record
from ...model.work import Activity, Resource
from ..activity.calendar import cancelled
from ..resource.attached import files_of
from ..world import World
from . import bibliography as about
from .markup import add, document

MOST = 50
MEDIA_TYPE = "application/atom+xml"
_ATOM = "{http://www.w3.org/2005/Atom}"
_IDS = uuid.UUID("8f1fcbf6-4e99-4716-87b1-0ba47066efd8")  # never changes: every id in every feed hangs on it
_DAWN = "2020-01-01T00:00:00+08:00"  # of a feed that has nothing yet


@cache
def name_of(city: str, id: str) -> str:
    """The name of a record or a feed that never changes, wherever the site is put: a UUID made of the city's name and the record's id.

    A record is in several feeds, and a word of the vocabulary with most records.
    """
    return f"urn:uuid:{uuid.uuid5(_IDS, f'{city}/{id}')}"


def atom(world: World, address: str, name: str, page: str, entries: Sequence[Entry[Record]]) -> bytes:
    """The feed ``name`` at ``address``: the first :data:`MOST` of the entries; ``page`` shows the same.

    While the city has no address, the links are relative to the file itself, which RFC 4287 (section 2) allows.
    """
    entries, settings = entries[:MOST], world.settings
    city, site = (settings.city, settings.site_name) if settings else ("", "")
    root = ElementTree.Element(f"{_ATOM}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    add(root, f"{_ATOM}id", name_of(city, address))
    add(root, f"{_ATOM}title", f"{name} - {site}" if site else name)
    add(root, f"{_ATOM}updated", max((_moment(world, one) for one in entries), default=_DAWN))
    _link(root, "self", about.seen_from(world, address, address), MEDIA_TYPE)
    _link(root, "alternate", about.seen_from(world, page, address), "text/html")
    _author(root, (settings.organiser if settings else "") or site or name)
    for one in entries:
        _entry(root, world, city, address, one)
    return document(root, {"": _ATOM[1:-1]})


def _moment(world: World, entry: Entry[Record]) -> str:
    return f"{about.updated(world, entry)}T00:00:00+08:00"


def _entry(root: ElementTree.Element, world: World, city: str, feed: str, entry: Entry[Record]) -> None:
    made, record = add(root, f"{_ATOM}entry"), entry.record
    off = isinstance(record, Activity) and cancelled(world, record)
    add(made, f"{_ATOM}id", name_of(city, entry.id))
    add(made, f"{_ATOM}title", f"（取消）{about.title(entry)}" if off else about.title(entry))
    add(made, f"{_ATOM}updated", _moment(world, entry))
    add(made, f"{_ATOM}published", f"{about.published(world, entry)}T00:00:00+08:00")
    for name in about.makers(entry) or (world.base_names.get(entry.base, entry.base),):
        _author(made, name)
    _link(made, "alternate", about.seen_from(world, entry.address, feed), "text/html")
    for file in files_of(world, entry):
        address = file.address if "://" in file.address else about.seen_from(world, file.address, feed)
        _link(made, "enclosure", address, file.media, title=file.name, length=str(file.size) if file.size else "")
    for scheme, term, label in _categories(world, entry):
        add(made, f"{_ATOM}category", term=term, label=label, scheme=name_of(city, scheme))
    add(made, f"{_ATOM}summary", about.describe(world, entry))
    if licence := about.licence_of(world, entry):
        add(made, f"{_ATOM}rights", about.licence_words(licence))
        if about.licence_url(licence):
            _link(made, "license", about.licence_url(licence))


def _categories(world: World, entry: Entry[Record]) -> list[tuple[str, str, str]]:
    """(vocabulary, id, name): kind, stage, subject and type."""
    card, record, words = about.base_of(world, entry), entry.record, world.city.vocabulary
    pairs = [("stage", card.stage), ("subject", card.subject)] if card else []
    pairs += [("resource_type", record.type)] if isinstance(record, Resource) else []
    pairs += [("activity_type", record.type)] if isinstance(record, Activity) else []
    found = [(kind, term.id, term.name) for kind, name in pairs if (term := words.find(kind, name))]
    return [("kind", entry.kind.id, entry.kind.name), *found]


def _author(parent: ElementTree.Element, name: str) -> None:
    add(add(parent, f"{_ATOM}author"), f"{_ATOM}name", name)


def _link(parent: ElementTree.Element, rel: str, href: str, type: str = "", **more: str) -> None:
    extra = {key: value for key, value in {"type": type, **more}.items() if value}
    add(parent, f"{_ATOM}link", rel=rel, href=href, **extra)
