"""The test vectors of the rubric's design, each by its name, through the whole engine."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from assess.town import (
    AFTER,
    BASE,
    CELLS,
    LOSS,
    a_round,
    activity,
    assessed,
    award,
    came,
    card,
    city_event,
    decision,
    fourteen,
    given,
    outcomes,
    panel,
    plan,
    points,
    recognised,
    refused,
    rubric,
    scored,
    town,
    used,
)  # fmt: skip
from jidi.assess import Scorecard
from jidi.life import replay

# Nothing but these keeps the gates G1 and G2 open; the points are then given one by one.
OPEN = (plan(), city_event("2026-10-12"))


def with_points(points_by_id: dict[str, str], *more: object, **rest: object) -> Scorecard:
    return scored(*OPEN, a_round(豁免=given(points_by_id)), *more, **rest)  # type: ignore[arg-type]


def test_raw_total_89_95_is_shown_as_90_0_and_is_excellent() -> None:
    made = with_points({**LOSS, "4.1": "5.95"})
    assert (made.raw, str(made.total), made.grade) == (Decimal("89.95"), "90.0", "优秀")


def test_a_hundredth_less_is_not() -> None:
    made = with_points({**LOSS, "4.1": "5.94"})
    assert (str(made.total), made.grade) == ("89.9", "良好")


def test_indicator_2_675_is_2_68() -> None:
    assert points(scored(panel(i2_3="2.675")), "2.3") == "2.68"


def test_a_counted_indicator_on_the_tie_is_rounded_up() -> None:
    """History, recognised on 1 January: 6 × 2 ÷ (20 × 0.8 × 8/12) is 1.125 exactly; decimals of 28 digits make 1.1249… of it."""
    history = card(subject="历史")
    made = scored(activity("2027-01-11"), activity("2027-03-11"), base=history, recognised_on="2027-01-01")
    assert (made.months, points(made, "4.1")) == (8, "1.13")


def test_total_ending_in_25_is_rounded_up() -> None:
    made = with_points({**LOSS, "4.1": "5.25"})
    assert (made.raw, str(made.total)) == (Decimal("89.25"), "89.3")


def test_raw_79_949_is_79_9_and_only_passes() -> None:
    thousandths = rubric(("指标小数位: 2", "指标小数位: 3"))
    made = with_points({**LOSS, "8.1": "0", "2.1": "0", "4.1": "4.949"}, of=thousandths)
    assert (made.raw, str(made.total), made.grade) == (Decimal("79.949"), "79.9", "合格")


def test_92_0_with_c7_at_58_percent_is_good_only() -> None:
    made = with_points({"7.2": "0.96", "4.1": "3.04"})
    c7 = next(one for one in made.categories if one.category.id == "C7")
    assert (str(made.total), c7.ratio, made.grade) == ("92.0", Decimal(58), "良好")
    assert made.reasons == ("G3 有一类得分不到权重的 60%，最高良好",)


def test_14_bases_six_at_90_four_are_excellent() -> None:
    made = fourteen([{"4.1": f"{6 - number}"} for number in range(6)])  # 100, 99, … 95
    grades = [one.grade for one in made.values()]
    assert len(made) == 14 and sorted(grades).count("优秀") == 4
    first_six = [made[f"{s}-{k}"] for s, _, k, _ in CELLS[:6]]
    assert [one.grade for one in first_six] == ["优秀"] * 4 + ["良好"] * 2
    assert [str(one.total) for one in first_six[4:]] == ["96.0", "95.0"]
    assert "14 个基地，名额 4 个" in first_six[4].reasons[0]


def test_who_ties_with_the_fourth_on_every_key_comes_in() -> None:
    made = fourteen([{}, {}, {}, {"4.1": "3"}, {"4.1": "3"}, {"4.1": "2"}])
    assert sorted(one.grade for one in made.values()).count("优秀") == 5


@pytest.mark.parametrize(("fifth", "excellent"), [({"5.3": "3"}, 4), ({"5.1": "3"}, 4), ({"8.1": "2"}, 4), ({"1.1": "1"}, 5)])
def test_ties_are_broken_by_panel_then_c5_then_c8(fifth: dict[str, str], excellent: int) -> None:
    """The fourth lost its 3 points in C4, where no key looks."""
    made = fourteen([{}, {}, {}, {"4.1": "3"}, fifth, {"4.1": "0"}])
    assert sorted(one.grade for one in made.values()).count("优秀") == excellent


def test_a_base_recognised_on_1_march_has_half_the_targets_and_is_graded() -> None:
    made = scored(*OPEN, panel(), recognised_on="2027-03-01")
    targets = {one.indicator.id: one.target for one in made.scores if one.target is not None}
    assert made.months == 6
    assert targets == {"1.1": 6, "1.2": 2, "4.1": 10, "5.1": 2, "8.1": 12, "8.2": 3, "8.3": 2}
    assert points(made, "5.1") == "3.00" and made.grade == "不合格"


def test_a_base_recognised_on_10_april_is_not_graded() -> None:
    made = scored(*OPEN, a_round(豁免=given({})), recognised_on="2027-04-10")
    assert (made.months, made.grade, str(made.total)) == (4, "不定等次", "100.0")
    assert made.reasons == ("认定后本学年只有 4 个整月，不足 6 个月",)


def test_an_ungraded_year_does_not_count_for_two_years_in_a_row() -> None:
    def graded(event: str, year: str, grade: str) -> object:
        return decision(event, f"{year[5:]}-10-15", 学年=year, 等次=grade, 反馈="例会", 机关="平顶山市学科基地建设领导小组")

    fails = [graded("首次不合格", "2024-2025", "不合格"), graded("年度考核", "2025-2026", "不定等次"), graded("首次不合格", "2026-2027", "不合格")]
    life = replay(town(card(), recognised("2024-07-10"), fails), datetime.date(2027, 12, 1))[BASE]  # type: ignore[arg-type]
    assert sorted(life.grades) == ["2024-2025", "2025-2026", "2026-2027"] and life.proposal is None


def test_a_city_event_of_helping_scores_once() -> None:
    made = scored(activity("2026-10-12", 类型="送教下乡", 级别="市级", 面向全市=True, 参加=came(("bf-minzhu", 25), ("wd-jianshe", 15))))
    assert (points(made, "5.1"), points(made, "8.3"), points(made, "4.1")) == ("1.50", "0.00", "0.00")
    assert used(made, "5.1") == ["教研 2026-10-12"]
    assert refused(made, "8.3") == refused(made, "4.1") == {"教研 2026-10-12": "已计入 5.1 全市性专题研讨，不重复计"}


def test_three_teachers_with_the_same_team_prize_have_one() -> None:
    made = scored(outcomes(获奖=[award("HJ01", "优质课", "省级", "一等奖", "李文静、赵海峰、周晓燕")]))
    score = made.score("7.2")
    assert points(made, "7.2") == "2.00" and score is not None and score.count.n == 2


def test_the_day_after_the_round_changes_nothing() -> None:
    pieces = (card(), recognised(), *OPEN, panel())
    today, later = (assessed(*pieces, on=day).card(BASE) for day in (AFTER, AFTER + datetime.timedelta(400)))
    assert today == later
