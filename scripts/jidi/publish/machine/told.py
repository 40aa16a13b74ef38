"""What Dublin Core and JSON-LD both say of a record, asked for once for the head of its page."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.base import Base
from ...model.city import Entry
from ...model.record import Record
from ...model.vocabulary import Term
from ...model.work import Resource
from ..resource.attached import File, files_of
from ..world import World
from . import bibliography as about


@dataclass(frozen=True, slots=True)
class Told:
    """``card``: of the record's base; ``book``, ``place``: of a resource, as :mod:`.bibliography` has them."""

    title: str
    description: str
    makers: tuple[str, ...]
    helpers: tuple[str, ...]
    files: tuple[File, ...]
    card: Base | None
    licence: Term | None
    book: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


def told_of(world: World, entry: Entry[Record]) -> Told:
    """All of it for one record."""
    record = entry.record
    of_book = (about.book(world, record), about.place_in_book(world, record)) if isinstance(record, Resource) else ()
    return Told(
        about.title(entry),
        about.describe(world, entry),
        about.makers(entry),
        about.helpers(entry),
        files_of(world, entry),
        about.base_of(world, entry),
        about.licence_of(world, entry),
        *of_book,
    )
