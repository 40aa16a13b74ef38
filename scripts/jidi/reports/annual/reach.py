"""Whom the year reached: counties, schools, rural schools, helped schools (R-3.3.6, R-5.4.2, R-5.5.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ...model.city import Entry
from ...model.standards import School
from ...model.work import Activity
from ..year import Year
from .facts import Facts, facts_of


@dataclass(frozen=True, slots=True)
class County:
    """A county as it takes part: its schools in the register, those of which somebody came, how often, how many (人次), and the year before.

    ``activities``: to how many of the city's activities somebody of it came. ``before``: 人次 of the year before, None if that is not known.
    """

    name: str
    schools: int
    reached: int
    activities: int
    attendances: int
    before: int | None


@dataclass(frozen=True)
class Reach:
    """Who came to the activities of a year."""

    facts: Facts

    @cached_property
    def attendances(self) -> Mapping[str, int]:
        """School id → 人次; also those that the register does not know."""
        return _attendances(self.facts.now.activities)

    @cached_property
    def teaching(self) -> tuple[School, ...]:
        """The schools of the counties that take part, in the order of the register; offices are none."""
        is_term = self.facts.world.city.vocabulary.is_term
        known = self.facts.schools.values()
        return tuple(one for one in known if is_term("school_kind", one.kind, "xuexiao") and one.county in self.facts.counties)

    @cached_property
    def missed(self) -> tuple[School, ...]:
        """Schools of which nobody came."""
        return tuple(one for one in self.teaching if not self.attendances.get(one.id))

    @cached_property
    def rural(self) -> tuple[School, ...]:
        return tuple(one for one in self.teaching if one.rural)

    @cached_property
    def missed_rural(self) -> tuple[School, ...]:
        return tuple(one for one in self.missed if one.rural)

    @cached_property
    def counties(self) -> tuple[County, ...]:
        """Every county that takes part, then those others from which somebody came: their sum is all 人次."""
        before = self.facts.before
        past = _by_county(self.facts, _attendances(before.activities)) if before else None
        now = _by_county(self.facts, self.attendances)
        others = sorted({*now, *(past or {})} - set(self.facts.counties))
        return tuple(self._county(name, now, past) for name in (*self.facts.counties, *others))

    def _county(self, name: str, now: Mapping[str, int], past: Mapping[str, int] | None) -> County:
        schools = [one for one in self.teaching if one.county == name]
        reached = sum(bool(self.attendances.get(one.id)) for one in schools)
        visits = sum(any(self.facts.county_of(one.school) == name and one.count for one in entry.record.participants) for entry in self.facts.now.activities)
        return County(name, len(schools), reached, visits, now.get(name, 0), None if past is None else past.get(name, 0))

    @cached_property
    def never(self) -> tuple[str, ...]:
        """The counties of the city from which nobody came."""
        return tuple(one.name for one in self.counties if one.name in self.facts.counties and not one.attendances)

    @cached_property
    def helped(self) -> Mapping[str, int]:
        """School id → how many activities helped it, in the order of the register."""
        given = [school for one in self.facts.now.activities if one.record.helps_weak for school in dict.fromkeys(one.record.helped)]
        return {school: given.count(school) for school in dict.fromkeys((*(id for id in self.facts.schools if id in given), *given))}

    @cached_property
    def helping(self) -> int:
        """How many activities helped a weak subject or school."""
        return sum(one.record.helps_weak for one in self.facts.now.activities)


def _attendances(activities: Iterable[Entry[Activity]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in activities:
        for one in entry.record.participants:
            found[one.school] = found.get(one.school, 0) + one.count
    return found


def _by_county(facts: Facts, attendances: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for school, count in attendances.items():
        county = facts.county_of(school)
        found[county] = found.get(county, 0) + count
    return found


def reach_of(year: Year) -> Reach:
    return Reach(year.once(facts_of))
