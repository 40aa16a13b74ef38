"""All bases of a round in one pure step: (material, first-merge dates, rubric, marks, day) → scorecards (plan 六.2)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ..life import Life, replay
from ..memo.reads import note
from ..model.base import Base
from ..model.city import City, Entry
from ..model.finding import Finding
from ..model.rounds import round_of
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


Faults = Mapping[str, frozenset[str]]  # file → codes of the rules that it breaks
Remember = Callable[[str, Callable[[], Scorecard]], Scorecard]


def assess(
    city: City, rubric: Entry[Rubric], as_of: datetime.date, findings: Iterable[Finding] = (), bases: Iterable[str] | None = None,
    remember: Remember = lambda base, make: make(),
) -> Assessment:  # fmt: skip
    """Assess the bases of the rubric's year as they stood on ``as_of``.

    ``findings``: what checking found; files that break a privacy rule are no evidence. ``bases``: whose cards are wanted,
    by default those of the round, or without one all that held the title in that year; the quota always looks at all of
    those. Same arguments in whatever order, same result. ``remember``: gives the card of a base as it was before the quota,
    or has it made: it rests on what is noted meanwhile, of the findings on those in the base's files (``FAULTS``, base).
    """
    city, faults = _ordered(city), faults_of(findings)
    day = None if as_of == city.today else as_of  # so that what is known of today has the same name tomorrow

    def made(base: str) -> Scorecard:
        note((FAULTS, base))
        return draft(city.part(base), rubric, as_of, faults.get(base, {}), lives_of(city, day)[base])

    def drawn(base: str) -> Scorecard:
        return remember(base, partial(made, base))

    return settled(city, rubric, as_of, lives_of(city, day), drawn, bases)


FAULTS = "faults"  # under which name, with the base, it is noted that the findings in the files of a base were read


def faults_of(findings: Iterable[Finding]) -> dict[str, Faults]:
    """Base → file → codes; the files of ``content/`` under ``""``."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for file, code in sorted({(one.place.file, one.code) for one in findings}):
        base = found[file.split("/")[1] if file.startswith("bases/") else ""]
        base[file] = base.get(file, frozenset()) | {code}
    return dict(found)


def draft(part: City, rubric: Entry[Rubric], as_of: datetime.date, faults: Faults, life: Life) -> Scorecard:
    """The scorecard of one base before the quota, of its ``part`` of the city. ``faults``: what its files break."""
    year = rubric.record.year
    return _card(Material(Setting(part, rubric.record, year, as_of, faults), life.base, life), round_of(part, year))


def lives_of(city: City, as_of: datetime.date | None) -> Mapping[str, Life]:
    """Every base's life up to a day, by default the city's today, replayed once."""
    return city.once(_lives, as_of)


def _lives(city: City, as_of: datetime.date | None) -> dict[str, Life]:
    return dict(replay(city, as_of))


def settled(
    city: City, rubric: Entry[Rubric], as_of: datetime.date, lives: Mapping[str, Life], drawn: Callable[[str], Scorecard], bases: Iterable[str] | None = None
) -> Assessment:
    """The assessment of the ``bases``, as of :func:`assess`, whose cards ``drawn`` gives as they were before the quota."""
    own, history = rubric.record, city.history
    part = sorted(_taking_part(city, own.year, lives))
    wanted = set(part if bases is None else bases) & set(lives)
    cards = {base: drawn(base) for base in sorted({*part, *wanted})}
    graded = sum(cards[base].months >= own.first_year.least_months for base in part)
    cards |= {one.base: one for one in with_quota(own, tuple(cards[base] for base in part), graded)}
    shown = tuple(card for base, card in cards.items() if base in wanted)
    return Assessment(own.year, as_of, own, rubric.sha256, history.commit, history.dirty, history.shallow, as_of <= own.cutoff_day, shown)


def _ordered(city: City) -> City:
    """The same city with the records of each kind in path order, so that nothing depends on the order in which its files were read.

    The very same if they are so already: what was worked out of it is still known.
    """
    files: dict[str, list[str]] = defaultdict(list)
    for entry in city.entries:
        files[entry.kind.shape].append(_path_key(entry.file))
    ordered = all(some == sorted(some) for some in files.values())
    return city if ordered else replace(city, entries=tuple(sorted(city.entries, key=lambda entry: _path_key(entry.file))))


def _path_key(file: str) -> str:
    """Sorts as folders are read: all of ``a/`` before ``a-2/``."""
    return file.replace("/", "\0")


def _taking_part(city: City, year: str, lives: Mapping[str, Life]) -> list[str]:
    one = round_of(city, year)
    if one and one.bases:
        return [base for base in one.bases if base in lives]
    return [entry.base for entry in city.of(Base) if _held_title(lives[entry.base], *city.year_span(year))]


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
