"""What makes a base a base (plan 二, 四.1, 四.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.base import Base, Members
from ..model.city import City, Entry
from ..model.finding import Place
from ..model.standards import Decision, Panel, Review, Round
from ..model.vocabulary import nearest
from .rule import Slip, rule


@rule("JD01", "基地文件夹的名字就是学段和学科", "plan 四.1")
def folder_says_what_it_is(city: City) -> Iterator[Slip]:
    """文件夹名如 cz-shuxue（初中-数学）会出现在网址里，永久不变，所以要和卡片上的学段、学科一致。"""
    for entry in city.of(Base):
        stage, _, subject = entry.base.partition("-")
        subject = re.sub(r"-\d+$", "", subject)  # cz-shuxue-2 is the second base for the seat, after the first has ended
        known = city.stages.get(stage, {})
        subjects = known.get("subjects", {})
        name = subjects.get(subject, {}).get("name") if isinstance(subjects, dict) else None
        if (known.get("name"), name) != (entry.record.stage, entry.record.subject):
            yield (
                entry.at("学科"),
                f"文件夹是“{entry.base}”，卡片上却是“{entry.record.stage}{entry.record.subject}”",
                "改正卡片的学段、学科，或把文件夹改成“学段-学科”的编号",
            )


ROLES = {"学校教学管理人员": ("jidizhuren",), "教研员": ("shijiaoyanyuan",), "学科骨干教师": ("zuzhang", "beikezuzhang", "hexin")}


@rule("JD02", "成员里要有教学管理人员、教研员和骨干教师", "plan 二.1")
def members_are_complete(city: City) -> Iterator[Slip]:
    """方案规定基地由学校教学管理人员、教研员及学科骨干教师共同开展活动，三种人缺一不可。"""
    for entry in city.of(Members):
        have = {role for member in entry.record.members for role in member.role}
        for name, ids in ROLES.items():
            words = [term.name for term in city.vocabulary.of("member_role") if term.id in ids]
            if not have & set(words):
                yield entry.at("成员"), f"成员名册里没有{name}", f"补上一名成员，角色写“{'”或“'.join(words)}”"


@rule("JD03", "工作组的人都在成员名册里", "plan 四.2")
def groups_are_members(city: City) -> Iterator[Slip]:
    """工作组的产品会记到小组名下，所以组长和组员要先是基地的成员。"""
    for entry in city.of(Members):
        names = {member.name for member in entry.record.members}
        for number, group in enumerate(entry.record.groups):
            for key, people in (("组长", (group.leader,)), ("成员", group.members)):
                for person in people:
                    if person not in names:
                        yield entry.at("工作组", number, key), f"「{group.name}」的{key}“{person}”不在成员名册里", "把这个人加进「成员」，或改正姓名"


@rule("JD04", "有成员名册才是完整的基地", "plan 四.2")
def base_has_members(city: City) -> Iterator[Slip]:
    """没有名册，就不知道活动和资源是谁做的。"""
    have = {entry.base for entry in city.of(Members)} | {file.split("/")[1] for file in city.broken if file.endswith("members.yml")}
    for entry in city.of(Base):
        if entry.base not in have:
            yield entry.at(), f"“{entry.base}”没有成员名册", "在同一文件夹里加一个 members.yml"


@rule("JD06", "决定、轮次、评议汇总写的基地要存在", "plan 四.1", whole=True)
def decisions_name_bases(city: City) -> Iterator[Slip]:
    """基地的状态由决定一条条推出来，写错编号，这条决定就落空了；豁免、限制、加分、评议写错编号，那个基地的分就少算或多算了。"""
    known = {entry.base for entry in city.of(Base)} | {file.split("/")[1] for file in city.broken if file.startswith("bases/")}
    singles: list[Entry[Decision] | Entry[Review]] = [*city.of(Decision), *city.of(Review)]
    named = [(entry.at("基地"), entry.record.base) for entry in singles]
    for place, base in [*named, *_named_in_rounds(city)]:
        if base not in known:
            near = nearest(base, sorted(known))
            yield place, f"没有“{base}”这个基地", f"改成“{near}”" if near else "先建立 bases/ 下的文件夹"


def _named_in_rounds(city: City) -> Iterator[tuple[Place, str]]:
    """Every base that a round or the panel's marks name, and where."""
    for entry in city.of(Round):
        one = entry.record
        yield from ((entry.at("范围", number), base) for number, base in enumerate(one.bases))
        told = {"结果": [part.base for part in one.results], "豁免": [part.base for part in one.exemptions]}
        told |= {"限制": [part.base for part in one.restrictions], "加分": [part.base for part in one.bonus]}
        told |= {"异议": [part.base for part in one.objections], "表彰": [part.base for part in one.nominees]}
        for key, bases in told.items():
            yield from ((entry.at(key, number, "基地"), base) for number, base in enumerate(bases))
    for panel in city.of(Panel):
        yield from ((panel.at("评议", number, "基地"), mark.base) for number, mark in enumerate(panel.record.marks))


@rule("JD09", "每个基地有教研员，并在名册里", "plan 四.2")
def researcher_is_a_member(city: City) -> Iterator[Slip]:
    """方案规定市教研员参与指导；卡片上的教研员要在成员名册里，角色是市教研员或县教研员。"""
    names = {entry.base: {member.name for member in entry.record.members} for entry in city.of(Members)}
    for entry in city.of(Base):
        known = names.get(entry.base)
        if known is not None and entry.record.researcher not in known:
            yield entry.at("教研员"), f"教研员“{entry.record.researcher}”不在成员名册里", "在 members.yml 里加上，角色写“市教研员”"


CHECKS = (folder_says_what_it_is, members_are_complete, groups_are_members, base_has_members, decisions_name_bases, researcher_is_a_member)
