"""The facets of all documents, one column each; documents stand in the order of the facets, so runs are long."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, repeat

from .document import Facet
from .pack import text, varint, varints
from .reader import Reader

Own = tuple[str, ...]  # the values of one document


def values_of(facet: Facet, own: Iterable[Own]) -> list[str]:
    """The values that occur, in the facet's own order and then by name."""
    used = {value for values in set(own) for value in values}
    known = [value for value in facet.values if value in used]
    return known + sorted(used.difference(known))


def column(values: Sequence[str], own: Iterable[Own]) -> bytes:
    """The names of the values, the sets of values that occur together, and runs of (set, how many documents)."""
    place = {value: number for number, value in enumerate(values)}
    places = cache(lambda values: tuple(sorted(map(place.__getitem__, values))))
    runs = [(one, sum(1 for _ in same)) for one, same in groupby(map(places, own))]
    sets = sorted({one for one, _ in runs})
    number = {one: at for at, one in enumerate(sets)}
    packed = [varints((len(one), *one)) for one in sets]
    head = text(json.dumps(list(values), ensure_ascii=False, separators=(",", ":")))
    return head + varint(len(sets)) + b"".join(packed) + varints(at for one, count in runs for at in (number[one], count))


def read_column(content: bytes) -> list[Own]:
    """What :func:`column` was made of: the values of every document."""
    reader = Reader(content)
    values = json.loads(reader.text())
    sets = [tuple(values[at] for at in reader.numbers(reader.number())) for _ in range(reader.number())]
    own: list[Own] = []
    while reader.more:
        one = sets[reader.number()]
        own += repeat(one, reader.number())
    return own
