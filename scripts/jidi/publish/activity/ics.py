"""Calendars that phones subscribe to (RFC 5545, RFC 7986): the city's, each subject's, each base's, and single activities."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from ...model.city import Entry
from ...model.work import Activity
from ..output import Output
from ..world import World
from .calendar import cancelled, held, hours, ordered, span
from .subjects import subjects

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
    still = entry.record.day >= world.city.today and not held(world, entry.record) and not cancelled(world, entry.record)
    return entry.address.removesuffix(".html") + ".ics" if still else ""


def calendars(world: World) -> list[Output]:
    """All ``.ics`` files. Feeds reach back to the first day of the last school year, so that they stay small for a phone."""
    since = world.city.year_span(world.city.school_year(world.city.today))[0] - datetime.timedelta(days=1)
    since = world.city.year_span(world.city.school_year(since))[0]
    entries = [one for one in ordered(world) if one.record.day >= since]
    written = {one.id: written_event(world, one) for one in entries}
    name = world.settings.city if world.settings else ""
    made = [(CITY, f"{name}教研活动", entries)]
    made += [(subject_feed(one.id), f"{name}{one.name}教研活动", [e for e in entries if e.base in one.bases]) for one in subjects(world)]
    made += [(base_feed(one.base), f"{one.record.short_name}活动", [e for e in entries if e.base == one.base]) for one in world.bases]
    made += [(address, one.record.title, [one]) for one in entries if (address := own_calendar(world, one))]
    return [Output(path, calendar(name, [written[one.id] for one in chosen])) for path, name, chosen in made]


def calendar(name: str, events: Sequence[bytes]) -> bytes:
    """One calendar as a file, of events that :func:`written_event` wrote: most are in several calendars, and to write one is what takes time."""
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
    """An activity as it stands in every calendar: the same bytes for the same material."""
    return bytes(_event(world, entry).to_ical())


def _zone() -> Timezone:
    """China has had one time without summer time since 1991."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime.datetime(1991, 9, 15))
    standard.add("tzoffsetfrom", _EIGHT)
    standard.add("tzoffsetto", _EIGHT)
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(world: World, entry: Entry[Activity]) -> Event:
    """An activity. Its UID is the record's id; its stamp the day of the file's last change, or the activity's own day outside git."""
    record, made, off = entry.record, Event(), cancelled(world, entry.record)
    arrived, changed = world.city.history.arrived.get(entry.file), world.city.history.changed.get(entry.file)
    stamp = datetime.datetime.combine(changed or record.day, datetime.time(), datetime.timezone(_EIGHT)).astimezone(datetime.UTC)
    made.add("uid", f"{entry.id}@jidi")
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", (changed - arrived).days if arrived and changed else 0)
    made.add("summary", _line(f"（取消）{record.title}" if off else record.title))
    made.add("status", "CANCELLED" if off else "CONFIRMED")
    _add_when(made, record)
    if place := _line(record.place):
        made.add("location", place)
    made.add("categories", [record.type])
    made.add("description", _description(world, entry))
    if world.settings and world.settings.address:
        made.add("url", f"{world.settings.address.rstrip('/')}/{entry.address}")
    return made


def _add_when(made: Event, record: Activity) -> None:
    """Local time with its zone; the whole day if the start was not said or is not a time."""
    times = span(record)
    if times.start is None:
        made.add("dtstart", times.day)
        made.add("dtend", times.day + _DAILY)
        return
    made.add("dtstart", datetime.datetime.combine(times.day, times.start), parameters={"TZID": ZONE})
    if times.end:
        made.add("dtend", datetime.datetime.combine(times.day, times.end), parameters={"TZID": ZONE})


def _description(world: World, entry: Entry[Activity]) -> str:
    record = entry.record
    lines = [f"{world.base_names.get(entry.base, entry.base)} · {record.type} · {record.level} · {record.mode}"]
    lines += [f"时间：{said}" for said in [hours(record)] if said and span(record).start is None]
    lines += [] if not record.open_to_city else ["面向全市"] if held(world, record) else ["面向全市，全市教师都可以报名参加"]
    lines += [f"活动已取消：{record.cancel_reason}".rstrip("：")] if cancelled(world, record) else []
    return "\n".join(map(_line, lines))


def _line(text: str) -> str:
    """One line whatever a reader takes for the end of one: words cannot become a property of the calendar.

    The library reads ``\\N`` as an end of line too, so 集合“M\\N” gets a full-width stroke.
    """
    return " ".join(text.split()).replace("\\N", "＼N")
