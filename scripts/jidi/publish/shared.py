"""The tables of the whole city that the pages of records look things up in: made before the pages are given out, they are not made in each process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from . import newest_of
from .world import World, folders

_TABLES = {
    "activity.attendance": ("_counties",),
    "activity.calendar": ("_timetable",),
    "activity.clash": ("_by_day",),
    "activity.page": ("_steps",),
    "ask": ("addresses",),
    "machine.bibliography": ("_cards",),
    "machine.head": ("_names",),
    "packs.pack": ("_contents", "_counts", "_seats"),
    "people.identity": ("_addresses",),
    "records": ("_origins",),
    "resource.outdated": ("_known",),
    "resource.related": ("_subjects", "index", "_steps"),
    "world": ("_base_names", "_counties", "_head", "_lives", "_schools"),
}
_OF_A_BASE = {  # that the former are joined of, and what its own pages look up
    "activity.bulletin": ("have_bulletins",),
    "activity.calendar": ("_ordered", "_planned"),
    "activity.completion": ("_done",),
    "activity.page": ("_by_task", "_places"),
    "machine.feeds": ("_news",),
    "packs.pack": ("_addresses", "_collections", "_units"),
    "people.identity": ("_in_base",),
    "records": ("_made_in",),
    "resource.related": ("_rows",),
    "world": ("shown",),
}
_OF_OTHERS = {  # that all other tasks are joined of, and the index
    "activity.certificate": ("_told_in",),
    "activity.ics": ("_written",),
    "bases": ("_hidden",),
    "books.shelf": ("_placed",),
    "finding.documents": ("documents_of",),
    "finding.page": ("_counted",),
    "home": ("_example",),
    "machine.catalogue": ("_lines",),
    "machine.data": ("_rows",),
    "newest": ("_newest_in",),
    "packs.pack": ("_offers",),
    "people.deeds": ("_done",),
    "practice": ("_used",),
    "resource.attached": ("_pdfs",),
}
# By task, of what nobody asks for a table any more after it: the largest, and in the end all but what packs offer; no page of a record asks for the rest.
SPENT: dict[str, dict[str, tuple[str, ...]]] = {
    "catalogue": {"machine.catalogue": ("_lines",)},
    "data": {"machine.data": ("_rows",)},
    "feeds": {"activity.ics": ("_written",)},
    "verify": {"activity.certificate": ("_told_in",)},
    "documents": {"finding.documents": ("documents_of",)},  # when the index has them
    "search": {**_OF_OTHERS, "packs.pack": ("_filled",), "people.deeds": ("_deeds", "_done")},
}


def shared(world: World) -> None:
    """Make all of them, first those of a base that they are joined of."""
    for base in filter(None, folders(world.city)):
        world.city.once(newest_of, base)
        _make(world, _OF_A_BASE, base)
        world.city.forget(base)  # its records have been read once, for all of them
    _make(world, _TABLES)


def others(world: World, base: str) -> None:
    """Make the tables of a base that the tasks are joined of which make no records' pages."""
    _make(world, _OF_OTHERS, base)


def spent(world: World, task: str) -> None:
    """Let go of what nobody asks for any more after a task."""
    world.let_go({*_functions(SPENT[task])})


def _make(world: World, names: Mapping[str, tuple[str, ...]], *base: str) -> None:
    for make in _functions(names):
        world.once(make, *base)


def _functions(names: Mapping[str, tuple[str, ...]]) -> list[Callable[..., Any]]:
    return [getattr(import_module(f".{module}", __package__), name) for module, several in names.items() for name in several]
