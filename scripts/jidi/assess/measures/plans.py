"""C3 and 7.1: plans, summaries, when they came, what was done of them (plan 四.4, 三.4)."""

from __future__ import annotations

import datetime
from decimal import Decimal

from ...model.city import Entry
from ...model.rubric import Deadline, Indicator, rung
from ...model.work import Activity, Plan, Resource, Summary
from ..evidence import ONE, ZERO, Count, Evidence, Rejected, Used, best_of
from ..material import Material


def due(m: Material, deadline: Deadline, year: str) -> datetime.date:
    """When a paper of a school year is due; a new base has its days of grace from the start of its cycle."""
    day = datetime.date.fromisoformat(f"{year[5:] if deadline.second else year[:4]}-{deadline.day}")
    start = m.life.cycles[0].start if m.life.cycles else None
    grace = start + datetime.timedelta(days=deadline.grace) if start and start > m.setting.city.year_span(year)[0] else day
    return max(day, grace)


def _year_of(m: Material, plan: Plan) -> str:
    """The school year by whose deadline a plan is judged: its own, or the first of a longer plan."""
    return plan.year or plan.first or m.setting.year


def _plans(m: Material, *kinds: str) -> list[Entry[Plan]]:
    """The plans of some kinds that cover this year."""
    year = m.setting.year
    covering = (entry for entry in m.of(Plan) if m.word("plan_kind", entry.record.kind, *kinds))
    return [one for one in covering if one.record.year == year or (one.record.first or "9") <= year <= (one.record.last or "0")]


def plans_on_time(m: Material, i: Indicator) -> Count:
    """三年规划和学年计划，按交来的早晚计。"""
    papers = [(entry, entry.record.kind, _year_of(m, entry.record), entry.record.day) for entry in _plans(m, "sannianguihua", "xuenianjihua")]
    return _on_time(m, i, [(m.evidence(entry), kind, year, day) for entry, kind, year, day in papers])


def summary_on_time(m: Material, i: Indicator) -> Count:
    """学年总结，按交来的早晚计。"""
    papers = [entry for entry in m.of(Summary) if entry.record.year == m.setting.year]
    return _on_time(m, i, [(m.evidence(entry), i.ladder[0].word, entry.record.year, entry.record.day) for entry in papers if i.ladder])


def _on_time(m: Material, i: Indicator, papers: list[tuple[Evidence, str, str, datetime.date]]) -> Count:
    """Each kind of paper once, the one that came best in time: its worth times the factor of its lateness."""
    deadlines = {one.word: one for one in i.deadlines}
    ordered = sorted(papers, key=lambda one: (_came(m, one[0], one[3]), one[0].file))
    judged = [(kind, _judge(m, i, piece, _came(m, piece, day), due(m, deadlines[kind], year), kind)) for piece, kind, year, day in ordered if kind in deadlines]
    used, again = best_of(((kind, one) for kind, one in judged if isinstance(one, Used)), "这一种已经计了一份")
    rejected = [*(one for _, one in judged if isinstance(one, Rejected)), *again]
    have = {kind for kind, one in judged if isinstance(one, Used)}
    waiting = [one for one in i.deadlines if one.word not in have and due(m, one, m.setting.year) >= m.setting.as_of]
    words = "还没到期：" + "、".join(f"{one.word}（{due(m, one, m.setting.year)} 前交）" for one in waiting) if waiting else ""
    undated = sum(m.setting.arrived(one.evidence.file) is None for one in used)
    lost = sum((_lost(m, i, one, used) for one in i.deadlines), ZERO)
    return Count(tuple(used), tuple(rejected), missing=words if not judged else "", remark=words, undated=undated, lost=lost)


def _lost(m: Material, i: Indicator, deadline: Deadline, used: list[Used]) -> Decimal:
    """What a kind of paper can bring no more: it came late, or it would come late today."""
    worth = rung(i.ladder, deadline.word) or ZERO
    came = next((one.value for one in used if one.note.startswith(deadline.word)), None)
    return worth - (came if came is not None else worth * (_factor(m, (m.setting.as_of - due(m, deadline, m.setting.year)).days) or ZERO))


