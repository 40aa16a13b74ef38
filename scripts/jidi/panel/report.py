"""What the office reads on the screen. Who is hidden from what is said by code; marks only as sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..assess import number
from ..model.rubric import Rubric
from ..model.standards import PanelMark
from .aggregate import flagged
from .collect import Collected
from .experts import Expert, Hidden
from .texts import judged

Names = Mapping[str, str]


def scope_lines(expert: Expert, mine: Sequence[str], hidden: Sequence[Hidden], names: Names) -> list[str]:
    """What an expert gets, and what is hidden and why."""
    head = f"{expert.code}：评 {len(mine)} 个基地（{'、'.join(names.get(base, base) for base in mine)}）"
    if not mine:
        head = f"{expert.code}：没有可以评的基地，不发评分表。看看名单里的“评审的基地”，或者换一位专家。"
    return [head, *(f"    回避 {names.get(one.base, one.base)}：{one.reason}" for one in hidden)]


def few_lines(rubric: Rubric, judges: Mapping[str, int], names: Names) -> list[str]:
    """The bases that too few experts judge."""
    return [
        f"提醒：{names.get(base, base)}只有 {n} 位专家评，少于 {rubric.panel.least} 位：平均靠不住，也推得出个人打分，不会汇总。请再请专家。"
        for base, n in sorted(judges.items())
        if n < rubric.panel.least
    ]


def lacking_lines(collected: Collected, names: Names) -> list[str]:
    """The items that stay 待评, because too few experts judged them."""
    least = collected.rubric.panel.least
    return [
        f"提醒：{names.get(base, base)} {one.id} {one.name}只有 {n} 份有效评分，少于 {least} 份，不汇总（推得出个人打分），仍是待评。请再请专家评。"
        for base in sorted(collected.judges)
        for one in judged(collected.rubric)
        if (n := len(collected.marks.get((base, one.id), ()))) < least
    ]


def table_lines(rubric: Rubric, marks: Iterable[PanelMark], names: Names) -> list[str]:
    """The sums as a table, one line for each item."""
    return [f"{rubric.year} 学年专家评议（评价标准 {rubric.version} 版）", *(f"  {names.get(one.base, one.base)} {_line(rubric, one)}" for one in marks)]


def _line(rubric: Rubric, one: PanelMark) -> str:
    indicator = rubric.find(one.indicator)
    name, full = (indicator.name, f" / {number(indicator.max)}") if indicator else ("", "")
    before = ""
    if one.before_mean is not None and one.before_spread is not None:
        before = f"（初评 {number(one.before_mean)}，极差 {number(one.before_spread)}）"
    wide = "  ← 分歧过大" if flagged(rubric, one) else ""
    return f"{one.indicator} {name}：{one.n} 份，平均 {number(one.mean)}{full}，极差 {number(one.spread)}{before}{wide}"


def flag_lines(rubric: Rubric, marks: Iterable[PanelMark], names: Names) -> list[str]:
    """What is to be done about the items on which the experts differ too much."""
    wide = [one for one in marks if flagged(rubric, one)]
    again, done = (
        "、".join(f"{names.get(one.base, one.base)} {one.indicator}" for one in wide if (one.before_mean is None) == first) for first in (True, False)
    )
    lines = []
    if again:
        lines.append(f"要复议（极差超过满分的 {number(rubric.panel.spread)}%）：{again}。")
        lines.append("    请专家一起讨论，在各自原来的评分表里只改这几行，再运行 collect --rescore。每项只复议一次，前后两次都留着。")
    if done:
        lines.append(f"复议后仍有分歧：{done}。不再复议，以复议的平均为准，请办公室记下讨论情况。")
    return lines
