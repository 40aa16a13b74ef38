"""The whole city assessed: 45 bases, 10,000 resources, 5,000 activities in memory; what it cost is printed."""

from __future__ import annotations

import datetime
import time
from dataclasses import replace
from typing import Any

import pytest
from assess.town import AFTER, BASE, CELLS, SCHOOLS, activity, card, city_event, panel, plan, recognised, resource, rubric, summary, town
from jidi.assess import assess
from jidi.model.city import City
from jidi.model.finding import Finding, Place
from jidi.model.work import Activity, Resource

pytestmark = pytest.mark.slow
BASES, RESOURCES, ACTIVITIES = 45, 10_000, 5_000
START = datetime.date(2026, 9, 1)
SCHOOL_IDS = [school.id for school in SCHOOLS.record.schools]


def copies(pattern: Any, count: int, bases: list[str]) -> list[Any]:
    """``count`` records like ``pattern``, spread over bases and days; copied, for validating fifteen thousand would be a test of its own."""
    made = []
    for number in range(count):
        base, day = bases[number % len(bases)], START + datetime.timedelta(number * 7 % 360)
        file = pattern.file.replace(BASE, base).replace(".md", f"-{number}.md")
        record = pattern.record.model_copy(update={"day": day, "title": f"{pattern.record.title} {number}"})
        made.append(replace(pattern, base=base, file=file, id=file[6:-3], record=record))
    return made


@pytest.fixture(scope="module")
def large() -> City:
    bases = [f"{stage}-{key}" for stage, _, key, _ in CELLS][:BASES]
    assert len(bases) == BASES
    people = [{"学校": school, "人数": 8} for school in SCHOOL_IDS[:5]]
    uses = [{"学校": school, "日期": "2027-03-01", "反馈": "照着上了"} for school in SCHOOL_IDS[5:8]]
    pieces = [
        *copies(resource("a", 使用=uses), RESOURCES, bases),
        *copies(activity("2026-10-12", 参加=people, 计划项="P01"), ACTIVITIES // 2, bases),
        *copies(city_event("2026-11-12", 参加=people), ACTIVITIES // 2, bases),
    ]
    for base, (_, stage, _, subject) in zip(bases, CELLS, strict=False):
        pieces += [card(base, subject=subject, stage=stage), *recognised(base=base), plan(base=base), summary(base=base), panel(base, share="0.9")]
    return town(pieces)


def test_the_whole_city(large: City, capsys: pytest.CaptureFixture[str]) -> None:
    findings = [Finding(Place(entry.file, 1), "YS02", "号码", "删掉") for entry in large.entries[::30]]
    started = time.process_time()
    plain = sum(entry.record.day >= START and bool(entry.record.title) for entry in large.entries if isinstance(entry.record, Activity | Resource))
    middle = time.process_time()
    made = assess(large, rubric(), AFTER, findings)
    seconds, once = time.process_time() - middle, middle - started
    assert plain == RESOURCES + ACTIVITIES and len(made.cards) == BASES
    assert all(one.score("8.1").count.used for one in made.cards)  # type: ignore[union-attr]
    with capsys.disabled():
        print(f"\n{BASES} bases, {RESOURCES:,} resources, {ACTIVITIES:,} activities, assess: {seconds:.2f} CPU s, {seconds / once:.0f} plain passes")
    assert seconds < 10
