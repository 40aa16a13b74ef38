"""The numbers, worked out by hand; and what holds of any marks."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.model.work import Metric
from jidi.quality import Marks, analyse
from jidi.quality.groups import standard
from jidi.quality.items import discrimination, group_size
from jidi.quality.marks import Row
from jidi.quality.numbers import half_up, mean, root, variance
from quality.exam import RULES, SHIPPED, marks, with_items

# Forty pupils out of 100, ten of each mark.
FORTY = marks([*[90] * 10, *[80] * 10, *[65] * 10, *[35] * 10])
TWENTY_SEVEN = Fraction(27, 100)


def values(found: tuple[Metric, ...], scope: str) -> dict[str, str]:
    return {one.name: one.value for one in found if one.scope == scope}


def test_forty_marks_by_hand() -> None:
    """Mean (90+80+65+35)/4 = 67.5. Off it 22.5, 12.5, −2.5, −32.5: squares 506.25, 156.25, 6.25, 1056.25, mean 431.25, root 20.766…"""
    said = values(analyse(FORTY, RULES, 10).metrics, "全部样本")
    assert said == {
        "mean": "67.50", "rate": "0.68", "pass": "75.0%", "excellent": "25.0%", "low": "25.0%", "deviation": "20.77", "variation": "0.31",
    }  # fmt: skip


def test_the_grades_by_hand_with_neighbours_joined_where_a_grade_is_empty_of_nobody() -> None:
    said = {one.scope: one.value for one in analyse(FORTY, RULES, 10).metrics if one.name == "grade"}
    assert said == {"全部样本 A": "25.0%", "全部样本 B": "25.0%", "全部样本 C": "25.0%", "全部样本 D": "0.0%", "全部样本 E": "25.0%"}


def test_a_mark_on_the_line_has_reached_it() -> None:
    """85, 60 and 40 of 100 are 优秀, 合格 and not 低分."""
    said = values(analyse(marks([*[85] * 10, *[60] * 10, *[40] * 10]), RULES, 10).metrics, "全部样本")
    assert (said["excellent"], said["pass"], said["low"]) == ("33.3%", "66.7%", "0.0%")


def test_two_groups_by_hand() -> None:
    """城区 all 80, 乡村 all 60, thirty each: mean 70, σ 10; Z ±1, above the mean ±1/7."""
    found = analyse(marks([80] * 30 + [60] * 30, groups=["城区"] * 30 + ["乡村"] * 30), RULES, 10).metrics
    town, country = values(found, "城区"), values(found, "乡村")
    assert (town["mean"], town["z"], town["above"]) == ("80.00", "1.00", "14.3%")
    assert (country["mean"], country["z"], country["above"]) == ("60.00", "-1.00", "-14.3%")


def test_value_added_by_hand() -> None:
    """Entry: 城区 60, 乡村 40: mean 50, σ 10, Z ±1. Now: 城区 70, 乡村 70 and half of each 10 off: Z 0. Value added −1 and +1."""
    rows = [Row(Fraction(60 + 20 * (at % 2)), (), Fraction(60), "城区") for at in range(30)]
    rows += [Row(Fraction(60 + 20 * (at % 2)), (), Fraction(40), "乡村") for at in range(30)]
    found = analyse(Marks(Fraction(100), (), tuple(rows)), RULES, 10).metrics
    assert (values(found, "城区")["gain"], values(found, "乡村")["gain"]) == ("-1.00", "1.00")


def test_difficulty_and_discrimination_by_hand() -> None:
    """100 pupils, 27 in each group. The first question: the best 27 all have 5 of 5, the weakest 27 have none: D = 1; P = 27·5/500 = 0.27.
    The second: everybody 20 + their place, so that totals differ; D = mean of the top 27 less that of the last 27, over 200: 73/200."""
    table = [(5 if at >= 73 else 0, at) for at in range(100)]
    found = analyse(with_items((5, 200), table), RULES, 10)
    first, second = values(found.metrics, "第1题（5 分）"), values(found.metrics, "第2题（200 分）")
    assert first == {"difficulty": "0.27", "discrimination": "1.00"}
    assert second == {"difficulty": "0.25", "discrimination": "0.37"}  # 49.5/200 = 0.2475; 73/200 = 0.365, half up
    assert [(one.hard, one.good) for one in found.questions] == [("难", "好"), ("难", "宜换")]


def test_a_blank_question_is_not_nothing() -> None:
    """A third left the second question blank: its difficulty is that of the others, and n says so."""
    table = [(30, 40 if at % 3 else None) for at in range(60)]
    made = with_items((60, 40), table)
    full = Marks(made.full, made.items, tuple(Row(Fraction(50 + at), row.items) for at, row in enumerate(made.rows)))
    found = [one for one in analyse(Marks(Fraction(200), full.items, full.rows), RULES, 10).metrics if one.scope == "第2题（40 分）"]
    assert [(one.name, one.n, one.value) for one in found if one.name == "difficulty"] == [("difficulty", 40, "1.00")]


@pytest.mark.parametrize(("n", "size"), [(37, 10), (36, 10), (35, 9), (50, 14), (100, 27)])
def test_the_groups_are_27_per_cent_rounded_half_up(n: int, size: int) -> None:
    assert group_size(n, TWENTY_SEVEN) == size


@pytest.mark.parametrize(
    ("value", "places", "said"), [("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("2.675", 2, "2.68"), ("-0.004", 2, "0.00"), ("7", 0, "7")]
)
def test_halves_go_away_from_zero(value: str, places: int, said: str) -> None:
    assert half_up(Fraction(value), places) == said


@settings(max_examples=30, deadline=None)
@given(st.fractions(-1000, 1000, max_denominator=10**6), st.integers(0, 6))
def test_rounding_is_that_of_the_points(value: Fraction, places: int) -> None:
    """As assess/score rounds: Decimal, half up, wherever Decimal can hold the value."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) == value:
        assert Decimal(half_up(value, places)) == exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


