"""The sample city that ships: clean, whole, and as varied as real life."""

from __future__ import annotations

import dataclasses
import datetime
import difflib
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT, Examine, ours
from jidi.assess import assess, rubric_of
from jidi.assess.rounds import closed
from jidi.life import replay
from jidi.model.base import Base
from jidi.model.city import City
from jidi.model.standards import Round
from jidi.model.work import Activity, Application, Resource, Summary
from jidi.publish.world import World

SHOWCASES = ("cz-shuxue", "xx-yuwen", "gz-wuli")
YEARS = ("2024-2025", "2025-2026")


@pytest.fixture(scope="module")
def shipped() -> City:
    return ours()[0]


@pytest.fixture(scope="module")
def world(shipped: City) -> World:
    return World(shipped, ())


def test_the_sample_has_no_findings(examine: Examine) -> None:
    assert examine(ROOT) == []


def test_bases_are_spread_over_stages_and_counties(shipped: City, world: World) -> None:
    bases = list(shipped.of(Base))
    assert len(bases) == 10
    assert {entry.record.stage for entry in bases} == {"小学", "初中", "普通高中"}
    assert len({world.counties[entry.record.school] for entry in bases}) >= 6


@pytest.mark.parametrize("base", SHOWCASES)
@pytest.mark.parametrize("year", YEARS)
def test_showcases_are_full(shipped: City, base: str, year: str) -> None:
    assert sum(shipped.school_year(entry.record.day) == year for entry in shipped.of(Activity, base)) >= 9
    assert sum(shipped.school_year(entry.record.day) == year for entry in shipped.of(Resource, base)) >= 11
    assert any(entry.record.year == year for entry in shipped.of(Summary, base))


@pytest.mark.parametrize("base", SHOWCASES)
def test_showcases_go_on_this_year(shipped: City, base: str) -> None:
    days = [entry.record.day for entry in shipped.of(Activity, base)]
    assert any(shipped.school_year(day) == "2026-2027" for day in days)


def test_some_bases_are_in_trouble(shipped: City, world: World) -> None:
    states = {entry.base: world.state(entry.base) for entry in shipped.of(Base)}
    assert Counter(states.values())["已取消命名"] == 1
    assert [base for base in states if world.seat(base) == "申报中"] == ["xx-yinyue"]
    assert any(shipped.of(Application, "xx-yinyue")) and not world.of(Application, "xx-yinyue")
    last = {base: max((e.record.day for e in shipped.of(Activity, base)), default=datetime.date.min) for base in states}
    assert last["cz-lishi"] < datetime.date(2025, 9, 1)


def test_attachments_are_of_many_kinds(shipped: City) -> None:
    kinds = {Path(file).suffix for file in shipped.files}
    assert {".docx", ".pptx", ".xlsx", ".pdf", ".png"} <= kinds
    assert all(not facts.problem for facts in shipped.files.values())


def test_resources_have_substance_and_no_two_are_alike(shipped: City) -> None:
    bodies = {entry.id: entry.body for entry in shipped.of(Resource)}
    assert all(len(body) > 300 for body in bodies.values()), [id for id, body in bodies.items() if len(body) <= 300]
    lines = {id: {line.strip() for line in body.split("\n") if len(line.strip()) > 12} for id, body in bodies.items()}
    alike = [(one, other) for one in lines for other in lines if one < other and len(lines[one] & lines[other]) > 0.3 * min(len(lines[one]), len(lines[other]))]
    successors = {(entry.id, entry.record.superseded_by) for entry in shipped.of(Resource) if entry.record.superseded_by}
    assert [pair for pair in alike if not any(pair[0] in id + ref or ref.split("/")[-1] in pair[1] + pair[0] for id, ref in successors)] == []
    titles = [entry.record.title for entry in shipped.of(Resource)]
    assert len(set(titles)) == len(titles) and not difflib.get_close_matches("示例资源", titles, cutoff=0.8)


def test_the_sample_goes_through_two_closed_rounds_and_an_open_one(shipped: City) -> None:
    rounds = {entry.record.year: entry.record for entry in shipped.of(Round)}
    assert [one.record.year for one in closed(shipped)] == ["2024-2025", "2025-2026"] and rounds["2026-2027"].status == "进行中"
    lives = replay(shipped)
    assert lives["gz-huaxue"].state.id == "REVOKED" and [one.grade for one in lives["gz-huaxue"].grades.values()] == ["不合格", "不合格"]
    english = lives["cz-yingyu"].grades["2025-2026"]
    assert (english.was, english.grade) == ("合格", "良好")
    rubric = rubric_of(shipped, "2025-2026")
    assert rubric
    made = assess(shipped, rubric, datetime.date(2026, 9, 30))
    months = {card.base: (card.months, card.grade) for card in made.cards}
    assert months["cz-dili"] == (8, "良好") and months["xx-meishu"] == (4, "不定等次")


def test_the_corrected_grade_is_what_the_exemption_made_of_it(shipped: City) -> None:
    """The exemption is what lifted it: without it the announced grade of before comes out."""
    rubric = rubric_of(shipped, "2025-2026")
    assert rubric
    without = [entry for entry in shipped.entries if not isinstance(entry.record, Round)]
    bare = assess(dataclasses.replace(shipped, entries=tuple(without)), rubric, datetime.date(2026, 9, 30))
    card = bare.card("cz-yingyu")
    assert card and card.grade == "合格"
