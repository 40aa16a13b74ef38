"""The facets of all documents, one column each; documents stand in the order of the facets, so runs are long."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from .document import Document, Facet
from .pack import text, varint, varints


def values_of(facet: Facet, documents: Sequence[Document]) -> list[str]:
    """The values that occur, in the facet's own order and then by name."""
    used = {value for one in documents for value in one.facets.get(facet.id, ())}
    known = [value for value in facet.values if value in used]
    return known + sorted(used.difference(known))


def column(facet: Facet, values: Sequence[str], documents: Sequence[Document]) -> bytes:
    """The names of the values, the sets of values that occur together, and runs of (set, how many documents)."""
    place = {value: number for number, value in enumerate(values)}
    places = cache(lambda values: tuple(sorted(map(place.__getitem__, values))))
    own = [places(one.facets.get(facet.id, ())) for one in documents]
    sets = sorted(set(own))
    number = {one: at for at, one in enumerate(sets)}
    runs = [(number[one], sum(1 for _ in same)) for one, same in groupby(own)]
    packed = [varints((len(one), *one)) for one in sets]
    head = text(json.dumps(list(values), ensure_ascii=False, separators=(",", ":")))
    return head + varint(len(sets)) + b"".join(packed) + varints(at for run in runs for at in run)
