"""Every indicator at least once: points computed by hand, what counts, and the reason of everything that does not."""

from __future__ import annotations

import datetime

import pytest
from assess.town import (
    BASE,
    JUDGED,
    YEAR,
    activity,
    award,
    came,
    card,
    city_event,
    entry,
    members,
    outcomes,
    panel,
    paper,
    plan,
    points,
    refused,
    resource,
    scored,
    settings,
    summary,
    town,
    used,
)  # fmt: skip
from jidi.model.finding import Finding, Place

KINDS = ("章程", "例会", "教研活动", "档案管理", "经费使用", "考核激励")
PEOPLE = (
    {"姓名": "陈立新", "学校": "sjys", "角色": "市教研员"},
    {"姓名": "李文静", "学校": "xh-hubin", "角色": "学科教研组长", "荣誉": [{"称号": "市级名师"}]},
    {"姓名": "王明远", "学校": "xh-hubin", "角色": "基地主任(校领导)"},
    {"姓名": "赵海峰", "学校": "bf-minzhu", "角色": "成员"},
)


def rule(kind: str, day: str = "2026-09-10", name: str = "") -> object:
    return paper("rules", name or f"rule-{KINDS.index(kind) if kind in KINDS else 9}-{day}", 类型=kind, 日期=day)


def test_1_1_rules_of_this_cycle_one_of_a_kind() -> None:
    made = scored(
        [rule(kind) for kind in KINDS[:4]], rule("章程", "2026-10-01", "again"), rule("信息安全"), rule("经费使用", "2025-09-01", "old"),
        rule("考核激励", "2027-09-02", "next"), came={f"bases/{BASE}/rules/rule-3-2026-09-10.md": "2027-09-06"},
    )  # fmt: skip
    assert points(made, "1.1") == "2.00"  # 4 × 3/6
    assert refused(made, "1.1") == {
        "again": "“章程”已经计了一份", "rule-9-2026-09-10": "“信息安全”不在要求的6种里", "old": "日期是 2025-09-01，不在本认定周期",
        "next": "2027-09-02 还没有到，或晚于本学年", "rule-3-2026-09-10": "2027-09-06 才入库，晚于材料截止的 2027-09-05",
    }  # fmt: skip
    assert "还缺：档案管理、经费使用、考核激励" in made.score("1.1").raises  # type: ignore[union-attr]


def test_1_2_meetings_of_the_year() -> None:
    held = [{"日期": day, "议题": f"会 {day}", "决定": "定"} for day in ("2026-08-31", "2026-09-01", "2027-08-31", "2027-09-01")]
    made = scored(meetings(held))
    assert points(made, "1.2") == "1.00"  # 2 × 2/4
    assert refused(made, "1.2") == {f"会 {day}": "不在 2026-2027 学年" for day in ("2026-08-31", "2027-09-01")}
    assert made.score("1.2").raises.startswith("还差 2（目标 4）")  # type: ignore[union-attr]


def meetings(held: list[dict[str, str]]) -> object:
    return entry("meetings", {"会议": held}, f"bases/{BASE}/meetings.yml", BASE)


def test_2_1_four_things_about_the_members() -> None:
    made = scored(members(PEOPLE))
    assert points(made, "2.1") == "4.00"  # one of three teachers is from elsewhere; the researcher is no teacher
    only_home = scored(members(PEOPLE[:3]))
    assert points(only_home, "2.1") == "2.00"
    assert set(refused(only_home, "2.1").values()) == {"这一项没有做到"}


def test_2_1_whose_term_is_over_is_no_member() -> None:
    gone = {**PEOPLE[3], "届满": "2026-08-31"}
    assert points(scored(members([*PEOPLE[:3], gone])), "2.1") == "2.00"


def test_2_2_groups_with_people_and_a_product() -> None:
    groups = [
        {"名称": "专家组", "组长": "陈立新", "成员": "李文静"}, {"名称": "策划组", "组长": "赵海峰", "成员": "李文静"},
        {"名称": "编辑组", "组长": "王明远", "成员": "王明远"},
    ]  # fmt: skip
    made = scored(members(PEOPLE, groups), activity("2026-10-12", 工作组="专家组"), activity("2026-10-19", 工作组="编辑组"))
    assert points(made, "2.2") == "0.50"
    assert refused(made, "2.2") == {"策划组": "本学年没有写明由它承办的活动或资源", "编辑组": "连组长不足 2 人"}


