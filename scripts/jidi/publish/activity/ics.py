"""Calendars that phones subscribe to (RFC 5545, RFC 7986): the city's, each subject's, each base's, and single activities."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ...model.city import Entry
from ...model.work import Activity
from ..machine.markup import allowed
from ..output import Output
from ..task import Task
from ..world import World
from .calendar import Planned, cancelled, held, hours, planned, span, timetable
from .subjects import subjects

if TYPE_CHECKING:  # the library is imported by who writes: most builds write no calendar, and it takes longer than all of this room
    from icalendar import Timezone

ZONE = "Asia/Shanghai"
CITY = "activities/city.ics"
_EIGHT = datetime.timedelta(hours=8)
_DAILY = datetime.timedelta(days=1)


def subject_feed(subject: str) -> str:
    """Where the calendar of a subject is."""
    return f"activities/{subject}.ics"


def base_feed(base: str) -> str:
    """Where the calendar of a base is."""
    return f"bases/{base}/activities.ics"


def own_calendar(world: World, entry: Entry[Activity]) -> str:
    """Where the calendar file of one activity is; empty unless it is still to come."""
    return _own(world, planned(world, entry))


def _own(world: World, one: Planned) -> str:
    still = one.day >= world.city.today and not one.held and not one.cancelled
    return one.entry.address.removesuffix(".html") + ".ics" if still else ""


def calendars(world: World) -> list[Task]:
    """All ``.ics`` files."""
    return [Task(f"calendar {path}", partial(_calendar, path=path)) for path in world.once(_calendars)]


def _calendar(world: World, path: str) -> list[Output]:
    name, entries = world.once(_calendars)[path]
    return [Output(path, calendar(name, [world.once(_written, one.base)[one.id] for one in entries]))]


def _written(world: World, base: str) -> dict[str, bytes]:
    """Every activity of a base that stands in a calendar, as it stands there."""
    return {one.entry.id: written_event(world, one.entry) for one in _lately(world) if one.entry.base == base}


def _lately(world: World) -> list[Planned]:
    """Since the first day of the last school year, so that feeds stay small for a phone."""
    since = world.city.year_span(world.city.school_year(world.city.today))[0] - datetime.timedelta(days=1)
    since = world.city.year_span(world.city.school_year(since))[0]
    return [one for one in timetable(world) if one.day >= since]


def _calendars(world: World) -> dict[str, tuple[str, tuple[Entry[Activity], ...]]]:
    """Address → the name of a calendar, and what is in it."""
    lately, name = _lately(world), world.settings.city if world.settings else ""
    entries = tuple(one.entry for one in lately)
    made = {CITY: (f"{name}教研活动", entries)}
    made |= {subject_feed(one.id): (f"{name}{one.name}教研活动", tuple(e for e in entries if e.base in one.bases)) for one in subjects(world)}
    made |= {base_feed(one.base): (f"{one.record.short_name}活动", tuple(e for e in entries if e.base == one.base)) for one in world.bases}
    return made | {address: (one.entry.record.title, (one.entry,)) for one in lately if (address := _own(world, one))}


def calendar(name: str, events: Sequence[bytes]) -> bytes:
    """One calendar as a file, of events that :func:`written_event` wrote: most are in several calendars, and to write one is what takes time."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//jidi//jiaoyan huodong//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", _line(name))
    made.add("x-wr-calname", _line(name))
    made.add("x-wr-timezone", ZONE)
    made.add("refresh-interval", _DAILY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")
    made.add_component(_zone())
    head, end, rest = bytes(made.to_ical()).rpartition(b"END:VCALENDAR")
    return b"".join((head, *events, end, rest))


def written_event(world: World, entry: Entry[Activity]) -> bytes:
    """An activity as it stands in every calendar: the same bytes for the same material.

    The library escapes, folds and joins; its ``Event``, which guesses a type for every value, would take three times as long.
    """
    from icalendar.parser import Contentline, Contentlines

    lines = Contentlines(map(Contentline, ("BEGIN:VEVENT", *_event(world, entry), "END:VEVENT")))
    return bytes(lines.to_ical())  # type: ignore[no-untyped-call]


def _zone() -> Timezone:
    """China has had one time without summer time since 1991."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime.datetime(1991, 9, 15))
    standard.add("tzoffsetfrom", _EIGHT)
    standard.add("tzoffsetto", _EIGHT)
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(world: World, entry: Entry[Activity]) -> Iterator[str]:
    """An activity's lines, in the library's order. Its UID is the record's id; its stamp the day of the file's last change, or its own day outside git."""
    record, off = entry.record, cancelled(world, entry.record)
    arrived, changed = world.city.history.arrived.get(entry.file), world.city.history.changed.get(entry.file)
    stamp = f"{(changed or record.day) - _DAILY:%Y%m%d}T160000Z"  # midnight in China
    yield f"SUMMARY:{_text(f'（取消）{record.title}' if off else record.title)}"
    yield from _when(record)
    yield f"DTSTAMP:{stamp}"
    yield f"UID:{_text(f'{entry.id}@jidi')}"
    yield f"SEQUENCE:{(changed - arrived).days if arrived and changed else 0}"
    yield f"CATEGORIES:{_text(record.type)}"
    yield "DESCRIPTION:" + "\\n".join(map(_text, _description(world, entry)))
    yield f"LAST-MODIFIED:{stamp}"
    if place := _text(record.place):
        yield f"LOCATION:{place}"
    yield f"STATUS:{'CANCELLED' if off else 'CONFIRMED'}"
    if world.settings and world.settings.address:
        yield f"URL:{world.settings.address.rstrip('/')}/{entry.address}"


def _when(record: Activity) -> Iterator[str]:
    """Local time with its zone; the whole day if the start was not said or is not a time."""
    times = span(record)
    if times.start is None:
        yield f"DTSTART;VALUE=DATE:{times.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{times.day + _DAILY:%Y%m%d}"
        return
    yield f"DTSTART;TZID={ZONE}:{times.day:%Y%m%d}T{times.start:%H%M%S}"
    if times.end:
        yield f"DTEND;TZID={ZONE}:{times.day:%Y%m%d}T{times.end:%H%M%S}"


def _description(world: World, entry: Entry[Activity]) -> list[str]:
    record = entry.record
    lines = [f"{world.base_names.get(entry.base, entry.base)} · {record.type} · {record.level} · {record.mode}"]
    lines += [f"时间：{said}" for said in [hours(record)] if said and span(record).start is None]
    lines += [] if not record.open_to_city else ["面向全市"] if held(world, record) else ["面向全市，全市教师都可以报名参加"]
    return lines + ([f"活动已取消：{record.cancel_reason}".rstrip("：")] if cancelled(world, record) else [])


def _text(words: str) -> str:
    """One line with what means something in a calendar escaped."""
    from icalendar.prop import vText

    return vText(_line(words)).to_ical().decode()


def _line(text: str) -> str:
    """One line whatever a reader takes for the end of one: words cannot become a property of the calendar. No control characters (RFC 5545, 3.3.11).

    The library reads ``\\N`` as an end of line too, so 集合“M\\N” gets a full-width stroke.
    """
    return allowed(" ".join(text.split())).replace("\\N", "＼N")
