"""Points become a total and a grade: categories, bonus, gates, restrictions, quota (plan 六.3)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, Decimal

from ..model.city import City
from ..model.rubric import Category, Condition, Gate, Restriction, Rubric
from ..model.standards import BonusGiven, RestrictionFound
from .evidence import ZERO, Count, Evidence
from .material import Material
from .measures import MEASURES
from .score import Score, half_up


@dataclass(frozen=True, slots=True)
class Clue:
    """Something that people should look at: a restriction or a bonus that the material hints at. Changes nothing."""

    id: str
    name: str
    pieces: tuple[Evidence, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class CategoryScore:
    """The sum of a category: ``points`` of ``of`` so far, ``room`` that can still come; ``settled``: nothing is left to judge or to hand in."""

    category: Category
    points: Decimal
    of: Decimal
    room: Decimal
    settled: bool

    @property
    def ratio(self) -> Decimal:
        """Share of what is asked for, in percent; 100 if nothing is."""
        return self.points * 100 / self.of if self.of else Decimal(100)

    @property
    def best(self) -> Decimal:
        """The share if everything open were full."""
        return (self.points + self.room) * 100 / self.of if self.of else Decimal(100)

    @property
    def firm(self) -> Decimal:
        """The share that a gate looks at: what is there once all is settled, until then what could be."""
        return self.ratio if self.settled else self.best


@dataclass(frozen=True)
class Scorecard:
    """One base in one year.

    ``total``: rounded, so far, out of the rubric's total; ``best``: if all that is still open were full.
    ``grade``: ``None`` while the panel has not judged; ``line_grade``: by what is there so far, ceilings included.
    ``reasons``: what lowered it.
    ``unread``: the base's files that could not be read and so could not count.
    ``months``: whole months since recognition, all of them after the first year.
    ``print``: tells the card as it was before the quota from any other, if somebody remembers it.
    """

    base: str
    scores: tuple[Score, ...]
    categories: tuple[CategoryScore, ...]
    bonus: tuple[BonusGiven, ...]
    bonus_points: Decimal
    raw: Decimal
    total: Decimal
    best: Decimal
    grade: str | None
    line_grade: str
    best_grade: str
    reasons: tuple[str, ...] = ()
    ceilings: tuple[str, ...] = ()
    clues: tuple[Clue, ...] = ()
    restrictions: tuple[RestrictionFound, ...] = ()
    months: int = 12
    scale: str = ""
    unread: tuple[str, ...] = ()
    print: str = field(default="", compare=False, repr=False)

    @property
    def sealed(self) -> object:
        """As little as tells this card from any other."""
        return (self.print, self.grade, self.reasons) if self.print else self

    def score(self, id: str) -> Score | None:
        """The score of an indicator."""
        return next((one for one in self.scores if one.indicator.id == id), None)

    @property
    def panel_total(self) -> Decimal:
        """The sum of what the panel judged."""
        return sum((one.points or ZERO for one in self.scores if one.indicator.judged), ZERO)

    def open(self, *statuses: str) -> tuple[Score, ...]:
        """The scores in a status, by default those still waiting for the panel."""
        return tuple(one for one in self.scores if one.status in (statuses or ("waiting",)))


def bare(card: Scorecard) -> Scorecard:
    """A card without its pieces and its words: all that the quota and who compares grades look at."""
    scores = tuple(replace(one, words="", raises="", count=Count(undated=one.count.undated)) for one in card.scores)
    return replace(card, scores=scores, clues=(), unread=())


def categories_of(rubric: Rubric, scores: tuple[Score, ...], running: bool) -> tuple[CategoryScore, ...]:
    """The scores summed by category; what does not apply leaves the denominator.

    While the year runs, all that lateness has not cost can still be had; afterwards only what the panel has yet to judge.
    """
    by_id = {one.indicator.id: one for one in scores}
    found = []
    for category in rubric.categories:
        mine = [by_id[one.id] for one in category.indicators]
        points = sum((one.points or ZERO for one in mine), ZERO)
        of = sum((one.indicator.max for one in mine if one.status != "exempt"), ZERO)
        room = sum((one.room for one in mine if running or one.status == "waiting"), ZERO)
        settled = not running and all(one.status != "waiting" for one in mine)
        found.append(CategoryScore(category, points, of, room, settled))
    return tuple(found)


def total_of(rubric: Rubric, categories: tuple[CategoryScore, ...], bonus: Decimal, full: bool = False) -> Decimal:
    """The unrounded total; with ``full``, as if everything open were full. Never above the rubric's total."""
    of = sum((one.of for one in categories), ZERO)
    have = sum((one.points + (one.room if full else ZERO) for one in categories), ZERO)
    return min(rubric.total, (have * rubric.total / of if of else ZERO) + bonus)


def grade_of(rubric: Rubric, total: Decimal) -> str:
    """The grade of a rounded total."""
    return next((line.name for line in rubric.grades if total >= line.low), rubric.grades[-1].name if rubric.grades else "")


def lower(rubric: Rubric, grade: str, ceiling: str) -> str:
    """The lower of two grades, in the rubric's order."""
    order = [line.name for line in rubric.grades]
    known = [one for one in (grade, ceiling) if one in order]
    return max(known, key=order.index) if known else grade