def three_years(day: str, first: str = "2026-2027", last: str = "2028-2029", name: str = "sannian") -> object:
    return paper("plans", name, 类型="三年规划", 日期=day, 起始学年=first, 终止学年=last)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([three_years("2026-09-15"), plan("2026-09-15")], "3.00"),
        ([three_years("2026-09-16"), plan("2026-09-30")], "1.50"),
        ([three_years("2026-10-01"), plan("2026-09-30")], "1.00"),
        ([three_years("2026-10-01"), plan("2026-10-01")], "0.00"),
        ([], "0.00"),
    ],
)
def test_3_1_plans_on_time_late_and_too_late(pieces: list[object], expected: str) -> None:
    assert points(scored(*pieces), "3.1") == expected


def test_3_1_what_counts_is_when_it_was_handed_in() -> None:
    file = f"bases/{BASE}/plans/{YEAR}.md"
    late = scored(plan("2026-09-05"), came={file: "2026-09-20"})
    assert points(late, "3.1") == "1.00" and "2026-09-20 交，晚 5 天" in late.score("3.1").count.used[0].note  # type: ignore[union-attr]
    too_late = scored(plan("2026-09-05"), came={file: "2026-10-01"})
    assert refused(too_late, "3.1") == {YEAR: "2026-09-15 前应交，2026-10-01 才交，晚了 16 天"}


def test_3_1_an_older_late_plan_takes_nothing_from_the_new_one() -> None:
    old = three_years("2024-09-25", "2024-2025", "2026-2027", "old")
    made = scored(old, three_years("2026-09-10"), recognised_on="2024-07-10")
    assert points(made, "3.1") == "1.00" and refused(made, "3.1") == {"old": "这一种已经计了一份"}


def test_3_1_and_3_3_before_the_day_are_not_zero() -> None:
    made = scored(on=datetime.date(2026, 9, 15), today=datetime.date(2026, 9, 15))
    assert (points(made, "3.1"), points(made, "3.3")) == ("unknown", "unknown")
    assert made.score("3.1").words == "还没到期：三年规划（2026-09-15 前交）、学年计划（2026-09-15 前交）"  # type: ignore[union-attr]
    assert points(scored(on=datetime.date(2026, 9, 16)), "3.1") == "0.00"


def test_3_1_a_new_base_has_thirty_days() -> None:
    made = scored(plan("2026-11-30"), recognised_on="2026-11-01")
    assert points(made, "3.1") == "2.00"


def test_3_2_tasks_that_something_says_it_did() -> None:
    made = scored(
        plan(tasks=3), activity("2026-10-12", 计划项="P01"), activity("2025-10-12", 计划项="P02"), resource("a", 计划项="P02", 状态="待审"),
    )  # fmt: skip
    assert points(made, "3.2") == "1.00"  # 3 × 1/3
    assert set(refused(made, "3.2")) == {"P02 研讨", "P03 研讨"}
    assert points(scored(), "3.2") == "unknown"


@pytest.mark.parametrize(("day", "expected"), [("2027-07-05", "2.00"), ("2027-07-20", "1.00"), ("2027-07-21", "0.00")])
def test_3_3_the_summary_by_5_july(day: str, expected: str) -> None:
    assert points(scored(summary(day)), "3.3") == expected


def test_4_1_two_a_week_and_what_went_elsewhere() -> None:
    made = scored(
        [activity(f"2026-10-{day}") for day in (12, 13, 14, 19)], activity("2026-10-15", 状态="取消", 取消原因="雨"), activity("2026-10-20", 状态="计划"),
        activity("2027-09-01"), city_event("2026-11-02"), came={f"bases/{BASE}/activities/2026-10-19.md": "2027-09-06", f"bases/{BASE}/activities/2027-09-01.md": "2027-08-30"},
    )  # fmt: skip
    assert points(made, "4.1") == "0.60"  # 6 × 2/20
    assert refused(made, "4.1") == {
        "教研 2026-10-14": "这一周已经计了 2 次", "教研 2026-10-19": "2027-09-06 才入库，晚于材料截止的 2027-09-05",
        "教研 2027-09-01": "不在 2026-2027 学年", "教研 2026-11-02": "已计入 5.1 全市性专题研讨，不重复计",
    }  # fmt: skip


