"""The draft of a record: the sums, the words around them, room for what only a teacher can say. No count that points at few."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.quality import QualityRules
from ..model.work import Metric, QualityReport
from .analysis import Analysis
from .layout import Layout
from .marks import Marks
from .numbers import plain


@dataclass(frozen=True)
class Head:
    """What the record is of, in the city's words. ``titles``: the headings of its body, with their numerals."""

    title: str
    day: datetime.date
    year: str
    grade: str
    source: str
    basis: str
    titles: Sequence[str]


_ROOM = {
    "question": "写要弄清什么、范围多大；不写学校和班级的名字",
    "diagnosis": "按内容或素养写：哪一块弱，依据哪一个数",
    "suggestion": "下一步怎样教",
}


def draft(head: Head, marks: Marks, analysis: Analysis, rules: QualityRules, small: int) -> str:
    """The whole file. What the teacher must write is left empty, so that the check asks for it."""
    keys = QualityReport.keys()
    given = {"title": head.title, "day": head.day.isoformat(), "year": head.year, "grade": head.grade, "data_source": head.source, "legal_basis": head.basis}
    lines = [f"{keys[name]}: {_scalar(value)}" for name, value in given.items()]
    lines += [f"{keys['question']}:  # {_ROOM['question']}", f"{keys['metrics']}:{'' if analysis.metrics else ' []'}", *map(_flow, analysis.metrics)]
    lines += [
        *(f"{keys[name]}:  # {_ROOM[name]}" for name in ("diagnosis", "suggestion")),
        f"# {keys['change']}:  # 与上次相比；题目、样本不同的，说明不能直接比",
    ]
    texts = dict(zip((0, 1, -1), _texts(marks, analysis, rules, small), strict=True))
    last = len(head.titles) - 1
    body = [f"## {title}\n\n{texts.get(-1 if number == last else number, '')}".rstrip() for number, title in enumerate(head.titles)]
    return "\n".join(["---", *lines, "---", ""]) + "\n\n".join(body) + "\n"


def _flow(metric: Metric) -> str:
    keys = Metric.keys()
    said = (metric.name, metric.scope, metric.n, metric.value)
    pairs = zip(("name", "scope", "n", "value"), said, strict=True)
    return f"  - {{{', '.join(f'{keys[name]}: {json.dumps(value, ensure_ascii=False)}' for name, value in pairs)}}}"


def _scalar(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if set(text) & set(":#{}[],&*!|>'\"%@`") else text


def _texts(marks: Marks, analysis: Analysis, rules: QualityRules, small: int) -> tuple[str, str, str]:
    """Markdown of the first section, the second and the last: 样本, 看到的, 限度."""
    sample = f"{analysis.n} 人有总分，满分 {plain(marks.full)}。" if analysis.n >= small else f"有总分的不到 {small} 人。"
    if marks.absent:
        sample += f"缺考或空白{f' {marks.absent} 人' if marks.absent >= small else f'不到 {small} 人'}，不算 0 分，没有算进去。"
    limits = [*(f"- {one}" for one in rules.limits), *(f"- {one}。" for one in analysis.withheld)]
    return sample, _table(analysis, rules), "\n".join(limits)


def _table(analysis: Analysis, rules: QualityRules) -> str:
    if not analysis.questions:
        return ""
    rows = [f"| {one.name} | {one.difficulty} | {one.hard} | {one.discrimination or '—'} | {one.good or '—'} |" for one in analysis.questions]
    hard, good = (rules.definition(id).name for id in ("difficulty", "discrimination"))
    return "\n".join([f"| 题目 | {hard} | 读作 | {good} | 读作 |", "| --- | --- | --- | --- | --- |", *rows])


def told(layout: Layout, marks: Marks, analysis: Analysis) -> Iterator[str]:
    """What the teacher must know who has the table: how it was read, what was left out."""
    total = f"总分用“{layout.total.label}”一列" if layout.total else "没有总分一列，用各题相加"
    yield f"{total}，满分 {plain(marks.full)}；认出 {len(marks.items)} 道题。{analysis.n} 人有总分，缺考或空白 {marks.absent} 人（不算 0 分）。"
    if marks.closing:
        yield f"跳过 {marks.closing} 行合计、平均。"
    without = sum(row.total is None for row in marks.rows)
    if without:
        yield f"{without} 人有的题空着，又没有总分，总分里没有算。"
    blanks = [(item.label, sum(row.items[place] is None for row in marks.rows if row.items)) for place, item in enumerate(marks.items)]
    if any(count for _, count in blanks):
        yield f"空着的格子不算 0 分：{'、'.join(f'{label} {count} 格' for label, count in blanks if count)}。没有答的要算 0 分，请填 0 再算。"
    if layout.items and not layout.whole:
        yield f"各题满分加起来是 {plain(sum((one.full for one in marks.items), start=0 * marks.full))}，不到总分的满分：表里只有一部分题。"
    kinds = sorted({row.group for row in marks.rows if row.group})
    if len(kinds) == 1:
        yield f"都是{kinds[0]}，不分类比较。"
    if layout.one("entry") and len(kinds) < 2:
        yield "入口成绩没有用上：表里写明学校或类别，才算各类的增值。"
    unused = [column.label for column in layout.head.columns if column.label and column.role in ("unknown", "spare")]
    if unused:
        yield f"没有用的列：{'、'.join(unused)}。"
    yield from (f"{one}。" for one in analysis.withheld)
