"""People who are not to be named: a slip in the list would show the name after all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..model.base import Unnamed
from ..model.city import City
from .privacy import head_texts
from .references import having
from .rule import Slip, rule


@rule("YS06", "不署名的人写得出、对得上", "个人信息保护法", whole=True)
def unnamed_people_are_known(city: City) -> Iterator[Slip]:
    """网站按名单把姓名换成“李老师”。名单上写错一个字、写错学校，那个人的姓名就会照样登出来。"""
    lists = list(city.of(Unnamed))
    parts = city.parts.values() if lists else ()
    met = {name for part in parts for name in part.once(_met)}
    schools: dict[str, set[str]] = defaultdict(set)
    for name, school in (pair for part in parts for pair in part.once(_schools)):
        schools[name].add(school)
    for entry in lists:
        for number, one in enumerate(entry.record.people):
            name, place, known = _tight(one.name), entry.at("不署名", number, "姓名"), schools.get(one.name, set())
            if len(name) < 2:
                yield place, f"“{one.name}”不像姓名", "写材料里出现的完整姓名"
            elif name not in met:
                yield place, f"材料里没有“{one.name}”", "照材料里的写法改正；已经不在材料里了，就删掉这一条"
            elif one.school and known and one.school not in known:
                yield place._replace(line=entry.at("不署名", number, "学校").line), _elsewhere(one.name, one.school, known), "改正学校，或删掉「学校」"


def _elsewhere(name: str, school: str, known: set[str]) -> str:
    return f"材料里的“{name}”在 {'、'.join(sorted(known))}，不在 {school}"


def _listed(part: City) -> frozenset[str]:
    return frozenset(one.name for entry in part.of(Unnamed) for one in entry.record.people)


def _met(part: City) -> frozenset[str]:
    """Which of the listed names the texts of one base hold, without their blanks."""
    own = [entry for entry in part.own if not isinstance(entry.record, Unnamed)]
    texts = "\n".join(_tight(text) for entry in own for text in (*entry.body.split("\n"), *(text for _, text in head_texts(entry))))
    return frozenset(name for name in map(_tight, _listed(part)) if name in texts)


def _schools(part: City) -> frozenset[tuple[str, str]]:
    """The listed names with the schools that one base gives with them."""
    listed = _listed(part)
    models = [one for entry in part.own if not isinstance(entry.record, Unnamed) for _, one in having(entry.record, "school")]
    pairs = [(getattr(one, "name", None), vars(one)["school"]) for one in models]
    return frozenset((name, school) for name, school in pairs if name in listed and isinstance(school, str))


def _tight(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())


CHECKS = (unnamed_people_are_known,)
