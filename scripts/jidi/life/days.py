"""Arithmetic of days, months and school years that the clauses speak of; nothing here asks for today."""

from __future__ import annotations

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day so many months later (earlier if negative); the month's last day if it has no such day."""
    total = day.year * 12 + day.month - 1 + months
    total = min(max(total, date.min.year * 12), date.max.year * 12 + 11)
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """So many days later (earlier if negative); the calendar's own first or last day if there is none."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def cycle_end(start: date, years: int) -> date:
    """The last day of a cycle: recognised on + years − 1 day."""
    return add_days(add_months(start, 12 * years), -1)


def working_days(first: date, until: date) -> int:
    """How many Mondays to Fridays there are from ``first`` (included) to ``until`` (not included); 0 if it is earlier."""
    span = max((until - first).days, 0)
    weeks, rest = divmod(span, 7)
    return weeks * 5 + sum((first.weekday() + one) % 7 < 5 for one in range(rest))


def year_before(year: str) -> str:
    """``2025-2026`` → ``2024-2025``."""
    return f"{int(year[:4]) - 1:04d}-{int(year[:4]):04d}"


def year_span(year: str, start: str) -> tuple[date, date]:
    """First and last day of a school year (plan 六.2); ``start`` is the city's month and day, ``09-01`` if it is none."""
    try:
        month, day = map(int, start.split("-"))
        first = date(max(int(year[:4]), 1), month, day)
    except ValueError:
        first = date(max(int(year[:4]), 1), 9, 1)
    return first, add_days(add_months(first, 12), -1)
