"""An activity as schema.org's EducationEvent."""

from __future__ import annotations

import datetime
from typing import Any

from ...model.city import Entry
from ...model.work import Activity
from ..activity.calendar import cancelled, span
from ..world import World
from . import bibliography as about
from .dublin import LANGUAGE
from .linked_parts import base_node, on, people
from .told import Told

Thing = dict[str, Any]

_SCHEMA = "https://schema.org/"
_MODES = {"xianxia": "OfflineEventAttendanceMode", "xianshang": "OnlineEventAttendanceMode", "hunhe": "MixedEventAttendanceMode"}


def event(world: World, entry: Entry[Activity], told: Told) -> Thing:
    """What the page of an activity shows; times are those of Beijing, the whole day where no time was said."""
    record, here, times = entry.record, entry.address, span(entry.record)
    mode = world.city.vocabulary.find("mode", record.mode)
    return {
        "@type": "EducationEvent",
        "name": record.title,
        "description": told.description,
        "identifier": entry.id,
        "url": on(world, here, here),
        "inLanguage": LANGUAGE,
        "startDate": _moment(times.day, times.start),
        "endDate": _moment(times.day, times.end) if times.end or not times.start else "",
        "eventStatus": f"{_SCHEMA}{'EventCancelled' if cancelled(world, record) else 'EventScheduled'}",
        "eventAttendanceMode": f"{_SCHEMA}{_MODES[mode.id]}" if mode and mode.id in _MODES else "",
        "location": _location(world, entry),
        "organizer": base_node(world, entry.base, told.card, here),
        "performer": people(told.helpers),
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher", "audienceType": "面向全市" if record.open_to_city else ""},
        "keywords": [record.type, record.level, *record.purpose],
        "teaches": list(record.competencies),
        "workFeatured": _products(world, entry),
    }


def _moment(day: datetime.date, time: datetime.time | None) -> str:
    return f"{day}T{time:%H:%M}:00+08:00" if time else day.isoformat()


def _location(world: World, entry: Entry[Activity]) -> Thing:
    """A place, or for what is held on line the words that say where."""
    online = world.city.vocabulary.is_term("mode", entry.record.mode, "xianshang")
    return {"@type": "VirtualLocation" if online else "Place", "name": entry.record.place}


def _products(world: World, entry: Entry[Activity]) -> list[Thing]:
    found = [target for ref in entry.record.products if (target := about.target_of(world, entry, ref))]
    return [{"@type": "CreativeWork", "name": about.title(one), "url": on(world, one.address, entry.address)} for one in found]
