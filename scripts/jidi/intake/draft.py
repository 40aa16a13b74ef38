"""A record as somebody handed it in, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..load.records import make
from ..load.tree import Tree
from ..model.city import PathKey
from ..model.finding import Finding, Place, legible
from ..model.kinds import Kind
from ..model.record import Record
from ..model.vocabulary import Vocabulary
from .fields import row_model


@dataclass(frozen=True)
class Incoming:
    """A file that came along: what people call it (``一次函数课件.pptx``), and its bytes."""

    name: str
    content: bytes = field(repr=False)


class Note(NamedTuple):
    """What a person should know before writing, though nothing is wrong: something was tidied, is there already, or is much alike."""

    place: Place
    text: str

    def __str__(self) -> str:
        return legible(f"{self.place}: {self.text}")


@dataclass(frozen=True)
class Draft:
    """``values``: Chinese key → the text as it was written (or list, inner record), as a YAML head would hold it.

    ``places``: path of a value → where it stands in what was handed in; ``()`` is the whole. ``body``: Markdown, in which
    ``](incoming:NAME)`` leads to the file of that name in ``files``.
    ``row``: the draft is one row of this list of a file that holds many (``成员`` of members.yml, ``任务`` of a plan); ``values`` are the row's.
    ``year``: the school year that the whole sheet or document is of, if it says so; empty if not.
    """

    kind: Kind
    base: str
    values: Mapping[str, Any]
    places: Mapping[PathKey, Place]
    body: str = ""
    files: tuple[Incoming, ...] = ()
    row: str = ""
    year: str = ""

    @property
    def model(self) -> type[Record]:
        """What the values must fit: the kind's model, or that of a row of its list."""
        return row_model(self.kind.model, self.row)

    def at(self, *path: str | int) -> Place:
        """Where the value at ``path`` was written, or the nearest thing that holds it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path]


def read_draft(draft: Draft, vocabulary: Vocabulary) -> tuple[Record | None, list[Finding]]:
    """The record, or nothing and every finding, each at the cell or line that it came from."""
    order = list(dict.fromkeys([*draft.places.values()]))
    number = {place: at for at, place in enumerate(order)}
    tree = Tree(dict(draft.values), {path: number[place] for path, place in draft.places.items()})
    whole = draft.places[()]
    record, findings = make(draft.model, tree, whole.file, vocabulary, number[whole])
    moved = [_moved(one, order[one.place.line]) for one in findings]
    return record, list(dict.fromkeys(moved))


def _moved(finding: Finding, place: Place) -> Finding:
    """The finding where the value was written; who fills in a cell adds no line."""
    fix = re.sub(r"^加一行“([^:]*): (.*)”$", r"填上\1，如“\2”", finding.fix) if place.cell else finding.fix
    return Finding(place, finding.code, finding.message, fix, finding.level)