def _factor(m: Material, late: int) -> Decimal | None:
    """The factor of so many days late; ``None`` beyond the last step."""
    return next((step.factor for step in m.setting.rubric.lateness if late <= step.days), None)


def _came(m: Material, evidence: Evidence, day: datetime.date) -> datetime.date:
    """The later of what the paper says and when it was handed in."""
    return max(day, m.setting.arrived(evidence.file) or day)


def _judge(m: Material, i: Indicator, evidence: Evidence, came: datetime.date, due_day: datetime.date, kind: str) -> Used | Rejected:
    worth, late = rung(i.ladder, kind) or ZERO, (came - due_day).days
    factor = _factor(m, late)
    if came > m.setting.as_of:
        return Rejected(evidence, f"{came} 还没有到")
    if faults := m.setting.faulty(evidence.file):
        return Rejected(evidence, faults)
    if factor is None:
        return Rejected(evidence, f"{due_day} 前应交，{came} 才交，晚了 {late} 天")
    doubt = "（入库日期不详，按写的日期）" if m.setting.arrived(evidence.file) is None else ""
    return Used(evidence, worth * factor, f"{kind}，{came} 交{doubt}" + (f"，晚 {late} 天" if late > 0 else "，按时"))


def plan_completion(m: Material, i: Indicator) -> Count:
    """学年计划的任务里，有活动或资源写明完成的。"""
    plan = next(iter(_plans(m, "xuenianjihua")), None)
    if plan is None or not plan.record.tasks:
        return Count(missing=f"没有 {m.setting.year} 学年计划，或计划里没有任务")
    entries: list[Entry[Activity] | Entry[Resource]] = [*m.held, *(entry for entry, reason in m.resources if not reason)]
    done = {item: str(entry.record.title) for entry in reversed(entries) for item in entry.record.plan_items}
    used, rejected = [], []
    for number, task in enumerate(plan.record.tasks):
        piece = m.evidence(plan, f"{task.id} {task.task}", None, "任务", number)
        if task.id in done:
            used.append(Used(piece, ONE, done[task.id]))
        else:
            rejected.append(Rejected(piece, "还没有活动或资源写明完成这一项"))
    return Count(tuple(used), tuple(rejected), Decimal(len(plan.record.tasks)))


def year_plans(m: Material, i: Indicator) -> Count:
    """本学年的学年计划，交了就算。"""
    plans = [(m.evidence(one), one.record.day) for one in _plans(m, "xuenianjihua")]
    return Count(tuple(Used(piece) for piece, day in plans if _came(m, piece, day) <= m.setting.as_of))


def year_summaries(m: Material, i: Indicator) -> Count:
    """本学年的学年总结，交了就算。"""
    papers = [(m.evidence(one), one.record.day) for one in m.of(Summary) if one.record.year == m.setting.year]
    return Count(tuple(Used(piece) for piece, day in papers if _came(m, piece, day) <= m.setting.as_of))


def teacher_plan(m: Material, i: Indicator) -> Count:
    """教师发展规划，本学年制定或更新过。"""
    used: list[Used] = []
    rejected: list[Rejected] = []
    for entry in m.of(Plan):
        if not m.word("plan_kind", entry.record.kind, "jiaoshifazhanguihua"):
            continue
        days = [day for day in (entry.record.day, *entry.record.updated) if m.in_year(day) and day <= m.setting.as_of]
        reason = m.setting.refusal(entry.file) if days else f"{m.setting.year} 学年没有更新"
        if reason or used:
            rejected.append(Rejected(m.evidence(entry), reason or "已经计了一份"))
        else:
            used.append(Used(m.evidence(entry), i.each or ONE, f"{max(days)} 制定或更新"))
    return Count(tuple(used), tuple(rejected))
