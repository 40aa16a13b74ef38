"""What a record's page tells machines: Dublin Core, JSON-LD, feeds."""

from __future__ import annotations

from ..model.city import Entry
from ..model.record import Record
from .output import Head
from .world import World


def head_of(world: World, entry: Entry[Record]) -> Head:
    """The head of a record's page."""
    return Head()
