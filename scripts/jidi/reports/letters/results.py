"""What a round says of itself and of a base, and what it lacks to be told (plan 六.2; R-6.2.3)."""

from __future__ import annotations

from ...assess.rounds import lacking
from ...model.standards import Round, RoundResult
from ..report import Gap
from .desk import Desk
from .words import Values, blank_day, day


def round_values(desk: Desk, one: Round) -> Values:
    """What a round says of itself."""
    limit = desk.table.limits.publicity_days.n if desk.table else 0
    return {
        "部署文号": one.order, "清单编号": one.checklist_no, "评价标准": one.rubric, "计分日期": day(one.as_of), "决定文号": one.number,
        "公示起": blank_day(one.publicity_start), "公示止": blank_day(one.publicity_end), "公示工作日": str(limit or ""), "申诉途径": one.appeal,
        "反馈主题": "\n".join(one.themes), "基地数": str(len(one.bases) or ""),
    }  # fmt: skip


def result_values(result: RoundResult) -> Values:
    """What a round says of a base; several pieces of advice are numbered."""
    advice = [f"{number}．{text}" for number, text in enumerate(result.advice, 1)] if len(result.advice) > 1 else list(result.advice)
    return {
        "等次": result.grade, "原等次": result.was or "", "更正理由": result.why, "经验": result.good, "问题": result.problem, "建议": "\n".join(advice),
        "整改要求": result.remedy, "整改时限": day(result.remedy_due),
    }  # fmt: skip


def lack(desk: Desk, base: str, letter: str) -> Gap | None:
    """What keeps a ``letter`` to a base from being written: no such base, no result, a part of the feedback that is not there (R-6.2.3)."""
    name, file = f"{letter}：{desk.bases[base].record.short_name if base in desk.bases else base}", f"content/rounds/{desk.year.year}.yml"
    if base not in desk.bases:
        return Gap(desk.kind, name, f"没有“{base}”这个基地", f"在 {file} 里改正基地的编号", base)
    if (result := desk.result(base)) is None:
        return Gap(desk.kind, name, f"{file} 里没有“{base}”的结果", "在「结果」里补上这个基地的等次和反馈", base)
    if missing := "」「".join(lacking(desk.world.city, result)):
        return Gap(desk.kind, name, f"{file} 里“{base}”的结果没有写「{missing}」", f"在“{base}”的结果下补上「{missing}」", base)
    return None
