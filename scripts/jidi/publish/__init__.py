"""The city becomes what is published: a list of :class:`Output`. Nothing is written here."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ..model.city import City
from ..model.finding import Finding, Rule
from .bases import base_pages
from .city import city_pages
from .data import data_files, findings_json
from .guide import guide_pages
from .output import Copy, Output, Page
from .records import record_pages
from .world import World

__all__ = ["Copy", "Output", "Page", "findings_json", "newest_day", "publish"]


def publish(city: City, findings: Iterable[Finding], rules: Iterable[Rule]) -> tuple[Output, ...]:
    """Every published file, in a fixed order, each path once."""
    world = World(city, tuple(findings))
    made = [*city_pages(world), *base_pages(world), *record_pages(world), *guide_pages(world, rules), *data_files(world)]
    return tuple({output.path: output for output in made}.values())


def newest_day(city: City) -> datetime.date:
    """The latest day that the material speaks of and that has come: the same for the same material."""
    days = [day for entry in city.entries if (day := getattr(entry.record, "day", None)) and day <= city.today]
    return max(days, default=datetime.date(2020, 1, 1))
