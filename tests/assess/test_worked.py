"""The guide's example worked on paper, line by line against what the program computes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from assess.town import WORDS, YEAR, Piece, assessed, paper, rubric
from assess.worked import WHOLE, WORKED, arrivals, came, pieces
from conftest import ROOT
from jidi.assess import Scorecard, number

PAGE = (ROOT / "content/guide/worked-example.md").read_text("utf-8")
LINES = re.findall(r"^- \*\*(\d\.\d) (\S+?)\*\*　`([^`]+)`，得 \*\*([\d.]+)\*\*", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def made() -> Scorecard:
    found = assessed(pieces(), came=arrivals()).card(WORKED)
    assert found is not None
    return found


def test_the_page_has_every_indicator() -> None:
    assert [(id, name) for id, name, _, _ in LINES] == [(one.id, one.name) for one in rubric().record.indicators]


@pytest.mark.parametrize(("id", "name", "words", "points"), LINES, ids=[line[0] for line in LINES])
def test_every_line_to_the_hundredth(made: Scorecard, id: str, name: str, words: str, points: str) -> None:
    score = made.score(id)
    assert score is not None and (str(score.points), score.words) == (points, words)


def test_the_sums_the_total_and_the_grade(made: Scorecard) -> None:
    sums = re.findall(r"^\| (C\d) \S+ \| ([\d.]+) \| (\d+) \|", PAGE, re.MULTILINE)
    assert sums == [(one.category.id, str(one.points), number(one.of)) for one in made.categories]
    total, grade = re.findall(r"总分 \*\*([\d.]+)\*\*，等次 \*\*(\S+?)\*\*", PAGE)[0]
    assert (total, grade) == (str(made.total), made.grade)


def test_the_page_adds_up_on_paper() -> None:
    """Without the program: the lines give the sums, the sums give the total."""
    sums = {id: Decimal(points) for id, points, _ in re.findall(r"^\| (C\d) \S+ \| ([\d.]+) \| (\d+) \|", PAGE, re.MULTILINE)}
    for category in rubric().record.categories:
        assert sum(Decimal(points) for id, _, _, points in LINES if id in {one.id for one in category.indicators}) == sums[category.id]
    assert str(sum(sums.values())) == "75.00" and "总分 **75.0**" in PAGE


def test_what_is_refused_is_what_the_page_tells(made: Scorecard) -> None:
    reasons = {one.reason for score in made.scores for one in score.count.rejected}
    for told in re.findall(r"^> (.+?)$", PAGE, re.MULTILINE):
        assert told in reasons, told


def better(one: Piece) -> Piece:
    """A piece as the last section of the page would have it."""
    told: dict[str, dict[str, Any]] = {
        "shiyan": {"日期": "2027-03-20"}, "2026-11-25": {"参加": came("bf-minzhu")}, "2026-11-04": {"工作组": "信息采编组"}, "2027-05-12": {"开始": "14:30"},
    }  # fmt: skip
    own = told.get(one.file.rsplit("/", 1)[1].removesuffix(".md"), {})
    fields = {**one.record.model_dump(by_alias=True), **own}
    record = type(one.record).model_validate(fields, context={"vocabulary": WORDS}) if own else one.record
    return replace(one, record=record, body=WHOLE if one.kind.id == "activities" else one.body)


def test_what_the_last_section_promises_comes_true(made: Scorecard) -> None:
    more = [paper("rules", "kaohe", WORKED, 类型="考核激励", 日期="2026-09-10"), *map(better, pieces())]
    days = arrivals() | {f"bases/{WORKED}/plans/{YEAR}.md": "2026-09-15"}
    after = assessed(more, came=days).card(WORKED)
    gains = [Decimal(one) for one in re.findall(r"：多 ([\d.]+) 分", PAGE)]
    assert after is not None and after.raw - made.raw == sum(gains)
    assert f"加起来 {sum(gains)} 分" in PAGE and f"= {after.raw}，够到{after.grade}" in PAGE
    steps = {(after.score(one.indicator.id).points or 0) - (one.points or 0) for one in made.scores}  # type: ignore[union-attr]
    assert steps == {0, *gains}
