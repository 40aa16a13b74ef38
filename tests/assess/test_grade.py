"""Sums, total and grade: what can still come, what lowered the grade and how that is said, whom the quota leaves out, what people should look at."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from assess.town import (
    AFTER,
    BASE,
    CELLS,
    NO,
    RUNNING,
    a_round,
    assessed,
    card,
    city_event,
    given,
    limit,
    outcomes,
    panel,
    plan,
    points,
    recognised,
    rubric,
    scored,
    summary,
    town,
)  # fmt: skip
from jidi.assess import Scorecard, assess
from jidi.assess.evidence import Count
from jidi.assess.grade import bare, grade_of, lower, total_of
from jidi.model.city import History
from jidi.model.finding import Finding, Place

OPEN = (plan(), city_event("2026-10-12"))


def test_while_the_year_runs_all_that_is_not_lost_can_come_afterwards_only_what_the_panel_judges() -> None:
    made = scored(*OPEN, on=RUNNING, today=RUNNING)
    sums = [(one.category.id, str(one.points), one.of, str(one.room), one.settled, str(one.firm)) for one in made.categories]
    assert sums[2:5] == [("C3", "2.00", 10, "7", False, "90.00"), ("C4", "2.00", 16, "14", False, "100.00"), ("C5", "1.83", 16, "14.17", False, "100.00")]
    assert [(str(one.ratio), str(one.best)) for one in made.categories[2:4]] == [("20.00", "90.00"), ("12.50", "100.00")]
    assert (str(made.total), str(made.best), made.grade, made.line_grade, made.best_grade) == ("5.8", "99.0", None, "不合格", "优秀")
    assert total_of(rubric().record, made.categories, Decimal(1)) == made.raw + 1 and total_of(rubric().record, made.categories, Decimal(9), True) == 100
    later = scored(*OPEN)
    assert [(one.category.id, str(one.room), one.settled) for one in later.categories][:4] == [
        ("C1", "2", False), ("C2", "4", False), ("C3", "2", False), ("C4", "4", False),
    ]  # fmt: skip
    assert [one.settled for one in scored(*OPEN, panel()).categories] == [True] * 8
    assert [one.settled for one in scored(*OPEN, panel(), on=RUNNING, today=RUNNING).categories] == [False] * 8


def test_what_does_not_apply_at_all_leaves_only_the_bonus() -> None:
    bonus = [{"基地": BASE, "项目": "经验被省级及以上推广", "佐证": "文件"}]
    made = scored(*OPEN, a_round(豁免=given({one.id: "" for one in rubric().record.indicators}), 加分=bonus))
    assert (str(made.total), str(made.best), made.bonus_points, [one.item for one in made.bonus]) == ("2.0", "2.0", 2, ["经验被省级及以上推广"])
    assert {(one.ratio, one.best, one.firm) for one in made.categories} == {(100, 100, 100)}
    assert all(isinstance(number, Decimal) for one in made.categories for number in (one.points, one.of, one.room))
    assert isinstance(scored(*OPEN).bonus_points, Decimal)
    unknown = [{"基地": BASE, "项目": "没有这一项", "佐证": "文件"}]
    assert scored(*OPEN, a_round(加分=[*bonus, *unknown])).bonus_points == 2


def test_the_grade_of_a_total_and_the_lower_of_two() -> None:
    own = rubric().record
    assert [grade_of(own, Decimal(total)) for total in ("100", "90.0", "89.9", "80", "60", "59.9", "0")] == [
        "优秀",
        "优秀",
        "良好",
        "良好",
        "合格",
        "不合格",
        "不合格",
    ]
    floor = rubric(("  - {等次: 不合格, 起: 0}", "  - {等次: 不合格, 起: 1}")).record
    assert grade_of(floor, Decimal(0)) == "不合格"
    pairs = [("优秀", "良好"), ("良好", "优秀"), ("不合格", "合格"), ("良好", "良好"), ("优秀", "不定等次"), ("不定等次", "良好"), ("不定等次", "没有")]
    assert [lower(own, *pair) for pair in pairs] == ["良好", "良好", "不合格", "良好", "优秀", "良好", "不定等次"]


def test_every_ceiling_is_told_and_of_the_reasons_those_that_lowered_it() -> None:
    made = scored(a_round(豁免=given({}), 限制=[limit("L1"), limit("L5"), limit("L5", ceiling="合格"), limit("L9")]))
    g1, g2 = "G1 没有学年计划，也没有学年总结，最高不合格", "G2 没有办过全市性专题研讨，最高良好"
    l1, l5 = f"限制性情形 L1（{NO}），最高良好", f"限制性情形 L5（{NO}），最高合格"
    assert (made.ceilings, made.reasons, made.grade) == ((g1, g2, l1, l5), (g1,), "不合格")
    assert [one.id for one in made.restrictions] == ["L1", "L5", "L5", "L9"]
    made = scored(summary(), a_round(豁免=given({}), 限制=[limit("L5", ceiling="合格")]))
    assert (made.ceilings, made.reasons, made.grade, made.line_grade, made.best_grade) == ((g2, l5), (g2, l5), "合格", "合格", "合格")


def test_while_the_year_runs_a_gate_may_still_open_but_a_decision_stays() -> None:
    made = scored(a_round(限制=[limit("L1")]), on=RUNNING, today=RUNNING)
    assert made.best_grade == "良好" and made.grade is None
    assert scored(on=RUNNING, today=RUNNING).best_grade == "优秀"
    assert scored(panel(), on=RUNNING, today=RUNNING).grade == "不合格"
    assert scored().best_grade == "不合格"
    full = (plan(), a_round(豁免=given({})))
    assert [scored(*full, on=day, today=day).best_grade for day in (RUNNING, AFTER)] == ["优秀", "良好"]


def test_a_gate_without_a_condition_or_with_one_that_cannot_be_counted_stops_nobody() -> None:
    unknown = ("      - {计数: city_events, 低于: 1}\n    最高: 良好", "      - {计数: x, 低于: 1}\n    最高: 良好")
    no_number = ("      - {计数: city_events, 低于: 1}\n    最高: 良好", "      - {计数: city_events}\n    最高: 良好")
    empty = ("    条件:\n      - {计数: city_events, 低于: 1}\n    最高: 良好", "    条件: []\n    最高: 良好")
    for swaps in ((unknown,), (no_number,), (empty,)):
        made = scored(plan(), a_round(豁免=given({})), of=rubric(*swaps))
        assert (made.grade, made.ceilings) == ("优秀", ())


def test_what_a_card_is_asked_for() -> None:
    made = scored(*OPEN, panel())
    assert (made.score("9.9"), assessed(card(), recognised()).card("cz-none")) == (None, None)
    empty = scored(*OPEN)
    assert [one.indicator.id for one in empty.open()] == ["1.3", "2.3", "3.4", "4.4", "5.3", "6.4", "7.3", "8.4"]
    assert [one.indicator.id for one in empty.open("unknown")] == ["2.1", "2.2"] and made.open() == () and empty.panel_total == 0
    assert len(empty.open("unknown", "waiting")) == 10


def test_a_card_without_its_pieces_has_its_points_and_no_words() -> None:
    high = city_event("2026-10-14", 级别="省级")
    city = town(card(), recognised(), *OPEN, high, panel(), came={f"bases/{BASE}/activities/2026-10-12.md": None})
    full = assess(replace(city, broken=(f"bases/{BASE}/members.yml",)), rubric(), AFTER).card(BASE)
    assert full is not None and full.clues and full.unread
    short = bare(full)
    assert (short.clues, short.unread, short.total, short.categories) == ((), (), full.total, full.categories)
    assert [(one.points, one.words, one.raises, one.count) for one in short.scores] == [
        (one.points, "", "", Count(undated=one.count.undated)) for one in full.scores
    ]
    dated = bare(scored(*OPEN, panel()))
    assert any(one.words for one in full.scores) and all(not one.count.used for one in dated.scores)


def test_a_remembered_card_is_told_from_another_by_its_print() -> None:
    made = scored(*OPEN)
    assert made.sealed is made
    marked = replace(made, print="x")
    assert marked.sealed == ("x", made.grade, made.reasons) and marked == made


def fault(file: str, code: str) -> Finding:
    return Finding(Place(file), code, "有误", "改")


def test_what_checking_found_is_a_clue_and_its_file_is_no_evidence() -> None:
    file = f"bases/{BASE}/activities/2026-10-12.md"
    found = [
        fault(file, "YS01"),
        fault(f"bases/{BASE}/resources/b.md", "ZY03"),
        fault(f"bases/{BASE}/resources/a.md", "ZY03"),
        fault("bases/cz-yuwen/a.md", "YS01"),
    ]
    made = scored(*OPEN, findings=found)
    assert [(one.id, one.name, one.files, one.pieces) for one in made.clues] == [
        ("L3", "公布学生成绩或名次，泄露学生个人信息", (file,), ()),
        ("L5", "资源侵权或抄袭", (f"bases/{BASE}/resources/a.md", f"bases/{BASE}/resources/b.md"), ()),
    ]
    assert points(made, "5.1") == "0.00" and points(scored(*OPEN), "5.1") == "1.50"


def test_what_points_to_a_bonus_is_shown_with_its_pieces() -> None:
    paper = {"编号": "CG1", "名称": "课例", "类型": "论文", "级别": "省级", "完成人": "钱芳", "日期": "2027-01-10"}
    made = scored(plan(), city_event("2026-10-12", 级别="国家级"), city_event("2026-11-12"), outcomes(成果=[paper]))
    assert [(one.id, one.name, [piece.title for piece in one.pieces], one.files) for one in made.clues] == [
        ("加分", "经验被省级及以上推广", ["课例"], ()), ("加分", "承担省级及以上教研活动", ["教研 2026-10-12"], ()),
    ]  # fmt: skip


def test_material_changed_after_the_last_day_is_shown() -> None:
    names = {"before": "2027-09-05", "day-after": "2027-09-06", "last": "2027-09-30", "to-come": "2027-10-01"}
    changed = {f"bases/{BASE}/{name}.md": datetime.date.fromisoformat(day) for name, day in names.items()}
    changed |= {"bases/cz-yuwen/a.md": datetime.date(2027, 9, 6), "content/a.md": datetime.date(2027, 9, 6)}
    city = town(card(), recognised(), *OPEN)
    city = replace(city, history=History(city.history.commit, arrived=city.history.arrived, changed=dict(reversed(changed.items()))))
    made = assess(city, rubric(), AFTER).card(BASE)
    assert made is not None
    assert [(one.id, one.name, one.files, one.pieces) for one in made.clues] == [
        ("改动", "材料截止（2027-09-05）以后改过的材料", (f"bases/{BASE}/day-after.md", f"bases/{BASE}/last.md"), ()),
    ]  # fmt: skip


def many(of: Any, *lost: dict[str, str], last: str = "2026-07-10") -> list[Scorecard]:
    """As many bases as there are losses, in the order in which they are told; the last was recognised on a day of its own."""
    told: list[Any] = []
    fixed: list[Any] = []
    for (stage_id, stage, key, subject), left in zip(CELLS, lost, strict=False):
        base = f"{stage_id}-{key}"
        day = last if left is lost[-1] else "2026-07-10"
        told += [card(base, subject=subject, stage=stage), *recognised(day, base), plan(base=base), city_event("2026-10-12", base)]
        fixed += given(left, base)
    made = assessed(told, a_round(豁免=fixed), of=of)
    return [one for stage_id, _, key, _ in CELLS[: len(lost)] if (one := made.card(f"{stage_id}-{key}"))]


def test_who_is_over_the_quota_reads_how_it_was_drawn() -> None:
    made = many(rubric(), {}, {"4.1": "5"}, {"4.1": "4"}, {"5.3": "0", "6.4": "0", "7.2": "3"})
    assert [one.grade for one in made] == ["优秀", "良好", "良好", "良好"]
    reason = "达到优秀的基地超过名额（4 个基地，名额 1 个），按总分、评议分、C5、C8依次比较，定为良好"
    assert [one.reasons for one in made] == [(), (reason,), (reason,), ()]


def test_the_quota_is_at_least_what_the_rubric_says_and_rounds_down() -> None:
    two = rubric(("  比例: 0.30\n  至少: 1\n", "  比例: 0.30\n  至少: 2\n"))
    assert [one.grade for one in many(two, {}, {"4.1": "5"}, {"4.1": "4"})] == ["优秀", "优秀", "良好"]
    share = rubric(("  比例: 0.30\n", "  比例: 0.67\n"))
    assert [one.grade for one in many(share, {}, {"4.1": "5"}, {"4.1": "4"})] == ["优秀", "优秀", "良好"]
    assert [one.grade for one in many(share, {}, {"4.1": "5"}, {"4.1": "4"}, last="2027-03-01")] == ["优秀", "优秀", "良好"]
    assert [one.grade for one in many(share, {}, {"4.1": "5"}, {"4.1": "4"}, last="2027-04-01")] == ["优秀", "良好", "不定等次"]  # of two that are graded
    most = rubric(("  比例: 0.30\n", "  比例: 0.66\n"))
    assert [one.grade for one in many(most, {}, {"4.1": "5"}, {"4.1": "4"})] == ["优秀", "良好", "良好"]


@pytest.mark.parametrize(
    ("order", "grades"),
    [("[评议分]", ["良好", "优秀"]), ("[C4]", ["优秀", "良好"]), ("[总分]", ["优秀", "优秀"]), ("[没有, C4]", ["优秀", "良好"]), ("[没有]", ["优秀", "优秀"])],
)
def test_the_quota_compares_what_the_rubric_names(order: str, grades: list[str]) -> None:
    """Both lost three points: the one of what the panel judges, the other in C4."""
    swap = ("  次序: [总分, 评议分, C5, C8]", f"  次序: {order}")
    assert [one.grade for one in many(rubric(swap), {"5.3": "3"}, {"4.1": "3"})] == grades
