"""A record as somebody handed it in, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..load.records import make
from ..load.tree import Tree
from ..model.city import PathKey
from ..model.finding import Finding, Place
from ..model.kinds import Kind
from ..model.record import Record
from ..model.vocabulary import Vocabulary


@dataclass(frozen=True)
class Incoming:
    """A file that came along: what people call it, and its bytes."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Draft:
    """``values``: Chinese key → text, list or inner record, as a YAML head would hold them.

    ``places``: path of a value → where it stands in what was handed in; ``()`` is the whole. ``body``: Markdown.
    """

    kind: Kind
    base: str
    values: Mapping[str, Any]
    places: Mapping[PathKey, Place]
    body: str = ""
    files: tuple[Incoming, ...] = ()


def read_draft(draft: Draft, vocabulary: Vocabulary) -> tuple[Record | None, list[Finding]]:
    """The record, or nothing and every finding, each at the cell or line that it came from."""
    order = list(dict.fromkeys([*draft.places.values()]))
    number = {place: at for at, place in enumerate(order)}
    tree = Tree(dict(draft.values), {path: number[place] for path, place in draft.places.items()})
    whole = draft.places[()]
    record, findings = make(draft.kind.model, tree, whole.file, vocabulary, number[whole])
    moved = [Finding(order[one.place.line], one.code, one.message, one.fix, one.level) for one in findings]
    return record, list(dict.fromkeys(moved))
