"""C4, C5 and 8.3: activities, each counted once, their records and their reach (plan 三.3, 四.3, 五.4, 七.2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from ...model.base import Guidance
from ...model.city import Entry
from ...model.rubric import Indicator
from ...model.work import Activity
from ..evidence import ONE, Count, Rejected, Used, split
from ..material import Material

Fit = Callable[[Material, Indicator, Entry[Activity]], str | None]
_NAMES = {info.alias: name for name, info in Activity.model_fields.items()}
_BODY = "正文"


def outsiders(m: Material, entry: Entry[Activity]) -> int:
    """Teachers from other schools; those of research offices are not counted."""
    return sum(one.count for one in entry.record.participants if m.outside(one.school))


def _fits_city(m: Material, i: Indicator, entry: Entry[Activity]) -> str | None:
    """``None`` if it is no such activity at all; else what is wrong with it, or nothing."""
    record, came = entry.record, outsiders(m, entry)
    if record.level not in i.words:
        return None
    if not record.open_to_city:
        return "没有写“面向全市: 是”"
    return f"外校参加 {came} 人，少于 {i.least} 人" if came < (i.least or 0) else ""


def _fits_help(m: Material, i: Indicator, entry: Entry[Activity]) -> str | None:
    return "" if entry.record.type in i.words or entry.record.helps_weak else None


def _fits_any(m: Material, i: Indicator, entry: Entry[Activity]) -> str | None:
    return ""


FITS: dict[str, Fit] = {"city_events": _fits_city, "helping": _fits_help, "routine_activities": _fits_any}


def _taker(m: Material, entry: Entry[Activity]) -> Indicator | None:
    """The indicator that counts an activity: the first, in the rubric's order, that it fits (R11)."""
    return next((one for one in m.setting.single if one.measure in FITS and FITS[one.measure](m, one, entry) == ""), None)


def _shared(m: Material, i: Indicator) -> tuple[list[Entry[Activity]], list[Rejected]]:
    """The activities that this indicator may count, and those that it may not."""
    mine: list[Entry[Activity]] = []
    rejected: list[Rejected] = []
    for entry, against in m.activities:
        verdict, taker = FITS[i.measure](m, i, entry), _taker(m, entry)
        if verdict is None:
            continue
        twice = taker is not None and taker.id != i.id and i in m.setting.single
        reason = against or verdict or (f"已计入 {taker.id} {taker.name}，不重复计" if taker and twice else "")
        if reason:
            rejected.append(Rejected(m.evidence(entry), reason))
        else:
            mine.append(entry)
    return mine, rejected


def city_events(m: Material, i: Indicator) -> Count:
    """市级及以上、面向全市、外校人数够的活动。"""
    mine, rejected = _shared(m, i)
    return Count(tuple(Used(m.evidence(one), ONE, f"外校 {outsiders(m, one)} 人") for one in mine), tuple(rejected))


def helping(m: Material, i: Indicator) -> Count:
    """送教与帮扶；涉及的县区不够，得分按比例减少。"""
    mine, rejected = _shared(m, i)
    counties = sorted({county for one in mine for county in _touched(m, one)})
    factor = min(ONE, Decimal(len(counties)) / i.spread) if i.spread else ONE
    remark = f"涉及 {len(counties)} 个县区：{'、'.join(counties) or '无'}"
    return Count(tuple(Used(m.evidence(one)) for one in mine), tuple(rejected), factor=factor, remark=remark)


def _touched(m: Material, entry: Entry[Activity]) -> set[str]:
    """The counties of the other schools that took part or were helped."""
    schools = [*(one.school for one in entry.record.participants if one.count), *entry.record.helped]
    return {county for school in schools if m.outside(school) and (county := m.county(school))}


def routine_activities(m: Material, i: Indicator) -> Count:
    """没有计入别处的活动，一周最多计几次。"""
    mine, rejected = _shared(m, i)
    used: list[Used] = []
    weeks: Counter[tuple[int, int]] = Counter()
    for entry in mine:
        week = entry.record.day.isocalendar()[:2]
        weeks[week] += 1
        if i.per_week and weeks[week] > i.per_week:
            rejected.append(Rejected(m.evidence(entry), f"这一周已经计了 {i.per_week} 次"))
        else:
            used.append(Used(m.evidence(entry)))
    return Count(tuple(used), tuple(rejected))


