"""A few documents have changed: what becomes of the index, without looking at the others."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .cards import CHUNK, recarded
from .columns import column, read_column, values_of
from .document import Document, Facet
from .index import FAMILIES, Index, day_of, known_of, manifest, told_of
from .kept import KEYS, digest_of, place, placed, read, written
from .pack import script, varints
from .reader import Reader, content_of
from .rehear import rehear
from .relist import relist
from .sheaf import AnewError, Edit, Sheaf
from .shelf import placing, values


@dataclass(frozen=True)
class Changes:
    """The ``files`` and what is ``kept``, name → bytes, that differ from those of the last index; none is new or gone. ``known``: as in :class:`.Index`."""

    files: dict[str, bytes]
    known: bytes
    kept: dict[str, bytes]


def amend(last: Index, before: Mapping[str, Document], after: Mapping[str, Document], facets: Sequence[Facet]) -> Changes | None:
    """What of the ``last`` index changes when these documents, by address, become others: byte for byte as :func:`.index` of all would have it.

    The mappings of ``last`` may read what they hold when it is asked for: few of many are. None if it must be made anew, because
    documents come, go or move, the facets are others, or there would be other shards, long lists or sounds.
    """
    kept, files = Sheaf(last.kept.__getitem__), Sheaf(lambda name: content_of(last.files[f"{name}.js"]))
    try:
        state = read(kept["state"])
        if state["facets"] != digest_of(facets):
            raise AnewError
        edits = _edits(kept, before, after)
        _replace(kept, edits, facets)
        for facet in facets:
            _recolumn(files, facet, edits)
        _recard(files, edits)
        sizes = [old + more for old, more in zip(state["sizes"], _grown(files, kept, edits, state["widths"]), strict=True)]
    except AnewError:
        return None
    if [family.width(size) for family, size in zip(FAMILIES, sizes, strict=True)] != state["widths"]:
        return None
    kept["state"] = written(state | {"sizes": sizes})
    told = json.loads(last.known.partition(b"=")[2])
    known = known_of(json.loads(files["manifest"])["facets"], last.widths, told["sounds"])
    return Changes({f"{name}.js": script(name, state["stamp"], content) for name, content in files.changed.items()}, known, kept.changed)


def _grown(files: Sheaf, kept: Sheaf, edits: Sequence[Edit], widths: Sequence[int]) -> tuple[int, ...]:
    """By how much each family of shards grew."""
    return (*relist(files, kept, edits, widths), *rehear(files, kept, edits, widths))


def _edits(kept: Sheaf, before: Mapping[str, Document], after: Mapping[str, Document]) -> list[Edit]:
    """The documents that changed, in their order."""
    addresses = read(kept["addresses"])
    if before.keys() != after.keys() or any(addresses.count(address) != 1 or after[address].address != address for address in before):
        raise AnewError
    return sorted(Edit(addresses.index(address), one, after[address]) for address, one in before.items())


def _replace(kept: Sheaf, edits: Sequence[Edit], facets: Sequence[Facet]) -> None:
    """Each must stand where it stood, between its neighbours."""
    changed = [one for one in edits if place(one.before, facets) != place(one.after, facets)]
    for number, _, after in changed:
        name = f"k{number // KEYS}"
        piece = read(kept[name])
        piece[number % KEYS] = place(after, facets)
        kept[name] = written(piece)
    count = len(read(kept["addresses"])) if changed else 0
    for number, *_ in changed:
        near = range(max(number - 1, 0), min(number + 2, count))
        shelf = [placed(read(kept[f"k{at // KEYS}"])[at % KEYS], facets) for at in near]
        key = placing(facets, values(facets, shelf))
        if any(key(one) > key(other) for one, other in pairwise(shelf)):
            raise AnewError


def _recolumn(files: Sheaf, facet: Facet, edits: Sequence[Edit]) -> None:
    """The column of a facet, and what the manifest tells of it."""
    changed = [(number, new) for number, *both in edits for old, new in [[one.facets.get(facet.id, ()) for one in both]] if old != new]
    if not changed:
        return
    name = f"f-{facet.id}"
    own = read_column(files[name])
    for number, new in changed:
        own[number] = new
    occurring = values_of(facet, own)
    files[name] = column(occurring, own)
    told = json.loads(files["manifest"])
    told["facets"] = [told_of(facet, occurring, len(files[name])) if one["id"] == facet.id else one for one in told["facets"]]
    files["manifest"] = manifest(**told)


def _recard(files: Sheaf, edits: Sequence[Edit]) -> None:
    """The cards and days."""
    for number, before, after in edits:
        name = f"c{number // CHUNK}"
        if [*before.card] != [*after.card]:
            raise AnewError
        files[name] = recarded(files[name], number % CHUNK, after)
        if day_of(before) != day_of(after):
            reader = Reader(files["days"])
            days = []
            while reader.more:
                days.append(reader.number())
            files["days"] = varints([*days[:number], day_of(after), *days[number + 1 :]])
