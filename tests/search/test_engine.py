"""What a teacher types, and what is found: the real index read by the real engine."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from conftest import ROOT
from jidi.search import Index, index

from search.shelf import FACETS, SHELF, ask, titles

BUOYANCY = {"《浮力》教学设计", "浮力 PPT课件", "《密度与浮力》复习课"}


@pytest.fixture(scope="module")
def made() -> Index:
    return index(SHELF, FACETS)


SEVERAL = ("浮力", "八年级物理浮力教案", "密度与浮力", "冷空气", "fuli", "omdl", "浮利", "皇帝的装新", "充分条件与必要条", "歐姆定律", "登搞")
MEANT = [
    ("浮力", "浮力"),
    ("物理 浮力 课件", "浮力 PPT课件"),
    ("八年级物理浮力教案", "《浮力》教学设计"),
    ("数的图", "一次函数的图象"),
    ("ＤＮＡ", "DNA的结构 Unit5"),
    ("unit5", "DNA的结构 Unit5"),
    ("dna", "DNA的结构 Unit5"),
    ("oumudinglv", "欧姆定律"),
    ("oumud", "欧姆定律"),
    ("ou mu ding lv", "欧姆定律"),
    ("omdl", "欧姆定律"),
    ("登搞", "《登高》"),
    ("欧母定律", "欧姆定律"),
    ("充条件", "充分条件与必要条件"),
    ("皇帝的装新", "皇帝的新装"),
    ("歐姆定律", "欧姆定律"),
    ("欧姆定律怎么教", "欧姆定律"),
    ("有没有登高的教案", "《登高》"),
    ("阿基米德", "《浮力》教学设计"),
    ("气温 函数", "一次函数的图象"),
    ("冷空气", "一次函数的图象"),
    ("姆", "欧姆定律"),
]


@pytest.fixture(scope="module")
def answered(made: Index) -> dict[str, dict[str, Any]]:
    typed = dict.fromkeys([*(typed for typed, _ in MEANT), *SEVERAL])
    return dict(zip(typed, ask(made, *typed, anew=True), strict=True))


@pytest.mark.parametrize(("typed", "first"), MEANT)
def test_what_is_typed_finds_what_is_meant(answered: dict[str, dict[str, Any]], typed: str, first: str) -> None:
    found = titles(answered[typed])
    assert found and first in found[0]


def test_a_word_in_the_title_comes_before_a_word_in_the_text(made: Index) -> None:
    assert set(titles(ask(made, "浮力")[0])) == BUOYANCY
    assert titles(ask(made, "函数")[0]) == ["一次函数的图象"]


def test_a_type_leads_and_does_not_exclude(made: Index) -> None:
    found = titles(ask(made, "浮力 课件")[0])
    assert found[0] == "浮力 PPT课件" and set(found) == BUOYANCY


def test_what_was_understood_is_said(made: Index) -> None:
    slip, traditional, plain = ask(made, "登搞", "歐姆定律", "浮力")
    assert slip["understood"] | {"others": []} == {"said": "登搞", "meant": "登高", "how": "slip", "others": []}
    assert traditional["understood"]["meant"] == "欧姆定律"
    assert plain["understood"] is None


def test_literally_when_asked_for(made: Index) -> None:
    assert ask(made, {"text": "登搞", "literal": True})[0]["total"] == 0


def test_facets_narrow_and_count(made: Index) -> None:
    query = {"text": "浮力", "facets": {"grade": ["八年级"]}, "count": ["grade", "type", "audience"]}
    answer = ask(made, query)[0]
    assert answer["total"] == 2
    assert answer["counts"]["grade"] == {"八年级": 2, "九年级": 1}
    assert answer["counts"]["type"] == {"教学设计": 1, "课件": 1}
    assert answer["counts"]["audience"] == {"学生": 1, "教师": 2}


def test_two_values_of_one_facet_are_either(made: Index) -> None:
    both, crossed = ask(made, {"text": "", "facets": {"subject": ["语文", "数学"]}}, {"text": "", "facets": {"subject": ["语文"], "grade": ["八年级"]}})
    assert (both["total"], titles(crossed)) == (4, ["皇帝的新装"])


def test_the_newest_first_when_asked_for(made: Index) -> None:
    assert titles(ask(made, {"text": "浮力", "sort": "newest"})[0]) == ["浮力 PPT课件", "《浮力》教学设计", "《密度与浮力》复习课"]


def test_page_by_page(made: Index) -> None:
    whole = titles(ask(made, {"text": "", "size": 9})[0])
    pages = [title for answer in ask(made, *({"text": "", "from": at, "size": 4} for at in (0, 4, 8))) for title in titles(answer)]
    assert pages == whole and len(whole) == 9


@pytest.mark.parametrize("typed", ["", "   ", "！？《》", "的", "怎么教", "zzzz", "\u202e<script>", "𠀀𠀁", "\ud800"])
def test_anything_may_be_typed(made: Index, typed: str) -> None:
    assert ask(made, {"text": typed.encode("utf-16", "surrogatepass").decode("utf-16", "replace")})[0]["total"] >= 0


@pytest.mark.parametrize("typed", SEVERAL)
def test_first_results_after_three_round_trips_at_most(answered: dict[str, dict[str, Any]], typed: str) -> None:
    assert answered[typed]["cards"] and answered[typed]["trips"] <= 3


@pytest.mark.parametrize("words", [[], [["定律", "条件", "浮力"]]])
def test_what_a_page_knows_of_another_city_changes_no_answer(made: Index, answered: dict[str, dict[str, Any]], words: list[list[str]]) -> None:
    told = json.loads(made.known.partition(b"=")[2]) if words else {"sounds": ""}
    other = {**told, "facets": [{"id": "subject", "lift": "hard", "words": words}]}
    stale = ask(replace(made, known=b"=" + json.dumps(other).encode()), *SEVERAL, anew=True)
    assert [(titles(one), one["understood"]) for one in stale] == [(titles(answered[typed]), answered[typed]["understood"]) for typed in SEVERAL]


def test_the_dictionary_is_let_go_and_comes_again() -> None:
    """It is as large as a small city's whole build."""
    code = f"""
import sys
sys.path.insert(0, {str(ROOT / "scripts")!r})
from jidi.search.pinyin import borrowed, spoken
with borrowed():
    print(spoken("重庆银行"))
print([name for name in sys.modules if "pypinyin" in name])
print(spoken("重庆银行"))
with borrowed():
    pass
print("pypinyin" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    said = "['chong', 'qing', 'yin', 'hang']"
    assert done.stdout.splitlines() == [said, "[]", said, "True"], "who had it before has it still"
