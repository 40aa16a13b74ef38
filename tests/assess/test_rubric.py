"""The city changes its rubric in YAML: it loads, it adds up, the points move, and no Python is touched."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from assess.town import (
    BASE,
    CELLS,
    RUBRIC_TEXT,
    a_round,
    activity,
    assessed,
    award,
    card,
    city_event,
    fourteen,
    given,
    outcomes,
    panel,
    plan,
    points,
    recognised,
    resource,
    rubric,
    scored,
    town,
)  # fmt: skip
from jidi.assess import Scorecard
from jidi.check import rubrics

Swap = tuple[str, str]
OPEN = (plan(), city_event("2026-10-12"))
OFF = (
    ("名称: 记录完整\n        满分: 4", "名称: 记录完整\n        满分: 0"), ("名称: 归档及时\n        满分: 2", "名称: 归档及时\n        满分: 0"),
    ("名称: 研讨实效\n        满分: 6", "名称: 研讨实效\n        满分: 9"), ("名称: 教与学方式变革\n        满分: 6", "名称: 教与学方式变革\n        满分: 9"),
    ("名称: 工作运行过程\n    权重: 16", "名称: 工作运行过程\n    权重: 10"), ("名称: 专题研讨活动及实效\n    权重: 16", "名称: 专题研讨活动及实效\n    权重: 19"),
    ("名称: 教学改革成效\n    权重: 14", "名称: 教学改革成效\n    权重: 17"),
)  # fmt: skip
QUOTA = RUBRIC_TEXT[RUBRIC_TEXT.index("名额:\n") : RUBRIC_TEXT.index("表彰:\n")]


def findings(*swaps: Swap) -> list[str]:
    """What checking says of a changed rubric: code and sentence."""
    own = rubric(*swaps)
    city = town(card(), replace(own, kind=rubric().kind))
    return [f"{one.code} {one.message}" for check in rubrics.CHECKS for one in check(city)]


def under(*swaps: Swap, pieces: tuple[Any, ...] = OPEN) -> Scorecard:
    return scored(*pieces, of=rubric(*swaps))


def test_the_real_rubric_adds_up() -> None:
    judged = sum(one.max for one in rubric().record.indicators if one.judged)
    assert findings() == [] and (sum(one.max for one in rubric().record.indicators), judged) == (100, 31)


WEIGHTS = (("名称: 常态教研\n        满分: 6", "名称: 常态教研\n        满分: 8"), ("名称: 记录完整\n        满分: 4", "名称: 记录完整\n        满分: 2"))
TARGET = ("计数: routine_activities\n        算法: 达标\n        目标: 20", "计数: routine_activities\n        算法: 达标\n        目标: 10")
LADDER = ("          - {词: 教学设计, 值: 1}", "          - {词: 教学设计, 值: 2}")
FACTOR = ("          - {词: 二等奖, 值: 0.7}", "          - {词: 二等奖, 值: 0.8}")
LEAST = ("        至少: 15\n", "        至少: 25\n")
PRIZE = outcomes(获奖=[award("1", "优质课", "市级", "二等奖", "李文静")])


@pytest.mark.parametrize(
    ("swaps", "pieces", "id", "before", "after"),
    [
        (WEIGHTS, (activity("2026-10-12"), activity("2026-10-19")), "4.1", "0.60", "0.80"),
        ((TARGET,), (activity("2026-10-12"),), "4.1", "0.30", "0.60"),
        ((LADDER,), (resource("a"),), "8.1", "0.21", "0.42"),
        ((FACTOR,), (PRIZE,), "7.2", "0.70", "0.80"),
        ((LEAST,), (city_event("2026-10-12", people=20),), "5.1", "1.50", "0.00"),
    ],
)
def test_a_weight_a_target_a_ladder_a_threshold_of_people(swaps: tuple[Swap, ...], pieces: tuple[Any, ...], id: str, before: str, after: str) -> None:
    assert findings(*swaps) == []
    assert (points(scored(*pieces), id), points(under(*swaps, pieces=pieces), id)) == (before, after)


def test_a_grade_line() -> None:
    line = ("  - {等次: 优秀, 起: 90}", "  - {等次: 优秀, 起: 95.5}")
    loss = (*OPEN, a_round(豁免=given({"5.3": "1"})))
    assert findings(line) == [] and (under(pieces=loss).grade, under(line, pieces=loss).grade) == ("优秀", "良好")


def test_a_gate_and_no_gates() -> None:
    pieces = (plan(), a_round(豁免=given({})))
    harder = ("      - {计数: city_events, 低于: 1}\n    最高: 良好", "      - {计数: city_events, 低于: 1}\n    最高: 合格")
    none = (RUBRIC_TEXT[RUBRIC_TEXT.index("限定:\n") : RUBRIC_TEXT.index("限制性情形:\n")], "")
    assert [under(*swaps, pieces=pieces).grade for swaps in ((), (harder,), (none,))] == ["良好", "合格", "优秀"]
    assert findings(harder) == findings(none) == []


def test_another_quota_and_none() -> None:
    assert findings((QUOTA, "")) == []
    tighter = ("  比例: 0.30\n", "  比例: 0.10\n")
    counts = []
    for swaps in ((), (tighter,), ((QUOTA, ""),)):
        made = fourteen([{"4.1": f"{6 - number}"} for number in range(6)], of=rubric(*swaps))
        counts.append(sum(one.grade == "优秀" for one in made.values()))
    assert counts == [4, 1, 6] and len(CELLS) >= 14


def test_4_2_and_4_3_can_be_switched_off_and_everything_adds_up() -> None:
    assert findings(*OFF) == []
    own = rubric(*OFF)
    made = scored(*OPEN, activity("2026-10-19"), panel(of=own), of=own)
    assert (points(made, "4.2"), points(made, "4.3")) == ("exempt", "exempt")
    assert made.score("4.2").words == "今年这一项不计分"  # type: ignore[union-attr]
    assert sum(one.of for one in made.categories) == 100
    assert (points(made, "5.3"), points(made, "6.4")) == ("9.00", "9.00")
    full = scored(*OPEN, a_round(豁免=given({}, of=own)), of=own)
    assert (str(full.total), full.grade) == ("100.0", "优秀")


def test_an_indicator_that_is_switched_off_takes_no_activity_and_shuts_no_gate() -> None:
    off = (
        ("名称: 全市性专题研讨\n        满分: 6", "名称: 全市性专题研讨\n        满分: 0"),
        ("名称: 常态教研\n        满分: 6", "名称: 常态教研\n        满分: 12"),
    )
    moved = (
        ("名称: 工作运行过程\n    权重: 16", "名称: 工作运行过程\n    权重: 22"),
        ("名称: 专题研讨活动及实效\n    权重: 16", "名称: 专题研讨活动及实效\n    权重: 10"),
    )
    assert findings(*off, *moved) == []
    own = rubric(*off, *moved)
    made = scored(*OPEN, a_round(豁免=[one for one in given({}, of=own) if one["指标"] != "4.1"]), of=own)
    assert points(made, "4.1") == "0.60" and made.reasons == ()


def test_single_use_can_be_given_up() -> None:
    free = ("单次使用: [city_events, helping, routine_activities]", "单次使用: []")
    visit = (city_event("2026-10-12", 类型="送教下乡"),)
    assert [points(under(free, pieces=visit), id) for id in ("5.1", "8.3", "4.1")] == ["1.50", "0.38", "0.30"]


@pytest.mark.parametrize(
    ("swap", "said"),
    [
        (("名称: 常态教研\n        满分: 6", "名称: 常态教研\n        满分: 7"), "KH01 C4 的权重是 16，各指标满分加起来是 17"),
        (("    权重: 8\n", "    权重: 9\n"), "KH01 总分是 100，各类别权重加起来是 101"),
        (('编号: "4.2"', '编号: "4.1"'), "KH01 指标编号“4.1”写了两次"),
        (("        每人上限: 2\n", "        每人上限: -2\n"), "KH01 「每人上限」是 -2，不能是负数"),
        (("        计数: routine_activities\n", "        计数: routine_activites\n"), "KH02 4.1 的计数“routine_activites”系统里没有"),
        (("        目标: 20\n", ""), "KH02 4.1 算“达标”，没有写目标"),
        (("        天数: 14\n", ""), "KH02 4.3 没有写「天数」，数不出来"),
        (("          - {词: 外校, 值: 1}\n", ""), "KH02 2.1 的阶梯有 3 条，要 4 条"),
        (("      - {计数: city_events, 低于: 1}", "      - {计数: city_event, 低于: 1}"), "KH02 计数“city_event”系统里没有"),
        (("      - {任一类别得分率低于: 60}", "      - {低于: 60}"), "KH02 G3 没有写条件"),
        (("[总分, 评议分, C5, C8]", "[总分, 评议分, C5, C9]"), "KH02 名额的次序里“C9”没有分数可比"),
        (("满年月数: 12", "满年月数: 0"), "KH02 满年月数是 0，最少月数是 6"),
        (("  - {等次: 不合格, 起: 0}", "  - {等次: 不合格, 起: 1}"), "KH03 最低的一条从 1 起，更低的分数没有归处"),
        (("  - {等次: 良好, 起: 80}", "  - {等次: 良好, 起: 60}"), "KH03 第 3 条从 60 起，不低于上一条的 60"),
        (("  - {等次: 优秀, 起: 90}", "  - {等次: 优秀, 起: 900}"), "KH03 最高的一条从 900 起，满分才 100，谁也到不了"),
        (("    - {编号: D, 下限: 0,", "    - {编号: D, 下限: 10,"), "KH03 最低的一条从 10 起，更低的分数没有归处"),
        (("低于: 1}\n    最高: 不合格", "低于: 1}\n    最高: 不定等次"), "KH03 “不定等次”没有分数线，写了也不起作用"),
        (("词: [立项, 结题]", "词: [立项, 结项]"), "KH04 6.1 的“结项”不在词表里"),
        (("词: [开始, 地点,", "词: [开始, 地址,"), "KH04 4.2 的“地址”不是活动记录的一项"),
        (("学科: [语文, 数学, 英语]", "学科: [语文, 英语]"), "KH10 “数学”写了 0 次"),
        (("系数: 0.8", "系数: 0"), "KH10 “中等学科”的系数是 0，目标就没有了"),
    ],
)
def test_a_rubric_that_is_wrong_is_told_what_and_still_scored_without_a_stack_trace(swap: Swap, said: str) -> None:
    assert said in findings(swap)
    made = assessed(card(), recognised(), *OPEN, panel(), of=rubric(swap))
    assert [one.base for one in made.cards] == [BASE]


def test_a_measure_that_does_not_exist_is_unknown_not_zero() -> None:
    made = under(("        计数: routine_activities\n", "        计数: routine_activites\n"))
    assert points(made, "4.1") == "unknown" and "routine_activites" in made.score("4.1").words  # type: ignore[union-attr]


def test_every_number_of_a_card_is_a_decimal() -> None:
    made = scored(*OPEN, resource("a"), PRIZE, panel())
    assert all(isinstance(one, Decimal) for score in made.scores for one in (score.points, score.target, score.count.n) if one is not None)
