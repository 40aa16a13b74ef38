"""The tables of the whole city that the pages of records look things up in: made before the pages are given out, they are not made in each process."""

from __future__ import annotations

from importlib import import_module

from .world import World

_TABLES = {
    "activity.attendance": ("_counties",),
    "activity.bulletin": ("have_bulletins",),
    "activity.calendar": ("_timetable", "_shelves"),
    "activity.clash": ("_by_day",),
    "activity.completion": ("_done",),
    "activity.page": ("_by_task", "_places", "_steps"),
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


def shared(world: World) -> None:
    """Make all of them, and with them those of each base that they are joined of."""
    for module, names in _TABLES.items():
        for name in names:
            world.once(getattr(import_module(f".{module}", __package__), name))
