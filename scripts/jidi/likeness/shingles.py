"""Every run of so many characters of a text as one number, and the runs that so many have that nobody copied them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Prints = NDArray[np.uint64]
Flags = NDArray[np.bool_]
_STEP, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


def prints(plain: str, run: int) -> Prints:
    """For each place of a plain text, a number for the ``run`` characters from there on; none if the text is shorter."""
    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    count = len(codes) - run + 1
    if count < 1:
        return np.empty(0, np.uint64)
    found = np.zeros(count, np.uint64)
    for at in range(run):
        found = found * _STEP + codes[at : at + count]
    found ^= found >> np.uint64(29)
    found *= _MIX
    return found ^ (found >> np.uint64(32))


def among(found: Prints, known: Prints) -> Flags:
    """Which of ``found`` are in ``known``, which is sorted."""
    if not len(known):
        return np.zeros(len(found), np.bool_)
    same: Flags = known[np.searchsorted(known, found).clip(max=len(known) - 1)] == found
    return same


def covered(hits: Flags, run: int) -> Flags:
    """Which characters stand in one of the runs that begin where ``hits`` says."""
    edges = np.zeros(len(hits) + run, np.int32)
    edges[: len(hits)] += hits
    edges[run:] -= hits
    return np.cumsum(edges[:-1]) > 0


def common(groups: Iterable[Sequence[Prints]], least: int) -> Prints:
    """The runs that stand in at least ``least`` groups of texts, sorted."""
    each = [np.unique(np.concatenate(one)) for one in groups if one]
    if len(each) < least:
        return np.empty(0, np.uint64)
    found = np.concatenate(each)
    found.sort()
    return np.unique(found[: len(found) - least + 1][found[: len(found) - least + 1] == found[least - 1 :]])


def short_only(hits: Flags, most: int) -> Flags:
    """``hits`` without stretches of more than ``most``: what is long is no set phrase, however many have it."""
    kept = hits.copy()
    for start, end in _stretches(hits):
        if end - start > most:
            kept[start:end] = False
    return kept


def longest(hits: Flags, run: int) -> int:
    """The characters of the longest stretch without a break of runs that begin where ``hits`` says; 0 if there is none."""
    return int((np.diff(stretches) + run - 1).max()) if len(stretches := _stretches(hits)) else 0


def _stretches(hits: Flags) -> NDArray[np.int64]:
    """Where each stretch begins and ends."""
    return np.flatnonzero(np.diff(np.concatenate(([False], hits, [False])).astype(np.int8))).reshape(-1, 2)
