"""The base of the guide page 一个基地的分是怎样算出来的, piece by piece, as the page tells of it."""

from __future__ import annotations

import datetime
from typing import Any

from assess.town import YEAR, Piece, activity, award, card, city_event, entry, members, outcomes, panel, paper, plan, recognised, resource, summary

WORKED = "cz-wuli"
HOST = "wd-jianshe"
REACHED = ("bf-minzhu", "yx-rendian", "ls-luyang", "jx-longshan", "wg-shangdian", "xh-hubin", "zh-caozhen")  # seven counties
WHOLE = "## 过程\n\n## 下一步\n\n再听一节。"
KINDS = ("章程", "例会", "教研活动", "档案管理", "经费使用")
# The week of 12 October has three meetings; the others are a month's first and third Wednesday, more or less.
ROUTINE = (
    "2026-09-16", "2026-10-12", "2026-10-14", "2026-10-16", "2026-11-04", "2026-11-18", "2026-12-02", "2026-12-16", "2027-03-03", "2027-03-17",
    "2027-04-07", "2027-04-21", "2027-05-12",
)  # fmt: skip


def came(*schools: str, people: int = 6) -> list[dict[str, Any]]:
    return [{"学校": HOST, "人数": 8}, *({"学校": school, "人数": people} for school in schools)]


def activities() -> list[Piece]:
    """Twenty: three for the whole city, one that too few came to, three of helping, thirteen of the group."""
    told: dict[str, Any] = {"base": WORKED, "body": WHOLE}
    routine = [activity(day, 参加=came(), 计划项=[f"P{n:02d}"] if n <= 9 else [], 工作组=group(n), **told) for n, day in enumerate(ROUTINE, 1)]
    routine[0] = activity(ROUTINE[0], WORKED, body="## 过程", 参加=came(), 计划项="P01", 工作组="学科专家组")
    routine[10] = activity(ROUTINE[10], 参加=came(), 迟报原因="校园网检修", **told)
    routine[-1] = activity(ROUTINE[-1], WORKED, body="## 过程", 参加=came(), 地点="东楼", 开始="")
    city = [
        city_event("2026-10-21", 参加=came(*REACHED[:3]), **told), city_event("2027-03-24", 参加=came(*REACHED[2:6]), **told),
        city_event("2027-05-19", 参加=came(*REACHED[4:]), **told), city_event("2026-12-23", 参加=came("yx-rendian", "xh-hubin"), **told),
    ]  # fmt: skip
    helping = [activity(day, 类型="送教下乡", 参加=came("yx-rendian"), **told) for day in ("2026-11-25", "2027-04-14")]
    helping.append(activity("2027-06-09", WORKED, body="## 过程", 类型="结对帮扶", 参加=came("yx-rendian")))
    return [*routine, *city, *helping]


def group(number: int) -> str:
    return {2: "活动策划组", 3: "资料编辑组"}.get(number, "")


def arrivals() -> dict[str, str | None]:
    """Every activity came in three days later, but three; the last of them says why. The year's plan was five days late."""
    days = {one.file: str(one.record.day + datetime.timedelta(3)) for one in activities()}
    late = {ROUTINE[4]: 20, ROUTINE[8]: 15, ROUTINE[10]: 30}
    days |= {f"bases/{WORKED}/activities/{day}.md": str(datetime.date.fromisoformat(day) + datetime.timedelta(n)) for day, n in late.items()}
    return {**days, f"bases/{WORKED}/plans/{YEAR}.md": "2026-09-20"}


def people() -> Piece:
    """Ten teachers, two of them from elsewhere, and the researcher; three groups that made something and one that did not."""
    own = [{"姓名": name, "学校": HOST, "角色": "成员"} for name in ("孙立", "钱芳", "吴强", "郑敏", "冯涛", "褚燕")]
    led = [
        {"姓名": "陈立新", "学校": "sjys", "角色": "市教研员"}, {"姓名": "李文静", "学校": HOST, "角色": "学科教研组长", "荣誉": [{"称号": "市级学科带头人"}]},
        {"姓名": "王明远", "学校": HOST, "角色": "基地主任(校领导)"}, {"姓名": "赵海峰", "学校": "yx-rendian", "角色": "成员"},
        {"姓名": "周晓燕", "学校": "xh-hubin", "角色": "成员"},
    ]  # fmt: skip
    groups = [{"名称": name, "组长": "李文静", "成员": "孙立、钱芳"} for name in ("学科专家组", "活动策划组", "资料编辑组", "信息采编组")]
    return members([*led, *own], groups, base=WORKED)


