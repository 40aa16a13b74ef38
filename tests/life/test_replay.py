"""Every row of the table: a legal path, and a forbidden one that is named with its transition, its guard and its clause."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from jidi.check import check
from jidi.life import GUARDS, Life, replay
from jidi.model.city import Entry
from town import (
    ACTIVE,
    AGAIN,
    APPLY,
    AWARD,
    BASE,
    COUNTY,
    EXPERTS,
    FAIL,
    NOTICE,
    OPEN,
    PAPERS,
    PENDING,
    PUBLIC,
    RENEWED,
    RENEWING,
    REPORT,
    REVIEWED,
    TABLE,
    VISITED,
    Told,
    a_round,
    application,
    card,
    graded,
    review,
    settings,
    told,
    town,
)  # fmt: skip

REASON = {"理由": "理由"}
REVOKE = told("取消命名", "2028-11-20", 文号="平教体〔2028〕99号", 理由="连续两个学年不合格；学校已作陈述。", 陈述="学校放弃陈述")
CITY_SCHOOL = card(BASE, "szx-shiyan")
CITY_APPLY = {**APPLY, "机关": "平顶山市鹰城实验学校"}


def correct(number: int, day: str, grade: str, **more: Any) -> Told:
    """Correct the grade decision that is the ``number``-th of the story and was made on ``day``."""
    return told("等次更正", "2028-11-05", **{"更正": f"{day}-{number:02d}-{BASE}", "等次": grade, **REASON, **more})


SECOND_FAIL_CORRECTED = correct(9, "2028-10-15", "合格")
LEGAL: dict[str, tuple[tuple[Told, ...], tuple[Entry[Any], ...], bool]] = {
    "T1": ((APPLY,), (), False),
    "T2": ((APPLY, told("退回补正", "2026-09-12", **REASON)), (), False),
    "T3": ((APPLY, COUNTY), (), False),
    "T4": ((CITY_APPLY, EXPERTS), (CITY_SCHOOL,), False),
    "T5": ((APPLY, COUNTY, EXPERTS), (), False),
    "T6": (VISITED, (), False),
    "T7": (REVIEWED, (), False),
    "T8": (PUBLIC, (), False),
    "T9": (ACTIVE, (), False),
    "T10": ((*PUBLIC, told("异议成立", "2026-12-04", **REASON)), (), False),
    "T11": ((*VISITED, told("未通过", "2026-12-04", **REASON)), (), False),
    "T12": ((*VISITED, told("学校撤回", "2026-12-04")), (), False),
    "T13": ((*ACTIVE, graded("年度考核", "2026-2027", "良好")), (), False),
    "T14": ((*ACTIVE, FAIL), (), True),
    "T15": ((*ACTIVE, FAIL, graded("整改后合格", "2027-2028", "合格")), (), False),
    "T16": (PENDING, (), False),
    "T17": ((*PENDING, REVOKE), (), False),
    "T18": ((*PENDING, SECOND_FAIL_CORRECTED), (), True),
    "T19": (RENEWING, (), False),
    "T20": ((*RENEWING, RENEWED), (), False),
    "T21": ((*RENEWING, told("期满终止", "2029-12-20", 文号="平教体〔2029〕91号", **REASON)), (), False),
    "T22": ((*ACTIVE, told("主动退出", "2028-01-10", **REASON)), (), False),
    "T23": (
        (*ACTIVE, graded("首次不合格", "2027-2028", "不合格"), OPEN, graded("又不合格", "2028-2029", "不合格")),
        (), False,
    ),
}  # fmt: skip

OTHER = "cz-shuxue-2"
RIVAL = card(OTHER, "bf-minzhu")


def rival(*decisions: Told) -> tuple[Told, ...]:
    """The same decisions on another base for the same seat, by another school."""
    names = {"新华区湖滨中学": "宝丰县闹店中学", "新华区教研室": "宝丰县教研室"}
    return tuple({**one, "基地": OTHER, "机关": names.get(one["机关"], one["机关"])} for one in decisions)


def without(*kinds: str) -> tuple[Entry[Any], ...]:
    return tuple(one for one in PAPERS if getattr(one.record, "kind", "") not in kinds and one.kind.id not in kinds)


FORBIDDEN: list[tuple[str, str, tuple[Told, ...], tuple[Entry[Any], ...], tuple[Entry[Any], ...], str]] = [
    ("T1", "application", (APPLY,), (), without("application"), "没有申报报告"),
    ("T1", "application", (APPLY,), (), (application(without="运行机制"),), "申报报告缺“运行机制”"),
    ("T1", "application", (APPLY,), (), (application("2026-09-30"),), "2026-09-30，在这份决定以后"),
    ("T1", "ban", (*PENDING, REVOKE, {**APPLY, "基地": OTHER, "日期": "2031-11-19"}),
     (card(OTHER), application("2031-11-01", OTHER)), PAPERS, "“cz-shuxue”2028-11-20 已取消命名，3 年内不能再报数学"),
    ("T1", "body", ({**APPLY, "机关": "新华区西市小学"},), (), PAPERS, "新华区西市小学"),
    ("T2", "reason", (APPLY, told("退回补正", "2026-09-12")), (), PAPERS, "没有写理由"),
    ("T3", "county", (APPLY, {**COUNTY, "机关": "叶县教研室"}), (), PAPERS, "湖滨中学在新华区，初核的却是“叶县教研室”"),
    ("T3", "county", (CITY_APPLY, COUNTY), (CITY_SCHOOL,), PAPERS, "市直学校，不经县区初核"),
    ("T4", "city-school", (APPLY, EXPERTS), (), PAPERS, "在新华区，不是市直学校"),
    ("T5", "sheets", (APPLY, COUNTY, EXPERTS), (), (application(), review("专家审核", "2026-10-15", 2)), "只有 2 份审核表，少于 3 份"),
    ("T5", "sheets", (APPLY, COUNTY, EXPERTS), (), without("专家审核"), "没有专家审核的记录"),
    ("T5", "sheets", (APPLY, COUNTY, EXPERTS), (), (application(), review("专家审核", "2026-10-15", 3, conclusion="不推荐")), "不推荐"),
    ("T5", "body", (APPLY, COUNTY, {**EXPERTS, "机关": "新华区教研室"}), (), PAPERS, "由市学科基地建设工作指导小组作决定"),
    ("T6", "visit", VISITED, (), (*without("实地调研"), review("实地调研", "2026-10-16", 2)), "没有专家审核以后、2026-11-12 以前"),
    ("T6", "visit", VISITED, (), (*without("实地调研"), review("实地调研", "2026-11-10", 1)), "只有 1 人签字，少于 2 人"),
    ("T7", "all-visited", (*VISITED, *rival({**APPLY, "日期": "2026-11-15"}), REPORT), (RIVAL, application("2026-11-14", OTHER)), PAPERS,
     "“cz-shuxue-2”（已申报）还没有实地调研"),
    ("T8", "alone", (*rival(*PUBLIC), *REVIEWED, {**NOTICE, "日期": "2026-12-02"}), (RIVAL,), PAPERS, "“cz-shuxue-2”（公示中）"),
    ("T8", "alone", (*rival(*ACTIVE), *REVIEWED, {**NOTICE, "日期": "2026-12-09"}), (RIVAL,), PAPERS, "“cz-shuxue-2”（已授牌）"),
    ("T9", "publicity", (*PUBLIC, {**AWARD, "日期": "2026-12-07"}), (), PAPERS, "只有 4 个工作日，少于 5 个"),
    ("T9", "objections", (*REVIEWED, {**NOTICE, "理由": "已公示"}, AWARD), (), PAPERS, "没有写公示期间的异议情况"),
    ("T9", "number", (*PUBLIC, {**AWARD, "文号": ""}), (), PAPERS, "没有写文号"),
    ("T9", "number", (*PUBLIC, {**AWARD, "文号": "平教体[2026]90号"}), (), PAPERS, "写的是“平教体[2026]90号”"),
    ("T9", "table", (APPLY, AWARD), (), PAPERS, "只能用在“公示中”的基地上，“cz-shuxue”这时是“已申报”"),
    ("T10", "reason", (*PUBLIC, told("异议成立", "2026-12-04")), (), PAPERS, "没有写理由"),
    ("T11", "reason", (*VISITED, told("未通过", "2026-12-04")), (), PAPERS, "没有写理由"),
    ("T12", "table", (*PUBLIC, told("学校撤回", "2026-12-04")), (), PAPERS, "这时是“公示中”"),
    ("T13", "normal", (*ACTIVE, FAIL, graded("年度考核", "2027-2028", "合格")), (), PAPERS, "「事项」改成“整改后合格”（T15）"),
    ("T13", "once", (*ACTIVE, graded("年度考核", "2026-2027", "良好"), graded("年度考核", "2026-2027", "优秀", "2027-11-01")), (), PAPERS,
     "2026-2027 学年已经有等次“良好”"),
    ("T13", "grade", (*ACTIVE, told("年度考核", "2027-10-15", 反馈="好")), (), PAPERS, "没有写学年或等次"),
    ("T13", "grade", (*ACTIVE, graded("年度考核", "2026-2027", "不合格")), (), PAPERS, "「事项」改成“首次不合格”（T14）"),
    ("T13", "year-over", (*ACTIVE, graded("年度考核", "2026-2027", "良好", "2027-08-31")), (), PAPERS,
     "2026-2027 学年到 2027-08-31 才结束，决定的日期是 2027-08-31"),
    ("T13", "year-over", (*ACTIVE, graded("年度考核", "2026-2027", "不定等次", "2027-01-15")), (), PAPERS, "2027-09-01 起才能作"),
    ("T13", "feedback", (*ACTIVE, graded("年度考核", "2026-2027", "良好", 反馈=None)), (), PAPERS, "没有反馈意见"),
    ("T13", "in-cycle", (*ACTIVE, graded("年度考核", "2025-2026", "良好", "2027-01-15")), (), PAPERS,
     "2025-2026 学年不在认定周期（2027-01-01 至 2029-12-31）内"),
    ("T13", "in-cycle", (*ACTIVE, graded("年度考核", "2030-2031", "良好")), (), PAPERS, "2030-2031 学年不在认定周期"),
    ("T13", "body", (*ACTIVE, graded("年度考核", "2026-2027", "良好", 机关="领导小组办公室")), (), PAPERS, "由市学科基地建设领导小组作决定"),
    ("T14", "year-over", (*ACTIVE, {**FAIL, "日期": "2027-01-15"}), (), PAPERS, "2026-2027 学年到 2027-08-31 才结束"),
    ("T14", "no-chain", (*ACTIVE, FAIL, graded("首次不合格", "2027-2028", "不合格")), (), PAPERS, "「事项」改成“又不合格”（T16）"),
    ("T15", "year-over", (*ACTIVE, FAIL, graded("整改后合格", "2027-2028", "合格", "2027-11-01")), (), PAPERS, "到 2028-08-31 才结束"),
    ("T15", "remedy", (*ACTIVE, graded("整改后合格", "2026-2027", "合格")), (), PAPERS, "「事项」改成“年度考核”（T13）"),
    ("T16", "year-over", (*ACTIVE, FAIL, {**AGAIN, "日期": "2027-11-01"}), (), PAPERS, "2027-2028 学年到 2028-08-31 才结束"),
    ("T16", "chain", (*ACTIVE, graded("年度考核", "2026-2027", "合格"), AGAIN), (), PAPERS, "「事项」改成“首次不合格”（T14）"),
    ("T17", "heard", (*PENDING, {**REVOKE, "理由": ""}), (), PAPERS, "没有写理由和学校的陈述"),
    ("T17", "heard", (*PENDING, {**REVOKE, "陈述": ""}), (), PAPERS, "没有写理由和学校的陈述"),
    ("T17", "number", (*PENDING, {**REVOKE, "文号": "99"}), (), PAPERS, "写的是“99”"),
    ("T17", "table", (*ACTIVE, FAIL, REVOKE), (), PAPERS, "“cz-shuxue”这时是“已授牌”"),
    ("T18", "correction", (*PENDING, correct(9, "2028-10-16", "合格")), (), PAPERS, "不是这个基地已有的考核决定"),
    ("T18", "correction", (*PENDING, correct(9, "2028-10-15", "合格", 更正=None)), (), PAPERS, "没有写更正的是哪个文件"),
    ("T18", "correction", (*PENDING, correct(9, "2028-10-15", "合格", 学年="2026-2027")), (), PAPERS, "被更正的决定是 2027-2028 学年"),
    ("T18", "chain-broken", (*PENDING, correct(9, "2028-10-15", "不合格")), (), PAPERS, "仍然都不合格"),
    ("T19", "near-end", (*ACTIVE, {**OPEN, "日期": "2029-06-30"}), (), PAPERS, "2029-07-01 起才能开启（届满前 6 个月）"),
    ("T20", "revisit", (*RENEWING, RENEWED), (), without("实地调研"), "没有开启认定以后、2029-12-20 以前的实地调研记录"),
    ("T20", "next-cycle", (*RENEWING, {**RENEWED, "周期开始": "2029-12-20"}), (), PAPERS, "新周期却从 2029-12-20 开始"),
    ("T20", "unique", (*RENEWING, *rival(*ACTIVE), RENEWED), (RIVAL,), PAPERS, "同一席位已有“cz-shuxue-2”（已授牌）"),
    ("T21", "reason", (*RENEWING, told("期满终止", "2029-12-20", 文号="平教体〔2029〕91号")), (), PAPERS, "没有写理由"),
    ("T22", "reason", (*ACTIVE, told("主动退出", "2028-01-10")), (), PAPERS, "没有写理由"),
    ("T22", "table", (*PENDING, told("主动退出", "2028-11-10", **REASON)), (), PAPERS, "这时是“拟取消命名”"),
    ("T23", "year-over", (*ACTIVE, graded("首次不合格", "2027-2028", "不合格"), {**OPEN, "日期": "2029-07-02"}, graded("又不合格", "2028-2029", "不合格", "2029-08-20")),
     (), PAPERS, "2028-2029 学年到 2029-08-31 才结束"),
    ("T23", "chain", (*RENEWING, graded("又不合格", "2028-2029", "不合格")), (), PAPERS, "「事项」改成“首次不合格”（T14）"),
]  # fmt: skip


def life_of(decisions: tuple[Told, ...], *more: Entry[Any], base: str = BASE, papers: tuple[Entry[Any], ...] = PAPERS) -> Life:
    return replay(town(decisions, *more, papers=papers))[base]


def test_every_row_of_the_table_has_a_legal_and_a_forbidden_case() -> None:
    rows = {row.id for row in TABLE.transitions}
    assert len(rows) == len(TABLE.transitions) == 23 and len({state.id for state in TABLE.states}) == 15
    assert set(LEGAL) == rows
    assert {row for row, *_ in FORBIDDEN} == rows


def test_every_guard_of_the_table_is_refused_somewhere() -> None:
    guards = {guard.id for guard in TABLE.guards}
    assert guards == set(GUARDS)
    assert {guard for _, guard, *_ in FORBIDDEN} == guards | {"table", "body"}
    assert {guard for row in TABLE.transitions for guard in (*row.premises, *row.conditions)} == guards - {"number"}


@pytest.mark.parametrize("id", LEGAL)
def test_a_legal_path(id: str) -> None:
    decisions, more, remedy = LEGAL[id]
    life = life_of(decisions, *more)
    row = life.steps[-1].transition
    assert life.problems == ()
    assert row is not None and (row.id, row.target, remedy) == (id, life.state.id, life.remedy)


@pytest.mark.parametrize(("id", "guard", "decisions", "more", "papers", "words"), FORBIDDEN, ids=lambda one: one if isinstance(one, str) else "")
def test_a_forbidden_path_is_named(id: str, guard: str, decisions: tuple[Told, ...], more: tuple[Any, ...], papers: tuple[Any, ...], words: str) -> None:
    lives = replay(town(decisions, *more, papers=papers))
    found = [one for life in lives.values() for one in life.problems if (guard, id) == (one.guard, one.transition)]
    assert found, [one.message for life in lives.values() for one in life.problems]
    last = found[-1]
    assert words in last.message + last.fix and id in last.message and last.source in last.message and last.fix
    assert last.place.file.startswith("content/decisions/") and (guard == "table" or last.source)
    if written := TABLE.guard(guard):
        assert written.name in last.message and last.source == written.source


def test_a_premise_stops_the_transition_and_a_condition_does_not() -> None:
    stopped = life_of((*ACTIVE, graded("年度考核", "2026-2027", "合格"), AGAIN))
    assert (stopped.state.id, stopped.steps[-1].transition) == ("ACTIVE", None)
    assert life_of((*PUBLIC, {**AWARD, "文号": ""})).state.id == "ACTIVE"


@pytest.mark.parametrize("ending", ["T11", "T12", "T17", "T21", "T22"])
def test_nothing_comes_after_the_end(ending: str) -> None:
    life = life_of((*LEGAL[ending][0], {**APPLY, "日期": "2032-01-01"}))
    assert life.state.terminal and life.state.seat == "空缺"
    assert "以后不能再有“学校提交申报报告”" in life.problems[-1].message and f"{BASE}-2" in life.problems[-1].fix


def test_a_third_application_gets_a_third_folder() -> None:
    name = "cz-shuxue-2"
    story = ({**APPLY, "基地": name}, told("学校撤回", "2026-09-20", 基地=name), {**COUNTY, "基地": name})
    assert "cz-shuxue-3" in life_of(story, card(name), application("2026-09-08", name), base=name).problems[-1].fix


def test_a_seat_is_free_again_after_the_end() -> None:
    again = rival(*({**one, "日期": one["日期"].replace("2026", "2029")} for one in ACTIVE[:-1]), {**AWARD, "日期": "2029-12-10", "周期开始": "2030-01-01"})
    papers = (application("2029-09-08", OTHER), review("专家审核", "2029-10-15", 3, OTHER), review("实地调研", "2029-11-10", 2, OTHER))
    lives = replay(town((*PENDING, REVOKE, *again), RIVAL, *papers))
    assert (lives[BASE].state.id, lives[OTHER].state.id, lives[OTHER].problems) == ("REVOKED", "ACTIVE", ())


def test_a_cycle_is_three_years_less_a_day() -> None:
    [cycle] = life_of((*PUBLIC, {**AWARD, "周期开始": "2028-02-29"})).cycles
    assert (cycle.start, cycle.end) == (datetime.date(2028, 2, 29), datetime.date(2031, 2, 27))
    first, second = life_of((*RENEWING, RENEWED)).cycles
    assert (first.end, second.number, second.end) == (datetime.date(2029, 12, 31), 2, datetime.date(2032, 12, 31))


def test_decisions_after_the_day_asked_for_are_not_seen() -> None:
    city = town((*PENDING, REVOKE))
    states = {day: replay(city, datetime.date.fromisoformat(day))[BASE].name for day in ("2026-09-09", "2027-10-15", "2028-10-15", "2028-11-20")}
    assert list(states.values()) == ["拟申报", "已授牌（整改）", "拟取消命名", "已取消命名"]


def test_papers_of_the_old_days_are_not_asked_for_but_bad_ones_are_named() -> None:
    old = tuple({**one, "日期": one["日期"].replace("2026", "2024")} for one in ACTIVE)
    assert life_of(old, papers=()).problems == ()
    [problem] = life_of(old, papers=(review("专家审核", "2024-10-15", 2),)).problems
    assert (problem.transition, problem.guard) == ("T5", "sheets")


def test_without_a_table_nobody_moves_and_it_is_said() -> None:
    city = town(ACTIVE, table=None)
    assert replay(city)[BASE].name == "拟申报"
    [finding] = [one for one in check(city) if one.code == "ZG07"]
    assert str(finding.place) == "content/standards/lifecycle.yml:1" and "7 份决定" in finding.message


def test_a_base_without_a_readable_card_is_replayed_all_the_same() -> None:
    city = town([{**one, "基地": "xx-wu"} for one in ACTIVE], papers=())
    assert replay(city)["xx-wu"].state.id == "ACTIVE"


def test_a_closed_round_and_the_decisions_tell_the_same() -> None:
    closed = {"学年": "2026-2027", "状态": "已公布", "范围": [BASE], "结果": [{"基地": BASE, "等次": "良好"}]}

    def said(decisions: tuple[Told, ...], **fields: Any) -> list[str]:
        return [one.message for one in check(town(decisions, a_round(**{**closed, **fields}))) if one.code == "ZG06"]

    good = graded("年度考核", "2026-2027", "良好")
    assert said((*ACTIVE, good)) == []
    assert "没有结果" in said((*ACTIVE, good), 结果=[])[0]
    assert "没有 2026-2027 学年的考核决定" in said(ACTIVE)[0]
    assert "决定里是“优秀”" in said((*ACTIVE, graded("年度考核", "2026-2027", "优秀")))[0]
    assert "轮次里没有“cz-shuxue”" in said((*ACTIVE, good), 范围=[], 结果=[])[0]
    assert said((*ACTIVE, good), 状态="进行中", 结果=[]) == []


def test_the_seat_is_counted_as_the_city_says() -> None:
    elsewhere = card(OTHER, "bf-minzhu", stage="小学")
    both = (*rival(*REVIEWED), *PUBLIC)
    papers = (application("2026-09-08", OTHER),)
    lives = replay(town((*both, *rival(NOTICE)), elsewhere, *papers))
    assert not [one for one in lives[OTHER].problems if one.guard == "alone"]
    lives = replay(town((*both, *rival(NOTICE)), elsewhere, *papers, settings(唯一范围="学科")))
    assert [one for one in lives[OTHER].problems if one.guard == "alone"]


def test_a_grade_before_the_year_is_over_is_no_grade() -> None:
    early = {**FAIL, "日期": "2027-01-20"}
    life = life_of((*ACTIVE, early, FAIL))
    assert [one.guard for one in life.problems] == ["year-over"] and life.grades["2026-2027"].decision.record.day == datetime.date(2027, 10, 15)
    life = life_of((*ACTIVE, FAIL, {**AGAIN, "日期": "2027-11-01"}, {**REVOKE, "日期": "2027-11-18"}))
    assert (life.state.id, life.proposal) == ("ACTIVE", None) and [one.guard for one in life.problems] == ["year-over", "table"]
    wrong_event = graded("年度考核", "2026-2027", "不合格", "2027-01-20")
    assert life_of((*ACTIVE, wrong_event)).grades == {}


def test_a_corrected_grade_waits_for_no_year() -> None:
    story = (*ACTIVE, FAIL, correct(8, "2027-10-15", "合格", 日期="2027-10-16"))
    assert life_of(story).problems == ()
    autumn = settings(学年开始="10-20")
    assert [one.guard for one in life_of(story, autumn).problems] == ["year-over", "correction"]


@pytest.mark.parametrize("number", ["平教体〔2026〕90号", "豫教基研〔2026〕155号", "湖滨中学〔2026〕1号"])
def test_a_number_as_it_is_printed_passes(number: str) -> None:
    assert life_of((*PUBLIC, {**AWARD, "文号": number})).problems == ()


@pytest.mark.parametrize(
    "number",
    [
        "无",
        "90号",
        "〔2026〕90号",
        "平教体〔2026〕90",
        "平教体〔26〕90号",
        "平教体〔2026〕090号",
        "平教体(2026)90号",
        "平教体〔2026〕第90号",
        "平教体【2026】90号",
    ],
)
def test_a_number_of_another_shape_is_quoted(number: str) -> None:
    city = town((*PUBLIC, {**AWARD, "文号": number}))
    [finding] = [one for one in check(city) if one.code == "JD07"]
    assert f"“{number}”" in finding.message and "机关代字〔2026〕5号" in finding.fix and finding.place.line == 7
    assert replay(city)[BASE].state.id == "ACTIVE"


def test_a_number_that_need_not_be_is_looked_at_if_it_is_written() -> None:
    [problem] = life_of((*ACTIVE, {**FAIL, "文号": "90"})).problems
    assert (problem.transition, problem.guard, problem.key) == ("T14", "number", "文号")


def test_no_grade_before_the_round_is_announced() -> None:
    def said(decision: Told, *rounds: Told) -> list[tuple[str, str, str]]:
        made = [a_round(**{"范围": [BASE], **one}) for one in rounds]
        return [(one.level, one.place.file, one.message) for one in check(town((*ACTIVE, decision), *made)) if one.code == "ZG08"]

    running, before = {"学年": "2026-2027", "状态": "进行中"}, {"学年": "2025-2026", "状态": "已公布"}
    [(level, file, message)] = said(FAIL, running)
    assert (level, file) == ("error", f"content/decisions/2027-10-15-08-{BASE}.yml")
    assert "2026-2027 学年的轮次还是“进行中”，公布以前不能有考核决定“首次不合格”（plan 六.2）" in message
    [(_, _, message)] = said(FAIL, before)
    assert "没有这一学年的考核轮次" in message and "2026-2027" in message
    assert said(FAIL, {**running, "状态": "已公布"}) == []
    assert said(FAIL, {"学年": "2027-2028", "状态": "进行中"}) == []
    assert said({**FAIL, "日期": "2041-01-01"}, running) == []


def test_the_last_and_the_first_day_count() -> None:
    assert life_of((*ACTIVE, {**FAIL, "日期": "2027-09-01"})).problems == ()
    assert life_of((*ACTIVE, {**OPEN, "日期": "2029-07-01"})).problems == ()
    [late] = life_of((*RENEWING, {**RENEWED, "周期开始": "2029-12-31"})).problems
    assert late.guard == "next-cycle" and "周期开始: 2030-01-01" in late.fix


def test_after_three_years_the_school_may_apply_again() -> None:
    again = {**APPLY, "基地": OTHER, "日期": "2031-11-20"}
    life = life_of((*PENDING, REVOKE, again), card(OTHER), application("2031-11-01", OTHER), base=OTHER)
    assert (life.state.id, life.problems) == ("SUBMITTED", ())


def test_another_folder_without_an_application_keeps_nobody_waiting() -> None:
    assert life_of(REVIEWED, RIVAL).problems == ()
