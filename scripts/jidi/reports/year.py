"""A school year as every report speaks of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from ..assess import Assessment, assess, rubric_of
from ..assess.rounds import closed
from ..model.city import City
from ..model.finding import Finding
from ..model.standards import Round
from ..publish import newest_day
from ..publish.people.unnamed import Discretion
from ..publish.world import World

T = TypeVar("T")


@dataclass(frozen=True)
class Year:
    """``world``: the city with the names hidden that are to be hidden; ``real``: with them, for what is handed to a person or an office.

    ``assessment``: None without a rubric for the year. ``until``: the last day that counts, the year's end or today.
    """

    year: str
    world: World
    real: World
    assessment: Assessment | None

    def once(self, make: Callable[[Year], T]) -> T:
        """What is worked out of the whole year, ``make(self)``: once, however many papers ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    @cached_property
    def _made(self) -> dict[Callable[[Year], Any], Any]:
        return {}

    @property
    def city(self) -> City:
        return self.world.city

    @cached_property
    def span(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of the year."""
        return self.city.year_span(self.year)

    @cached_property
    def until(self) -> datetime.date:
        return min(self.span[1], self.city.today)

    @cached_property
    def day(self) -> datetime.date:
        """The day of every paper: the newest of the material, so that the same commit gives the same bytes."""
        return newest_day(self.city)

    @cached_property
    def round(self) -> Round | None:
        """The round of the year, once it is closed; before that nothing of it is told."""
        return next((entry.record for entry in closed(self.real.city) if entry.record.year == self.year), None)

    @cached_property
    def told_round(self) -> Round | None:
        """The same with the names hidden, for what everybody may read."""
        return next((entry.record for entry in closed(self.city) if entry.record.year == self.year), None)

    @cached_property
    def office(self) -> str:
        """Who publishes: the site's 主办单位, or the city."""
        settings = self.world.settings
        return (settings.organiser or settings.city) if settings else ""


def year_of(city: City, findings: Iterable[Finding], year: str, as_of: datetime.date | None = None) -> Year:
    """A school year of a city; scores are those of ``as_of``, by default the day that its round was computed on, or today."""
    discretion, findings = Discretion(city), tuple(findings)
    rubric = rubric_of(city, year)
    made = assess(city, rubric, as_of or city.today, findings) if rubric else None
    world = World(discretion.told_city(), discretion.told_findings(findings), discretion.told_text, discretion.told_assessment(made))
    return Year(year, world, World(city, findings, assessment=made), made)
