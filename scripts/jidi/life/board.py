"""The status board (R-5.2.2, R-5.2.3): where every base stands, and what somebody has to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..model.base import Base
from ..model.city import City, Entry
from ..model.finding import Place
from ..model.work import Activity
from .due import Todo, clock, proposals, remedies
from .facts import Facts, gather
from .life import Cycle, Life
from .replay import replay
from .waiting import follow_ups, guidance, held, silent


@dataclass(frozen=True, slots=True)
class Row:
    """One base. ``last_activity`` is ``None`` if none is recorded: unknown, not never."""

    base: str
    name: str
    life: Life
    cycle: Cycle | None
    last_activity: Entry[Activity] | None
    place: Place


@dataclass(frozen=True, slots=True)
class Vacancy:
    """How many subjects of a stage have a base, an application, or neither (R-4.1.1)."""

    stage: str
    filled: int
    applied: int
    vacant: int


@dataclass(frozen=True)
class Board:
    """All rows by base, all that is due, by section: ``due``, ``silent``, ``guidance``, ``follow_ups``."""

    as_of: date
    rows: tuple[Row, ...]
    todos: Mapping[str, tuple[Todo, ...]]
    vacancies: tuple[Vacancy, ...]
    problems: int


def board(city: City, as_of: date | None = None) -> Board:
    """The board as it stood at the end of a day (default: the city's today); what came later is not seen."""
    day, facts = as_of or city.today, gather(city)
    lives = replay(city, day)
    last = _last_activities(city, day)
    rows = tuple(_row(city, life, last.get(base)) for base, life in lives.items())
    todos: dict[str, tuple[Todo, ...]] = {"due": (), "silent": (), "guidance": (), "follow_ups": ()}
    if facts.table:
        holders = [life for life in lives.values() if life.state.holds]
        due = [todo for life in holders for find in (proposals, clock, remedies) for todo in find(facts, facts.table, life, day)]
        quiet = [todo for life in holders for todo in silent(facts, facts.table, life, last.get(life.base), day)]
        running = [life.base for life in lives.values() if not life.state.terminal]
        todos = {"due": tuple(due), "silent": tuple(quiet)}
        todos["guidance"] = tuple(guidance(facts, facts.table, running, day))
        todos["follow_ups"] = tuple(follow_ups(facts, facts.table, running, day))
    return Board(day, rows, todos, _vacancies(facts, lives), sum(len(life.problems) for life in lives.values()))


def _row(city: City, life: Life, last: Entry[Activity] | None) -> Row:
    card = next(city.of(Base, life.base), None)
    place = card.at() if card else Place(f"bases/{life.base}/base.yml")
    return Row(life.base, card.record.short_name if card else life.base, life, life.cycles[-1] if life.cycles else None, last, place)


def _last_activities(city: City, day: date) -> dict[str, Entry[Activity]]:
    """The last activity that took place, of every base that has one."""
    found: dict[str, Entry[Activity]] = {}
    for entry in city.of(Activity):
        if held(city, entry.record, day) and (entry.base not in found or entry.record.day >= found[entry.base].record.day):
            found[entry.base] = entry
    return found


def _vacancies(facts: Facts, lives: Mapping[str, Life]) -> tuple[Vacancy, ...]:
    """Every stage with its subjects, those without a base by the city's decision left out."""
    settings = facts.city.settings
    none = settings.stages_out if settings else ()
    found = []
    for stage in facts.city.stages.values():
        subjects = stage["subjects"]
        names = [one["name"] for one in subjects.values()] if isinstance(subjects, dict) else []
        cells = [_cell(facts, lives, str(stage["name"]), name) for name in names if f"{stage['name']}{name}" not in none]
        found.append(Vacancy(str(stage["name"]), cells.count("filled"), cells.count("applied"), cells.count("vacant")))
    return tuple(found)


def _cell(facts: Facts, lives: Mapping[str, Life], stage: str, subject: str) -> str:
    here = [life for base, life in lives.items() if (card := facts.cards.get(base)) and (card.stage, card.subject) == (stage, subject)]
    if any(life.state.holds for life in here):
        return "filled"
    return "applied" if any(not life.state.terminal for life in here) else "vacant"
