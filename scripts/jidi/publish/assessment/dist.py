"""``dist/assessment-<year>/``: the office's folder, every file of it (plan 六.2). Full tables: not for the public."""

from __future__ import annotations

from collections.abc import Iterable

from ...assess import Assessment
from ...model.city import City
from ...model.finding import Finding
from ..output import Output
from ..world import World
from .scorecard import assessment_json
from .sheets import dist_pages
from .workbook import workbook


def dist_files(city: City, made: Assessment, findings: Iterable[Finding], template: str) -> list[Output]:
    """考核总表.xlsx, assessment.json, a page for each base and a list of them. Paths are relative to the folder."""
    world, words = World(city, tuple(findings)), city.vocabulary
    table = Output("考核总表.xlsx", workbook(made, world.base_names, words))
    data = Output("assessment.json", assessment_json(made, world.base_names, words))
    return [table, data, *dist_pages(made, world, template)]
