"""Whether these data may be reckoned at all: the grade, the day and how often (教基厅〔2025〕3号; domain g)."""

from __future__ import annotations

import datetime
from typing import Any

from ..model.city import City
from ..model.quality import Lawful, QualityRules
from ..model.vocabulary import Term
from ..model.work import QualityReport


def unlawful(city: City, rules: QualityRules, grade: str, source: Term, base: str, day: datetime.date) -> str:
    """Why a table of marks of this source, grade and day may not be reckoned, with what to do instead; empty if it may."""
    grades: Any = source.facts.get("年级")
    one = next((one for one in rules.lawful if one.source == source.name), None)
    if one is None:
        return f"“{source.name}”能不能用逐人的得分来算，全市的约定里没有写。改法：请办公室写进 content/standards/quality.yml 的“数据来源”。"
    usual = "或".join(f"“{other.source}”" for other in rules.lawful if not (other.refused or other.start or other.most))
    if grades and grade not in grades:
        return f"{grade}不能用“{source.name}”的数据，只能用于{'、'.join(grades)}（{one.basis}）。改法：改用{usual}。"
    if one.refused:
        return f"“{source.name}”不能这样算：{one.refused}（{one.basis}）。改法：{one.instead}。"
    return _season(one, day, usual) or _too_often(city, one, grade, base, day)


def _season(one: Lawful, day: datetime.date, usual: str) -> str:
    at = f"{day:%m-%d}"
    start, end = one.start or "01-01", one.end or "12-31"
    if start <= at <= end or (end < start and not end < at < start):
        return ""
    return f"{day} 不在“{one.source}”可以组织的时间（{start} 到 {end}）里（{one.basis}）。改法：日期写错了的改 --day；平时的练习用{usual}。"


def _too_often(city: City, one: Lawful, grade: str, base: str, day: datetime.date) -> str:
    year = city.school_year(day)
    known = [entry for entry in city.of(QualityReport, base) if (entry.record.year, entry.record.grade, entry.record.data_source) == (year, grade, one.source)]
    if one.most is None or not base or len({day, *(entry.record.day for entry in known)}) <= one.most:
        return ""
    files = "、".join(entry.file for entry in known)
    return f"{year} 学年{grade}的“{one.source}”已经有 {len(known)} 份（{files}），一学年最多 {one.most} 次（{one.basis}）。改法：同一次的，改原来那一份。"
