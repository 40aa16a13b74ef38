"""The city becomes what is published: a list of :class:`Output`. Nothing is written here."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ..assess import Assessment
from ..model.city import City
from ..model.finding import Finding, Rule
from .assessment import assessment_pages
from .bases import base_pages
from .city import city_pages
from .console import console_pages, consoles
from .data import data_files, findings_json
from .guide import guide_pages
from .output import Copy, Output, Page
from .records import record_pages
from .world import World

__all__ = ["Copy", "Output", "Page", "findings_json", "newest_day", "publish"]


def publish(city: City, findings: Iterable[Finding], rules: Iterable[Rule], assessment: Assessment | None = None) -> tuple[Output, ...]:
    """Every published file, in a fixed order, each path once. ``assessment``: of the running year; without it no base has a desk."""
    world, rules = World(city, tuple(findings)), tuple(rules)
    bases = base_pages(world, consoles(world, assessment))
    cities = [*city_pages(world), *assessment_pages(world, rules)]
    made = [*cities, *bases, *console_pages(world, assessment), *record_pages(world), *guide_pages(world, rules), *data_files(world)]
    return tuple({output.path: output for output in made}.values())


def newest_day(city: City) -> datetime.date:
    """The latest day that the material speaks of and that has come: the same for the same material."""
    days = [day for entry in city.entries if (day := getattr(entry.record, "day", None)) and day <= city.today]
    return max(days, default=datetime.date(2020, 1, 1))
