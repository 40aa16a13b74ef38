"""People who are not to be named: a slip in the list would show the name after all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..model.base import Unnamed
from ..model.city import City, Entry
from ..model.record import Record
from .privacy import head_texts
from .references import all_parts
from .rule import Slip, rule


def _texts(entry: Entry[Record]) -> Iterator[str]:
    yield from entry.body.split("\n")
    yield from (text for _, text in head_texts(entry))


@rule("YS06", "不署名的人写得出、对得上", "个人信息保护法")
def unnamed_people_are_known(city: City) -> Iterator[Slip]:
    """网站按名单把姓名换成“李老师”。名单上写错一个字、写错学校，那个人的姓名就会照样登出来。"""
    lists = list(city.of(Unnamed))
    texts = [text for entry in city.entries if not isinstance(entry.record, Unnamed) for text in _texts(entry)] if lists else []
    schools = _schools(city) if lists else {}
    for entry in lists:
        for number, one in enumerate(entry.record.people):
            name, place, known = "".join(one.name.split()), entry.at("不署名", number, "姓名"), schools.get(one.name, set())
            if len(name) < 2:
                yield place, f"“{one.name}”不像姓名", "写材料里出现的完整姓名"
            elif not any(name in "".join(text.split()) for text in texts):
                yield place, f"材料里没有“{one.name}”", "照材料里的写法改正；已经不在材料里了，就删掉这一条"
            elif one.school and known and one.school not in known:
                yield place._replace(line=entry.at("不署名", number, "学校").line), _elsewhere(one.name, one.school, known), "改正学校，或删掉「学校」"


def _elsewhere(name: str, school: str, known: set[str]) -> str:
    return f"材料里的“{name}”在 {'、'.join(sorted(known))}，不在 {school}"


def _schools(city: City) -> dict[str, set[str]]:
    """Name → the schools that the material gives with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry, inner in city.once(all_parts):
        for _, part in inner if not isinstance(entry.record, Unnamed) else ():
            name, school = getattr(part, "name", None), getattr(part, "school", None)
            if isinstance(name, str) and isinstance(school, str):
                found[name].add(school)
    return found


CHECKS = (unnamed_people_are_known,)
