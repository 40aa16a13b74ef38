"""Of many texts the pairs of which half of one stands in the other, with how much and which passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from .candidates import Compared, Numbers, candidates
from .passages import Passage, passages
from .shingles import Flags, Prints, among, common, covered, longest, prints, short_only
from .text import Plain, Text

_KEPT = 3000  # texts whose runs are kept at hand


@dataclass(frozen=True)
class Measure:
    """What is told. ``run``: a passage has so many characters at least, the longest ``long``; ``least``: so many that two texts have in common;

    ``share``: the part of the one or the other text that they are, 0 to 1. What ``owners`` have is a set phrase,
    unless it goes on for more than ``phrase`` characters.
    """

    run: int = 13
    long: int = 30
    least: int = 45
    share: float = 0.4
    owners: int = 5
    phrase: int = 200


@dataclass(frozen=True)
class Pair:
    """Two texts by number, and what part of each stands in the other, 0 to 1."""

    one: int
    other: int
    shares: tuple[float, float]


@dataclass(frozen=True)
class Alike:
    """The pairs, those with the most in common first."""

    pairs: tuple[Pair, ...]
    _looked: _Looked

    def passages(self, one: int, other: int) -> list[Passage]:
        """What two texts have in common, in the order of the first, without what anybody may say."""
        return self._looked.passages(one, other)


def alike(texts: Sequence[Text], plain: Plain, measure: Measure, allowed: Iterable[str] = (), of: Iterable[int] | None = None) -> Alike:
    """The texts that have much in common. ``allowed``: what anybody may repeat; ``of``: only pairs with one of these texts, by number."""
    looked = _Looked(texts, plain, measure, allowed)
    wanted = np.ones(len(texts), np.bool_) if of is None else np.isin(np.arange(len(texts)), list(of))
    found = [pair for one, other in candidates(looked.own(), _compared(texts, wanted), measure.share) for pair in looked.pair(one, other)]
    return Alike(tuple(sorted(found, key=lambda pair: (-max(pair.shares), texts[pair.one].name, texts[pair.other].name))), looked)


def _compared(texts: Sequence[Text], wanted: Flags) -> Compared:
    """Which pairs are asked for at all, many at once."""
    owners, sorts, periods = (np.unique([getattr(one, name) for one in texts], return_inverse=True)[1] for name in ("owner", "sort", "period"))
    sorted_ = np.array([bool(one.sort) for one in texts], np.bool_)

    def compared(one: Numbers, other: Numbers) -> Flags:
        again = sorted_[one] & (sorts[one] == sorts[other]) & (periods[one] != periods[other])
        asked: Flags = (one != other) & ((owners[one] != owners[other]) | again) & (wanted[one] | wanted[other])
        return asked

    return compared


class _Runs(NamedTuple):
    """The runs of a text by place, 0 for what anybody may say; its own ones, sorted; which characters are its own, and how many."""

    all: Prints
    own: Prints
    chars: Flags
    size: int


class _Looked:
    """All texts in their plain form, and what of them anybody may say."""

    def __init__(self, texts: Sequence[Text], plain: Plain, measure: Measure, allowed: Iterable[str]) -> None:
        self._measure, self._plain = measure, [plain.of(one.body) for one in texts]
        self._allowed = common([[prints(plain.of(one), measure.run) for one in allowed]], 1)
        by_owner: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            by_owner[text.owner].append(number)
        self._phrases = common(([self._prints(one) for one in numbers] for numbers in by_owner.values()), measure.owners)
        self._runs = lru_cache(_KEPT)(self._read)

    def own(self) -> Iterator[Prints]:
        """Of each text the runs that are its own, in their order."""
        for number in range(len(self._plain)):
            found = self._prints(number)
            yield found[~self._free(found)]

    def pair(self, one: int, other: int) -> Iterator[Pair]:
        """The two as a pair, if enough of the shorter one stands in the longer."""
        short, long = (one, other) if self._runs(one).size <= self._runs(other).size else (other, one)
        share, size, longest = self._held(short, long)
        if share >= self._measure.share and size >= self._measure.least and longest >= self._measure.long:
            its = self._held(long, short)[0]
            yield Pair(one, other, (share, its) if short == one else (its, share))

    def passages(self, one: int, other: int) -> list[Passage]:
        """What both say, without what anybody may say."""
        run, own = self._measure.run, among(self._runs(one).all, self._runs(other).own)
        return [each for each in passages(self._plain[one], self._plain[other], run) if own[each.one : each.one + each.size - run + 1].any()]

    def _held(self, one: int, other: int) -> tuple[float, int, int]:
        """What part of a text, and how many characters of it, stand in the other; how many of them on end."""
        runs = self._runs(one)
        hits = among(runs.all, self._runs(other).own)
        size = int(np.count_nonzero(covered(hits, self._measure.run) & runs.chars))
        return size / max(1, runs.size), size, longest(hits, self._measure.run)

    def _prints(self, number: int) -> Prints:
        return prints(self._plain[number], self._measure.run)

    def _free(self, found: Prints) -> Flags:
        """Which runs anybody may say."""
        return short_only(among(found, self._phrases), self._measure.phrase) | among(found, self._allowed)

    def _read(self, number: int) -> _Runs:
        found = self._prints(number)
        free = self._free(found)
        chars = ~covered(free, self._measure.run)
        return _Runs(np.where(free, np.uint64(0), found), np.unique(found[~free]), chars, int(np.count_nonzero(chars)))
