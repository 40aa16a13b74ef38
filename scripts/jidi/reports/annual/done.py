"""What was done in a school year: held activities and published resources, counted by whatever is asked (R-3.3.6, R-5.5.2)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ...model.city import Entry
from ...model.work import Activity, Resource
from ...publish.activity.calendar import held, in_order
from ...publish.world import World


@dataclass(frozen=True, slots=True)
class Tally:
    """Held activities, 人次 at them (somebody who came twice is two), published resources."""

    activities: int = 0
    attendances: int = 0
    resources: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.activities + other.activities, self.attendances + other.attendances, self.resources + other.resources)


@dataclass(frozen=True)
class Done:
    """One school year of some ``bases`` up to ``until``, activities by their hour, resources by their day."""

    year: str
    until: datetime.date
    bases: tuple[str, ...]
    activities: tuple[Entry[Activity], ...]
    resources: tuple[Entry[Resource], ...]

    @cached_property
    def by_base(self) -> Mapping[str, Tally]:
        """Base id → what it did; those that did nothing are not there."""
        return summed([*((one.base, Tally(1, came(one))) for one in self.activities), *((one.base, Tally(resources=1)) for one in self.resources)])

    @cached_property
    def tally(self) -> Tally:
        return sum(self.by_base.values(), Tally())

    def by(self, key: Callable[[str], str]) -> Mapping[str, Tally]:
        """``key`` of the base → what those bases did together."""
        return summed((key(base), one) for base, one in self.by_base.items())

    def of(self, base: str) -> Done:
        """What one base did."""
        return Done(self.year, self.until, (base,), *(tuple(one for one in pile if one.base == base) for pile in (self.activities, self.resources)))  # type: ignore[arg-type]


def summed(pairs: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    """The tallies of each key together."""
    found: dict[str, Tally] = {}
    for key, one in pairs:
        found[key] = found.get(key, Tally()) + one
    return found


def came(entry: Entry[Activity]) -> int:
    """How many came to an activity."""
    return sum(one.count for one in entry.record.participants)


def done(world: World, year: str, until: datetime.date, bases: tuple[str, ...]) -> Done:
    """What these bases did in a school year up to a day, as everybody may see it: no draft, nothing called off."""
    start, end = world.city.year_span(year)
    last = min(end, until)
    activities = (one for one in world.of(Activity) if one.base in bases and start <= one.record.day <= last and held(world, one.record))
    resources = (one for one in world.of(Resource) if one.base in bases and start <= one.record.day <= last)
    return Done(year, last, bases, tuple(in_order(activities)), tuple(sorted(resources, key=lambda one: (one.record.day, one.file))))
