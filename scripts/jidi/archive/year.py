"""Which material belongs to a school year (plan 六.2; this project's convention)."""

from __future__ import annotations

import datetime
from typing import Any

from ..model.city import City, Entry
from ..model.record import Record
from ..model.standards import Policy
from ..model.work import Environment, Experiment, LessonStudy, Plan, Rulebook


def standing(entry: Entry[Record]) -> bool:
    """What holds until it is changed: registers, rules, policies, the city's standards. It goes into every year's archive as it stands."""
    record: Any = entry.record
    return isinstance(record, Rulebook | Environment | Policy) or not any(getattr(record, name, None) for name in ("year", "day", "first"))


def belongs(city: City, entry: Entry[Record], year: str) -> bool:
    """Whether a record goes into a year's archive. What spans years goes into each of them; what holds, from its own day on."""
    if standing(entry):
        day = getattr(entry.record, "day", None)
        return day is None or bool(day <= city.year_span(year)[1])
    first, last = _years(city, entry.record)
    return first <= year <= last


def _years(city: City, record: Any) -> tuple[str, str]:
    """The first and the last school year that a record speaks of; what goes on has no last one."""
    if isinstance(record, Plan) and record.first:
        return record.first, record.last or record.first
    if own := getattr(record, "year", None):
        return own, own
    days: list[datetime.date] = [record.day]
    if isinstance(record, LessonStudy):
        days += [step.day for step in record.steps]
    if isinstance(record, Experiment):
        days += [record.until] if record.until else []
        if not record.until and city.vocabulary.is_term("experiment_status", record.status, "jinxingzhong"):
            return city.school_year(record.day), "9999-9999"
    return city.school_year(min(days)), city.school_year(max(days))
