"""What lies beside a round: the ledger of old days, the answers to advice, the panel's sums, the bases' own marks (plan 六.1, 六.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model.city import City
from ..model.rounds import announced, rubric_of
from ..model.standards import Arrivals, Panel, PanelMark
from ..model.work import Plan, SelfAssessment
from .rule import Slip, rule

if TYPE_CHECKING:
    from ..model.rubric import Indicator


@rule("KH11", "移交台账只写移交截止以前入库的材料", "plan 七.2", whole=True)
def ledger_is_honest(city: City) -> Iterator[Slip]:
    """台账记的是启用本系统以前的材料当年哪天交来；启用以后的，以合并进主分支的日期为准，谁也改不了。"""
    for entry in city.of(Arrivals):
        if entry.record.until > city.today:
            yield entry.at("移交截止"), f"移交截止写的是 {entry.record.until}，还没有到", "写旧材料移完的那一天；写在以后，这段时间迟交的就看不出来了"
        for number, one in enumerate(entry.record.files):
            merged = city.history.arrived.get(one.file)
            if merged and merged > entry.record.until:
                yield entry.at("材料", number), f"“{one.file}”是 {merged} 入库的，晚于移交截止 {entry.record.until}", "删掉这一条"
            elif one.day > entry.record.until:
                yield entry.at("材料", number, "日期"), f"日期 {one.day} 晚于移交截止 {entry.record.until}", "改正日期，或删掉这一条"


@rule("KH12", "下学年计划逐条答复考核建议", "plan 六.2", level="warning")
def advice_is_answered(city: City) -> Iterator[Slip]:
    """考核的建议是给下一年用的：公布三十天以后，正在执行的学年计划里要有逐条的答复。"""
    for entry in announced(city):
        start = entry.record.publicity_end
        if start is None or (city.today - start).days <= 30:
            continue
        year = city.school_year(start)
        for result in entry.record.results:
            plan = next((one for one in city.of(Plan, result.base) if one.record.year == year), None)
            given = {answer.number for answer in plan.record.answers if answer.year == entry.record.year} if plan else set()
            for number, advice in enumerate(result.advice, 1):
                if plan and number not in given:
                    yield plan.at("整改答复"), f"没有答复 {entry.record.year} 学年考核的第 {number} 条建议“{advice[:30]}”", _answer(entry.record.year, number)


def _answer(year: str, number: int) -> str:
    return f"在「整改答复」里加“- {{学年: {year}, 第几条: {number}, 答复: ……}}”"


@rule("KH14", "评议汇总和评价标准对得上", "plan 六.1", whole=True)
def panel_fits_the_rubric(city: City) -> Iterator[Slip]:
    """评议汇总由“收评分表”写出；手工改过的，指标、满分、份数可能对不上。份数太少的不写：两份的平均和极差推得出每个人的打分。"""
    for entry in city.of(Panel):
        rubric = found.record if (found := rubric_of(city, entry.record.year)) else None
        judged = {one.id: one for one in rubric.indicators if one.judged} if rubric else {}
        seen: set[tuple[str, str]] = set()
        if rubric and entry.record.rubric != rubric.title:
            said = f"写的是“{entry.record.rubric}”，{entry.record.year} 学年的评价标准是“{rubric.title}”"
            yield entry.at("评价标准"), said, "评分表是按别的标准发的，重新发、重新收"
        for number, mark in enumerate(entry.record.marks):
            at, one = entry.at("评议", number), judged.get(mark.indicator)
            if one is None:
                yield at, f"{entry.record.year} 学年没有“{mark.indicator}”这个评议指标", f"改成：{'、'.join(judged) or '先写评价标准'}"
            elif wrong := _impossible(mark, one, rubric.panel.least if rubric else 0):
                yield at, f"“{mark.base}”{mark.indicator} {wrong}", "用“收评分表”重新写出"
            elif (mark.base, mark.indicator) in seen:
                yield at, f"“{mark.base}”{mark.indicator} 写了两次", "留下一条"
            seen.add((mark.base, mark.indicator))


def _impossible(mark: PanelMark, indicator: Indicator, least: int) -> str:
    """What no marks of at least so many experts can come to; empty if they can."""
    if mark.n < least:
        return f"只有 {mark.n} 份评分，至少要 {least} 份"
    told = {"平均": mark.mean, "极差": mark.spread, "初评平均": mark.before_mean, "初评极差": mark.before_spread}
    beyond = [f"的{name}是 {value}" for name, value in told.items() if value is not None and not 0 <= value <= indicator.max]
    return f"{'、'.join(beyond)}，满分是 {indicator.max}" if beyond else ""


@rule("KH15", "自评的指标和分数在评价标准之内", "plan 六.1")
def self_marks_fit(city: City) -> Iterator[Slip]:
    """自评不影响得分，但专家会看；指标写错就对不上。"""
    for entry in city.of(SelfAssessment):
        rubric = found.record if (found := rubric_of(city, entry.record.year)) else None
        for number, mark in enumerate(entry.record.marks if rubric else ()):
            one = rubric.find(mark.indicator) if rubric else None
            if one is None:
                yield entry.at("自评", number, "指标"), f"{entry.record.year} 学年没有“{mark.indicator}”这个指标", "照考核细则改正编号"
            elif mark.points is not None and not 0 <= mark.points <= one.max:
                yield entry.at("自评", number, "自评"), f"{mark.indicator} 自评 {mark.points} 分，满分是 {one.max}", f"写 0 到 {one.max} 之间的数"


CHECKS = (ledger_is_honest, advice_is_answered, panel_fits_the_rubric, self_marks_fit)
