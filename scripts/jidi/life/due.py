"""What the office has to decide: revocations proposed, the recognition clock, remedy plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model.finding import Place
from ..model.lifecycle import Lifecycle
from ..model.work import Plan
from .days import add_days, add_months
from .facts import Facts
from .grades import failed
from .life import Graded, Life


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: which base, where it is written, what is so, what to do; ``day``: by when, or when it was due."""

    base: str
    place: Place
    message: str
    fix: str
    day: date | None = None


def proposals(facts: Facts, table: Lifecycle, life: Life, day: date) -> Iterator[Todo]:
    """Two adjacent fails (plan 六.3): the tool proposes, only a decision executes."""
    if not life.proposal:
        return
    one = life.proposal
    years = f"{one.first.year}（{one.first.decision.file}）、{one.second.year}（{one.second.decision.file}）两个相邻学年不合格"
    if one.decided:
        fix = f"听取学校陈述，由领导小组作{_events(table, 'heard', life)}的决定；没有决定，名称不取消"
    else:
        fix = f"属实的，由领导小组就 {one.second.year} 学年作{_events(table, 'chain', life)}的决定，再听取学校陈述"
    yield Todo(life.base, one.second.decision.at("等次"), f"拟取消命名：{years}", fix)


def _events(table: Lifecycle, guard: str, life: Life) -> str:
    """What may be decided here under a guard: ``“取消命名”（T17）``."""
    rows = [row for row in table.from_state(life.state.id) if guard in (*row.premises, *row.conditions)]
    return "或".join(f"“{row.event}”（{row.id}）" for row in rows)


def clock(facts: Facts, table: Lifecycle, life: Life, day: date) -> Iterator[Todo]:
    """The recognition clock (plan 六.4): notices before the cycle's end, and what to decide once it has passed."""
    starts = [step for step in life.steps if step.transition and step.transition.starts_cycle]
    if not life.cycles or not starts or not life.state.substates:
        return
    end, place = life.cycles[-1].end, starts[-1].decision.at("周期开始")
    passed = [months for months in table.limits.notice_months.n if add_months(add_days(end, 1), -months) <= day]
    if day > end:
        yield Todo(life.base, place, f"认定期 {end} 已满 {(day - end).days} 天，没有新的决定", _next(table, life), end)
    elif passed:
        message = f"认定期 {end} 届满，还有 {(end - day).days} 天（届满前 {min(passed)} 个月的提醒）"
        first = add_months(add_days(end, 1), -table.limits.renewal_months.n)
        yield Todo(life.base, place, message, _next(table, life) if day >= first else f"告知学校；{first} 起可以开启重新认定", end)


def _next(table: Lifecycle, life: Life) -> str:
    """Open the renewal, or if it is open, finish it."""
    here = table.from_state(life.state.id)
    rows = [row for row in here if "near-end" in row.conditions] or [row for row in here if row.numbered]
    return f"作{'或'.join(f'“{row.event}”（{row.id}）' for row in rows)}的决定"


def remedies(facts: Facts, table: Lifecycle, life: Life, day: date) -> Iterator[Todo]:
    """A failed year's remedy plan: a plan of the base that answers the advice of that year."""
    fails = [one for one in life.grades.values() if failed(facts.city, one.grade)]
    if not (life.remedy and fails):
        return
    last = max(fails, key=lambda one: one.year)
    if _answered(facts, life.base, last, day):
        return
    result = facts.results.get((life.base, last.year))
    due = (result.remedy_due if result else None) or add_days(last.decision.record.day, table.limits.remedy_days.n)
    late = (day - due).days
    message = f"{last.year} 学年不合格，整改计划 {due} 前要交，" + (f"已超 {late} 天{hint(table, late)}" if late > 0 else f"还有 {-late} 天")
    yield Todo(life.base, last.decision.at("等次"), message, f"基地在 plans/ 里交计划，「整改答复」逐条答复 {last.year} 学年的建议", due)


def _answered(facts: Facts, base: str, fail: Graded, day: date) -> bool:
    plans = [entry.record for entry in facts.city.of(Plan, base)]
    return any(plan.day <= day and any(answer.year == fail.year for answer in plan.answers) for plan in plans)


def hint(table: Lifecycle, late: int) -> str:
    """Which of the overdue hints is due: ``（第 1 次提示）``; empty before the first."""
    count = sum(late >= days for days in table.limits.hint_days.n)
    return f"（第 {count} 次提示）" if count else ""
