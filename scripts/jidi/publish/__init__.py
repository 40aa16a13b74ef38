"""The city becomes what is published: a list of :class:`Output`. Nothing is written here."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from ..assess import Assessment
from ..model.city import City
from ..model.finding import Finding, Rule
from .activity.certificate import verify_pages
from .activity.lists import activity_pages
from .assessment.console import console_pages, consoles
from .assessment.pages import assessment_pages
from .bases import base_pages
from .books.pages import book_pages
from .city import city_pages
from .finding.documents import search_files
from .finding.page import find_page
from .guide import guide_pages
from .machine.catalogue import catalogue_files
from .machine.data import data_files, findings_json
from .machine.feeds import feed_files
from .machine.oai import oai_files
from .moved import moved_pages
from .output import Copy, Output, Pack, Page
from .packs.pack import pack_files
from .people.pages import people_pages
from .people.unnamed import Discretion
from .records import record_pages
from .released import Released, released_files
from .resource.attached import thumbnails
from .world import World

__all__ = ["Copy", "Output", "Pack", "Page", "findings_json", "newest_day", "publish"]


def publish(
    city: City, findings: Iterable[Finding], rules: Iterable[Rule], assessment: Assessment | None = None,
    released: Sequence[Released] = (), frozen: Sequence[str] = (),
) -> tuple[Output, ...]:  # fmt: skip
    """Every published file, in a fixed order, each path once. ``assessment``: of the running year; without it no base has a desk.

    ``released``: the annual reports up to now; ``frozen``: the school years whose sites are kept.
    """
    discretion, rules = Discretion(city), tuple(rules)
    assessment = discretion.told_assessment(assessment)
    world = World(discretion.told_city(), discretion.told_findings(findings), discretion.told_text, assessment)
    bases = base_pages(world, consoles(world, assessment))
    cities = [*city_pages(world), find_page(world), *people_pages(world), *activity_pages(world), *book_pages(world), *assessment_pages(world, rules)]
    made = [*cities, *bases, *console_pages(world, assessment), *record_pages(world), *pack_files(world), *guide_pages(world, rules), *data_files(world)]
    made += [*thumbnails(world), *search_files(world, made)]
    made += [*feed_files(world), *catalogue_files(world), *oai_files(world), *verify_pages(world, city), *released_files(world, released, frozen)]
    made += moved_pages(world, {output.path for output in made})
    return tuple({output.path: output for output in made}.values())


def newest_day(city: City) -> datetime.date:
    """The latest day that the material speaks of and that has come: the same for the same material."""
    days = [day for entry in city.entries if (day := getattr(entry.record, "day", None)) and day <= city.today]
    return max(days, default=datetime.date(2020, 1, 1))