def gates_hit(m: Material, categories: tuple[CategoryScore, ...]) -> list[Gate]:
    """The gates whose conditions all hold, whatever is still open."""
    return [gate for gate in m.setting.rubric.gates if gate.conditions and all(_holds(m, one, categories) for one in gate.conditions)]


def _holds(m: Material, condition: Condition, categories: tuple[CategoryScore, ...]) -> bool:
    if condition.category_below is not None:
        return any(one.firm < condition.category_below for one in categories)
    count = _counted(m, condition.measure)
    return count is not None and count.n < (condition.below or 0)


def _counted(m: Material, measure: str, words: tuple[str, ...] = ()) -> Count | None:
    """What a gate or a bonus item counts, as the indicator of that measure does; ``None`` if there is no such measure."""
    every = m.setting.rubric.indicators
    anchor = next((one for one in every if one.measure == measure), every[0] if every else None)
    if anchor is None or measure not in MEASURES:
        return None
    return MEASURES[measure](m, anchor.model_copy(update={"words": words}) if words else anchor)


def clues_of(m: Material) -> tuple[Clue, ...]:
    """What the findings and the material hint at; only people decide."""
    faults = {file: codes for file, codes in m.setting.faults.items() if file.startswith(f"bases/{m.base}/")}
    limits = [_limit_clue(one, faults) for one in m.setting.rubric.restrictions]
    counts = [(item, _counted(m, item.measure, item.words)) for item in m.setting.rubric.bonus.items]
    bonus = [Clue("加分", item.name, tuple(one.evidence for one in count.used)) for item, count in counts if count]
    return tuple(clue for clue in (*limits, *bonus, _late_changes(m)) if clue.pieces or clue.files)


def _late_changes(m: Material) -> Clue:
    """What was changed after the day on which material closed: it was there in time, but perhaps not so."""
    changed, last = m.setting.city.whole.once(_changed).get(m.base, ()), m.setting.rubric.cutoff_day
    late = sorted(file for file, day in changed if last < day <= m.setting.as_of)
    return Clue("改动", f"材料截止（{last}）以后改过的材料", files=tuple(late))


def _changed(city: City) -> dict[str, tuple[tuple[str, datetime.date], ...]]:
    """Base → its files with the day of each one's last change, those that are gone too."""
    found: dict[str, list[tuple[str, datetime.date]]] = defaultdict(list)
    for file, day in city.history.changed.items():
        if file.startswith("bases/"):
            found[file.split("/")[1]].append((file, day))
    return {base: tuple(files) for base, files in found.items()}


def _limit_clue(one: Restriction, faults: dict[str, frozenset[str]]) -> Clue:
    return Clue(one.id, one.name, files=tuple(sorted(file for file, codes in faults.items() if codes & set(one.clues))))


def ceilings_of(rubric: Rubric, restrictions: tuple[RestrictionFound, ...]) -> list[tuple[str, str]]:
    """The ceilings of decided restrictions with the reason of each: the rubric's, or a stricter one that was decided."""
    known = {one.id: one.ceiling for one in rubric.restrictions if one.ceiling}
    pairs = [(_stricter(rubric, known.get(found.id), found.ceiling), found) for found in restrictions]
    return [(ceiling, f"限制性情形 {found.id}（{found.number}），最高{ceiling}") for ceiling, found in pairs if ceiling]


def _stricter(rubric: Rubric, own: str | None, decided: str | None) -> str | None:
    return lower(rubric, own, decided) if own and decided else own or decided


def with_quota(rubric: Rubric, cards: tuple[Scorecard, ...], counted: int) -> tuple[Scorecard, ...]:
    """The quota: of those that reach the grade, the first by the rubric's order; all that tie with the last come in.

    ``counted``: how many bases are graded at all. Nobody's rank is said.
    """
    quota = rubric.quota
    if quota is None:
        return cards
    reached = sorted((one for one in cards if one.grade == quota.grade), key=lambda one: _key(quota.order, one), reverse=True)
    most = max(quota.least, int((quota.share * counted).to_integral_value(ROUND_FLOOR)))
    if len(reached) <= most:
        return cards
    cut = _key(quota.order, reached[most - 1])
    out = {one.base for one in reached if _key(quota.order, one) < cut}
    reason = f"达到{quota.grade}的基地超过名额（{counted} 个基地，名额 {most} 个），按{'、'.join(quota.order)}依次比较，定为{quota.over}"
    return tuple(replace(one, grade=quota.over, reasons=(*one.reasons, reason)) if one.base in out else one for one in cards)


def _key(order: tuple[str, ...], card: Scorecard) -> tuple[Decimal, ...]:
    """What the quota compares: 总分, 评议分, or the points of a category."""
    own = {"总分": card.total, "评议分": card.panel_total} | {one.category.id: one.points for one in card.categories}
    return tuple(own.get(name, ZERO) for name in order)


def rounded(rubric: Rubric, raw: Decimal) -> Decimal:
    """The total as it is announced, and as the grade looks at it."""
    return half_up(raw, rubric.total_places)


def gate_words(gate: Gate) -> str:
    return f"{gate.id} {gate.name}，最高{gate.ceiling}"


def bonus_of(rubric: Rubric, given: tuple[BonusGiven, ...]) -> Decimal:
    """The points of the bonus items that people granted, each item once, up to the ceiling."""
    worth = {item.name: item.points for item in rubric.bonus.items}
    return min(rubric.bonus.max, sum((worth.get(name, ZERO) for name in {one.item for one in given}), ZERO))
