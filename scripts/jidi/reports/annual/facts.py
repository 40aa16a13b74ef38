"""The counted facts of a school year that all its reports share. Once a year: ``year.once(facts_of)``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ...life import Board, Life, board, replay
from ...life.days import add_months, year_before
from ...model.base import Base
from ...model.city import City
from ...model.standards import School, Schools
from ...publish.bases import matrix_of
from ...publish.world import World
from ..year import Year
from .done import Done, done

UNREAD = "基地卡片读不出来"


@dataclass(frozen=True, slots=True)
class Seat:
    """A subject of a stage: ``state`` is 已建, 申报中 or 空缺; the school that holds it or applies, if any."""

    stage: str
    subject: str
    state: str
    school: str

    @property
    def name(self) -> str:
        return f"{self.stage}{self.subject}"


@dataclass(frozen=True)
class Facts:
    """What was so in a school year, up to its last day or today."""

    year: Year

    @property
    def world(self) -> World:
        return self.year.world

    @cached_property
    def lives(self) -> Mapping[str, Life]:
        """Every base's life as it stood on the last day that counts."""
        return replay(self.world.city, self.year.until)

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The ids of those that held the title at any time of the year, in their order."""
        return titled(self.lives, *self.world.city.year_span(self.year.year))

    @cached_property
    def now(self) -> Done:
        return self.of(self.year.year)

    @cached_property
    def before(self) -> Done | None:
        """The year before, of a year that still runs up to the same day; None if no base held a title then: nothing is known of it."""
        past = year_before(self.year.year)
        bases = titled(self.lives, *self.world.city.year_span(past))
        return done(self.world, past, self.year.until if not self.running else add_months(self.year.until, -12), bases) if bases else None

    @property
    def running(self) -> bool:
        """Whether the year is not over yet."""
        return self.year.until < self.year.span[1]

    @property
    def then(self) -> str:
        """What the year before is called: of a running year only as much of it is meant."""
        return "上学年同期" if self.running else "上学年"

    def runs(self, year: str) -> bool:
        """Whether it is the year of the report and is not over yet."""
        return self.running and year == self.year.year

    def label(self, year: str) -> str:
        """A school year as a drawing names it: one that is not over says so."""
        return f"{year}（至今）" if self.runs(year) else year

    def of(self, year: str) -> Done:
        """What was done in any year by those that held a title in it."""
        return done(self.world, year, self.year.until, titled(self.lives, *self.world.city.year_span(year)))

    @cached_property
    def cards(self) -> Mapping[str, Base]:
        """Base id → its card; those whose card cannot be read are not there."""
        return {entry.base: entry.record for entry in self.world.bases}

    @cached_property
    def schools(self) -> Mapping[str, School]:
        return {school.id: school for entry in self.world.city.of(Schools) for school in entry.record.schools}

    @cached_property
    def counties(self) -> tuple[str, ...]:
        """Those that take part, in the city's order, its own schools last; without what the city leaves out (Q6)."""
        out = self.world.settings.counties_out if self.world.settings else ()
        return tuple(term.name for term in self.world.city.vocabulary.of("county") if term.id != "other" and term.name not in out)

    def places(self, names: Iterable[str]) -> str:
        """``9 个县（市、区）和市直学校``, of those named."""
        found, own = set(names), next((term.name for term in self.world.city.vocabulary.of("county") if term.id == "szx"), "")
        count = len(found & (set(self.counties) - {own}))
        told = [f"{count} 个县（市、区）"] if count or own not in found else []
        return "和".join([*told, *([own] if own in found else [])])

    def stage(self, base: str) -> str:
        return self.cards[base].stage if base in self.cards else UNREAD

    def subject(self, base: str) -> str:
        return self.cards[base].subject if base in self.cards else UNREAD

    def county(self, base: str) -> str:
        """The county of the host school."""
        return self.county_of(self.cards[base].school) if base in self.cards else UNREAD

    def county_of(self, school: str) -> str:
        return self.world.counties.get(school) or "没有登记县区"

    def name(self, base: str) -> str:
        """The short name, or the id if the card cannot be read."""
        return self.world.base_names.get(base, base)

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """Every subject of every stage as it stood on the last day that counts (R-4.1.1)."""
        return _seats(self.world.city, self.year.until)

    @cached_property
    def seats_since(self) -> tuple[tuple[Seat, Seat], ...]:
        """The seats that stand otherwise today, each then and now."""
        pairs = zip(self.seats, _seats(self.world.city, self.world.city.today), strict=True)
        return tuple((then, now) for then, now in pairs if then.state != now.state)

    @cached_property
    def board(self) -> Board:
        """What was due on the last day that counts, with every name: for offices only."""
        return board(self.year.real.city, self.year.until)

    @cached_property
    def unread(self) -> tuple[tuple[str, str], ...]:
        """Base and file of what could not be read and so is not counted."""
        return tuple((base, file) for base in self.bases for file, _ in self.world.left_out(base))


def facts_of(year: Year) -> Facts:
    return Facts(year)


def titled(lives: Mapping[str, Life], start: date, end: date) -> tuple[str, ...]:
    """Those of which a recognition cycle overlaps a span and whose title was not over before it, by id."""
    held = (life for life in lives.values() if any(cycle.start <= end and cycle.end >= start for cycle in life.cycles))
    return tuple(sorted(life.base for life in held if not (life.ended and life.ended.decision.record.day < start)))


def _seats(city: City, day: date) -> tuple[Seat, ...]:
    stages = matrix_of(World(replace(city, today=day), ()))
    return tuple(
        Seat(str(stage["name"]), str(cell["subject"]), str(cell["seat"]), str(cell["school"]))
        for stage in stages
        for cell in stage["cells"]  # type: ignore[attr-defined]
    )
