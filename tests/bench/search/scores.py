"""Numbers about many answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import mean

from .drive import Answer
from .queries import Search, recall

# Kinds that cannot be answered without guessing what was meant.
GUESSED = ("09", "10", "11", "12", "13", "14")
ROUND_TRIPS = 3


def plain(kind: str) -> bool:
    return not kind.startswith(GUESSED)


def scores(searches: Sequence[Search], answers: Sequence[Answer]) -> list[float]:
    return [recall(one.relevant, answer.ids) for one, answer in zip(searches, answers, strict=True)]


def by_kind(searches: Sequence[Search], answers: Sequence[Answer]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for one, score in zip(searches, scores(searches, answers), strict=True):
        found.setdefault(one.kind, []).append(score)
    return dict(sorted(found.items()))


def nothing(answers: Sequence[Answer]) -> float:
    """Of all searches those that found nothing, 0 to 1."""
    return mean(not one.ids for one in answers) if answers else 0.0


def quantile(values: Iterable[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("nan")
