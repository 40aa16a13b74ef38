"""Plans, summaries and reports: which year, which tasks, which data (plan 四.4, 三.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.city import City, Entry
from ..model.work import Plan, QualityReport, Summary
from .rule import Slip, rule


@rule("JH01", "学年计划的文件名就是学年", "plan 四.4(1)")
def plan_is_named_by_year(city: City) -> Iterator[Slip]:
    """系统按学年找计划，任务才对得上。"""
    for entry in city.of(Plan):
        if entry.record.year and not entry.file.endswith(f"/{entry.record.year}.md"):
            yield entry.at("学年"), f"学年是 {entry.record.year}，文件名却是“{entry.file.rsplit('/', 1)[1]}”", f"文件名改成“{entry.record.year}.md”"


@rule("JH02", "任务编号不重复，不超过 20 项", "plan 四.4(1)")
def tasks_are_numbered(city: City) -> Iterator[Slip]:
    """计划要办得到；编号重复，完成情况就算不清。"""
    for entry in city.of(Plan):
        seen: set[str] = set()
        for number, task in enumerate(entry.record.tasks):
            if task.id in seen:
                yield entry.at("任务", number, "编号"), f"任务编号“{task.id}”写了两次", "改成没有用过的编号"
            seen.add(task.id)
        if len(entry.record.tasks) > 20:
            yield entry.at("任务"), f"有 {len(entry.record.tasks)} 项任务", "合并到 20 项以内"


@rule("JH03", "计划写清是哪一年的", "plan 四.4(1)")
def plan_says_its_years(city: City) -> Iterator[Slip]:
    """学年计划写「学年」；三年规划写「起始学年」和「终止学年」，正好三年。"""
    for entry in city.of(Plan):
        plan = entry.record
        if city.vocabulary.is_term("plan_kind", plan.kind, "xuenianjihua") and not plan.year:
            yield entry.at("类型"), "学年计划没有写「学年」", "加一行“学年: 2026-2027”"
        if city.vocabulary.is_term("plan_kind", plan.kind, "sannianguihua"):
            if not (plan.first and plan.last):
                yield entry.at("类型"), "三年规划没有写起止学年", "加上「起始学年」和「终止学年」"
            elif int(plan.last[:4]) - int(plan.first[:4]) != 2:
                yield entry.at("终止学年"), f"从 {plan.first} 到 {plan.last} 不是三年", "终止学年比起始学年晚两年"


@rule("ZJ01", "总结的文件名就是学年", "plan 四.4(2)")
def summary_is_named_by_year(city: City) -> Iterator[Slip]:
    """系统按学年找总结；一学年一份。"""
    for entry in city.of(Summary):
        if not entry.file.endswith(f"/{entry.record.year}.md"):
            yield entry.at("学年"), f"学年是 {entry.record.year}，文件名却是“{entry.file.rsplit('/', 1)[1]}”", f"文件名改成“{entry.record.year}.md”"


@rule("XN01", "日期在所写的学年里", "plan 六.2")
def dates_are_in_their_year(city: City) -> Iterator[Slip]:
    """计划在学年开始前后定稿，总结在学年末到年底前定稿，质量分析在当年；差得远的，多半是学年或日期写错了。"""
    for entry in city.of(Plan):
        if entry.record.year:
            yield from _outside(entry, entry.record.year, (0, 6), (1, 8))
    for one in city.of(Summary):
        yield from _outside(one, one.record.year, (1, 5), (1, 12))
    for report in city.of(QualityReport):
        yield from _outside(report, report.record.year, (0, 9), (1, 12))


def _outside(entry: Entry[Any], year: str, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Slip]:
    """``start`` and ``end``: (years after the first year, month), both included."""
    first, day = int(year[:4]), entry.record.day
    if not (first + start[0], start[1]) <= (day.year, day.month) <= (first + end[0], end[1]):
        yield entry.at("日期"), f"日期是 {day}，不在 {year} 学年前后", "改正「日期」或「学年」"


@rule("ZL01", "样本太小的数据不公布", "个人信息保护法")
def cells_are_large_enough(city: City) -> Iterator[Slip]:
    """样本不到规定人数时，别人能猜出是哪几个学生。"""
    limit = city.small_cell
    for entry in city.of(QualityReport):
        for number, metric in enumerate(entry.record.metrics):
            if metric.n < limit:
                yield entry.at("指标", number, "n"), f"「{metric.name}」的样本只有 {metric.n}，少于 {limit}", "合并到更大的范围，或删掉这个指标"


@rule("ZL02", "数据来源合法", "教基厅〔2025〕3号")
def data_is_lawful(city: City) -> Iterator[Slip]:
    """不许对小学和非毕业年级组织跨校考试，所以每种数据只能用于规定的年级，并写明依据。"""
    for entry in city.of(QualityReport):
        term = city.vocabulary.find("data_source", entry.record.data_source)
        grades: Any = term.facts.get("年级") if term else None
        if term and grades and entry.record.grade not in grades:
            yield entry.at("数据来源"), f"{entry.record.grade}不能用“{term.name}”的数据", f"这种数据只能用于{'、'.join(grades)}；改用课堂观察或作业分析"
        if term and term.facts.get("依据") != entry.record.legal_basis:
            yield entry.at("依据"), f"数据来源是“{term.name}”，依据却是“{entry.record.legal_basis}”", f"依据改成“{term.facts.get('依据')}”"


CHECKS = (
    plan_is_named_by_year,
    tasks_are_numbered,
    plan_says_its_years,
    summary_is_named_by_year,
    dates_are_in_their_year,
    cells_are_large_enough,
    data_is_lawful,
)
