"""教学质量动态分析报告: what a base found out about teaching in a year, beside the years before (R-3.3.4, plan 四.3(3), domain g).

What a record should not tell, for so few stand behind it, is not told here either, whatever the file says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...documents import Block, Column, Heading, Paper, Sign, Table, Text, Title
from ...model.quality import QualityRules
from ...model.work import QualityReport
from ..annual.words import day_words, draft_words, texts
from ..report import Gap, Report
from ..year import Year
from .tables import tables
from .told import Told, told
from .trend import YEARS, trend


def quality_reports(year: Year) -> Iterator[Report | Gap]:
    """One for each base that has such records of the year, in the order of their ids."""
    for base in sorted({entry.base for entry in year.world.of(QualityReport)}):
        entries = sorted(year.world.of(QualityReport, base), key=lambda one: (one.record.day, one.id))
        now = [told(one, year.city.small_cell) for one in entries if one.record.year == year.year]
        before = [told(one, year.city.small_cell) for one in entries if one.record.year < year.year]
        if now:
            yield _report(year, base, now, before)
    for file in sorted(year.city.broken):
        if re.fullmatch(r"bases/[^/]+/quality/[^/]+\.md", file):
            yield Gap("quality", f"{file} 的质量分析", f"{file} 读不出来", "运行检查，照提示改好，再写一次", file.split("/")[1])


def _report(year: Year, base: str, now: Sequence[Told], before: Sequence[Told]) -> Report:
    card = next((one.record for one in year.world.bases if one.base == base), None)
    owner = card.full_name if card else base
    name = f"{owner}{year.year}学年教学质量动态分析报告"
    rules = next((one.record for one in year.city.of(QualityRules)), None)
    parts = [_blocks(number, one, _earlier(one, before), rules) for number, one in enumerate(now, 1)]
    blocks = (
        Title(f"{owner}教学质量动态分析报告"), Text(f"（{year.year} 学年）", align="center", indent=False),
        *(block for part in parts for block in part), *_reckoned(now, rules), Sign(owner, day_words(now[-1].entry.record.day)),
    )  # fmt: skip
    public = not any(one.few or year.world.hidden(one.entry) for one in (*now, *before))
    return Report("quality", f"quality-{base}-{year.year}", name, public, Paper(name, owner, year.day, blocks, True, "official", draft_words(year)), base)


def _earlier(one: Told, before: Sequence[Told]) -> list[Told]:
    """The last record of each year before with the same grade and source, oldest first."""
    same = [other for other in before if _kind(other) == _kind(one)]
    return list({other.entry.record.year: other for other in same}.values())[1 - YEARS :]


def _kind(one: Told) -> tuple[str, str]:
    return one.entry.record.grade, one.entry.record.data_source


def _blocks(number: int, one: Told, earlier: Sequence[Told], rules: QualityRules | None) -> Iterator[Block]:
    record = one.entry.record
    yield Heading(record.title, 1)
    yield from _part("问题与范围", record.question)
    yield from _part("数据来源与依据", _source(record, rules))
    if one.metrics:
        yield Heading("指标", 2)
        yield from tables(number, one)
    yield from _part("诊断", record.diagnosis)
    yield from _part("教学建议", record.suggestion)
    yield from _part("与上次相比", record.change)
    yield from trend(number, one, earlier)


def _part(title: str, text: str) -> Iterator[Block]:
    if text:
        yield Heading(title, 2)
        yield from texts(*text.split("\n"))


def _source(record: QualityReport, rules: QualityRules | None) -> str:
    """Where the data are from and why they may be used, in words."""
    basis = next((one.basis for one in rules.lawful if one.source == record.data_source), "") if rules else ""
    why = f"依据是“{record.legal_basis}”" + (f"：{basis}" if basis else "")
    return f"{record.grade}，数据来自{record.data_source}，{day_words(record.day)}定稿。{why}。只有汇总，没有学生个人的成绩，不比较学校和班级。"


def _reckoned(now: Sequence[Told], rules: QualityRules | None) -> Iterator[Block]:
    """How the metrics are reckoned that the city defines, and what they do not say."""
    if rules is None:
        return
    used = {metric.name for one in now for metric in one.metrics}
    lines = {cut.id: f"（线是满分的 {cut.line}%）" for cut in rules.cuts}
    rows = tuple((one.name, one.meaning + lines.get(one.id, ""), one.source) for one in rules.definitions if one.name in used)
    yield Heading("算法与限度", 1)
    if rows:
        yield Table("算法", (Column("指标", width=30), Column("怎样算"), Column("依据", width=45)), rows, caption="指标的定义")
    yield from texts(*rules.limits)
