"""What a change does to the points, and how firm the grades are: two assessments side by side (plan 六.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ..model.city import City, Entry
from ..model.record import Record
from ..model.rubric import Gate, Indicator, Rubric
from ..model.standards import Panel, PanelMark
from .assessment import Assessment
from .grade import Scorecard, categories_of, ceilings_of, gate_words, grade_of, lower, rounded, total_of, with_quota
from .score import Score


@dataclass(frozen=True, slots=True)
class Change:
    """What is different at one indicator of one base: points before and after, pieces that came and went."""

    base: str
    before: Score | None
    after: Score | None
    came: tuple[str, ...]
    went: tuple[str, ...]

    @property
    def indicator(self) -> Indicator:
        one = self.after or self.before
        assert one is not None
        return one.indicator

    @property
    def step(self) -> Decimal | None:
        """Points gained or lost; ``None`` if one side is not known."""
        points = [one.points if one else None for one in (self.before, self.after)]
        return None if points[0] is None or points[1] is None else points[1] - points[0]


@dataclass(frozen=True, slots=True)
class Move:
    """A base whose total or grade differs."""

    base: str
    before: Scorecard | None
    after: Scorecard | None


def compare(before: Assessment, after: Assessment) -> tuple[tuple[Move, ...], tuple[Change, ...]]:
    """The bases that move and the indicators that change, in the order of bases and indicators."""
    bases = sorted({one.base for one in (*before.cards, *after.cards)})
    pairs = [(base, before.card(base), after.card(base)) for base in bases]
    moves = tuple(Move(*pair) for pair in pairs if _moved(*pair[1:]))
    return moves, tuple(change for pair in pairs for change in _changes(*pair))


def _moved(before: Scorecard | None, after: Scorecard | None) -> bool:
    if before is None or after is None:
        return True
    return (before.total, before.grade, before.best) != (after.total, after.grade, after.best)


def _changes(base: str, before: Scorecard | None, after: Scorecard | None) -> Iterator[Change]:
    ids = list(dict.fromkeys(one.indicator.id for card in (after, before) if card for one in card.scores))
    for id in ids:
        old, new = (card.score(id) if card else None for card in (before, after))
        pieces = [Counter((one.evidence.title, one.evidence.day) for one in score.count.used) if score else Counter() for score in (old, new)]
        came, went = (tuple(title for title, _ in (pieces[a] - pieces[b]).elements()) for a, b in ((1, 0), (0, 1)))
        if (old.points if old else None) != (new.points if new else None) or came or went:
            yield Change(base, old, new, came, went)


def with_marks_rescaled(city: City, old: Rubric, new: Rubric) -> City:
    """The city as if the panel had judged out of the new maxima: a mean of 4.8 out of 6 becomes 7.2 out of 9."""
    return replace(city, entries=tuple(_rescaled(entry, old, new) if isinstance(entry.record, Panel) else entry for entry in city.entries))


def _rescaled(entry: Entry[Record], old: Rubric, new: Rubric) -> Entry[Record]:
    assert isinstance(entry.record, Panel)
    marks = tuple(_stretched(mark, old.find(mark.indicator), new.find(mark.indicator)) for mark in entry.record.marks)
    return replace(entry, record=entry.record.model_copy(update={"marks": marks})) if entry.record.year == old.year else entry


def _stretched(mark: PanelMark, old: Indicator | None, new: Indicator | None) -> PanelMark:
    if old is None or new is None or not old.max or old.max == new.max:
        return mark
    return mark.model_copy(update={"mean": mark.mean * new.max / old.max})


@dataclass(frozen=True, slots=True)
class Sway:
    """How many grades change when one weight is a tenth larger or smaller."""

    indicator: Indicator
    factor: Decimal
    bases: tuple[str, ...]


def sensitivity(one: Assessment, by: Decimal = Decimal("0.1")) -> tuple[Sway, ...]:
    """Every weight up and down by a tenth, the rest as they are: which grades change. Nothing is counted again."""
    base = _regraded(one, one.cards)
    found = []
    for indicator in one.rubric.indicators:
        for factor in (1 - by, 1 + by):
            grades = _regraded(one, tuple(_swayed(one, card, indicator.id, factor) for card in one.cards))
            changed = tuple(card.base for card, old in zip(grades, base, strict=True) if card.grade != old.grade)
            found += [Sway(indicator, factor, changed)] if indicator.max else []
    return tuple(found)


def _swayed(one: Assessment, card: Scorecard, id: str, factor: Decimal) -> Scorecard:
    scores = tuple(_scaled(score, factor) if score.indicator.id == id else score for score in card.scores)
    categories = categories_of(one.rubric, scores, one.running)
    raw = total_of(one.rubric, categories, card.bonus_points)
    return replace(card, scores=scores, categories=categories, raw=raw, total=rounded(one.rubric, raw))


def _scaled(score: Score, factor: Decimal) -> Score:
    indicator = score.indicator.model_copy(update={"max": score.indicator.max * factor})
    return replace(score, indicator=indicator, points=None if score.points is None else score.points * factor)


def _regraded(one: Assessment, cards: tuple[Scorecard, ...]) -> tuple[Scorecard, ...]:
    """Grades from totals again, with the ceilings that each base has, and the quota. The ungraded stay so."""
    rubric, short = one.rubric, one.rubric.first_year
    graded = [card for card in cards if card.months >= short.least_months]
    found = tuple(replace(card, grade=_grade(one, card)) if card in graded else card for card in cards)
    return with_quota(rubric, found, len(graded))


def _grade(one: Assessment, card: Scorecard) -> str:
    grade = grade_of(one.rubric, card.total)
    limits = [gate.ceiling for gate in one.rubric.gates if _still_shut(gate, card)]
    limits += [ceiling for ceiling, _ in ceilings_of(one.rubric, card.restrictions)]
    for ceiling in limits:
        grade = lower(one.rubric, grade, ceiling)
    return grade


def _still_shut(gate: Gate, card: Scorecard) -> bool:
    """Whether a gate holds after the weights changed: what it counts is as before, what it takes as a share is looked at again."""
    shares = [one.category_below for one in gate.conditions if one.category_below is not None]
    counted_before = len(shares) == len(gate.conditions) or gate_words(gate) in card.ceilings
    return bool(gate.conditions) and counted_before and all(any(category.firm < share for category in card.categories) for share in shares)
