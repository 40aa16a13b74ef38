"""Which texts hold a term: the lists of many texts at once, in arrays; byte for byte as :func:`.postings.postings` has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .cut import DOCUMENT, WORD, Numbers, Words, keys, named
from .postings import framed

CHARS = 1 << 18  # of the texts that are cut at once: an array of them takes some megabytes
NOTED, APART = 1 << 12, 1 << 4  # every so many keys of a piece one is noted, and at every so many of these new lists are begun
_END = np.uint64(1 << 37)  # above all terms
_DOCUMENT = np.uint64((1 << int(DOCUMENT)) - 1)


class Lists(NamedTuple):
    """Some terms, and the documents of each, packed after their length; ``order``: numbers that rise as the terms do."""

    order: Numbers
    terms: list[str]
    packed: list[bytes]


class _Piece(NamedTuple):
    """The keys of texts that lie together, kept as small as they can be: half of the terms are in one text only, but most keys are not theirs.

    ``first``: the number of the first text; ``ends``: of the lists of ``terms`` within ``documents``, which are numbered from it.
    """

    first: int
    terms: Numbers
    ends: NDArray[np.intp]
    documents: NDArray[np.uint16]
    noted: Numbers

    def keys(self, low: np.uint64, high: np.uint64) -> Numbers:
        """Those of the terms from ``low`` and below ``high``."""
        start, stop = np.searchsorted(self.terms, (low, high))
        ends = self.ends[start : stop + 1]
        terms = np.repeat(self.terms[start:stop], np.diff(ends))
        return terms << DOCUMENT | self.documents[ends[0] : ends[-1]] + np.uint64(self.first)


def listed(texts: Iterable[str]) -> Iterator[Lists]:
    """The lists of all terms of the normal forms of texts, some at a time."""
    words: Words = {}
    pieces = [_piece(first, own, words) for first, own in _together(texts)]
    spelled = [*words]
    ranks = np.zeros(len(words), np.uint64)
    ranks[sorted(range(len(words)), key=spelled.__getitem__)] = np.arange(len(words), dtype=np.uint64)
    noted = np.unique(np.sort(_joined(one.noted for one in pieces))[::APART])
    for low, high in pairwise((np.uint64(0), *noted, _END)):
        found = np.sort(_joined(one.keys(low, high) for one in pieces))
        terms = found >> DOCUMENT
        starts = _starts(terms)
        order = terms[starts]
        own = named(order, spelled)
        others = np.searchsorted(order, WORD)
        order[others:] = ranks[order[others:] ^ WORD]
        yield Lists(order, own, _packed(found & _DOCUMENT, starts))


def _together(texts: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Texts of so many characters, or so many that two bytes number them; and the number of the first."""
    own: list[str] = []
    first, size = 0, 0
    for text in texts:
        own.append(text)
        size += len(text) + 1
        if size > CHARS or len(own) > 0xFFFF:
            yield first, own
            first, size, own = first + len(own), 0, []
    if own:
        yield first, own


def _piece(first: int, texts: list[str], words: Words) -> _Piece:
    own = keys(texts, words)
    terms = own >> DOCUMENT
    starts = _starts(terms)
    return _Piece(first, terms[starts], np.append(starts, len(own)), own.astype(np.uint16), terms[::NOTED].copy())  # a view would hold all


def _joined(parts: Iterable[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, np.uint64), *parts])


def _starts(terms: Numbers) -> NDArray[np.intp]:
    """Where each of them comes first; they are in order."""
    return np.flatnonzero(np.diff(terms, prepend=_END))


def _packed(documents: Numbers, starts: NDArray[np.intp]) -> list[bytes]:
    """The lists that start there."""
    steps = np.diff(documents, prepend=np.uint64(0))
    steps[starts] = documents[starts]
    packed, bounds = _varints(steps)
    return [framed(packed[start:end]) for start, end in pairwise((*bounds[starts].tolist(), len(packed)))]


def _varints(numbers: Numbers) -> tuple[bytes, NDArray[np.intp]]:
    """Numbers below ``2 ** 28``, as :func:`.pack.varints` writes them; and where each starts, and the last ends."""
    sizes = np.ones(len(numbers), np.intp)
    for bits in (7, 14, 21):
        sizes += numbers >> np.uint64(bits) > 0
    bounds = np.concatenate((np.zeros(1, np.intp), np.cumsum(sizes)))
    out = np.zeros(bounds[-1], np.uint8)
    for at in range(4):
        own = np.flatnonzero(sizes > at)
        more = (sizes[own] > at + 1).astype(np.uint64) << np.uint64(7)
        out[bounds[own] + at] = numbers[own] >> np.uint64(7 * at) & np.uint64(127) | more
    return out.tobytes(), bounds
