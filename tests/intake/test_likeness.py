"""How much alike two texts are said to be."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.intake.filing.likeness import NEAR, near, runs

TEXT = st.text(alphabet="一次函数的图象和性质教学设计，。 abc\n", min_size=1, max_size=300)


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT)
def test_what_is_said_is_the_share_of_common_runs_and_nothing_near_is_passed_over(one: str, other: str) -> None:
    said = {name: share for _, share, name in near({"新": one}, [("旧", other)])}
    mine, theirs = runs(one), runs(other)
    true = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
    assert said == ({"旧": true} if true >= NEAR else {})


def test_the_same_text_is_all_the_same_whatever_its_signs() -> None:
    assert list(near({"新": "《一次函数》教学设计！"}, [("旧", "一次函数 教学设计")])) == [("新", 1.0, "旧")]


def test_two_new_ones_are_compared_too_and_once() -> None:
    assert list(near({"甲": "一次函数教学设计", "乙": "一次函数教学设计。"}, [])) == [("乙", 1.0, "甲")]
