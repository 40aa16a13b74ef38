"""The newest of the whole city. Each base's are worked out by themselves, so that a record's other words change no list that does not show it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter

from ..model.city import Entry
from ..model.record import Record
from .said import said
from .world import World, folders, shown

MOST = 60  # that any list shows
Dated = tuple[datetime.date, str, Entry[Record]]


def dated(entry: Entry[Record]) -> Dated:
    """A record with what it is ordered by."""
    return said(entry.record, "day") or datetime.date.min, entry.file, entry


def newest_first(rows: Iterable[Dated]) -> list[Entry[Record]]:
    """By date and then by file."""
    return [entry for _, _, entry in sorted(rows, key=itemgetter(0, 1), reverse=True)]


def newest_in_city(world: World, model: type[Record]) -> list[Entry[Record]]:
    """The newest :data:`MOST` public records of a model."""
    return newest_first(one for base in folders(world.city) for one in world.once(_newest_in, base).get(model.__name__, ()))[:MOST]


def _newest_in(world: World, base: str) -> dict[str, tuple[Dated, ...]]:
    """The name of a model → its newest :data:`MOST` in a base."""
    found: dict[str, list[Dated]] = defaultdict(list)
    for entry in world.once(shown, base):
        found[entry.kind.model.__name__].append(dated(entry))
    return {model: tuple(sorted(rows, key=itemgetter(0, 1), reverse=True)[:MOST]) for model, rows in found.items()}
