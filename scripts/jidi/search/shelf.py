"""The order in which documents are numbered: as on a shelf, so that columns have long runs and what is found together lies together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from .columns import values_of
from .document import Document, Facet

Values = Mapping[str, Sequence[str]]  # facet id → the values that occur, in their order


def values(facets: Sequence[Facet], documents: Sequence[Document]) -> dict[str, list[str]]:
    """The values that occur of every facet, in its own order and then by name."""
    return {facet.id: values_of(facet, [one.facets.get(facet.id, ()) for one in documents]) for facet in facets}


def placing(facets: Sequence[Facet], values: Values) -> Callable[[Document], tuple[object, ...]]:
    """What documents are sorted by: first the facets of a shelf; in one lesson and unit the newest first.

    Not the title: who mends one need not have all that comes after numbered anew. All values of the documents are in ``values``.
    """
    order = {id: {value: at for at, value in enumerate(own)} for id, own in values.items()}
    place = cache(lambda id, own: tuple(map(order[id].__getitem__, own)))
    reversed_ = cache(lambda day: [-ord(char) for char in day])
    shelf, rest = ([facet.id for facet in facets if facet.shelf is shelf] for shelf in (True, False))

    def key(one: Document) -> tuple[object, ...]:
        on_shelf, others = ([place(id, one.facets.get(id, ())) for id in ids] for ids in (shelf, rest))
        return (*on_shelf, one.phrases[:2], *others, reversed_(one.day), one.address)

    return key
