"""A few documents change: the amended index is, byte for byte, the one that would be made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.search import Document, Index, amend, index
from jidi.search.index import FORM
from jidi.search.reader import content_of

from search.shelf import FACETS, SHELF, ask, titles

WORDS = st.text(st.sampled_from("浮力行乾坤𠀀歐姆定律ab12 ，\n"), max_size=8)
FIELDS = ("title", "head", "body", "phrases", "facets", "day", "card")
MANY = 130  # more than stand in one chunk of cards, or in one piece of what is kept


def documents() -> st.SearchStrategy[Document]:
    facets = st.fixed_dictionaries({"subject": st.sampled_from([(), ("数学",), ("物理", "数学")]), "audience": st.lists(WORDS, max_size=2).map(tuple)})
    return st.builds(
        Document,
        title=WORDS,
        address=st.just(""),
        head=st.lists(WORDS, max_size=2).map(tuple),
        body=WORDS.map(lambda text: text * 2),
        phrases=st.lists(WORDS, max_size=3).map(tuple),
        facets=facets,
        day=st.sampled_from(["", "2026-09-01", "2025-01-31"]),
        card=st.fixed_dictionaries({"what": st.lists(WORDS, max_size=2), "adopters": st.integers(0, 300)}),
    )


def changed(last: Index, before: Sequence[Document], after: Sequence[Document]) -> Index | None:
    """The last index with what ``amend`` says of it."""
    edits = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    found = amend(last, {one.address: one for one, _ in edits}, {other.address: other for _, other in edits}, FACETS)
    if found is None:
        return None
    assert found.files.keys() <= last.files.keys() and found.kept.keys() <= last.kept.keys()
    assert all(last.files[name] != content for name, content in found.files.items())
    return Index({**last.files, **found.files}, last.widths, found.known, {**last.kept, **found.kept})


def numbered(documents: Sequence[Document]) -> list[Document]:
    return [replace(one, address=f"{number}.html") for number, one in enumerate(documents)]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(documents(), min_size=1, max_size=5), st.data())
def test_amended_or_made_anew_the_index_is_the_same(before: list[Document], data: st.DataObject) -> None:
    """Some of the fields of some of the documents become those of another."""
    before = numbered(before)
    after = numbered([_mixed(one, data.draw(documents()), data.draw(st.sets(st.sampled_from(FIELDS)))) for one in before])
    assert changed(index(before, FACETS), before, after) in (None, index(after, FACETS))


def _mixed(one: Document, other: Document, fields: set[str]) -> Document:
    return replace(one, **{name: getattr(other, name) for name in sorted(fields)})


@pytest.fixture(scope="module")
def many() -> list[Document]:
    topics = [f"{first}{second}{third}" for first in "浮密压重弹" for second in "力度强量能" for third in "学题课表图说"]
    return [
        replace(
            SHELF[number % len(SHELF)],
            title=f"{topic}的教学",
            address=f"{number}.html",
            body=f"{topics[-number]}与{topic}，{SHELF[number % 3].body}",
            phrases=(topic,),
        )
        for number, topic in enumerate(topics[:MANY])
    ]


@pytest.fixture(scope="module")
def last(many: list[Document]) -> Index:
    return index(many, FACETS)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(st.integers(0, MANY - 1), WORDS)
def test_a_word_more_in_a_body_is_amended(many: list[Document], last: Index, number: int, word: str) -> None:
    after = [*many]
    after[number] = replace(many[number], body=f"{many[number].body}\n{word}")
    assert changed(last, many, after) == index(after, FACETS)


def test_title_topic_people_values_day_and_card_are_amended(many: list[Document], last: Index) -> None:
    after = [*many]
    after[7] = replace(many[7], title="重力说的教学设计", head=("张三",), day="2026-09-02", card={"id": "另一个"})
    after[70] = replace(many[70], phrases=(*many[70].phrases, "弹力说"), facets={**many[70].facets, "audience": ("家长",)})
    amended = changed(last, many, after)
    assert amended == index(after, FACETS)
    assert after[7].title in titles(ask(amended, "张三")[0])
    assert titles(ask(amended, {"text": "", "facets": {"audience": ["家长"]}})[0]) == [after[70].title]


def test_what_moves_comes_or_goes_is_made_anew(many: list[Document], last: Index) -> None:
    one = many[9]
    moved = replace(one, facets={**one.facets, "subject": ("语文",)})
    assert amend(last, {one.address: one}, {one.address: moved}, FACETS) is None
    assert amend(last, {one.address: one}, {}, FACETS) is None
    assert amend(last, {}, {"new.html": replace(one, address="new.html")}, FACETS) is None
    assert amend(last, {one.address: one}, {one.address: replace(one, body="别的")}, FACETS[1:]) is None


class Noted(dict[str, bytes]):
    """Remembers what was asked for."""

    read: set[str]

    def __getitem__(self, name: str) -> bytes:
        self.read.add(name)
        return super().__getitem__(name)


def test_for_one_word_few_files_are_read_and_written(many: list[Document], last: Index) -> None:
    files, kept = Noted(last.files), Noted(last.kept)
    files.read, kept.read = set(), set()
    one = many[5]
    found = amend(Index(files, last.widths, last.known, kept), {one.address: one}, {one.address: replace(one, body=f"{one.body}，电流")}, FACETS)
    assert found and len(found.files) <= 3 and len(files.read) <= 6
    assert kept.read == {"state", "addresses", "chars"}


def test_yesterdays_files_beside_todays_name_the_right_documents(many: list[Document], last: Index) -> None:
    """A browser may have kept any of them, and the stamp lets it: at worst it finds by yesterday's words."""
    after = [*many]
    after[7] = replace(many[7], title="磁场的教学设计", body="洛伦兹")
    today = changed(last, many, after)
    assert today
    for letter in "hbc":
        mixed = {name: (last if name[0] == letter else today).files[name] for name in today.files}
        for answer in ask(replace(today, files=mixed), "磁场的教学", "洛伦兹", many[7].title):
            assert {card["address"] for card in answer["cards"][:1]} <= {after[7].address}


def test_the_stamp_is_another_when_the_numbers_of_documents_are(many: list[Document], last: Index) -> None:
    def stamps(index: Index) -> set[bytes]:
        return {content.split(b'"')[3] for content in index.files.values()}

    assert len(stamps(last)) == 1
    assert stamps(index(many[1:], FACETS)).isdisjoint(stamps(last))
    assert stamps(index([replace(many[0], title="别的"), *many[1:]], FACETS)) == stamps(last)


def test_another_form_of_the_files_has_another_stamp() -> None:
    """If this fails because the files are written otherwise, ``FORM`` in ``index.py`` must be one more: browsers have kept files of this form."""
    few = index([replace(one, phrases=()) for one in SHELF], FACETS)  # no phrases: how characters sound is not ours
    parts = {name: content_of(content) for name, content in sorted(few.files.items()) if name not in ("sounds.js", "forms.js")}
    assert (FORM, hashlib.sha256(repr(parts).encode()).hexdigest()[:12]) == (1, "b47f6e8d49d3")
