"""What is published: paths and contents, in whatever format."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Head:
    """What a page says of itself to machines, in its ``<head>``.

    ``metas``: (name, content) of ``<meta>``; ``linked``: one JSON-LD value; ``feeds``: what can be subscribed to,
    as (MIME type, title, address below the site).
    """

    metas: tuple[tuple[str, str], ...] = ()
    linked: Mapping[str, object] | None = None
    feeds: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Page:
    """A page to be rendered: our own ``fields`` through a template, a contributor's Markdown as ``body``.

    ``template`` names a file in ``overrides/jidi``. ``clauses``: number the paragraphs of a policy so that they can be cited.
    ``listing``: it only repeats titles of other pages, so a search leads to those and not here.
    """

    title: str
    template: str
    fields: Mapping[str, object] = field(default_factory=dict)
    body: str = ""
    wide: bool = False
    clauses: bool = False
    listing: bool = False
    head: Head = Head()


@dataclass(frozen=True)
class Copy:
    """A file of the material, published as it is; ``source`` is a POSIX path from the root, ``sha256`` of its bytes, empty if nobody looked."""

    source: str
    sha256: str = ""


@dataclass(frozen=True)
class Packed:
    """A file inside a pack: its ``name`` there, what is in it, the day that it is dated, its size in bytes."""

    name: str
    content: Copy | bytes
    day: datetime.date
    size: int


@dataclass(frozen=True)
class Pack:
    """A zip of these files in this order, stored without compression: its size is known before it is written."""

    members: tuple[Packed, ...]

    @property
    def size(self) -> int:
        """Bytes of the whole zip: 22 for its end, for each file two headers of 30 and 46, its name in both, and what is in it."""
        return 22 + sum(76 + 2 * len(one.name.encode()) + one.size for one in self.members)


@dataclass(frozen=True)
class Output:
    """One published file: a POSIX path below the site and its content."""

    path: str
    content: Page | Copy | Pack | bytes


@dataclass(frozen=True)
class Link:
    """Words that may lead somewhere: ``address`` is relative to the site, or a whole URL, or empty."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of a record's card."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True)
class Table:
    """Several small records side by side; ``rows`` hold cells, cells hold links."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Link, ...], ...], ...]


@dataclass(frozen=True)
class Download:
    """An attachment as a reader sees it; ``size`` in bytes, 0 if unknown."""

    name: str
    address: str
    type: str
    size: int = 0
    note: str = ""