MARK = st.integers(0, 100)
MANY = st.lists(MARK, min_size=2, max_size=60)


@settings(max_examples=30, deadline=None)
@given(st.fractions(0, 1000, max_denominator=1000))
def test_a_root_squared_is_what_it_was_of(value: Fraction) -> None:
    assert abs(root(value * value) - value) < Fraction(1, 10**50)


@settings(max_examples=30, deadline=None)
@given(MANY, st.integers(1, 9))
def test_a_larger_scale_changes_no_rate(values: list[int], times: int) -> None:
    """Marks and full mark times the same: every share stays."""
    one, other = (analyse(marks([value * by for value in values], 100 * by), RULES, 3).metrics for by in (1, times))
    shares = [[(m.name, m.scope, m.n, m.value) for m in found if m.name not in ("mean", "deviation")] for found in (one, other)]
    assert shares[0] == shares[1]


@settings(max_examples=30, deadline=None)
@given(MANY)
def test_z_is_nought_in_the_mean(values: list[int]) -> None:
    """Weighted by how many they are, the groups' Z add up to nothing; of each alone, to nothing and a spread of 1."""
    everybody = [Fraction(one) for one in values]
    half = len(values) // 2
    parts = [part for part in (everybody[:half], everybody[half:]) if part]
    found = [(len(part), standard(part, everybody)) for part in parts]
    if variance(everybody):
        assert abs(sum(n * z for n, z in found if z is not None)) < Fraction(1, 10**40)
        single = [z for one in everybody if (z := standard([one], everybody)) is not None]
        assert abs(mean(single)) < Fraction(1, 10**40) and abs(variance(single) - 1) < Fraction(1, 10**40)
    else:
        assert all(z is None for _, z in found)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 95)), min_size=4, max_size=60), st.randoms(use_true_random=False))
def test_discrimination_lies_within_one_and_minds_no_order(rows: list[tuple[int, int]], random: object) -> None:
    made = with_items((5, 95), rows)
    found = discrimination(made, 0, TWENTY_SEVEN, 1)
    shuffled = list(made.rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert found is not None and -1 <= found <= 1
    assert found == discrimination(Marks(made.full, made.items, tuple(shuffled)), 0, TWENTY_SEVEN, 1)


@settings(max_examples=30, deadline=None)
@given(st.lists(MARK, min_size=30, max_size=60), st.integers(0, 30))
def test_who_was_away_changes_nothing(values: list[int], away: int) -> None:
    assert analyse(marks([*values, *[None] * away]), RULES, 10) == analyse(marks(values), RULES, 10)


def test_every_metric_of_the_city_is_defined_with_its_source() -> None:
    """The shipped rules name all that can be reckoned; each says how and on what it rests."""
    ids = {one.id for one in SHIPPED.definitions}
    assert {"mean", "rate", "excellent", "pass", "low", "grade", "deviation", "variation", "difficulty", "discrimination", "z", "above", "gain"} <= ids
    assert all(one.meaning and one.source for one in SHIPPED.definitions) and all(one.source for one in SHIPPED.cuts)
    assert len(SHIPPED.letters) == len(SHIPPED.cuts) + 1
