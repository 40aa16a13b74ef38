"""Two activities that get in each other's way: a hint for those who plan, never a ban (plan 五.2; R-5.2.1)."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from ...model.base import Base
from ...model.city import Entry
from ...model.types import half_width
from ...model.work import Activity
from ..world import World
from .calendar import Activities, cancelled, held, hours, span, timetable


@dataclass(frozen=True)
class Clash:
    """Another activity at the same time, and what the two share, in words."""

    title: str
    address: str
    hours: str
    base: str
    shared: tuple[str, ...]


def clashes(world: World, entry: Entry[Activity]) -> list[Clash]:
    """What else there is at the same time, if this activity is still to come and not called off."""
    if entry.record.day < world.city.today or held(world, entry.record) or cancelled(world, entry.record):
        return []
    return [_clash(world, other, why) for other in world.once(_by_day)[entry.record.day] if (why := shared(world, entry, other))]


def _by_day(world: World) -> dict[datetime.date, Activities]:
    found: dict[datetime.date, Activities] = {}
    for one in timetable(world):
        found.setdefault(one.day, []).append(one.entry)
    return found


def shared(world: World, one: Entry[Activity], other: Entry[Activity]) -> tuple[str, ...]:
    """What two activities at the same time share, in words; empty if they do not meet. The same either way round."""
    if one.id == other.id or cancelled(world, one.record) or cancelled(world, other.record) or not span(one.record).overlaps(span(other.record)):
        return ()
    first, second = _host(world, one), _host(world, other)
    found = {
        "同一个基地": one.base == other.base,
        "同一所学校承办": one.base != other.base and first and second and first.school == second.school,
        "同一位主持人": _names(one.record.host) & _names(other.record.host),
        "同一个地点": _place(world, one.record) and _place(world, one.record) == _place(world, other.record),
        "同一学科，都面向全市": one.record.open_to_city and other.record.open_to_city and _subject(world, first) == _subject(world, second) != "",
    }
    return tuple(words for words, yes in found.items() if yes)


def _host(world: World, entry: Entry[Activity]) -> Base | None:
    return next((base.record for base in world.of(Base, entry.base)), None)


def _subject(world: World, host: Base | None) -> str:
    term = world.city.vocabulary.find("subject", host.subject) if host else None
    return term.id if term else ""


def _names(text: str) -> set[str]:
    """The names in a line; 「李老师」 may be anybody."""
    return {name for name in re.split(r"[、，,；;\s]+", text) if name and not name.endswith("老师")}


def _place(world: World, record: Activity) -> str:
    """The place without blanks; an online meeting takes nobody's room."""
    online = world.city.vocabulary.is_term("mode", record.mode, "xianshang")
    return "" if online else re.sub(r"\s+", "", half_width(record.place))


def _clash(world: World, other: Entry[Activity], why: tuple[str, ...]) -> Clash:
    return Clash(other.record.title, other.address, hours(other.record), world.base_names.get(other.base, other.base), why)
