"""全市学科教研基地年度报告: the public report of a school year, composed of its chapters (domain e.6, R-3.3.6, R-4.1.1, R-5.5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import Block, Contents, Cover, Paper
from ..report import Gap, Report
from ..year import Year
from .appendix import appendix
from .balance import advice, balance, problems
from .exemplars import exemplars
from .facts import Facts, facts_of
from .progress import overview, progress
from .results import results
from .words import day_words, draft_words

_CHAPTERS = (overview, progress, results, exemplars, problems, balance, advice, appendix)


def city_report(year: Year) -> Iterator[Report | Gap]:
    """One paper; a gap if the year has no base."""
    facts = year.once(facts_of)
    name = f"{year.world.settings.city if year.world.settings else ''}学科教研基地{year.year}学年年度报告"
    if not facts.bases:
        yield Gap("city", name, f"{year.year} 学年没有持有名称的基地", "换一个学年；或者先把认定决定写进 content/decisions/")
        return
    paper = Paper(name, year.office, year.day, tuple(_blocks(facts, name)), numbered=True, look="official", draft=draft_words(year))
    yield Report("city", f"city-{year.year}", name, True, paper)


def _blocks(facts: Facts, name: str) -> Iterator[Block]:
    year = facts.year
    start, _ = year.span
    yield Cover(name, (f"{day_words(start)}—{day_words(year.until)}",), year.office, day_words(year.day))
    yield Contents(2)
    for chapter in _CHAPTERS:
        yield from chapter(facts)
