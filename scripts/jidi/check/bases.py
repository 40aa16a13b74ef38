"""What makes a base a base (plan 二, 四.1, 四.2)."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.base import Base, Members
from ..model.city import City, Decision
from .rule import Slip, rule


@rule("JD01", "基地文件夹的名字就是学段和学科", "plan 四.1")
def folder_says_what_it_is(city: City) -> Iterator[Slip]:
    """文件夹名如 cz-shuxue（初中-数学）会出现在网址里，永久不变，所以要和卡片上的学段、学科一致。"""
    for entry in city.of(Base):
        stage, _, subject = entry.base.partition("-")
        subject = subject.removesuffix("-2")
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


@rule("JD05", "每学段每学科只有一个基地", "plan 四.1")
def one_base_a_subject(city: City) -> Iterator[Slip]:
    """方案规定每学科只设一个学科基地；按学段和学科计。已取消或期满的不算。"""
    last = {entry.record.base: entry.record.event for entry in sorted(city.of(Decision), key=lambda e: (e.record.day, e.file))}
    ended = {term.name for term in city.vocabulary.of("event") if term.id in {"t11", "t12", "t17", "t21", "t22"}}
    seen: dict[tuple[str, str], str] = {}
    for entry in city.of(Base):
        key = (entry.record.stage, entry.record.subject)
        if last.get(entry.base) in ended:
            continue
        if key in seen:
            yield entry.at("学科"), f"{''.join(key)}已经有“{seen[key]}”", "查清哪一个有效，另一个补上终止的决定"
        seen.setdefault(key, entry.base)


CHECKS = (folder_says_what_it_is, members_are_complete, groups_are_members, base_has_members, one_base_a_subject)
