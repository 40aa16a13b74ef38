"""The pages of all activities: what comes next, a calendar for each month, a list for each subject (R-3.3.1, R-5.2.1)."""

from __future__ import annotations

import calendar as weeks
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice

from ...model.city import Entry
from ...model.work import Activity
from ..output import Head, Link, Output, Page
from ..task import Task
from ..world import World
from .calendar import WEEKDAYS, Activities, coming, event, in_order, timetable
from .clash import clashes
from .ics import CITY, base_feed, calendars, subject_feed
from .subjects import Subject, subjects

NEXT = 12
NEWEST = 8


@dataclass(frozen=True)
class Feed:
    """A calendar to subscribe to. ``address``: its file below the site; ``url``: the whole address, empty while the site has none."""

    name: str
    address: str
    url: str = ""

    @property
    def webcal(self) -> str:
        """What a phone opens with its calendar."""
        return f"webcal://{self.url.split('://', 1)[1]}" if self.url else ""


def activity_pages(world: World) -> list[Task]:
    """``activities/index.html``, a page for each month and each subject that has any, and the ``.ics`` files."""
    return [
        Task("activities index", lambda world: [_index(world, world.once(by_month))]),
        *(Task(f"activities {month}", partial(_month_page, month=month)) for month in world.once(by_month)),
        *(Task(f"activities {one.id}", partial(_subject_pages, subject=one)) for one in subjects(world)),
        *calendars(world),
    ]


def month_address(month: str) -> str:
    """Where a month such as ``2026-10`` is."""
    return f"activities/{month}.html"


def by_month(world: World) -> dict[str, Activities]:
    """``2026-10`` → its activities; only months that have any, the oldest first."""
    found: dict[str, Activities] = {}
    for one in timetable(world):
        found.setdefault(f"{one.day:%Y-%m}", []).append(one.entry)
    return found


def feed(world: World, name: str, address: str) -> Feed:
    """A calendar as a page offers it."""
    top = world.settings.address if world.settings else None
    return Feed(name, address, f"{top.rstrip('/')}/{address}" if top else "")


def _index(world: World, months: dict[str, Activities]) -> Output:
    planned, next_ones = timetable(world), coming(world)
    this = f"{world.city.today:%Y-%m}"
    shown = next((month for month in months if month >= this), max(months, default=""))
    fields = {
        "total": len(planned),
        "next": _with_clashes(world, [one.entry for one in next_ones[:NEXT]]),
        "more": [Link(_name(month), month_address(month)) for month in dict.fromkeys(f"{one.day:%Y-%m}" for one in next_ones[NEXT:])],
        "month": month_view(world, shown, months[shown], list(months)) if shown else None,
        "years": _years(world, months),
        "newest": [event(world, one.entry) for one in islice((one for one in reversed(planned) if one.held), NEWEST)],
        "subjects": [_subject_row(world, one) for one in subjects(world)],
        "feed": feed(world, "全市活动", CITY),
    }
    head = Head(feeds=(("text/calendar", "全市教研活动", CITY),))
    return Output("activities/index.html", Page("教研活动", "activities", fields, wide=True, listing=True, head=head))


def _with_clashes(world: World, entries: Activities) -> list[dict[str, object]]:
    return [event(world, one) | {"clashes": clashes(world, one)} for one in entries]


def _years(world: World, months: dict[str, Activities]) -> list[tuple[str, list[tuple[Link, int]]]]:
    """School year → its months with how many; the newest year first, months in their order."""
    found: dict[str, list[tuple[Link, int]]] = {}
    for month, entries in months.items():
        found.setdefault(world.city.school_year(entries[0].record.day), []).append((Link(_name(month), month_address(month)), len(entries)))
    return list(reversed(found.items()))


def _subject_row(world: World, subject: Subject) -> dict[str, object]:
    bases = [
        {"link": Link(name, f"bases/{base}/index.html"), "count": len(world.of(Activity, base)), "feed": feed(world, name, base_feed(base))}
        for base in subject.bases
        for name in [world.base_names[base]]
    ]
    return {"link": Link(subject.name, _subject_address(subject)), "feed": feed(world, subject.name, subject_feed(subject.id)), "bases": bases}


def _subject_address(subject: Subject) -> str:
    return f"activities/{subject.id}.html"


def _name(month: str) -> str:
    return f"{month[:4]}年{int(month[5:])}月"


def _month_page(world: World, month: str) -> list[Output]:
    months = world.once(by_month)
    fields = {"month": month_view(world, month, months[month], list(months))}
    return [Output(month_address(month), Page(f"{_name(month)}教研活动", "month", fields, wide=True, listing=True))]


def month_view(world: World, month: str, entries: Iterable[Entry[Activity]], months: list[str]) -> dict[str, object]:
    """A month as a grid of days from Monday on: ``first`` is the column of its first day; before and after are months that have activities."""
    events: dict[datetime.date, list[dict[str, object]]] = {}
    for entry in entries:
        events.setdefault(entry.record.day, []).append(event(world, entry))
    at, (year, number) = months.index(month), (int(month[:4]), int(month[5:]))
    days = [datetime.date(year, number, day + 1) for day in range(weeks.monthrange(year, number)[1])]
    return {
        "name": _name(month),
        "address": month_address(month),
        "first": days[0].weekday() + 1,
        "weekdays": WEEKDAYS,
        "days": [{"day": day, "weekday": WEEKDAYS[day.weekday()], "today": day == world.city.today, "events": events.get(day, [])} for day in days],
        "total": sum(map(len, events.values())),
        "before": Link(_name(months[at - 1]), month_address(months[at - 1])) if at else None,
        "after": Link(_name(months[at + 1]), month_address(months[at + 1])) if at + 1 < len(months) else None,
    }


def _subject_pages(world: World, subject: Subject) -> list[Output]:
    return [_subject_page(world, subject)]


def _subject_page(world: World, subject: Subject) -> Output:
    """All activities of a subject: what comes next, then by school year, the newest first."""
    next_ones = [one.entry for one in coming(world) if one.entry.base in subject.bases]
    past: dict[str, list[dict[str, object]]] = {}
    still = {one.id for one in next_ones}
    for one in reversed(in_order(e for base in subject.bases for e in world.of(Activity, base))):
        if one.id not in still:
            past.setdefault(world.city.school_year(one.record.day), []).append(event(world, one))
    fields = {
        "next": _with_clashes(world, next_ones),
        "years": list(past.items()),
        "bases": [Link(world.base_names[base], f"bases/{base}/index.html#activities") for base in subject.bases],
        "feed": feed(world, subject.name, subject_feed(subject.id)),
    }
    head = Head(feeds=(("text/calendar", f"{subject.name}教研活动", subject_feed(subject.id)),))
    return Output(_subject_address(subject), Page(f"{subject.name}教研活动", "activities_subject", fields, wide=True, listing=True, head=head))
