"""How much two texts are alike: the share of their runs of five characters that both have (Jaccard)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

RUN = 5
NEAR = 0.6
_GLANCE = 7  # of a long text every seventh run is looked at first; two that are alike share most of them
_LONG = 200
_SIGNS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Letters, digits and Han alone."""
    return _SIGNS.sub("", text)


def runs(text: str) -> frozenset[str]:
    """Every run of five letters or Han, signs and blanks left out; a shorter text is one run."""
    bare = plain(text)
    return frozenset(bare[at : at + RUN] for at in range(max(1, len(bare) - RUN + 1))) - {""}


def near(new: Mapping[str, str], old: Iterable[tuple[str, str]]) -> Iterator[tuple[str, float, str]]:
    """(new name, likeness from ``NEAR`` to 1, other name) for every new text and every other that it is much like.

    ``new``: name → text; each is compared with ``old`` (name, text) and with the new ones before it. One pass over ``old``, which is not kept.
    """
    sizes, holders = _index(new)
    for name, text in old if new else ():
        yield from _alike(name, text, sizes, holders)
    order = {name: number for number, name in enumerate(new)}
    for name, text in new.items():
        yield from ((name, share, other) for other, share, _ in _alike(name, text, sizes, holders) if order[other] < order[name])


def _index(texts: Mapping[str, str]) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Name → how many runs; run → the names of those that have it."""
    holders: dict[str, list[str]] = defaultdict(list)
    sizes = {}
    for name, text in texts.items():
        own = runs(text)
        sizes[name] = len(own)
        for run in own:
            holders[run].append(name)
    return sizes, holders


def _alike(name: str, text: str, sizes: Mapping[str, int], holders: Mapping[str, list[str]]) -> Iterator[tuple[str, float, str]]:
    """(indexed name, likeness, ``name``) for those of the index that the text is much like."""
    bare = plain(text)
    if len(bare) > _LONG and not any(bare[at : at + RUN] in holders for at in range(0, len(bare) - RUN, _GLANCE)):
        return
    own = runs(bare)
    shared = Counter(holder for run in own for holder in holders.get(run, ()))
    for holder, both in shared.items():
        share = both / (sizes[holder] + len(own) - both)
        if share >= NEAR:
            yield holder, share, name
