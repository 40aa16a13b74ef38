"""The sums as a file of the round: flow style, sorted, nothing that points at a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..assess import number
from ..model.kinds import KINDS
from ..model.rubric import Rubric
from ..model.standards import Panel, PanelMark
from .aggregate import rounded

_HEADER = (
    "# {year} 学年专家评议汇总，由 jidi panel collect 写出，不要手改。",
    "# 平均是去掉高低分以后的；份数是有效的评分；极差是最高与最低之差；初评是复议以前的。",
    "# 没有专家姓名、代号和单个打分；评分表的校验值按字母排序，次序不说明什么。",
)


def panel_file(year: str) -> str:
    """Where the sums of a year live, from the repository's root."""
    return "content/" + KINDS["panels"].path.replace("*", year)


def panel_of(rubric: Rubric, marks: Sequence[PanelMark], digests: Iterable[str]) -> Panel:
    """The record of a round's sums."""
    order = {one.id: number_ for number_, one in enumerate(rubric.indicators)}
    lines = sorted((rounded(one) for one in marks), key=lambda one: (one.base, order.get(one.indicator, len(order))))
    return Panel(year=rubric.year, rubric=rubric.title, marks=tuple(lines), sheets=tuple(sorted(set(digests))))


def panel_text(panel: Panel) -> str:
    """The record as it is written down."""
    keys = Panel.keys()
    head = [line.format(year=panel.year) for line in _HEADER]
    head += [f"{keys['year']}: {panel.year}", f"{keys['rubric']}: {panel.rubric}"]
    marks = [f"{keys['marks']}:", *(f"  - {{{_flow(one)}}}" for one in panel.marks)] if panel.marks else [f"{keys['marks']}: []"]
    sheets = [f"{keys['sheets']}:", *(f"  - {one}" for one in panel.sheets)] if panel.sheets else [f"{keys['sheets']}: []"]
    return "\n".join([*head, *marks, *sheets]) + "\n"


def _flow(mark: PanelMark) -> str:
    """``基地: cz-shuxue, 指标: "5.3", 平均: 4.8333, …``."""
    values = {name: getattr(mark, name) for name in PanelMark.model_fields}
    return ", ".join(f"{key}: {_scalar(name, values[name])}" for name, key in PanelMark.keys().items() if values[name] is not None)


def _scalar(name: str, value: Any) -> str:
    if name == "indicator":
        return f'"{value}"'
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else number(value)
