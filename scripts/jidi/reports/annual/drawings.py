"""The drawings of the reports, from the same facts as their tables (R-3.3.6). Nothing is ranked: counties and years keep their order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from ...charts import Bar, Chart, Line, Span, bars, calendar, lines, tiles
from ...documents import Figure
from ...life.days import year_before
from .done import Tally
from .facts import Facts, titled
from .reach import Reach


def figure(chart: Chart, width: float = 150) -> Figure:
    """A chart as a figure of a paper, its values in words for who cannot see it."""
    return Figure(chart.svg_print, chart.svg_web, chart.desc, chart.title, width)


def county_tiles(reach: Reach) -> Figure:
    """人次 of each county on the city's sketch of tiles."""
    places = {}
    for term in reach.facts.world.city.vocabulary.of("county"):
        spot = term.facts.get("格")
        if isinstance(spot, Sequence) and not isinstance(spot, str) and len(spot) == 2:
            places[term.name] = int(spot[0]), int(spot[1])
    return figure(tiles("各县区教师参加活动", places, {one.name: one.attendances for one in reach.counties}, "人次"))


def county_bars(reach: Reach) -> Figure:
    """人次 of each county, the year before beside it."""
    facts = reach.facts
    year, past = facts.year.year, facts.before
    series = (facts.label(year), past.year + ("同期" if facts.running else "")) if past else (facts.label(year),)
    rows = [Bar(one.name, (one.attendances, one.before)[: len(series)]) for one in reach.counties]
    return figure(bars("各县区教师参加活动", rows, series, "人次", head="县区"))


def stage_bars(facts: Facts) -> Figure:
    """Activities and resources of each stage."""
    by = facts.now.by(facts.stage)
    order = tuple(dict.fromkeys((*(str(one["name"]) for one in facts.world.city.stages.values()), *sorted(by))))
    rows = [Bar(one, (by.get(one, Tally()).activities, by.get(one, Tally()).resources)) for one in order]
    return figure(bars("各学段的活动（次）和资源（份）", rows, ("活动", "资源"), head="学段"))


def year_lines(years: Sequence[str], tallies: Sequence[Tally | None]) -> Iterator[Figure]:
    """How the counts went over three school years or more, 人次 on a scale of their own; None is not known."""
    activities, attendances, resources = zip(*((one.activities, one.attendances, one.resources) if one else (None,) * 3 for one in tallies), strict=True)
    if len(years) > 2:
        yield figure(lines("各学年的活动（次）和资源（份）", years, (Line("活动", activities), Line("资源", resources))), 130)
        yield figure(lines("各学年的参加（人次）", years, (Line("参加", attendances),), "人次"), 130)


def years_of(facts: Facts) -> tuple[str, ...]:
    """The school years in which the city had bases, up to that of the report, at most five, oldest first."""
    found = [facts.year.year]
    while len(found) < 5 and titled(facts.lives, *facts.world.city.year_span(before := year_before(found[0]))):
        found.insert(0, before)
    return tuple(found)


def city_lines(facts: Facts) -> Iterator[Figure]:
    """The city over the years that are over: a year that runs would look like a fall."""
    years = [one for one in years_of(facts) if not facts.runs(one)]
    yield from year_lines(years, [facts.of(one).tally for one in years])


def activity_calendar(facts: Facts) -> Figure:
    """On which days the city's bases met, by term if the rubric names them."""
    counts: dict[datetime.date, int] = {}
    for entry in facts.now.activities:
        counts[entry.record.day] = counts.get(entry.record.day, 0) + 1
    return figure(calendar("全市基地活动的日子", _terms(facts), counts, facts.year.until))


def _terms(facts: Facts) -> list[Span]:
    """The terms of the rubric's year; without one, the whole school year."""
    start, end = facts.year.span
    made = facts.year.assessment
    terms = [Span(one.name, _on(one.start, facts), _on(one.end, facts)) for one in made.rubric.terms] if made else []
    return terms or [Span(f"{facts.year.year} 学年", start, end)]


def _on(month_day: str, facts: Facts) -> datetime.date:
    """The day of the school year with a month and day; a leap day that the year has not is the day before."""
    start, _ = facts.year.span
    year = start.year + (month_day < start.strftime("%m-%d"))
    try:
        return datetime.date.fromisoformat(f"{year}-{month_day}")
    except ValueError:
        return datetime.date(year, 2, 28)
