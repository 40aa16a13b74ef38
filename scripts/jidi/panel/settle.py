"""First scoring or second: what may replace what is already written (discuss, score again once, keep both)."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.standards import Panel
from .aggregate import aggregate, rescored, to_rescore
from .collect import Collected
from .layout import Problem
from .ledger import panel_file, panel_of


def first(old: Panel | None, collected: Collected, names: Mapping[str, str]) -> Panel | str:
    """The sums of a first scoring, or why they must not replace what is there."""
    file = panel_file(collected.rubric.year)
    new = panel_of(collected.rubric, aggregate(collected.rubric, collected.marks), collected.digests)
    if old and any(one.before_mean is not None for one in old.marks):
        return f"{file} 里已经有复议结果，不能再用初评覆盖。确要从头再来，先删掉这个文件。"
    changed = [f"{names.get(one.base, one.base)} {one.indicator}" for one in to_rescore(collected.rubric, old.marks if old else ()) if one not in new.marks]
    if changed:
        items = "、".join(changed)
        return f"{items} 等待复议，现在的分数和已写入的初评不同。是复议的结果，加 --rescore（初评会留着）；初评收错了，先删掉 {file} 再收。"
    return new


def second(old: Panel | None, collected: Collected, names: Mapping[str, str]) -> Panel | str | list[Problem]:
    """The sums with the flagged items scored again, or why not: nothing to score again, or items that may not change."""
    rubric, file = collected.rubric, panel_file(collected.rubric.year)
    if old is None:
        return f"还没有初评。先运行一次不带 --rescore 的，写入 {file}。"
    again = {(one.base, one.indicator) for one in to_rescore(rubric, old.marks)}
    if not again:
        return f"{file} 里没有等待复议的指标（每个指标只复议一次）。"
    marks, wrong = rescored(rubric, old.marks, aggregate(rubric, collected.marks))
    if wrong:
        mend = "请各位专家在自己原来的评分表里，只改要复议的几行，全部收齐再运行"
        says = {True: f"要复议，有效评分却不足 {rubric.panel.least} 份", False: "不在复议之列，平均、份数或极差却变了"}
        return [Problem(file, "", f"{names.get(item[0], item[0])} {item[1]} {says[item in again]}", mend) for item in wrong]
    return panel_of(rubric, marks, (*old.sheets, *collected.digests))