def records_complete(m: Material, i: Indicator) -> Count:
    """要素写全的活动记录占全部活动的多少。"""
    if not m.held:
        return Count(missing="本学年还没有举办活动")
    pieces = [(m.evidence(entry), [part for part in i.words if not _has(entry, part)]) for entry in m.held]
    used, rejected = split((piece, f"缺：{'、'.join(part.split('|')[0] for part in lacking)}" if lacking else "") for piece, lacking in pieces)
    return Count(used, rejected, Decimal(len(m.held)))


def is_part(part: str) -> bool:
    """Whether :func:`_has` can look for every alternative of a part of a record; a misspelt one would never be found."""
    return all("：" in choice or choice in _NAMES or choice == _BODY for choice in part.split("|"))


def _has(entry: Entry[Activity], part: str) -> bool:
    """Whether one of the alternatives ``a|b`` is written: a field, 正文, or ``正文：X``, a heading of the body with X in it."""
    for choice in part.split("|"):
        name, _, heading = choice.partition("：")
        if heading and re.search(rf"^#+ .*{re.escape(heading)}", entry.body, re.MULTILINE):
            return True
        if not heading and (getattr(entry.record, _NAMES[name]) if name in _NAMES else name == _BODY and entry.body.strip()):
            return True
    return False


def filed_in_time(m: Material, i: Indicator) -> Count:
    """活动后规定天数内入库的占多少；入库日期不详的不算在内。"""
    used, rejected, unknown = [], [], 0
    for entry in m.held:
        arrived = m.setting.arrived(entry.file)
        late = (arrived - entry.record.day).days if arrived else 0
        if arrived is None:
            unknown += 1
        elif late <= (i.days or 0) or entry.record.late_reason:
            used.append(Used(m.evidence(entry), ONE, f"{max(late, 0)} 天" + (f"，{entry.record.late_reason}" if entry.record.late_reason else "")))
        else:
            rejected.append(Rejected(m.evidence(entry), f"活动后 {late} 天（{arrived}）才入库"))
    remark = f"{unknown} 次活动入库日期不详，不算在内" if unknown else ""
    whole = len(used) + len(rejected)
    return Count(tuple(used), tuple(rejected), Decimal(whole), missing="" if whole else remark or "本学年还没有举办活动", remark=remark, undated=unknown)


def counties_reached(m: Material, i: Indicator) -> Count:
    """本学年的活动有外校老师参加的县（市、区）。"""
    first: dict[str, Entry[Activity]] = {}
    for entry in m.held:
        for county in (m.county(one.school) for one in entry.record.participants if one.count and m.outside(one.school)):
            if county:
                first.setdefault(county, entry)
    used = tuple(Used(m.evidence(first[county], county, first[county].record.day)) for county in m.setting.counties if county in first)
    lacking = "、".join(county for county in m.setting.counties if county not in first)
    return Count(used, whole=Decimal(len(m.setting.counties)), remark=f"还没有来过：{lacking}" if lacking else "")


def city_event_list(m: Material, i: Indicator) -> Count:
    """市级及以上的活动，供评议。"""
    return Count(tuple(Used(m.evidence(one), ONE, f"外校 {outsiders(m, one)} 人") for one in m.held if one.record.level in i.words))


def high_events(m: Material, i: Indicator) -> Count:
    """承担的省级及以上活动，提示加分。"""
    return Count(tuple(Used(m.evidence(one)) for one in m.held if one.record.level in i.words))


def loops_closed(m: Material, i: Indicator) -> Count:
    """指导意见的办结、后续行动的完成，供评议。"""
    advice = [
        (m.evidence(entry, one.advice[:30], one.day, "指导", n), "" if one.closed else "还没有办结" if one.reply else "还没有回复")
        for entry in m.of(Guidance)
        for n, one in enumerate(entry.record.entries)
        if m.in_year(one.day) and one.day <= m.setting.as_of
    ]
    follow = [
        (m.evidence(entry, one.what, one.due, "后续", n), "" if one.done else "还没有完成") for entry in m.held for n, one in enumerate(entry.record.follow_ups)
    ]
    return Count(*split([*advice, *follow]))
