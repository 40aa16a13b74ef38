"""C1 and C2: rules, meetings, people, groups (plan 四.2, 五.4, 六.1)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model.base import Base, Budgets, Meetings, Member, Members, Outings, Pair, WorkingGroup
from ...model.city import Entry
from ...model.rubric import Indicator
from ...model.work import Activity, LessonStudy, Resource, Rulebook
from ..evidence import ONE, Count, Evidence, Rejected, Used, split
from ..material import Material


def rule_kinds(m: Material, i: Indicator) -> Count:
    """制度：本认定周期内通过或修订的，一种计一份。"""
    used: list[Used] = []
    rejected: list[Rejected] = []
    seen: set[str] = set()
    for entry in sorted(m.of(Rulebook), key=lambda one: (one.record.day, one.file)):
        reason = _against_rule(m, entry, i, seen)
        if reason:
            rejected.append(Rejected(m.evidence(entry), reason))
        else:
            seen.add(entry.record.kind)
            used.append(Used(m.evidence(entry), note=entry.record.kind))
    lacking = "、".join(word for word in i.words if word not in seen)
    return Count(tuple(used), tuple(rejected), remark=f"还缺：{lacking}" if lacking else "")


def _against_rule(m: Material, entry: Entry[Rulebook], i: Indicator, seen: set[str]) -> str:
    record, setting = entry.record, m.setting
    if record.kind not in i.words:
        return f"“{record.kind}”不在要求的{len(i.words)}种里"
    if record.kind in seen:
        return f"“{record.kind}”已经计了一份"
    if m.cycle is None or not m.cycle.start <= record.day <= m.cycle.end:
        return f"日期是 {record.day}，不在本认定周期"
    if record.day > min(setting.as_of, setting.span[1]):
        return f"{record.day} 还没有到，或晚于本学年"
    return setting.refusal(entry.file)


def leader_meetings(m: Material, i: Indicator) -> Count:
    """校领导小组本学年研究基地工作的会议。"""
    pieces = ((piece, reason) for entry in m.of(Meetings) for _, piece, reason in m.parts(entry, "会议", entry.record.entries))
    return Count(*split(pieces))


def guarantees(m: Material, i: Indicator) -> Count:
    """时间、经费、条件的保障，供评议。"""
    card = [Used(m.evidence(entry, "时间、经费与条件保障", None, "保障")) for entry in m.of(Base) if entry.record.guarantee]
    budgets = [
        Used(m.evidence(entry, f"{one.year} 学年经费汇总", None, "经费", number))
        for entry in m.of(Budgets)
        for number, one in enumerate(entry.record.years)
        if one.year == m.setting.year
    ]
    return Count((*card, *budgets))


def serving(m: Material) -> list[Member]:
    """The members whose term overlaps the year so far."""
    start, end = m.setting.span[0], min(m.setting.span[1], m.setting.as_of)
    people = m.members.record.members if m.members else ()
    return [one for one in people if (one.since is None or one.since <= end) and (one.until is None or one.until >= start)]


def member_mix(m: Material, i: Indicator) -> Count:
    """成员结构的四项，做到一项计一项。"""
    if m.members is None:
        return Count(missing="没有成员名册")
    checks, used, rejected = _mix(m, m.members, i), [], []
    for rung_, (met, words) in zip(i.ladder, checks, strict=False):
        piece = m.evidence(m.members, f"{rung_.word}：{words}", None, "成员")
        if met:
            used.append(Used(piece, rung_.value))
        else:
            rejected.append(Rejected(piece, "这一项没有做到"))
    return Count(tuple(used), tuple(rejected))


def _mix(m: Material, members: Entry[Members], i: Indicator) -> list[tuple[bool, str]]:
    """In the order of the ladder: a researcher, a named teacher, enough from outside, one from far."""
    people, home = serving(m), m.setting.schools.get(m.card.school if m.card else "")
    researchers = [one.name for one in people if any(m.word("member_role", role, "shijiaoyanyuan", "xianjiaoyanyuan") for role in one.role)]
    named = [one.name for one in people if any(honour.name in i.people for honour in one.honours)]
    teachers = [one for one in people if (school := m.setting.schools.get(one.school)) is None or m.word("school_kind", school.kind, "xuexiao")]
    outside = [one.name for one in teachers if m.outside(one.school)]
    far = [one.name for one in teachers if m.outside(one.school) and _is_far(m, one.school, home.county if home else "")]
    least = i.least or Decimal(0)
    enough = bool(outside) and Decimal(len(outside)) >= least * len(teachers)
    return [
        (bool(researchers), "、".join(researchers) or "没有"),
        (bool(named), "、".join(named) or "没有"),
        (enough, f"外校 {len(outside)} 人，共 {len(teachers)} 人（教研机构的人不算），要求不少于 {least:.0%}"),
        (bool(far), "、".join(far) or "没有"),
    ]


def _is_far(m: Material, school: str, county: str) -> bool:
    return m.setting.schools[school].rural or m.setting.schools[school].county != county


def groups_running(m: Material, i: Indicator) -> Count:
    """有组长、够人数、本学年有署名产品的工作小组。"""
    if m.members is None:
        return Count(missing="没有成员名册")
    used, rejected = [], []
    for number, group in enumerate(m.members.record.groups):
        piece = m.evidence(m.members, group.name, None, "工作组", number)
        product = next(_products(m, group), None)
        if len({group.leader, *group.members}) < (i.least or 1):
            rejected.append(Rejected(piece, f"连组长不足 {i.least} 人"))
        elif product is None:
            rejected.append(Rejected(piece, "本学年没有写明由它承办的活动或资源"))
        else:
            used.append(Used(piece, i.each or ONE, f"如 {product.title}"))
    return Count(tuple(used), tuple(rejected))


def _products(m: Material, group: WorkingGroup) -> Iterator[Evidence]:
    entries: list[Entry[Activity] | Entry[Resource]] = [*m.held, *(entry for entry, reason in m.resources if not reason)]
    return (m.evidence(entry) for entry in entries if entry.record.group == group.name)


def learning_team(m: Material, i: Indicator) -> Count:
    """课例研究、理论学习、外出学习，供评议。"""
    lessons = [(m.evidence(entry), reason) for entry, reason in m.dated(LessonStudy)]
    reading = [(m.evidence(entry), "") for entry in m.held if m.word("activity_type", entry.record.type, "dushulilunxuexi", "moke", "jitibeike")]
    outings = [
        (m.evidence(entry, one.what, one.day, "外出学习", n), m.against(entry.file, one.day))
        for entry in m.of(Outings)
        for n, one in enumerate(entry.record.entries)
        if m.in_year(one.day)
    ]
    return Count(*split([*lessons, *reading, *outings]))


def mentoring(m: Material, i: Indicator) -> Count:
    """师徒与帮带结对，供评议。"""
    pairs = m.members.record.pairs if m.members else ()
    return Count(tuple(Used(_pair(m, n, one)) for n, one in enumerate(pairs) if one.since <= min(m.setting.span[1], m.setting.as_of)))


def _pair(m: Material, number: int, one: Pair) -> Evidence:
    assert m.members is not None
    return m.evidence(m.members, f"{one.mentor} 带 {one.fellow}", one.since, "结对", number)
