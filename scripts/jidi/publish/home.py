"""The first page: what this is, and the shortest way to each part of it, in one screen."""

from __future__ import annotations

import datetime
import re
from urllib.parse import quote

from ..model.city import Entry
from ..model.work import Activity, Resource
from .activity.calendar import event, this_week, timetable, upcoming
from .bases import matrix_of
from .machine.head import home_head
from .newest import newest_in_city
from .output import Link, Output, Page
from .practice import practices
from .records import card
from .world import World

# Where each of the plan's four centres is met on this site (plan 三), by the centre's id.
_LEADS = {
    "gaige": "practice/index.html#experiments",
    "ziyuan": "find/index.html",
    "jiaoliu": "activities/index.html",
    "fazhan": "practice/index.html#experience",
}
_NUMBER = re.compile(r"^(?:第[^\s章节课]{1,4}(?:单元|[章节课])|\d+(?:\.\d+)*[.．、]?)\s*")


def home_page(world: World) -> Output:
    """``index.html``."""
    settings, resources = world.settings, newest_in_city(world, Resource)
    fields = {
        "name": world.site_name,
        "city": settings.city if settings else "",
        "address": settings.address if settings else None,
        "sample": bool(settings and settings.sample),
        "organiser": settings.organiser if settings else "",
        "contact": settings.contact if settings else "",
        "guiding": settings.guiding if settings else "",
        "examples": _examples(world),
        "centres": [(term.id, Link(term.name, _LEADS[term.id])) for term in world.city.vocabulary.of("centre")],
        "week": bool(this_week(world)),
        "events": [event(world, one) for one in _events(world)],
        "resources": [card(world, one) for one in resources[:6]],
        "stages": matrix_of(world),
        "practices": [card(world, one) for one in practices(world)[:6]],
        "counts": _counts(world),
    }
    return Output("index.html", Page("首页", "home", fields, wide=True, listing=True, head=home_head(world)))


def _events(world: World) -> list[Entry[Activity]]:
    """This week's activities, then the next ones: five in all."""
    week = this_week(world)
    return [*week, *(one for one in upcoming(world, len(week) + 5) if one not in week)][:5]


def _counts(world: World) -> dict[str, int]:
    """What has been built, published and held; what is planned is not counted."""
    took_place = sum(one.held for one in timetable(world))
    return {"bases": sum(world.seat(one.base) == "已建" for one in world.bases), "resources": len(world.of(Resource)), "activities": took_place}


def _examples(world: World) -> list[Link]:
    """Three short searches that find something, each from another base's newest resources: ``八年级 数学 勾股定理``."""
    subjects = {one.base: one.record.subject for one in world.bases}
    newest = sorted((*found, base) for base in subjects if (found := world.once(_example, base)))
    searches = [f"{grade} {subjects[base]} {topic}" for _, _, grade, topic, base in newest[:-4:-1]]
    return [Link(words, f"find/index.html?q={quote(words, safe='')}") for words in searches]


def _example(world: World, base: str) -> tuple[datetime.date, str, str, str] | None:
    """Day, file, grade and topic of the newest resource of a base that makes an example."""
    is_term = world.city.vocabulary.is_term
    shown = ((one.record, one.file, _topic(one.record)) for one in world.of(Resource, base))
    return max(((one.day, file, one.grade, topic) for one, file, topic in shown if topic and not is_term("grade", one.grade, "any")), default=None)


def _topic(record: Resource) -> str:
    """The lesson without its number, or the type of the resource; empty if neither is short enough to be an example."""
    lesson = _NUMBER.sub("", record.lesson).strip("《》 ")
    return next((words for words in (lesson, record.type) if 2 <= len(words) <= 6 and not words.isascii()), "")
