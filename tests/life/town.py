"""A town in memory for the life of a title: the city's real words and table, one mathematics base, decisions as the test tells them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from conftest import ROOT
from jidi.load.city import read
from jidi.load.standards import load_standards
from jidi.model.base import Base
from jidi.model.city import City, Entry
from jidi.model.kinds import KINDS
from jidi.model.lifecycle import Lifecycle
from jidi.model.record import Record
from jidi.model.standards import Decision, Review, Round, Settings
from jidi.model.work import Application

WORDS, STAGES, _ = load_standards(ROOT)
LATE = datetime.date(2040, 1, 1)
BASE = "cz-shuxue"


def _standard(kind: str) -> Entry[Record]:
    entry, findings = read(ROOT, f"content/{KINDS[kind].path}", KINDS[kind], WORDS)
    assert entry and not findings, findings
    return entry


TABLE_ENTRY, SCHOOLS = _standard("lifecycle"), _standard("schools")
assert isinstance(TABLE_ENTRY.record, Lifecycle)
TABLE: Lifecycle = TABLE_ENTRY.record

_GUIDE, _LEADING, _BUREAU = "市学科基地建设工作指导小组", "平顶山市学科基地建设领导小组", "平顶山市教育体育局"
ACTORS = {
    "学校提交申报报告": "新华区湖滨中学", "退回补正": "新华区教研室", "县区教研室初核上报": "新华区教研室", "学校撤回": "新华区湖滨中学",
    "专家审核": _GUIDE, "实地调研": _GUIDE, "报领导小组": _GUIDE, "确认并授牌": _BUREAU, "取消命名": _BUREAU, "认定期届满前开启": "平顶山市基础教研室",
}  # fmt: skip

Told = dict[str, Any]


def told(event: str, day: str, **more: Any) -> Told:
    """A decision as YAML would tell it; who decides is right unless the test says otherwise. ``None`` leaves a field out."""
    fields = {"标题": event, "类型": "记录", "基地": BASE, "事项": event, "日期": day, "机关": ACTORS.get(event, _LEADING), **more}
    return {key: value for key, value in fields.items() if value is not None}


def graded(event: str, year: str, grade: str, day: str | None = None, **more: Any) -> Told:
    """A grade decision, made in the October after the school year."""
    return told(event, day or f"{year[5:]}-10-15", **{"学年": year, "等次": grade, "反馈": "每月一次例会", **more})


def _entry(kind: str, model: type[Record], fields: Told, file: str, base: str = "", body: str = "") -> Entry[Any]:
    record = model.model_validate(fields, context={"vocabulary": WORDS})
    lines = {(key,): number for number, key in enumerate(fields, 1)}
    return Entry(KINDS[kind], base, file.rsplit(".", 1)[0], file, record, body, lines=lines)


def card(base: str, school: str = "xh-hubin", subject: str = "数学", stage: str = "初中") -> Entry[Any]:
    fields = {"全称": base, "简称": base, "学段": stage, "学科": subject, "学校": school, "学科组": "教研组", "教研员": "陈立新", "特色": "课例"}
    return _entry("base", Base, {**fields, "校领导小组": {"组长": "王明远", "职务": "校长"}}, f"bases/{base}/base.yml", base)


def review(kind: str, day: str, sheets: int, base: str = BASE, conclusion: str = "推荐") -> Entry[Any]:
    fields = {"基地": base, "类型": kind, "日期": day, "份数": sheets, "意见": "扎实", "结论": conclusion}
    return _entry("reviews", Review, fields, f"content/reviews/{day}-{base}-{kind}.yml")


SECTIONS = ("学校与学科组", "建设基础", "优势与特色", "建设目标", "建设内容", "运行机制", "三年规划", "条件保障", "预期成效", "附表")


def application(day: str = "2026-09-08", base: str = BASE, without: str = "") -> Entry[Any]:
    body = "".join(f"## {words}\n\n见附件。\n\n" for words in SECTIONS if words != without)
    return _entry("application", Application, {"标题": "申报", "日期": day, "学科组人数": 7}, f"bases/{base}/application.md", base, body)


def a_round(**fields: Any) -> Entry[Any]:
    return _entry("rounds", Round, fields, f"content/rounds/{fields['学年']}.yml")


def settings(**fields: Any) -> Entry[Any]:
    return _entry("settings", Settings, {"城市": "平顶山市", "网站名称": "资源中心", "指导思想": "教研", **fields}, "content/standards/city.yml")


PAPERS = (
    application(), review("专家审核", "2026-10-15", 3), review("实地调研", "2026-11-10", 2), review("实地调研", "2029-11-20", 2),
)  # fmt: skip


def town(decisions: Sequence[Told], *more: Entry[Any], papers: Sequence[Entry[Any]] = PAPERS, table: Entry[Any] | None = TABLE_ENTRY) -> City:
    """A city of one mathematics base (and what the test adds) with these decisions, in the order of their days."""
    made = [_entry("decisions", Decision, one, f"content/decisions/{one['日期']}-{number:02d}-{one['基地']}.yml") for number, one in enumerate(decisions, 1)]
    cards = () if any(isinstance(one.record, Base) and one.base == BASE for one in more) else (card(BASE),)
    standards = (SCHOOLS,) if table is None else (table, SCHOOLS)
    return City(WORDS, (*standards, *cards, *papers, *more, *made), {}, today=LATE, stages=STAGES)


APPLY = told("学校提交申报报告", "2026-09-10")
COUNTY = told("县区教研室初核上报", "2026-09-25")
EXPERTS = told("专家审核", "2026-10-16")
VISIT = told("实地调研", "2026-11-12")
REPORT = told("报领导小组", "2026-11-20")
NOTICE = told("拟确认", "2026-12-01", 理由="公示 5 个工作日，没有收到异议。")
AWARD = told("确认并授牌", "2026-12-08", 文号="平教体〔2026〕90号", 周期开始="2027-01-01")
VISITED = (APPLY, COUNTY, EXPERTS, VISIT)
REVIEWED = (*VISITED, REPORT)
PUBLIC = (*REVIEWED, NOTICE)
ACTIVE = (*PUBLIC, AWARD)
FAIL = graded("首次不合格", "2026-2027", "不合格")
AGAIN = graded("又不合格", "2027-2028", "不合格")
PENDING = (*ACTIVE, FAIL, AGAIN)
OPEN = told("认定期届满前开启", "2029-09-03")
RENEWING = (*ACTIVE, OPEN)
RENEWED = told("重新认定通过", "2029-12-20", 文号="平教体〔2029〕90号", 周期开始="2030-01-01")
