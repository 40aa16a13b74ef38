"""A recognition cycle year by year: what a base did, how it was graded, what of its plans was done (plan 六.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...assess.rounds import closed
from ...life import Cycle
from ...model.base import Guidance
from ...model.city import City
from ...model.standards import RoundResult
from .done import Done, Tally, done
from .facts import Facts
from .gaps import tasks_of


@dataclass(frozen=True)
class Past:
    """One school year of a cycle; ``done`` is None while it has not begun. ``grade`` is empty while its round is not closed.

    ``planned`` tasks of the year's plan, ``finished`` those that something was done of; ``given`` advice, ``answered``, ``closed``;
    ``counties``: every county that takes part → 人次.
    """

    year: str
    done: Done | None
    grade: str
    good: str
    problem: str
    planned: int
    finished: int
    given: int
    answered: int
    closed: int
    counties: Mapping[str, int]

    @property
    def tally(self) -> Tally:
        return self.done.tally if self.done else Tally()


def cycle_of(facts: Facts, base: str, cycle: Cycle) -> tuple[Past, ...]:
    """The school years that a cycle overlaps, oldest first."""
    city = facts.world.city
    first, last = int(city.school_year(cycle.start)[:4]), int(city.school_year(cycle.end)[:4])
    years = [f"{one}-{one + 1}" for one in range(first, last + 1)]
    return tuple(_past(facts, base, year) for year in years)


def _past(facts: Facts, base: str, year: str) -> Past:
    city, until = facts.world.city, facts.year.until
    begun = city.year_span(year)[0] <= until
    made = done(facts.world, year, until, (base,)) if begun else None
    rows = tasks_of(facts, base, year) if begun else []
    result = _result(facts.year.real.city, base, year) if begun else None
    start, end = city.year_span(year)
    given = [one for entry in city.of(Guidance, base) for one in entry.record.entries if start <= one.day <= min(end, until)]
    answered = sum(bool(one.reply) and not (one.replied and one.replied > until) for one in given)
    ended = sum(one.closed is not None and one.closed <= until for one in given)
    grade, good, problem = (result.grade, result.good, result.problem) if result else ("", "", "")
    return Past(year, made, grade, good, problem, len(rows), sum(bool(row.done) for row in rows), len(given), answered, ended, _counties(facts, made))


def _result(city: City, base: str, year: str) -> RoundResult | None:
    """What a closed round says of a base."""
    return next((one for entry in closed(city) if entry.record.year == year for one in entry.record.results if one.base == base), None)


def _counties(facts: Facts, made: Done | None) -> dict[str, int]:
    found = dict.fromkeys(facts.counties, 0)
    for entry in made.activities if made else ():
        for one in entry.record.participants:
            county = facts.county_of(one.school)
            found[county] = found.get(county, 0) + one.count
    return found