def test_4_1_what_came_after_the_day_asked_for_was_not_there() -> None:
    file = f"bases/{BASE}/activities/2026-10-12.md"
    early, later = (scored(activity("2026-10-12"), on=datetime.date(2026, 11, day), came={file: "2026-11-05"}) for day in (4, 5))
    assert points(early, "4.1") == "0.00" and points(later, "4.1") == "0.30"
    assert points(scored(activity("2026-12-12"), on=datetime.date(2026, 11, 4)), "4.1") == "0.00"


def test_4_2_nine_things_in_a_record() -> None:
    complete = activity("2026-10-12", body="## 过程\n\n## 下一步\n\n再听一节。")
    made = scored(complete, activity("2026-10-19"), activity("2026-10-26", 开始="", 无产出原因="", body=""))
    assert points(made, "4.2") == "1.33"  # 4 × 1/3
    assert refused(made, "4.2") == {"教研 2026-10-19": "缺：后续", "教研 2026-10-26": "缺：开始、正文、产出、后续"}
    assert points(scored(), "4.2") == "unknown"


def test_4_3_within_fourteen_days() -> None:
    files = {day: f"bases/{BASE}/activities/{day}.md" for day in ("2026-10-12", "2026-10-19", "2026-10-26", "2026-11-02")}
    made = scored(
        activity("2026-10-12"), activity("2026-10-19"), activity("2026-10-26", 迟报原因="停电"), activity("2026-11-02"),
        came=dict(zip(files.values(), ("2026-10-26", "2026-11-03", "2026-12-30", None), strict=True)), on=datetime.date(2026, 11, 10),
    )  # fmt: skip
    assert refused(made, "4.3") == {"教研 2026-10-19": "活动后 15 天（2026-11-03）才入库"}
    assert points(made, "4.3") == "1.33"  # 2 × 2/3: one came after the day asked for, one is not committed and comes today


def test_5_1_level_openness_and_fifteen_from_other_schools() -> None:
    mixed = came(("xh-hubin", 40), ("sjys", 9), ("bf-minzhu", 8), ("wd-jianshe", 6))
    made = scored(
        city_event("2026-10-12", people=15), city_event("2026-11-12", 参加=mixed), city_event("2026-12-12", 面向全市=False), activity("2027-03-12", 级别="县区级"),
    )  # fmt: skip
    assert points(made, "5.1") == "1.50"  # 6 × 1/4
    assert refused(made, "5.1") == {"教研 2026-11-12": "外校参加 14 人，少于 15 人", "教研 2026-12-12": "没有写“面向全市: 是”"}
    assert used(made, "4.1") == ["教研 2026-11-12", "教研 2026-12-12", "教研 2027-03-12"]  # they are ordinary meetings then


def test_5_2_counties_whose_teachers_came() -> None:
    own = activity("2026-10-12")
    made = scored(own, activity("2026-10-19", 参加=came(("bf-minzhu", 1), ("wd-jianshe", 2), ("szx-shiyan", 3), ("rz-wangzhai", 0))))
    assert points(made, "5.2") == "0.67"  # 4 × 2/12: the own school is no reach, 市直 is no county, nobody is nobody
    assert used(made, "5.2") == ["卫东区", "宝丰县"]
    without = scored(own, activity("2026-10-19", 参加=came(("bf-minzhu", 1))), settings(不参加的县区="汝州市"))
    assert points(without, "5.2") == "0.36"  # 4 × 1/11


def test_6_1_projects_by_level_once_each() -> None:
    def project(id: str, level: str, status: str, day: str = "2026-12-01", name: str = "") -> dict[str, str]:
        return {"编号": id, "名称": name or id, "级别": level, "状态": status, "主持人": "李文静", "日期": day}

    listed = [
        project("KT1", "市级", "立项"), project("KT2", "县区级", "结题"), project("KT3", "省级", "中期"), project("KT4", "校级", "结题"),
        project("KT5", "省级", "结题", "2026-08-31"), project("KT6", "市级", "结题", name="KT1"),
    ]  # fmt: skip
    made = scored(outcomes(课题=listed))
    assert points(made, "6.1") == "1.50"
    assert refused(made, "6.1") == {
        "KT3": "状态是“中期”，不是立项或结题", "KT4": "“校级”不在计分阶梯里", "KT5": "不在 2026-2027 学年", "KT1": "这个课题本学年已经计了一次",
    }  # fmt: skip
    assert points(scored(outcomes(课题=[project("KT1", "国家级", "立项"), project("KT2", "市级", "立项")])), "6.1") == "3.00"


