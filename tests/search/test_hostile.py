"""What a hostile contributor writes and an unlucky reader types: the engine answers, soon, and never with another's words."""

from __future__ import annotations

import time

import pytest
from jidi.search import Document, Index, index

from search.shelf import FACETS, SHELF, ask, paper, titles

pytestmark = pytest.mark.slow

ODD = ("__proto__", "constructor", "toString")


@pytest.fixture(scope="module")
def made() -> Index:
    same_sound = (paper("啊" * 120, "啊" * 120, "语文", "八年级", "课件"), paper("嗯" * 60, "和" * 60, "语文", "八年级", "课件"))
    odd = tuple(paper(f"怪名{name}", name, "数学", "九年级", "课件", audience=(name,)) for name in ODD)
    return index([*SHELF, *same_sound, *odd], FACETS)


@pytest.mark.parametrize(
    "typed",
    ["ai" * 40 + "1", "ang" * 60, "ang" * 60 + "1", "na" * 90, "a" * 200, "h" * 60, "en" * 60, "的" * 20_000 + "吗x", "的吗" * 60 + "数", "的资料吗" * 5_000 + "数", "教学吗" * 9_000 + "x", "浮 " * 20_000, "ﷺ" * 9_000, "啊" * 20_000],
)  # fmt: skip
def test_no_words_take_long(made: Index, typed: str) -> None:
    """Letters that can be read in millions of ways froze the tab for minutes."""
    start = time.monotonic()
    assert ask(made, typed)[0]["total"] >= 0
    assert time.monotonic() - start < 5


def test_values_that_every_object_of_the_language_has(made: Index) -> None:
    answer = ask(made, {"text": "怪名", "count": ["audience"], "facets": {"audience": [*ODD, "valueOf"]}})[0]
    assert answer["total"] == 3
    assert {name: answer["counts"]["audience"].get(name) for name in ODD} == dict.fromkeys(ODD, 1)


def test_the_index_says_how_many_shards_it_has(made: Index) -> None:
    """A page from before the last build tells other numbers: the manifest's count."""
    for widths in ((0, 0, 0, 0), (7, 9, 3, 2)):
        assert titles(ask(Index(made.files, widths, made.known), "欧姆定律")[0]) == ["欧姆定律"]
        assert len(ask(Index(made.files, widths, made.known), "阿基米德原理")[0]["cards"]) == 1


def test_of_nothing_nothing_is_found() -> None:
    for documents in ((), (Document("无日期", "a.html", card={}),)):
        made = index(documents, FACETS)
        for query in ({"text": ""}, {"text": "浮力"}, {"text": "fuli"}, {"text": "", "sort": "newest"}, {"text": "无", "facets": {"grade": ["八年级"]}}):
            answer = ask(made, query | {"count": ["grade"]})[0]
            assert answer["total"] <= len(documents) and answer["counts"]["grade"] == {}
