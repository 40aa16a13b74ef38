"""Texts are sifted before they are looked at closely: the sieve lets nothing through that a rule would name."""

from __future__ import annotations

import datetime
from pathlib import Path

from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st
from jidi.check.privacy import BOAST, IDENTITY, MOBILE, PUPIL, head_texts, sifted, words_in
from jidi.check.references import having
from jidi.load import load
from jidi.model.city import Entry
from jidi.model.kinds import KINDS
from jidi.model.work import Attachment, Experience, Person
from pydantic import BaseModel

ANY = st.text("甲a1９٣\"\\\n'{}：é ", max_size=12)
NAMED = st.one_of(*(st.from_regex(pattern, fullmatch=True) for pattern in (IDENTITY, MOBILE, PUPIL, BOAST)))


def experience(title: str, name: str) -> Experience:
    day = datetime.date(2026, 10, 12)
    person, file = Person.model_construct(name=name, role="执笔"), Attachment.model_construct(file=None, url=None, name="课件")
    return Experience.model_construct(title=title, day=day, topic="教研组建设", authors=(person,), roles=(), adoptions=(), files=(file,))


@given(ANY, NAMED, ANY)
def test_no_number_and_no_boast_is_sifted_out(before: str, named: str, after: str) -> None:
    assert sifted(f"{before}{named}{after}")


@given(ANY, NAMED, ANY)
def test_what_stands_in_a_head_stands_in_its_words(before: str, named: str, after: str) -> None:
    text = f"{before}{named}{after}"
    for record in (experience(text, "甲"), experience("甲", text)):
        entry = Entry(KINDS["experience"], "cz-shuxue", "x", "x.md", record)
        assert text in [one for _, one in head_texts(entry)]
        assert sifted(words_in(record))


def test_no_text_of_a_real_head_is_left_out(city: Path) -> None:
    for entry in load(city, TODAY)[0].entries:
        words = words_in(entry.record)
        assert [text for _, text in head_texts(entry) if text not in words] == []


def test_every_model_with_such_a_field_is_met_with_its_path() -> None:
    record = experience("甲", "乙")
    person, file = (("作者", 0), record.authors[0]), (("附件", 0), record.files[0])
    expected: dict[str, list[tuple[tuple[str | int, ...], BaseModel]]]
    expected = {"title": [((), record)], "name": [person, file], "school": [person], "url": [file], "such": []}
    assert {name: list(having(record, name)) for name in expected} == expected
