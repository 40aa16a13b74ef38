"""What is written is what was meant: every record, read again, is the same."""

from __future__ import annotations

import datetime

import pytest
from conftest import ours
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.intake.filing.writing import file_text
from jidi.intake.outline import body_of
from jidi.load.records import known_keys, make
from jidi.load.text import split
from jidi.load.tree import parse
from jidi.model.base import Members, Outcomes
from jidi.model.city import City
from jidi.model.kinds import KINDS, Kind
from jidi.model.record import Record
from jidi.model.vocabulary import Term, Vocabulary
from jidi.model.work import Activity

KINDS_OF_WORDS = ("activity_type", "activity_level", "mode", "purpose", "training_mode", "activity_status", "member_role", "level", "award_grade")
WORDS = Vocabulary({kind: tuple(Term(name, name) for name in "abcdef") for kind in KINDS_OF_WORDS})
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="<>\u200e\u200f", exclude_categories=("Cc", "Cs", "Cf")), min_size=1, max_size=40)
LINE = TEXT.map(lambda text: " ".join(text.split())).filter(bool)


def again(kind: Kind, record: Record, vocabulary: Vocabulary, body: str = "") -> tuple[Record | None, str]:
    """Written, then read as the material is read."""
    text = file_text(kind, record, body)
    head, found, _ = split(text, kind.path) if kind.body else (text, "", 1)
    made, findings = make(kind.model, parse(head, kind.path, 1, known_keys(kind.model)), kind.path, vocabulary, 1)
    assert not findings, [str(one) for one in findings]
    return made, found


@pytest.fixture(scope="module")
def sample() -> City:
    return ours()[0]


def test_every_record_of_the_sample_comes_back(sample: City) -> None:
    seen = 0
    for entry in sample.entries:
        if entry.base:
            made, body = again(entry.kind, entry.record, sample.vocabulary, entry.body)
            assert made == entry.record and body.strip() == entry.body.strip(), entry.file
            seen += 1
    assert seen > 300


@settings(max_examples=150, deadline=None)
@given(LINE, LINE, st.dates(datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)), st.lists(st.integers(0, 999999), max_size=3))
def test_an_activity_of_any_words_comes_back(title: str, place: str, day: datetime.date, counts: list[int]) -> None:
    people = [{"学校": f"x{number}", "人数": count} for number, count in enumerate(counts)]
    values = {"标题": title, "类型": "a", "级别": "b", "形式": "c", "目的": ["d"], "研训方式": ["e", "f"], "日期": day, "地点": place, "主持人": title}
    record = Activity.model_validate({**values, "参加": people, "面向全市": bool(counts)})
    assert again(KINDS["activities"], record, WORDS)[0] == record


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=4), st.lists(LINE, max_size=3))
def test_lists_of_any_words_come_back(names: list[str], people: list[str]) -> None:
    members = [{"姓名": name, "学校": "xh-hubin", "角色": ["a", "b"][: 1 + len(name) % 2]} for name in people]
    record = Members.model_validate({"成员": members, "工作组": [{"名称": "组", "组长": "长", "成员": names}]})
    assert again(KINDS["members"], record, WORDS)[0] == record


@settings(max_examples=100, deadline=None)
@given(LINE)
def test_awards_of_any_words_come_back(event: str) -> None:
    record = Outcomes.model_validate({"获奖": [{"编号": "HJ01", "赛事": event, "级别": "a", "等次": "b", "获奖人": ["甲", "乙"], "日期": "2026-01-01"}]})
    assert again(KINDS["outcomes"], record, WORDS)[0] == record


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(LINE, st.text(max_size=60)), max_size=4))
def test_a_body_says_no_more_headings_than_it_has_sections(sections: list[tuple[str, str]]) -> None:
    body = body_of(sections)
    assert sum(line.startswith("#") for line in body.split("\n")) == len(sections) and "---" not in body.split("\n")
