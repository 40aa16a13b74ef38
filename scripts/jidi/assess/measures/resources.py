"""C8: resources by the work that is in them, and who else uses them (plan 三.2)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from ...model.rubric import Indicator, rung
from ...model.work import Resource
from ..evidence import ZERO, Count, Rejected, Used
from ..material import Material


def resources(m: Material, i: Indicator) -> Count:
    """审核过、已发布的资源，按工作量计；一类最多计目标的几成。"""
    used: list[Used] = []
    rejected: list[Rejected] = []
    target = m.target(i)
    ceiling = target * i.per_type if target is not None and i.per_type is not None else None
    taken: dict[str, Decimal] = defaultdict(Decimal)
    for entry, against in m.resources:
        type_ = entry.record.type
        worth = rung(i.ladder, type_)
        value = worth if worth is None or ceiling is None else min(worth, ceiling - taken[type_])
        reason = against or (f"“{type_}”不在计分阶梯里" if value is None else "" if value > 0 else f"“{type_}”一类已计满 {ceiling} 分")
        if reason:
            rejected.append(Rejected(m.evidence(entry), reason))
        else:
            taken[type_] += value or ZERO
            used.append(Used(m.evidence(entry), value or ZERO, type_))
    return Count(tuple(used), tuple(rejected))


def external_uses(m: Material, i: Indicator) -> Count:
    """写了反馈的外校使用，一所学校计一次。"""
    found = [(use.day, entry, number, use) for entry in m.of(Resource) for number, use in enumerate(entry.record.uses)]
    used: list[Used] = []
    rejected: list[Rejected] = []
    seen: set[str] = set()
    for day, entry, number, use in sorted(found, key=lambda one: (one[0], one[1].file, one[2])):
        school = m.setting.schools.get(use.school)
        piece = m.evidence(entry, f"{school.name if school else use.school}：{entry.record.title}", day, "使用", number)
        reason = m.against(entry.file, day) or m.not_ready(entry.record) or _against(m, use.school, use.note, seen)
        if reason:
            rejected.append(Rejected(piece, reason))
        else:
            seen.add(use.school)
            used.append(Used(piece))
    return Count(tuple(used), tuple(rejected))


def _against(m: Material, school: str, note: str, seen: set[str]) -> str:
    if not m.outside(school):
        return "不是外校的使用"
    if not note:
        return "没有写反馈"
    return "这所学校已经计过" if school in seen else ""
