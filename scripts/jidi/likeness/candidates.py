"""Which texts may have much in common, told from every eighth of their runs: MinHash of each stretch, then how many both have.

A stretch, not the whole: of a short text that stands in a long one the whole would be too unlike. One equal minimum is enough to
be looked at, for what is found here is measured exactly afterwards; only what is missed here is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .shingles import Flags, Prints

EVERY, STRETCH, MINIMA = 8, 64, 48  # a shared tenth of a stretch is missed in 0.9^48 = 0.6 of 100 pairs
SURE = 2  # so many times fewer than wanted may be seen in what was picked out
FEW = 24  # of so few picked out nothing is judged
Numbers = NDArray[np.int64]
Compared = Callable[[Numbers, Numbers], Flags]


def candidates(texts: Iterable[Prints], compared: Compared, share: float) -> list[tuple[int, int]]:
    """Pairs of texts by number, the smaller first, in order, of which at least ``share`` of one may be in the other.

    ``texts``: the runs of each, in their order; ``compared``: which pairs are wanted at all.
    """
    picked = [one[one % np.uint64(EVERY) == 0] for one in texts]
    held = [frozenset(one.tolist()) for one in picked]
    return [(one, other) for one, other in _meeting(picked, compared) if _enough(held[one], held[other], share)]


def _enough(one: frozenset[int], other: frozenset[int], share: float) -> bool:
    least = min(len(one), len(other))
    return least < FEW or SURE * len(one & other) >= share * least


def _meeting(texts: Sequence[Prints], compared: Compared) -> list[tuple[int, int]]:
    """The pairs that have a minimum in common."""
    owners, minima = _sketches(texts)
    found = [_same(column, owners, len(texts), compared) for column in minima.T]
    return [divmod(one, len(texts)) for one in np.unique(np.concatenate(found)).tolist()]


def _sketches(texts: Iterable[Prints]) -> tuple[Numbers, NDArray[np.uint64]]:
    """For each stretch, the number of its text and its minima."""
    from datasketch import MinHash  # brings scipy, nearly a second, for this command alone

    stretches = [(number, text[at : at + STRETCH]) for number, text in enumerate(texts) for at in range(0, len(text), STRETCH)]
    made = MinHash.generator((one.tolist() for _, one in stretches), num_perm=MINIMA, hashfunc=int, scheme="affine64")
    minima = np.array([one.hashvalues for one in made], np.uint64).reshape(len(stretches), MINIMA)
    return np.array([number for number, _ in stretches], np.int64), minima


def _same(column: NDArray[np.uint64], owners: Numbers, count: int, compared: Compared) -> Numbers:
    """``smaller * count + larger`` for the texts whose stretches have the same value here."""
    order = np.argsort(column, kind="stable")
    values, texts = column[order], owners[order]
    found, places = [np.empty(0, np.int64)], np.arange(len(values))
    for apart in range(1, len(values)):
        places = places[: np.searchsorted(places, len(values) - apart)]
        places = places[values[places] == values[places + apart]]
        if not len(places):
            break
        one, other = texts[places], texts[places + apart]
        kept = compared(one, other)
        found.append(np.minimum(one, other)[kept] * count + np.maximum(one, other)[kept])
    return np.unique(np.concatenate(found))
