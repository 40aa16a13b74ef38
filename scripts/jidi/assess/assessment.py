"""All bases of a round in one pure step: (material, first-merge dates, rubric, marks, day) → scorecards (plan 六.2)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..life import Life, replay
from ..model.base import Base
from ..model.city import City, Entry
from ..model.finding import Finding
from ..model.rubric import Rubric
from ..model.standards import Panel, Round
from ..model.work import SelfAssessment
from .grade import (
    Scorecard,
    bonus_of,
    categories_of,
    ceilings_of,
    clues_of,
    gate_words,
    gates_hit,
    grade_of,
    lower,
    rounded,
    total_of,
    with_quota,
)  # fmt: skip
from .material import Material, Setting
from .score import Ruling, score


@dataclass(frozen=True)
class Assessment:
    """The scorecards of a year, in the order of the bases' ids, and what they were computed from."""

    year: str
    as_of: datetime.date
    rubric: Rubric
    rubric_sha256: str
    commit: str
    dirty: bool
    shallow: bool
    running: bool
    cards: tuple[Scorecard, ...]

    def card(self, base: str) -> Scorecard | None:
        """The scorecard of a base."""
        return next((one for one in self.cards if one.base == base), None)


def rubric_of(city: City, year: str) -> Entry[Rubric] | None:
    """The rubric of a school year, if the city has one."""
    return next((entry for entry in city.of(Rubric) if entry.record.year == year), None)


def round_of(city: City, year: str) -> Round | None:
    """The round of a school year, if there is one."""
    return next((entry.record for entry in city.of(Round) if entry.record.year == year), None)


def assess(city: City, rubric: Entry[Rubric], as_of: datetime.date, findings: Iterable[Finding] = (), bases: Iterable[str] | None = None) -> Assessment:
    """Assess the bases of the rubric's year as they stood on ``as_of``.

    ``findings``: what checking found; files that break a privacy rule are no evidence. ``bases``: whose cards are wanted,
    by default those of the round, or without one all that held the title in that year; the quota always looks at all of
    those. Same arguments in whatever order, same result.
    """
    city, year = _ordered(city), rubric.record.year
    faults: dict[str, frozenset[str]] = {}
    for one in findings:
        faults[one.place.file] = faults.get(one.place.file, frozenset()) | {one.code}
    setting = Setting(city, rubric.record, year, as_of, faults)
    lives = replay(city, as_of)
    part = sorted(_taking_part(city, year, lives, setting))
    wanted = set(part if bases is None else bases) & set(lives)
    cards = {base: _card(Material(setting, base, lives[base]), round_of(city, year)) for base in sorted({*part, *wanted})}
    graded = sum(cards[base].months >= rubric.record.first_year.least_months for base in part)
    cards |= {one.base: one for one in with_quota(rubric.record, tuple(cards[base] for base in part), graded)}
    history, shown = city.history, tuple(card for base, card in cards.items() if base in wanted)
    return Assessment(year, as_of, rubric.record, rubric.sha256, history.commit, history.dirty, history.shallow, setting.running, shown)


def _ordered(city: City) -> City:
    """The same city in path order, so that nothing depends on the order in which its files were read."""
    files = [entry.file for entry in city.entries]
    return city if files == sorted(files) else replace(city, entries=tuple(sorted(city.entries, key=lambda entry: entry.file)))


def _taking_part(city: City, year: str, lives: Mapping[str, Life], setting: Setting) -> list[str]:
    one = round_of(city, year)
    if one and one.bases:
        return [base for base in one.bases if base in lives]
    return [entry.base for entry in city.of(Base) if _held_title(lives[entry.base], *setting.span)]


def _held_title(life: Life, start: datetime.date, end: datetime.date) -> bool:
    """Whether a cycle overlaps the year, and the title was not over before it."""
    over = life.ended.decision.record.day < start if life.ended else False
    return not over and any(cycle.start <= end and cycle.end >= start for cycle in life.cycles)


def _ruling(m: Material, one: Round | None) -> Ruling:
    """What people decided or said about a base, by indicator."""
    marks = [mark for entry in m.setting.city.of(Panel) if entry.record.year == m.setting.year for mark in entry.record.marks if mark.base == m.base]
    own = [mark for entry in m.of(SelfAssessment) if entry.record.year == m.setting.year for mark in entry.record.marks]
    zeroed = {id: found for found in (one.restrictions if one else ()) if found.base == m.base for id in found.zero}
    exemptions = {granted.indicator: granted for granted in (one.exemptions if one else ()) if granted.base == m.base}
    return Ruling({mark.indicator: mark for mark in marks}, exemptions, zeroed, {mark.indicator: mark for mark in own})


def _card(m: Material, one: Round | None) -> Scorecard:
    """The scorecard of one base, before the quota."""
    rubric, ruling = m.setting.rubric, _ruling(m, one)
    scores = tuple(score(m, indicator, ruling) for indicator in rubric.indicators)
    categories = categories_of(rubric, scores, m.setting.running)
    given = tuple(bonus for bonus in (one.bonus if one else ()) if bonus.base == m.base)
    bonus = bonus_of(rubric, given)
    raw, best = (total_of(rubric, categories, bonus, full) for full in (False, True))
    total = rounded(rubric, raw)
    card = Scorecard(
        m.base, scores, categories, given, bonus, raw, total, rounded(rubric, best), None, grade_of(rubric, total), grade_of(rubric, rounded(rubric, best)),
        clues=clues_of(m), restrictions=tuple(found for found in (one.restrictions if one else ()) if found.base == m.base),
        months=m.months, scale=m.scale.name if m.scale else "", unread=tuple(file for file in m.setting.city.broken if file.startswith(f"bases/{m.base}/")),
    )  # fmt: skip
    return _graded(m, card)


def _graded(m: Material, card: Scorecard) -> Scorecard:
    """The grade after gates and restrictions; none while the panel has not judged; the ungraded word in a short first year."""
    rubric = m.setting.rubric
    if m.months < rubric.first_year.least_months:
        reason = f"认定后本学年只有 {m.months} 个整月，不足 {rubric.first_year.least_months} 个月"
        return replace(card, grade=rubric.first_year.ungraded, reasons=(reason,))
    gates = [(gate.ceiling, gate_words(gate)) for gate in gates_hit(m, card.categories)]
    decided = ceilings_of(rubric, card.restrictions)
    grade, best, reasons = card.line_grade, card.best_grade, []
    for ceiling, reason in (*gates, *decided):
        reasons += [reason] if lower(rubric, grade, ceiling) != grade else []
        grade = lower(rubric, grade, ceiling)
    for ceiling, _ in decided if m.setting.running else (*gates, *decided):  # a gate can be opened while material comes in, a decision cannot
        best = lower(rubric, best, ceiling)
    settled = None if card.open() else grade
    return replace(card, grade=settled, line_grade=grade, best_grade=best, reasons=tuple(reasons), ceilings=tuple(reason for _, reason in (*gates, *decided)))
