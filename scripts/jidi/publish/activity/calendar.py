"""When activities are, and which come next: what the calendar's pages, its feeds and the home page ask (R-3.3.1, R-5.2.1)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from ...model.city import Entry
from ...model.types import half_width
from ...model.work import HELD, Activity
from ..world import World, folders

_BY_HOUR = itemgetter(0, 1, 2)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")

Activities = list[Entry[Activity]]


@dataclass(frozen=True)
class Span:
    """A day and, if they are given and are times, from when to when; without a start it is the whole day."""

    day: datetime.date
    start: datetime.time | None = None
    end: datetime.time | None = None

    def overlaps(self, other: Span) -> bool:
        """Whether the two share time; an end that is not known is the end of the day."""
        (one, till), (two, until) = self._minutes(), other._minutes()
        return self.day == other.day and one < until and two < till

    def _minutes(self) -> tuple[int, int]:
        start, end = self.start, self.end
        return (start.hour * 60 + start.minute if start else 0), (end.hour * 60 + end.minute if start and end else 24 * 60)


def span(record: Activity) -> Span:
    """When an activity is; an end that is not after its start says nothing."""
    start, end = _time(record.start), _time(record.end)
    return Span(record.day, start, end if start and end and end > start else None)


def _time(text: str) -> datetime.time | None:
    """``14:30``, ``9：05``; anything else is not a time."""
    match = _CLOCK.fullmatch(half_width(text))
    return datetime.time(int(match[1]), int(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else None


def hours(record: Activity) -> str:
    """From when to when, as people say it and as it was written: ``14:30—16:50``; empty if it was not said."""
    return "—".join(filter(None, (record.start, record.end)))


def day_words(day: datetime.date) -> str:
    """``2026年10月12日 周一``."""
    return f"{day.year}年{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"


def held(world: World, record: Activity) -> bool:
    """Whether it took place."""
    return world.city.vocabulary.is_term("activity_status", record.status, *HELD)


def cancelled(world: World, record: Activity) -> bool:
    """Whether it was called off."""
    return world.city.vocabulary.is_term("activity_status", record.status, "quxiao")


def in_order(entries: Iterable[Entry[Activity]]) -> Activities:
    """By day and hour; what has no hour comes first on its day."""
    return sorted(entries, key=lambda one: (one.record.day, span(one.record).start or datetime.time.min, one.file))


class Planned(NamedTuple):
    """An activity with what lists go by: who reads this has not read its other words. ``start``: midnight if it has no hour."""

    day: datetime.date
    start: datetime.time
    file: str
    held: bool
    cancelled: bool
    entry: Entry[Activity]


def timetable(world: World) -> tuple[Planned, ...]:
    """All activities in their order."""
    return world.once(_timetable)


def _timetable(world: World) -> tuple[Planned, ...]:
    return tuple(sorted((one for base in folders(world.city) for one in world.once(_planned, base)), key=_BY_HOUR))


def _planned(world: World, base: str) -> tuple[Planned, ...]:
    return tuple(sorted((planned(world, one) for one in world.of(Activity, base)), key=_BY_HOUR))


def planned(world: World, one: Entry[Activity]) -> Planned:
    """An activity as lists know it."""
    return Planned(one.record.day, span(one.record).start or datetime.time.min, one.file, held(world, one.record), cancelled(world, one.record), one)


def ordered(world: World, base: str) -> Activities:
    """All activities of a base in their order."""
    return world.once(_ordered, base)


def _ordered(world: World, base: str) -> Activities:
    return [one.entry for one in world.once(_planned, base)]


def last_held(world: World, base: str, n: int) -> Activities:
    """The last ``n`` activities that a base held."""
    held = [one.entry for one in world.once(_planned, base) if one.held]
    return held[max(0, len(held) - n) :]


def coming(world: World) -> list[Planned]:
    """From today on and not yet held, soonest first; what was called off is among them, so that nobody travels in vain."""
    return [one for one in timetable(world) if one.day >= world.city.today and not one.held]


def upcoming(world: World, n: int) -> Activities:
    """The next ``n`` activities of :func:`coming`."""
    return [one.entry for one in coming(world)[:n]]


def this_week(world: World) -> Activities:
    """All activities from Monday to Sunday of the week of today, held, planned or called off, in their order."""
    monday = world.city.today - datetime.timedelta(days=world.city.today.weekday())
    return [one.entry for one in timetable(world) if 0 <= (one.day - monday).days < 7]


def event(world: World, entry: Entry[Activity]) -> dict[str, object]:
    """One activity for the macros of ``activities_parts.html``."""
    record, base = entry.record, world.base_names.get(entry.base, entry.base)
    took_place, off = held(world, record), cancelled(world, record)
    return {
        "title": record.title,
        "address": entry.address,
        "day": record.day,
        "weekday": WEEKDAYS[record.day.weekday()],
        "this_year": record.day.year == world.city.today.year,
        "hours": hours(record),
        "words": [record.place, base, record.type],
        "base": base,
        "planned": not took_place and not off,
        "cancelled": off,
        "cancel_reason": record.cancel_reason,
        "open": record.open_to_city and not took_place,
        "clashes": [],
    }
