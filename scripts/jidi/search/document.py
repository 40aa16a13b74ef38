"""What can be found, and by which facets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Facet:
    """A way to narrow down. ``id``: in addresses; ``values``: their order on the page; a value not named here comes last.

    ``lift``: ``hard`` when its words in a query mean the facet (八年级), ``soft`` when they only lead (教案), empty when they
    are ordinary words. ``aliases``: other words for a value. ``shelf``: documents of one value lie together, as books of one
    subject on a shelf.
    """

    id: str
    name: str
    values: tuple[str, ...] = ()
    lift: str = ""
    shelf: bool = False
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One page to be found.

    ``phrases``: what it is about, its lesson first: found like the title, and what a slip of the keyboard may have meant;
    ``head``: what else says what it is, such as unit and people: found after titles; ``facets``: facet id → values;
    ``day``: ISO date or empty; ``card``: what its card shows besides, JSON values under the same keys for all documents.
    """

    title: str
    address: str
    head: tuple[str, ...] = ()
    body: str = ""
    phrases: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day: str = ""
    card: Mapping[str, object] = field(default_factory=dict)
