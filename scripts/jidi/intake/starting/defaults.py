"""What is most likely meant by who begins a file: from the base's card, the calendar, and what the base mostly writes."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping

from ...model.base import Base, Members
from ...model.city import City
from ...model.kinds import Kind
from .start import asked

_USUAL = ("形式", "目的", "研训方式", "教材版本", "许可")


def defaults(city: City, kind: Kind, base: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Key → text, for those questions that have a likely answer; ``texts``: what was answered so far."""
    year = _summed_up(city) if kind.id == "summaries" else city.school_year(city.today)
    found = {"日期": city.today.isoformat(), "学年": year, **_titles(city, kind, base, texts, year)}
    for entry in city.of(Base, base):
        found |= {"地点": entry.record.map_place, "学校": entry.record.school}
    for members in city.of(Members, base):
        leaders = [one.name for one in members.record.members if any(city.vocabulary.is_term("member_role", role, "zuzhang") for role in one.role)]
        found |= {"主持人": leaders[0], "负责人": leaders[0]} if leaders else {}
    own = [entry.record for entry in city.entries if entry.kind.id == kind.id and entry.base == base]
    for key, field in asked(kind):
        if field.words and key in _USUAL and own:
            name = next(name for name, alias in kind.model.keys().items() if alias == key)
            values = Counter("、".join(value) if isinstance(value := getattr(one, name), tuple) else str(value) for one in own)
            found.setdefault(key, max(values, key=lambda value: (values[value], value)))
    keys = {key for key, _ in asked(kind)}
    return {key: text for key, text in found.items() if text and key in keys}


def _summed_up(city: City) -> str:
    """The school year that a summary is of: in its first half, the one before."""
    first, last = city.year_span(city.school_year(city.today))
    return city.school_year(first - datetime.timedelta(days=1) if city.today - first < (last - first) / 2 else city.today)


def _titles(city: City, kind: Kind, base: str, texts: Mapping[str, str], year: str) -> dict[str, str]:
    """The titles that are made of what is known (R-0.4)."""
    if kind.model is Base:
        stage, subject = texts.get("学段", ""), texts.get("学科", "")
        name = city.settings.city if city.settings else ""
        return {"全称": f"{name}{stage}{subject}学科教研基地", "简称": f"{stage}{subject}基地", "学科组": f"{subject}教研组"} if stage and subject else {}
    cards = [entry.record for entry in city.of(Base, base)]
    name = f"{cards[0].stage}{cards[0].subject}学科教研基地" if cards else ""
    plan = texts.get("类型", "") if kind.id == "plans" else ""
    titles = {"summaries": f"{texts.get('学年', year)} 学年{name}工作总结", "application": f"{name}申报报告", "environment": f"{name}教学环境"}
    if plan and city.vocabulary.is_term("plan_kind", plan, "xuenianjihua"):
        titles["plans"] = f"{year} 学年{name}工作计划"
    elif plan:
        titles["plans"] = f"{name}{plan}"
    return {"标题": titles[kind.id]} if kind.id in titles and name else {}
