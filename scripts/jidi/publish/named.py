"""Records that a table names by their ids: a table of ids is read without asking for thousands of records of which a page shows a few."""

from __future__ import annotations

from typing import Any

from ..memo.reads import unnoted
from ..model.city import Entry
from .world import World


def named(world: World, id: str) -> Entry[Any]:
    """The public record that a table has under an id; ``KeyError`` if there is none.

    That it is there is not noted: the table that names it was read, and whoever goes on to read the record says so.
    """
    with unnoted():
        entry = world.city.named(id)
    if entry is None:
        raise KeyError(id)
    return entry