def test_6_2_achievements_and_at_most_one_point_of_adoptions() -> None:
    schools = ("bf-minzhu", "wd-jianshe", "yx-rendian", "ls-luyang", "jx-longshan", "bf-minzhu", "xh-hubin")
    adopted = [{"学校": school, "日期": f"2027-03-{day:02d}", "做法": "照做"} for day, school in enumerate(schools, 1)]
    listed = [{"编号": "CG1", "名称": "论文", "类型": "论文", "级别": "省级", "完成人": "李文静", "日期": "2026-10-01"}]
    made = scored(outcomes(成果=listed), paper("experience", "jingyan", 日期="2026-10-01", 主题="课堂教学", 作者="李文静", 推广=adopted))
    assert points(made, "6.2") == "2.00"  # 1 + 4 × 0.25
    assert refused(made, "6.2") == {
        "jingyan：郏县龙山中学": "外校采用合计最多计 1 分", "jingyan：宝丰县闹店中学": "这所学校已经计了一次", "jingyan：新华区湖滨中学": "是本校，不是外校",
    }  # fmt: skip


def survey(name: str, day: str) -> object:
    return paper("surveys", name, 日期=day, 目的="弄清", 样本="三所学校", 工具="听课", 建议="先看图")


def test_6_3_one_a_term_that_passes_the_privacy_rules() -> None:
    private = Finding(Place(f"bases/{BASE}/surveys/c.md", 3), code="YS01", level="error", message="证件号", fix="删掉")
    pieces = (survey("a", "2026-10-01"), survey("b", "2027-02-10"), survey("c", "2027-03-01"))
    made = scored(*pieces, findings=[private])
    assert points(made, "6.3") == "1.00"
    assert refused(made, "6.3") == {"b": "第一学期已经计了一份", "c": "没有通过隐私检查（YS01）"}
    assert points(scored(*pieces), "6.3") == "2.00"


def test_7_1_a_plan_for_the_teachers_renewed_this_year() -> None:
    old = paper("plans", "teachers", 类型="教师发展规划", 日期="2025-09-10")
    assert points(scored(old), "7.1") == "0.00" and refused(scored(old), "7.1") == {"teachers": "2026-2027 学年没有更新"}
    assert points(scored(paper("plans", "teachers", 类型="教师发展规划", 日期="2025-09-10", 更新=["2026-09-10"])), "7.1") == "2.00"


def test_7_2_the_best_of_an_event_and_two_points_a_person() -> None:
    prizes = [
        award("1", "优质课", "市级", "一等奖", "李文静"), award("2", "优质课", "省级", "二等奖", "李文静"), award("3", "基本功", "省级", "一等奖", "李文静"),
        award("4", "论文", "县区级", "三等奖", "赵海峰"), award("5", "论文", "市级", "优秀奖", "赵海峰"), award("6", "论文", "省级", "一等奖", "周晓燕", "2026-08-31"),
    ]  # fmt: skip
    made = scored(outcomes(获奖=prizes))
    assert points(made, "7.2") == "2.25"  # 李文静: 2, not 2 + 1.4; 赵海峰: 0.5 × 0.5
    reasons = [one.reason for one in made.score("7.2").count.rejected]  # type: ignore[union-attr]
    assert sorted(reasons) == sorted(["“市级优秀奖”不在计分阶梯里", "不在 2026-2027 学年", *["获奖人同一赛事已计更高的，或到了每人上限"] * 2])


def test_7_2_thirds_add_up_to_a_tie() -> None:
    """Three thirds and 0.675 beside two people at their ceiling: 5.675, not 5.6749."""
    full = [award("1", "A", "国家级", "一等奖", "甲"), award("2", "B", "国家级", "一等奖", "乙")]
    thirds = [award(f"3{n}", who, "市级", "一等奖", f"甲、乙、{who}") for n, who in enumerate("丙丁戊")]
    made = scored(outcomes(获奖=[*full, *thirds, award("6", "C", "县区级", "一等奖", "己"), award("7", "D", "县区级", "二等奖", "甲、庚")]))
    assert points(made, "7.2") == "5.68"


