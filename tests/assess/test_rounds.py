"""What people decide about a round: exemptions, restrictions, bonus; gates and the quota; a first year; corrected grades."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from assess.town import (
    AFTER,
    BASE,
    RUBRIC_FILE,
    YEAR,
    a_round,
    activity,
    assessed,
    card,
    city_event,
    decision,
    entry,
    given,
    panel,
    plan,
    points,
    recognised,
    rubric,
    scored,
    summary,
    town,
)  # fmt: skip
from hypothesis import given as given_
from hypothesis import strategies as st
from jidi.assess import Scorecard, assess
from jidi.check import assessment as rules
from jidi.model.city import City, Entry, History

OPEN = (plan(), city_event("2026-10-12"))
FULL = given({})
LIMIT = {"基地": BASE, "认定": "经查属实", "文号": "平教体〔2027〕2号"}


def decided(**more: Any) -> Scorecard:
    return scored(*OPEN, panel(), a_round(**more))


def test_an_exemption_leaves_the_denominator() -> None:
    fixed = [{**one, **({} if one["指标"] != "7.2" else {"得分": "3"})} for one in given({"8.3": "", "8.2": ""})]
    made = scored(*OPEN, a_round(豁免=fixed))
    assert points(made, "8.3") == "exempt" and "不适用" in made.score("8.3").words  # type: ignore[union-attr]
    c8 = next(one for one in made.categories if one.category.id == "C8")
    assert (c8.points, c8.of) == (8, 8)
    assert made.raw == Decimal(9100) / 94 and str(made.total) == "96.8"  # 91 of the 94 points left


def test_an_exemption_with_points_outranks_the_count() -> None:
    fixed = {"基地": BASE, "指标": "4.1", "得分": "4.5", "理由": "封闭施工", "文号": "平教体〔2027〕1号"}
    made = scored(*OPEN, a_round(豁免=[fixed]))
    assert points(made, "4.1") == "4.50" and "封闭施工，平教体〔2027〕1号" in made.score("4.1").words  # type: ignore[union-attr]


@pytest.mark.parametrize(("told", "kept"), [("9", "6.00"), ("-1", "0.00")])
def test_no_exemption_gives_more_than_the_most_or_less_than_nothing(told: str, kept: str) -> None:
    fixed = {"基地": BASE, "指标": "4.1", "得分": told, "理由": "测试", "文号": "平教体〔2027〕1号"}
    assert points(scored(a_round(豁免=[fixed])), "4.1") == kept


def test_a_restriction_takes_the_item_and_the_top_grade() -> None:
    found = {**LIMIT, "情形": "L2", "记零指标": "4.1"}
    made = scored(*OPEN, a_round(豁免=given({}), 限制=[found]))
    assert points(made, "4.1") == "0.00" and "限制性情形 L2，不得分（平教体〔2027〕2号）" in made.score("4.1").words  # type: ignore[union-attr]
    assert (str(made.total), made.grade) == ("94.0", "良好")
    assert made.reasons == ("限制性情形 L2（平教体〔2027〕2号），最高良好",) and made.best_grade == "良好"


@pytest.mark.parametrize(("decided_ceiling", "grade"), [("不合格", "不合格"), ("优秀", "良好"), (None, "良好")])
def test_a_decision_may_be_stricter_than_the_rubric_never_milder(decided_ceiling: str | None, grade: str) -> None:
    found = {**LIMIT, "情形": "L3", **({"最高": decided_ceiling} if decided_ceiling else {})}
    assert scored(*OPEN, a_round(豁免=FULL, 限制=[found])).grade == grade


def test_what_is_decided_cannot_rise_while_the_year_runs() -> None:
    day = datetime.date(2026, 11, 1)
    made = scored(*OPEN, a_round(限制=[{**LIMIT, "情形": "L2", "记零指标": "4.1"}]), on=day, today=day)
    assert str(made.best) == "93.0" and made.score("4.1").raises == ""  # type: ignore[union-attr]


def test_bonus_each_item_once_up_to_the_ceiling_and_never_above_100() -> None:
    def bonus(*items: str) -> list[dict[str, str]]:
        return [{"基地": BASE, "项目": item, "佐证": "文件"} for item in items]

    first, second = "经验被省级及以上推广", "承担省级及以上教研活动"
    loss = {"5.3": "3", "6.4": "3"}
    made = scored(*OPEN, a_round(豁免=given(loss), 加分=bonus(first, first)))
    assert (made.bonus_points, str(made.total)) == (2, "96.0")
    assert str(scored(*OPEN, a_round(豁免=given(loss), 加分=bonus(first, second))).total) == "97.0"
    assert str(scored(*OPEN, a_round(豁免=FULL, 加分=bonus(first, second))).total) == "100.0"
    low = rubric(("  上限: 3\n", "  上限: 1\n"))
    assert str(scored(*OPEN, a_round(豁免=given(loss), 加分=bonus(first, second)), of=low).total) == "95.0"


def test_the_material_only_hints_at_a_bonus() -> None:
    made = scored(plan(), city_event("2026-10-12", 级别="省级"), a_round(豁免=FULL))
    assert [clue.name for clue in made.clues] == ["承担省级及以上教研活动"] and made.bonus_points == 0


@pytest.mark.parametrize(
    ("pieces", "grade"),
    [
        ((city_event("2026-10-12"),), "不合格"),
        ((city_event("2026-10-12"), plan()), "优秀"),
        ((city_event("2026-10-12"), summary()), "优秀"),
        ((plan(), activity("2026-10-12")), "良好"),
    ],
)
def test_gates_g1_and_g2(pieces: tuple[Any, ...], grade: str) -> None:
    assert scored(*pieces, a_round(豁免=FULL)).grade == grade


def test_a_plan_that_came_after_the_day_does_not_open_g1() -> None:
    file = f"bases/{BASE}/plans/{YEAR}.md"
    made = scored(*OPEN, a_round(豁免=FULL), came={file: "2027-10-08"})
    assert made.grade == "不合格"


@pytest.mark.parametrize(("left", "grade"), [("1.2", "优秀"), ("1.19", "良好")])
def test_gate_g3_at_60_percent_of_a_category(left: str, grade: str) -> None:
    """C7: 12 points, 60 % are 7.2."""
    assert scored(*OPEN, a_round(豁免=given({"7.2": left}))).grade == grade


def test_while_the_year_runs_a_category_can_still_come() -> None:
    made = scored(*OPEN, on=datetime.date(2026, 11, 1), today=datetime.date(2026, 11, 1))
    assert not any("G3" in reason for reason in made.ceilings) and made.grade is None
    assert str(made.best) == "99.0"  # the three-year plan is more than fifteen days late: its point is lost


def test_one_base_is_shown_with_the_grade_that_the_quota_leaves_it() -> None:
    pieces: list[Any] = []
    for base, subject, lost in (("cz-shuxue", "数学", "0"), ("cz-yuwen", "语文", "6")):
        pieces += [card(base, subject=subject), recognised(base=base), plan(base=base), city_event("2026-10-12", base), *given({"4.1": lost}, base)]
    exempt = [one for one in pieces if isinstance(one, dict)]
    city = town(*(one for one in pieces if not isinstance(one, dict)), a_round(豁免=exempt))
    alone, everyone = (assess(city, rubric(), AFTER, bases=bases) for bases in ([BASE], None))
    assert [one.base for one in alone.cards] == [BASE]
    assert alone.card(BASE) == everyone.card(BASE) and alone.cards[0].grade == "良好"


def test_who_takes_part() -> None:
    left = decision("主动退出", "2026-05-01", "cz-yuwen")
    pieces = (
        card(), recognised(), card("cz-yuwen", subject="语文"), recognised("2025-07-10", "cz-yuwen"), left,
        card("cz-wuli", subject="物理"), recognised("2027-09-01", "cz-wuli"), card("cz-huaxue", subject="化学"),
    )  # fmt: skip
    assert [one.base for one in assessed(*pieces).cards] == ["cz-shuxue"]
    assert [one.base for one in assessed(*pieces, a_round(范围=["cz-huaxue"])).cards] == ["cz-huaxue"]


def test_self_assessment_has_no_weight() -> None:
    own = entry("selfs", {"学年": YEAR, "自评": [{"指标": "4.1", "自评": "6", "说明": "停电"}]}, f"bases/{BASE}/self/{YEAR}.yml", BASE)
    with_, without = scored(*OPEN, own), scored(*OPEN)
    assert with_.total == without.total and with_.score("4.1").self_mark.note == "停电"  # type: ignore[union-attr]


def closed(grade: str, *more: Entry[Any], history: History | None = None, **result: Any) -> tuple[City, list[str]]:
    """An announced round of the one base, and what the recomputation says of it."""
    own = a_round(状态="已公布", 计分日期="2027-09-20", 标准校验值=rubric().sha256, 结果=[{"基地": BASE, "等次": grade, **result}])
    standard = Entry(rubric().kind, "", "", RUBRIC_FILE, rubric().record, lines=rubric().lines, sha256=rubric().sha256)
    city = town(card(), recognised(), *OPEN, panel(), own, standard, *more)
    if history:
        city = City(city.vocabulary, city.entries, {}, today=AFTER, stages=city.stages, history=history)
    return city, [finding.message for finding in rules.announced_grades_recompute(city)]


def test_an_announced_grade_that_recomputes_is_no_finding() -> None:
    assert closed("不合格")[1] == []
    assert closed("不合格", 总分="36.8")[1] == []


def test_an_announced_grade_or_total_that_does_not_is_one() -> None:
    assert closed("合格")[1] == ["“cz-shuxue”公布的是合格，复算是不合格（总分 36.8）"]
    assert closed("不合格", 总分="40")[1] == ["“cz-shuxue”公布的总分是 40，复算是 36.8"]


def test_material_changed_after_the_announcement_is_found() -> None:
    said = closed("不合格", *(activity(f"2026-11-{day:02d}") for day in range(2, 30, 7)), 总分="36.8")[1]
    assert said == ["“cz-shuxue”公布的总分是 36.8，复算是 38.0"]
    later = [activity("2026-12-07")]
    city, _ = closed("不合格", *later, 总分="36.8")
    days = {**city.history.arrived, later[0].file: datetime.date(2027, 9, 25)}
    assert closed("不合格", *later, history=History("0123456789ab", arrived=days), 总分="36.8")[1] == []


def test_a_corrected_grade_is_explained_not_recomputed() -> None:
    assert closed("合格", 原等次="不合格", 更正理由="复核：当年洪灾停课")[1] == []
    assert closed("合格", 原等次="良好", 更正理由="复核")[1] != []
    assert [one.message for one in rules.corrections_say_why(closed("合格", 原等次="不合格")[0])] == ["“cz-shuxue”由不合格改为合格，没有写理由"]


@pytest.mark.parametrize("lost", [History(), History("0123456789ab", shallow=True)])
def test_a_folder_without_its_history_accuses_nobody(lost: History) -> None:
    assert closed("合格", history=lost)[1] == []


def frozen(**more: Any) -> list[str]:
    """What is said of the rubric of an announced round."""
    standard = Entry(rubric().kind, "", "", RUBRIC_FILE, rubric().record, lines=rubric().lines, sha256=rubric().sha256)
    city = town(card(), recognised(), standard, a_round(状态="已公布", 评价标准=rubric().record.title, **more))
    return [f"{one.message}：{one.fix}" for one in rules.rubric_is_frozen(city)]


def test_a_digest_that_is_absent_is_not_a_changed_rubric() -> None:
    assert frozen(标准校验值=rubric().sha256) == []
    (absent,), (changed,) = frozen(), frozen(标准校验值="0" * 64)
    assert "没有写「标准校验值」" in absent and "不一样" not in absent and rubric().sha256 in absent
    assert "和公布时的不一样" in changed and "没有写" not in changed


@given_(start=st.dates(datetime.date(2027, 1, 1), datetime.date(2027, 8, 1)), days=st.integers(0, 20))
def test_a_notice_is_counted_in_mondays_to_fridays(start: datetime.date, days: int) -> None:
    end = start + datetime.timedelta(days=days)
    own = a_round(状态="已公布", 部署文号="1", 决定文号="2", 计分日期=str(start), 公示起=str(start), 公示止=str(end))
    said = [one.message for one in rules.announced_is_complete(town(own))]
    open_days = sum((start + datetime.timedelta(days=one)).weekday() < 5 for one in range(days + 1))
    assert said == ([] if open_days >= 5 else [f"公示 {start} 至 {end} 只有 {open_days} 个工作日，少于 5 个"])