def results() -> list[Piece]:
    projects = [("KT1", "市级", "结题"), ("KT2", "县区级", "立项"), ("KT3", "省级", "中期")]
    written = [("CG1", "论文", "省级"), ("CG2", "案例", "市级")]
    prizes = [
        award("HJ1", "省优质课", "省级", "一等奖", "李文静"), award("HJ2", "市实验教学创新", "市级", "一等奖", "李文静、孙立"),
        award("HJ3", "省微课", "省级", "二等奖", "孙立"), award("HJ4", "省微课", "市级", "一等奖", "孙立"),
    ]  # fmt: skip
    adopted = [{"学校": school, "日期": "2027-04-02", "做法": "照做"} for school in REACHED[:3]]
    return [
        outcomes(
            WORKED,
            课题=[{"编号": id, "名称": id, "级别": level, "状态": status, "主持人": "李文静", "日期": "2026-12-01"} for id, level, status in projects],
            成果=[{"编号": id, "名称": id, "类型": kind, "级别": level, "完成人": "钱芳", "日期": "2027-01-10"} for id, kind, level in written],
            获奖=prizes,
        ),
        paper("experience", "jingyan", WORKED, 日期="2026-12-10", 主题="课堂教学", 作者="李文静", 推广=adopted),
        paper("surveys", "zuoye", WORKED, 日期="2026-11-20", 目的="弄清", 样本="三所学校", 工具="听课", 建议="看图"),
        paper("surveys", "shiyan", WORKED, 日期="2026-12-20", 目的="弄清", 样本="三所学校", 工具="问卷", 建议="动手"),
    ]


def resources() -> list[Piece]:
    uses = [{"学校": school, "日期": "2027-03-01", "反馈": "照着上了"} for school in (*REACHED[:4], REACHED[0])]
    made = [resource(f"sheji-{n}", base=WORKED, 使用=uses if n == 1 else []) for n in range(1, 10)]
    made += [resource(f"weike-{n}", base=WORKED, 类型="微课") for n in range(1, 4)] + [resource(f"kejian-{n}", base=WORKED, 类型="课件") for n in (1, 2)]
    return [*made, resource("danyuan", base=WORKED, 类型="单元整体设计"), resource("caogao", base=WORKED, 状态="待审")]


def pieces() -> list[Piece]:
    meetings = [{"日期": day, "议题": "研究基地", "决定": "定"} for day in ("2026-09-10", "2027-01-12", "2027-06-30")]
    marks = {"i1_3": "1.7", "i2_3": "3.2", "i3_4": "1.5", "i4_4": "3.1", "i5_3": "4.5", "i6_4": "4.4", "i7_3": "3", "i8_4": "2.1"}
    return [
        card(WORKED, HOST, "物理"), *recognised("2026-07-10", WORKED), people(), panel(WORKED, **marks),
        *(paper("rules", f"zhidu-{n}", WORKED, 类型=kind, 日期="2026-09-10") for n, kind in enumerate(KINDS)),
        entry("meetings", {"会议": meetings}, f"bases/{WORKED}/meetings.yml", WORKED),
        paper("plans", "sannian", WORKED, 类型="三年规划", 日期="2026-09-10", 起始学年=YEAR, 终止学年="2028-2029"),
        paper("plans", "fazhan", WORKED, 类型="教师发展规划", 日期="2026-09-12"), plan("2026-09-05", WORKED, tasks=12), summary("2027-07-02", WORKED),
        *activities(), *results(), *resources(),
    ]  # fmt: skip