def test_8_1_by_work_with_a_ceiling_for_a_type() -> None:
    made = scored(
        [resource(f"d{number:02d}") for number in range(11)], resource("unit", 类型="单元整体设计"), resource("ppt", 类型="课件"), resource("draft", 状态="草稿"),
        resource("alone", 审核=[]), resource("thesis", 类型="论文"), resource("old", "2026-08-31"), came={f"bases/{BASE}/resources/old.md": "2026-09-02"},
    )  # fmt: skip
    assert points(made, "8.1") == "2.73"  # 5 × (9.6 + 3 + 0.5)/24
    assert refused(made, "8.1") == {
        "d10": "“教学设计”一类已计满 9.6 分", "draft": "状态是“草稿”，没有发布", "alone": "没有审核人", "thesis": "“论文”不在计分阶梯里", "old": "不在 2026-2027 学年",
    }  # fmt: skip


def test_8_2_other_schools_that_say_how() -> None:
    def use(school: str, day: str = "2027-03-01", note: str = "照着上了") -> dict[str, str]:
        return {"学校": school, "日期": day, "反馈": note}

    uses = [use("bf-minzhu"), use("bf-minzhu", "2027-03-08"), use("wd-jianshe", note=""), use("xh-hubin"), use("yx-rendian", "2026-08-31")]
    made = scored(resource("a", "2025-10-01", 使用=uses), resource("gone", 状态="已下架", 使用=[use("ls-luyang")]))
    assert points(made, "8.2") == "0.50"  # 3 × 1/6
    reasons = [one.reason for one in made.score("8.2").count.rejected]  # type: ignore[union-attr]
    assert sorted(reasons) == sorted(["这所学校已经计过", "没有写反馈", "不是外校的使用", "不在 2026-2027 学年", "状态是“已下架”，没有发布"])


def test_8_3_helping_in_two_counties() -> None:
    visits = [activity(f"2026-1{month}-12", 类型="送教下乡", 参加=came(("bf-minzhu", 6))) for month in (0, 1)]
    one = scored(visits)
    assert points(one, "8.3") == "0.75"  # 3 × 2/4 × 1/2
    assert one.score("8.3").words == "3 × min(1, 2 ÷ 4) × 0.5 = 0.75"  # type: ignore[union-attr]
    two = scored(visits, activity("2027-03-12", 帮扶薄弱=True, 帮扶学校="ls-shanqu"))
    assert points(two, "8.3") == "2.25" and points(two, "4.1") == "0.00"  # 3 × 3/4 × 2/2


@pytest.mark.parametrize("id", JUDGED)
def test_judged_indicators_wait_and_then_take_the_mean(id: str) -> None:
    waiting = scored()
    assert points(waiting, id) == "waiting" and waiting.grade is None
    most = waiting.score(id).indicator.max  # type: ignore[union-attr]
    made = scored(panel(**{f"i{id.replace('.', '_')}": "1.005"}))
    assert points(made, id) == "1.01" and most > 1
    assert points(scored(panel(**{f"i{id.replace('.', '_')}": "99"})), id) == f"{most}.00"


def test_judged_indicators_show_what_to_read() -> None:
    told = {"时间": "周四下午", "经费": "单列"}
    adopted = [{"学校": "bf-minzhu", "日期": "2027-03-01", "做法": "照做"}]
    made = scored(
        city_event("2026-10-12"), activity("2026-10-19", 类型="集体备课"), summary(), resource("unit", 类型="单元整体设计"),
        paper("experience", "jingyan", 日期="2026-10-01", 主题="课堂教学", 作者="李文静", 推广=adopted),
        members(PEOPLE, pairs=[{"导师": "李文静", "学员": "赵海峰", "学校": "bf-minzhu", "开始": "2026-09-10"}]), base=card(保障=told),
    )  # fmt: skip
    shown = {id: used(made, id) for id in JUDGED}
    assert shown == {
        "1.3": ["时间、经费与条件保障"], "2.3": ["教研 2026-10-19"], "3.4": [YEAR], "4.4": [], "5.3": ["教研 2026-10-12"], "6.4": ["unit"],
        "7.3": ["李文静 带 赵海峰"], "8.4": ["jingyan：宝丰县闹店中学"],
    }  # fmt: skip


def test_every_piece_says_where_it_is_written_and_read() -> None:
    made = scored(outcomes(获奖=[award("1", "优质课", "省级", "一等奖", "李文静")]), activity("2026-10-12"))
    prize, meeting = (made.score(id).count.used[0].evidence for id in ("7.2", "4.1"))  # type: ignore[union-attr]
    assert (prize.file, prize.line, prize.address) == (f"bases/{BASE}/outcomes.yml", 2, f"bases/{BASE}/index.html#outcomes")
    assert meeting.address == f"bases/{BASE}/activities/2026-10-12.html"
    assert town(activity("2026-10-12")).entries
