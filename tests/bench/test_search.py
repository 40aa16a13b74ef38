"""Our search beside two others over the same texts in a real browser, smaller than ``python -m tests.bench.search``; its table is printed.

What is compared was measured in one run; no time of this machine is a bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean

import pytest
from bench.search.__main__ import ENGINES
from bench.search.corpus import Text
from bench.search.network import Fetch, chain
from bench.search.queries import FILE, FIRST, Judge, Meant, Search, recall
from bench.search.run import Measured, Task, measure
from bench.search.scores import ROUND_TRIPS, by_kind, nothing, plain, scores
from bench.search.table import table
from bench.search.task import task
from hypothesis import given as for_all
from hypothesis import strategies as st

DOCUMENTS, EACH, LIMIT = 1000, 5, 300
BESIDE = {"ours": 3, "Pagefind": 3, "Material": 1}  # engine → first visits to it; MiniSearch, which is no bound, is in ``python -m tests.bench.search``
IDS = st.lists(st.integers(0, 30).map(str), min_size=1, max_size=30, unique=True)


@for_all(IDS, st.lists(st.integers(0, 30).map(str), max_size=12, unique=True))
def test_a_wrong_answer_lowers_recall(relevant: list[str], answer: list[str]) -> None:
    right = [id for id in answer if id in relevant][:10]
    assert recall(relevant, relevant) == 1
    assert recall(relevant, []) == recall(relevant, ["wrong"] * 10) == 0
    assert recall(relevant, right) <= 1
    if right:
        at = right.index(right[-1])
        assert recall(relevant, [*right[:at], "wrong", *right[at + 1 :]]) < recall(relevant, right)
    assert recall(relevant, ["wrong"] * 10 + relevant) == 0
    assert recall(relevant, relevant[:1] * 10) == 1 / min(10, len(relevant))


def text(id: str, title: str, body: str = "", grade: str = "八年级") -> Text:
    return Text(id, title, "", "", "初中", "物理", grade, "下册", "人教版", "教案", (), "2026-01-01", body)


def test_the_judge_reads_what_is_written() -> None:
    judge = Judge([text("1", "《浮力》教案"), text("2", "浮 力", "浮力"), text("3", "《浮力》课件", grade="九年级"), text("4", "ＡＴＰ", "浮力")])
    assert judge.relevant(Meant(("浮力",))) == {"1", "3"}
    assert judge.relevant(Meant(("浮力",), {"grade": "九年级"})) == {"3"}
    assert judge.relevant(Meant(("浮力",), body=True)) == {"1", "2", "3", "4"}
    assert judge.relevant(Meant(("atp", "浮力"), body=True)) == {"4"}
    assert not judge.relevant(Meant(("压强",)))


def test_the_longest_row_of_requests() -> None:
    first, beside, second, third = Fetch("a", 0, 1), Fetch("b", 0.5, 4), Fetch("c", 1.1, 2), Fetch("d", 2.5, 3)
    assert chain([third, beside, first, second]) == [first, second, third]
    assert chain([first, beside]) in ([first], [beside])
    assert chain([]) == []


def test_both_halves_stay_the_same() -> None:
    halves = [Search("01word", word, frozenset("1")).held_out for word in ("浮力", "压强", "光合作用", "勾股定理", "北方", "元素")]
    assert halves == [False, False, True, True, False, True]


@pytest.fixture(scope="module")
def whole() -> tuple[Task, str]:
    return task(DOCUMENTS, seed=7, each=EACH, cold=0)


def visits(given: Sequence[Search]) -> list[Search]:
    """One word that ten titles have, a part of a word, and one in pinyin."""
    many = [one for one in given if one.kind in ("01word", "06char1") and len(one.relevant) >= FIRST]
    return [many[0], *(next(one for one in given if one.kind == kind) for kind in ("05cross", "09pinyin_full"))]


@pytest.mark.slow
@pytest.mark.alone
def test_ours_beside_the_others(whole: tuple[Task, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is meant is found; little is fetched, nothing of it before the first key. Memory tells only at 12,000: at this size a tab's own is most of it."""
    asked = replace(whole[0], unseen=() if FILE.exists() else whole[0].unseen, timed=whole[0].given[::8], cold=visits(whole[0].given))
    every = {name: measure(ENGINES[name], replace(asked, cold=asked.cold[:most]), tmp_path / name, LIMIT) for name, most in BESIDE.items()}
    with capsys.disabled():
        print(f"\n{whole[1]}\n{table(asked, list(every.values()))}")
    assert not [one.failed for one in every.values() if one.failed]
    ours, found = every["ours"], every["ours"].warm.first
    searches = [*asked.given, *asked.unseen]
    kinds = {kind: mean(own) for kind, own in by_kind(searches, found).items() if len(own) >= 5}
    assert mean(scores(searches, found)) >= 0.97 and min(kinds.values()) >= 0.9, kinds
    assert nothing(found) <= 0.005
    assert not any(visit.early for visit in ours.cold)
    assert ours.cold[0].row <= ROUND_TRIPS
    assert bytes_of(ours) <= bytes_of(every["Pagefind"]) / 6
    assert ours.warm.grown < every["Material"].warm.grown


def bytes_of(one: Measured) -> float:
    """Of a first visit whose words mean what they say."""
    return mean(visit.size for visit in one.cold if plain(visit.kind))
