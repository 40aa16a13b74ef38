"""A school year as days: a column for each week, a row for each weekday, a band for each term."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .chart import Cell, Chart, chart
from .pen import Pen
from .steps import Steps, key, steps
from .theme import STEPS
from .words import checked, fitted, number, seen, width

Day = datetime.date
_WEEK = datetime.timedelta(days=7)
_WEEKDAYS = "一二三四五六日"
_LONGEST = 31  # weeks beside each other


@dataclass(frozen=True, slots=True)
class Span:
    """A term, first and last day included."""

    name: str
    first: Day
    last: Day


def calendar(title: str, spans: Sequence[Span], counts: Mapping[Day, int], until: Day | None = None, unit: str = "次", head: str = "日期") -> Chart:
    """How often on each day of the terms; a day that ``counts`` lacks had none. Days after ``until`` are not known yet and have no cell.

    :raises ValueError: if a count is negative.
    """
    checked(counts.values())
    known = {day: count for day, count in sorted(counts.items()) if count and day <= (until or Day.max) and any(one.first <= day <= one.last for one in spans)}
    named = "；".join(f"{day.isoformat()} {count}{unit}" for day, count in known.items())
    desc = f"{named}；其余的日子没有。" if known else "一天也没有。"
    rows: list[tuple[Cell, ...]] = [(head, title), *((day.isoformat(), count) for day, count in known.items())]
    plan = [part for one in spans for part in _parts(one.name, one.first, min(one.last, until or Day.max))]
    return chart(title, desc, rows, lambda pen: _draw(pen, plan, known, seen(unit)), not plan)


def _parts(name: str, first: Day, last: Day) -> Iterator[Span]:
    """A span in pieces that fit beside each other, the first with the name."""
    while first <= last:
        monday = first - datetime.timedelta(days=first.weekday())
        end = min(last, monday + _LONGEST * _WEEK - datetime.timedelta(days=1))
        yield Span(name, first, end)
        name, first = "", end + datetime.timedelta(days=1)


def _draw(pen: Pen, parts: Sequence[Span], counts: Mapping[Day, int], unit: str) -> float:
    ways, y = steps(counts.values()), 0.0
    for part in parts:
        y = _band(pen, part, counts, ways, y) + pen.size * 0.8
    return key(pen, ways, unit, y)


def _band(pen: Pen, part: Span, counts: Mapping[Day, int], ways: Steps, top: float) -> float:
    """A term: its name, its months, its weeks."""
    left = pen.size * 1.4
    each = (pen.paint.width - left) // _LONGEST
    small = min(pen.size, each * 0.72)
    pen.text(0, top + pen.size, fitted(seen(part.name), pen.paint.width, pen.size))
    y = top + (pen.pitch if part.name else 0) + pen.size * 1.3
    monday = part.first - datetime.timedelta(days=part.first.weekday())
    for row, name in enumerate(_WEEKDAYS):
        pen.text(0, y + row * each + each / 2 + small * 0.36, name, colour="soft", size=small)
    for column, month in _months(part, monday, (width("12月", pen.size) + 4) / each):
        pen.text(left + column * each, y - pen.size * 0.4, f"{month}月", colour="soft")
    _days(pen, part, counts, ways, (left, y, each, small))
    return y + 7 * each


def _days(pen: Pen, part: Span, counts: Mapping[Day, int], ways: Steps, grid: tuple[float, float, float, float]) -> None:
    """The days of a band, those of a shade together; ``grid``: its left, its top, the side of a day, the size of its number."""
    left, top, each, small = grid
    monday = part.first - datetime.timedelta(days=part.first.weekday())
    days = [part.first + datetime.timedelta(days=at) for at in range((part.last - part.first).days + 1)]
    corners = {day: (left + (day - monday).days // 7 * each + 0.5, top + day.weekday() * each + 0.5) for day in days}
    for shade in range(STEPS + 1):
        alike = {day: corner for day, corner in corners.items() if ways.shade(counts.get(day, 0)) == shade}
        pen.cells(alike.values(), each - 1, f"step-{shade}" if shade else "none", "edge" if shade else "line")
        if shade:
            said = ((x + each / 2 - 0.5, y + each / 2 + small * 0.32, number(counts[day])) for day, (x, y) in alike.items())
            pen.numbers((one for one in said if width(one[2], small) <= each), f"on-{shade}", small)


def _months(part: Span, monday: Day, room: float) -> Iterator[tuple[int, int]]:
    """The columns in which months begin, and the months; one that has no ``room`` (in columns) before the next is left out."""
    weeks = (part.last - monday).days // 7 + 1
    begins: dict[tuple[int, int], int] = {}
    for week in range(weeks):
        day = max(part.first, monday + week * _WEEK)
        begins.setdefault((day.year, day.month), week)
    columns = [*begins.values(), _LONGEST]
    for (_, month), column, following in zip(begins, columns, columns[1:], strict=False):
        if following - column >= room or column == columns[-2]:
            yield column, month
