"""The lists of all bodies' terms, from the texts to the shards, without ever making an object of each: there are hundreds of thousands."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .cut import Numbers
from .lists import Lists, listed
from .pack import text, varint
from .postings import Family, size, spread


@dataclass(frozen=True)
class Bodies:
    """What :func:`.postings.apart` makes of the lists of terms.

    ``far``: the long lists, in order; ``size``: as :func:`.postings.size` says; ``chars``: how often each character stands in terms.
    ``entries``: what a shard holds of each term, laid end to end, ``bounds``: where each starts, and the last ends; ``order``: in which
    they lie in a shard; ``spread``: where in all shards.
    """

    far: dict[str, bytes]
    size: int
    chars: Counter[str]
    entries: bytearray
    bounds: Numbers
    order: Numbers
    spread: NDArray[np.uint32]

    def shards(self, family: Family, width: int) -> dict[str, bytes]:
        """As :meth:`.postings.Packed.shards` of all; the ``key`` of the family is the term itself."""
        place = self.spread.astype(np.uint64) >> np.uint64(32 - width)
        lying = np.lexsort((self.order, place))
        parts = np.split(lying, np.searchsorted(place[lying], np.arange(1, 1 << width)))
        return {f"{family.letter}{number}": self._shard(part) for number, part in enumerate(parts)}

    def _shard(self, part: NDArray[np.intp]) -> bytes:
        bounds = zip(self.bounds[part].tolist(), self.bounds[part + 1].tolist(), strict=True)
        return b"".join([self.entries[start:end] for start, end in bounds])


def bodies(texts: Iterable[str], above: int) -> Bodies:
    """The lists of texts; those of more bytes than ``above`` lie apart."""
    far, chars = dict[str, bytes](), Counter[str]()
    entries, bounds, places, orders = bytearray(), array("Q", [0]), array("I"), list[Numbers]()
    total = 0
    for order, terms, lists in _apart(texts, above, far):
        for term, content in zip(terms, lists, strict=True):
            entries += text(term) + content
            bounds.append(len(entries))
        places.extend(map(spread, terms))
        orders.append(order)
        chars.update("".join(terms))
        total += size(terms, lists)
    return Bodies(far, total, chars, entries, np.frombuffer(bounds, np.uint64), np.concatenate(orders), np.frombuffer(places, np.uint32))


def _apart(texts: Iterable[str], above: int, far: dict[str, bytes]) -> Iterator[Lists]:
    """Terms and what stands for them in shards, some at a time; those of long lists, which are put into ``far``, last."""
    long: list[tuple[int, str, bytes]] = []
    for order, terms, lists in listed(texts):
        near = [at for at, one in enumerate(lists) if len(one) <= above]
        long += [(int(order[at]), terms[at], one) for at, one in enumerate(lists) if len(one) > above]
        yield Lists(order[near], [terms[at] for at in near], [b"\0" + lists[at] for at in near])
    long.sort()
    far.update((term, one) for _, term, one in long)
    yield Lists(np.array([order for order, *_ in long], np.uint64), [*far], [*map(varint, range(1, len(far) + 1))])
