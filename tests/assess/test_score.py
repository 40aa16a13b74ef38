"""What stands behind every point of a scorecard, word by word: the sum, what is not known, what people decided, what would raise it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from assess.town import (
    AFTER,
    BASE,
    NO,
    RUNNING,
    YEAR,
    a_round,
    activity,
    assessed,
    came,
    card,
    city_event,
    entry,
    exempt,
    limit,
    of,
    panel,
    plan,
    points,
    recognised,
    rubric,
    scored,
    town,
)  # fmt: skip
from assess.worked import WORKED, arrivals, pieces
from jidi.assess import Scorecard, assess, number
from jidi.assess.score import half_up

OPEN = (plan(), city_event("2026-10-12"))


def said(made: Scorecard, *ids: str) -> list[tuple[str, str, str]]:
    """(points or status, words, what would raise it)."""
    return [(points(made, id), of(made, id).words, of(made, id).raises) for id in ids]


@pytest.mark.parametrize(
    ("value", "text"), [("8", "8"), ("2.50", "2.5"), ("100", "100"), ("0", "0"), ("0.00005", "0.0001"), ("0.00004", "0"), ("-1.5", "-1.5")]
)
def test_a_number_as_people_write_it(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@pytest.mark.parametrize(("value", "places", "text"), [("2.675", 2, "2.68"), ("2.665", 2, "2.67"), ("2.5", 0, "3"), ("1", 2, "1.00"), ("-0.5", 0, "-1")])
def test_rounded_as_people_round(value: str, places: int, text: str) -> None:
    assert str(half_up(Decimal(value), places)) == text


def test_what_would_raise_the_points_of_a_full_base() -> None:
    made = assessed(pieces(), came=arrivals()).card(WORKED)
    assert made is not None
    assert {one.indicator.id: one.raises.removesuffix(f"{one.indicator.how}。") for one in made.scores if not one.raises.startswith(one.indicator.how)} == {
        "1.1": "还差 1（目标 6）。还缺：考核激励。",
        "1.2": "还差 1（目标 4）。",
        "3.1": "",
        "3.2": "还有 3 项没有做到，逐项看下面的原因。",
        "3.3": "",
        "4.1": "还差 3（目标 16 = 20 × 中等学科 0.8）。",
        "4.2": "还有 3 项没有做到，逐项看下面的原因。",
        "4.3": "还有 2 项没有做到，逐项看下面的原因。",
        "5.1": "还差 0.2（目标 3.2 = 4 × 中等学科 0.8）。",
        "5.2": "还没有来过：卫东区、石龙区、高新区、示范区、汝州市。",
        "7.1": "",
        "8.1": "还差 4.52（目标 19.2 = 24 × 中等学科 0.8）。",
        "8.2": "还差 2（目标 6）。",
        "8.3": "还差 0.2（目标 3.2 = 4 × 中等学科 0.8）。涉及 1 个县区：叶县。",
    }
    assert all(one.raises == "" or one.raises.endswith(f"{one.indicator.how}。") for one in made.scores)
    assert [one.indicator.id for one in made.scores if one.raises == ""] == ["3.1", "3.3", "7.1"]
    assert (made.scale, made.months, made.best_grade, str(made.panel_total)) == ("中等学科", 12, "合格", "23.50")
    assert [(one.category.id, str(one.points), one.of, one.room, one.settled) for one in made.categories][:3] == [
        ("C1", "6.53", 8, 0, True), ("C2", "7.70", 10, 0, True), ("C3", "7.75", 10, 0, True),
    ]  # fmt: skip


def test_in_a_first_year_the_target_says_what_it_is_made_of() -> None:
    made = scored(base=card(subject="历史"), recognised_on="2027-01-01")
    assert [of(made, id).raises.split("。")[0] for id in ("1.1", "1.2", "4.1")] == [
        "还差 6（目标 6）", "还差 2.6667（目标 2.6667 = 4 × 8/12 个月）", "还差 10.6667（目标 10.6667 = 20 × 中等学科 0.8 × 8/12 个月）",
    ]  # fmt: skip
    assert of(made, "1.2").words == "2 × min(1, 0 ÷ 2.6667) = 0.00"
    assert of(made, "4.1").target == Decimal(32) / 3


def test_a_subject_that_the_rubric_forgot_has_no_scale() -> None:
    made = scored(of=rubric(("学科: [语文, 数学, 英语]", "学科: [语文, 英语]")))
    assert made.scale == "" and of(made, "4.1").raises.startswith("还差 20（目标 20）。")


def test_what_nobody_knows_is_said_and_is_no_zero() -> None:
    how = {one.id: f"{one.how}。" for one in rubric().record.indicators}
    made = scored()
    assert said(made, "2.1", "1.3", "4.2") == [
        ("unknown", "没有成员名册", how["2.1"]), ("waiting", "专家评议，还没有评", how["1.3"]), ("unknown", "本学年还没有举办活动", how["4.2"]),
    ]  # fmt: skip
    made = scored(recognised_on="2027-08-10")
    assert said(made, "4.1", "8.3") == [
        ("unknown", "本学年认定不足一个月，没有目标", how["4.1"]), ("unknown", "本学年认定不足一个月，没有目标", f"涉及 0 个县区：无。{how['8.3']}"),
    ]  # fmt: skip
    running = scored(*OPEN, on=RUNNING, today=RUNNING)
    assert said(running, "3.3") == [("unknown", "还没到期：学年总结（2027-07-05 前交）", how["3.3"])]
    assert said(running, "4.3", "3.1") == [("2.00", "2 × 1 ÷ 1 = 2.00", ""), ("2.00", "min(3, 2) = 2.00", "")]


@pytest.mark.parametrize(
    ("swap", "id", "words"),
    [
        (("        目标: 20\n", ""), "4.1", "评价标准没有写目标"),
        (("        目标: 20\n", "        目标: 0\n"), "4.1", "评价标准没有写目标"),
        (("计数: leader_meetings\n        算法: 达标", "计数: leader_meetings\n        算法: 占比"), "1.2", "没有可以计算的材料"),
        (("计数: leader_meetings\n        算法: 达标", "计数: leader_meetings\n        算法: 评议"), "1.2", "评价标准写的算法“评议”不能用来计数"),
        (("        计数: leader_meetings\n", "        计数: x\n"), "1.2", "评价标准写的计数“x”系统里没有"),
    ],
)
def test_a_rubric_that_says_too_little_makes_an_indicator_unknown(swap: tuple[str, str], id: str, words: str) -> None:
    made = scored(*OPEN, of=rubric(swap))
    assert said(made, id)[0][:2] == ("unknown", words)


@pytest.mark.parametrize("shape", ["达标", "累加"])
def test_a_count_makes_points_by_the_shape_the_rubric_names(shape: str) -> None:
    swap = ("计数: city_events\n        算法: 达标", f"计数: city_events\n        算法: {shape}")
    made = scored(*(city_event(f"2026-10-{day}") for day in (12, 19)), of=rubric(swap))
    assert said(made, "5.1")[0][:2] == {"达标": ("3.00", "6 × min(1, 2 ÷ 4) = 3.00"), "累加": ("2.00", "min(6, 1 + 1) = 2.00")}[shape]


def test_a_register_that_cannot_be_read_is_named_and_counts_nothing_of_it() -> None:
    city = replace(town(card(), recognised(), *OPEN), broken=(f"bases/{BASE}/members.yml", f"bases/{BASE}/outcomes.yml", "bases/cz-yuwen/members.yml"))
    made = assess(city, rubric(), AFTER).card(BASE)
    assert made is not None and made.unread == (f"bases/{BASE}/members.yml", f"bases/{BASE}/outcomes.yml")
    read = "读不懂，不知道有多少；运行 check 看怎样改"
    assert [said(made, id)[0][:2] for id in ("2.1", "6.1", "7.2")] == [
        ("unknown", f"bases/{BASE}/{name}.yml {read}") for name in ("members", "outcomes", "outcomes")
    ]
    assert points(made, "1.2") == "0.00"


@pytest.mark.parametrize(("mean", "kept"), [("1.7", "1.70"), ("9", "2.00"), ("-1", "0.00"), ("0.125", "0.13")])
def test_the_panels_mean_stays_between_nothing_and_the_most(mean: str, kept: str) -> None:
    made = scored(panel(i1_3=mean))
    assert said(made, "1.3")[0][:2] == (kept, f"5 份评分，平均 {number(Decimal(mean))} = {kept}")
    assert of(made, "1.3").status == "counted"
    mark = of(made, "1.3").panel
    assert mark is not None and (mark.n, mark.mean) == (5, Decimal(mean)) and of(made, "1.1").panel is None


def test_more_than_the_target_gives_no_more_than_the_most() -> None:
    events = [city_event(f"2026-10-{day}") for day in range(10, 16)]
    assert said(scored(*events), "5.1") == [("6.00", "6 × min(1, 6 ÷ 4) = 6.00", "")]
    one = rubric(("计数: city_events\n        算法: 达标\n        目标: 4", "计数: city_events\n        算法: 达标\n        目标: 1"))
    assert said(scored(events[0], of=one), "5.1") == [("6.00", "6 × min(1, 1 ÷ 1) = 6.00", "")]
    assert of(scored(recognised_on="2027-08-10", of=one), "5.1").words == "本学年认定不足一个月，没有目标"


def test_who_has_reached_the_target_but_one_county_only_is_not_told_that_nothing_is_missing() -> None:
    made = scored(*(activity(f"2026-10-{day}", 类型="送教下乡", 参加=came(("xh-hubin", 9), ("yx-rendian", 9))) for day in (12, 19, 26, 28)))
    assert said(made, "8.3") == [("1.50", "3 × min(1, 4 ÷ 4) × 0.5 = 1.50", "涉及 1 个县区：叶县。每学期送教或帮扶两次，至少到两个县区。")]


def test_what_people_decided_says_why_and_leaves_no_room() -> None:
    made = scored(*OPEN, a_round(豁免=[exempt("4.1", "4.5"), exempt("8.3"), exempt("5.1", "5")], 限制=[limit(zero="5.1、6.1")]))
    assert said(made, "4.1", "8.3", "5.1", "6.1", "6.2") == [
        ("4.50", f"豁免：按 4.50 分计（封闭施工，{NO}）", ""),
        ("exempt", f"豁免：不适用（封闭施工，{NO}）", ""),
        ("0.00", f"限制性情形 L2，不得分（{NO}）", ""),
        ("0.00", f"限制性情形 L2，不得分（{NO}）", ""),
        ("0.00", "min(3, 0) = 0.00", "登记本学年的成果；外校采用一次记一次，写明怎么用。"),
    ]
    assert [of(made, id).room for id in ("4.1", "8.3", "5.1", "6.1", "6.2")] == [0, 0, 0, 0, 3]
    assert [of(made, id).status for id in ("4.1", "8.3", "5.1", "6.1", "6.2")] == ["counted", "exempt", "counted", "counted", "counted"]
    assert of(scored(a_round(豁免=[exempt("1.3", "1")], 限制=[limit(zero="2.3")])), "1.3").status == "counted"
    assert of(scored(a_round(限制=[limit(zero="2.3")])), "2.3").status == "counted"
    assert [(one.exemption is not None, one.zeroed is not None) for one in (of(made, id) for id in ("4.1", "8.3", "5.1", "6.2"))] == [
        (True, False), (True, False), (False, True), (False, False),
    ]  # fmt: skip


def test_what_is_decided_or_said_of_others_or_of_another_year_changes_nothing() -> None:
    others = a_round(
        豁免=[exempt("4.1", "6", "cz-yuwen")],
        限制=[{**limit(zero="4.1"), "基地": "cz-yuwen"}],
        加分=[{"基地": "cz-yuwen", "项目": "经验被省级及以上推广", "佐证": "x"}],
    )
    marks = [{"指标": "4.1", "自评": "6"}]
    old = entry("selfs", {"学年": "2025-2026", "自评": marks}, f"bases/{BASE}/self/2025-2026.yml", BASE)
    told = [{"基地": base, "指标": "1.3", "平均": "2", "份数": 5, "极差": "0"} for base in (BASE, "cz-yuwen")]
    before = entry("panels", {"学年": "2025-2026", "评价标准": "1.0", "评议": told}, "content/rounds/2025-2026-panel.yml")
    theirs = entry("panels", {"学年": YEAR, "评价标准": "1.0", "评议": told[1:]}, f"content/rounds/{YEAR}-panel.yml")
    made, plain = scored(*OPEN, others, old, before, theirs), scored(*OPEN)
    assert made == plain and (made.restrictions, made.bonus, of(made, "4.1").self_mark, points(made, "1.3")) == ((), (), None, "waiting")
    own = entry("selfs", {"学年": YEAR, "自评": marks}, f"bases/{BASE}/self/{YEAR}.yml", BASE)
    mark = of(scored(own), "4.1").self_mark
    assert mark is not None and mark.points == 6
