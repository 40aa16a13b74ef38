"""Whatever is decided, in whatever order: no crash, no step outside the table, no way back from the end."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.check import check
from jidi.life import replay
from jidi.life.days import add_days, add_months, cycle_end, working_days, year_span
from jidi.life.grades import failed
from town import ACTIVE, BASE, PENDING, RENEWING, TABLE, WORDS, Told, card, told, town

pytestmark = pytest.mark.slow

EVENTS = WORDS.names("event")
GRADES = WORDS.names("assessment_grade")
YEARS = [f"{year}-{year + 1}" for year in range(2025, 2034)]
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2036, 12, 31)) | st.dates(datetime.date(1900, 1, 1), datetime.date(2999, 12, 31))
STARTS: list[tuple[Told, ...]] = [(), ACTIVE, PENDING, RENEWING]


@st.composite
def decision(draw: st.DrawFn) -> Told:
    more: dict[str, Any] = {
        "基地": draw(st.sampled_from([BASE, BASE, "cz-shuxue-2", "xx-unknown"])),
        "机关": draw(st.sampled_from(["平顶山市学科基地建设领导小组", "新华区教研室", "平顶山市教育体育局", "某某"])),
        "学年": draw(st.sampled_from([None, "0000-0001", "9998-9999", *YEARS])),
        "等次": draw(st.sampled_from([None, *GRADES])),
        "更正": draw(st.sampled_from([None, f"2027-10-15-08-{BASE}", "无此文件"])),
        "周期开始": draw(st.none() | DAYS.map(str)),
        "理由": draw(st.sampled_from([None, "没有收到异议"])),
    }
    return told(draw(st.sampled_from(EVENTS)), str(draw(DAYS)), **more)


STORIES = st.tuples(st.sampled_from(STARTS), st.lists(decision(), max_size=8)).map(lambda one: (*one[0], *one[1]))


@settings(max_examples=120, deadline=None)
@given(STORIES, DAYS)
def test_any_story_stays_in_the_table(story: tuple[Told, ...], today: datetime.date) -> None:
    city = town(story, card("cz-shuxue-2", "bf-minzhu"))
    allowed = {(source, row.target) for row in TABLE.transitions for source in row.sources}
    allowed |= {(state, state) for row in TABLE.transitions for state in row.loops}
    for life in replay(city, today).values():
        state = TABLE.states[0]
        for step in life.steps:
            assert step.decision.record.day <= today
            assert step.before == state and not (step.before.terminal and step.transition)
            assert (step.before.id, step.after.id) in allowed if step.transition else step.before == step.after
            state = step.after
        assert state == life.state and (life.state.holds or not life.remedy)
        assert len(life.steps) == sum(one["基地"] == life.base and one["日期"] <= str(today) for one in story)
        unmade = {step.decision.file for step in life.steps if step.transition is None}
        assert unmade <= {one.decision.file for one in life.problems}


@settings(max_examples=120, deadline=None)
@given(STORIES)
def test_a_title_is_revoked_by_a_decision_after_two_fails_only(story: tuple[Told, ...]) -> None:
    city = town(story)
    for life in replay(city).values():
        for number, step in enumerate(life.steps):
            if step.after.bans and not step.before.bans:
                before = [one for one in life.steps[:number] if one.transition and "chain" in one.transition.premises]
                assert step.decision.record.event == "取消命名" and before
                assert failed(city, before[-1].decision.record.grade or "")


@settings(max_examples=120, deadline=None)
@given(STORIES)
def test_no_grade_is_in_force_before_its_year_is_over(story: tuple[Told, ...]) -> None:
    for life in replay(town(story)).values():
        for step in life.steps:
            if step.transition and step.transition.grades and step.decision.record.year:
                assert step.decision.record.day > year_span(step.decision.record.year, "09-01")[1]
        for year, one in life.grades.items():
            assert one.was or one.decision.record.event == "等次更正" or one.decision.record.day > year_span(year, "09-01")[1]


@settings(max_examples=60, deadline=None)
@given(STORIES)
def test_every_finding_says_where_what_and_how(story: tuple[Told, ...]) -> None:
    for one in check(town(story)):
        assert one.message and one.fix and one.place.file and one.place.line >= 1


@given(st.dates(), st.integers(-5000, 5000), st.integers(0, 12))
def test_days_never_fall_off_the_calendar(day: datetime.date, many: int, years: int) -> None:
    assert datetime.date.min <= add_months(day, many) <= datetime.date.max
    assert add_days(day, many * 1000) is not None
    if day < datetime.date(9980, 1, 1):
        assert cycle_end(day, years + 1) > day
        assert add_months(day, 12).year == day.year + 1


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)), st.integers(0, 60))
def test_working_days_are_counted_as_a_wall_calendar_does(first: datetime.date, span: int) -> None:
    days = [first + datetime.timedelta(days=one) for one in range(span)]
    assert working_days(first, first + datetime.timedelta(days=span)) == sum(day.isoweekday() < 6 for day in days)


def test_a_school_year_ends_the_day_before_the_next() -> None:
    assert year_span("2026-2027", "09-01") == (datetime.date(2026, 9, 1), datetime.date(2027, 8, 31))
    assert year_span("2026-2027", "九月") == year_span("2026-2027", "09-01")
