"""Teaching quality: mock exams as often and when they are lawful, nothing that names a school or a class (plan 三.3; domain g)."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator

from ..model.city import City
from ..model.quality import Lawful, QualityRules
from ..model.standards import School, Schools
from ..model.work import QualityReport
from .privacy import RANKS
from .rule import Slip, rule

_CLASS = re.compile(r"[（(]\s*\d{1,2}\s*[)）]\s*班|\d{1,2}\s*班")


@rule("ZL03", "模拟考试的时间和次数合法", "教基厅〔2025〕3号")
def mocks_are_lawful(city: City) -> Iterator[Slip]:
    """毕业年级的模拟只能在总复习阶段组织一两次；更早的、更多的，数据不能用。"""
    limits = {one.source: one for entry in city.of(QualityRules) for one in entry.record.lawful}
    days: dict[tuple[str, ...], set[datetime.date]] = defaultdict(set)
    for entry in sorted(city.of(QualityReport), key=lambda one: (one.record.day, one.file)):
        record, one = entry.record, limits.get(entry.record.data_source)
        if one is None:
            continue
        first = _first(city, one, record.year)
        if first and record.day < first:
            yield entry.at("日期"), f"日期是 {record.day}，“{one.source}”{first} 以后才可以组织（{one.basis}）", "改正日期或数据来源；平时的练习不是模拟"
        same = days[entry.base, record.year, record.grade, one.source]
        same.add(record.day)
        if one.most is not None and len(same) > one.most:
            what = f"{record.year} 学年{record.grade}的“{one.source}”已经是第 {len(same)} 次，最多 {one.most} 次（{one.basis}）"
            yield entry.at("数据来源"), what, "同一次的几份，日期写成同一天；不是模拟的，改正数据来源"


def _first(city: City, one: Lawful, year: str) -> datetime.date | None:
    """The first day of a school year on which such data may arise."""
    if one.start is None:
        return None
    return datetime.date.fromisoformat(f"{year[:4] if one.start >= city.year_start else year[5:]}-{one.start}")


@rule("ZL04", "指标不写学校、班级和名次", "未成年人学校保护规定；教基厅〔2025〕3号")
def metrics_name_nobody(city: City) -> Iterator[Slip]:
    """一所学校、一个班的成绩公布出来，就成了排名。只按城区、乡村这样的类别写。"""
    names = {name for entry in city.of(Schools) for school in entry.record.schools for name in _names(school)}
    for entry in city.of(QualityReport):
        for number, metric in enumerate(entry.record.metrics):
            for key, text in (("指标", metric.name), ("范围", metric.scope)):
                if found := _named(text, names):
                    yield entry.at("指标", number, key), f"「{key}」里写了“{found}”", "改成“全部样本”“城区”这样的范围；只有一所学校、一个班的，删掉"


def _names(school: School) -> set[str]:
    """A school's name, and what is left of it without its county."""
    return {name for name in (school.name, school.name.removeprefix(school.county)) if len(name) > 3}


def _named(text: str, names: set[str]) -> str:
    """What in a text names a school, a class or a place in a ranking; the longest school's name first."""
    schools = sorted((name for name in names if name in text), key=lambda one: (-len(one), one))
    classes = _CLASS.search(text)
    ranks = [one for one in sorted(RANKS) if one in text]
    return next(iter([*schools, *([classes[0]] if classes else []), *ranks]), "")


CHECKS = (mocks_are_lawful, metrics_name_nobody)
