"""Notices about the title itself: candidates are shown, a base is recognised, loses its name, nears the end of its cycle (plan 四.1, 六.3, 六.4)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from ...life import Cycle, Graded, Life, Step
from ...life.days import add_days, add_months
from ...life.grades import failed_pair
from ...model.standards import Decision
from .desk import Desk
from .drafting import Made, report
from .standing import in_city_order, steps, waits_for
from .words import Values, blocks, day, years

Found = dict[tuple[datetime.date, str], list[str]]


def candidates(desk: Desk) -> Iterator[Made]:
    """认定公示: for each day on which the leading group proposed bases this year."""
    days = desk.table.limits.publicity_days.n if desk.table else 0
    for (when, _), bases in _together(desk, lambda step: waits_for(desk, step.after, "publicity") and step.after != step.before).items():
        letter = desk.letter("notice-candidates")
        values = desk.values(决定日期=day(when), 公示工作日=str(days or ""))
        over = all(desk.lives[base].state.holds for base in bases)
        yield report(desk, f"notice-candidates-{when}", letter, blocks(letter, values, desk.rows(bases)), about=str(when), draft=not over)


def recognised(desk: Desk) -> Iterator[Made]:
    """认定通知: for each decision of this year by which bases hold the title, anew or again; those of one day and 文号 together."""
    for (when, number), bases in _together(desk, lambda step: bool(step.transition and step.transition.starts_cycle)).items():
        letter, values = desk.letter("notice-recognition"), desk.values(文号=number, 决定日期=day(when), 日期=day(when))
        stem = f"notice-recognition-{when}-{bases[0]}"
        cycles = {base: cycle_of(desk.lives[base], when) for base in bases}
        yield report(desk, stem, letter, blocks(letter, values, _rows(desk, cycles)), about=number or str(when), draft=not number)


def _together(desk: Desk, fits: Callable[[Step], bool]) -> Found:
    """The bases of the year's fitting steps by day and 文号, each list in the city's order."""
    found: Found = defaultdict(list)
    for base, step in steps(desk, fits):
        record = step.decision.record
        found[record.day, record.number].append(base)
    return {key: in_city_order(desk, bases) for key, bases in found.items()}


def cycle_of(life: Life, when: datetime.date) -> Cycle | None:
    """The cycle that the decision of a day brought; it may begin later."""
    starts = [step.decision.record.day for step in life.steps if step.transition and step.transition.starts_cycle]
    return next((cycle for cycle, decided in zip(life.cycles, starts, strict=True) if decided == when), None)


def _rows(desk: Desk, cycles: Mapping[str, Cycle | None]) -> list[Values]:
    """A list of bases with their cycles."""
    return desk.rows(cycles, lambda base: cycle_values(cycles[base]))


def cycle_values(cycle: Cycle | None) -> Values:
    return {"周期起": day(cycle.start if cycle else None), "周期止": day(cycle.end if cycle else None)}


def revoked(desk: Desk) -> Iterator[Made]:
    """取消命名决定: for each base that waits for it, or whose second fail is this year's; a draft until it is decided."""
    for base in desk.bases:
        life = desk.world.lives.get(base)
        pair = failed_pair(desk.world.city, life.grades) if life else None
        if life is None or pair is None:
            continue
        waits = waits_for(desk, desk.lives[base].state, "heard")
        decided = next((step.decision.record for step in life.steps if step.transition and "heard" in step.transition.conditions), None)
        if waits or (pair[1].year == desk.year.year and (decided or waits_for(desk, life.state, "heard"))):
            letter, values = desk.letter("notice-revocation"), desk.values(base, **_revocation(pair, decided))
            yield report(desk, f"notice-revocation-{base}", letter, blocks(letter, values), base, draft=decided is None)


def _revocation(pair: tuple[Graded, Graded], decided: Decision | None) -> Values:
    first, second = pair
    return {
        "首次学年": years(first.year), "首次决定": _paper(first.decision.record), "再次学年": years(second.year), "再次决定": _paper(second.decision.record),
        "理由": decided.reason if decided else "", "陈述": decided.heard if decided else "", "文号": decided.number if decided else "",
        "决定日期": day(decided.day if decided else None), "日期": day(decided.day if decided else None),
    }  # fmt: skip


def _paper(record: Decision) -> str:
    """A decision as it is cited: its title, with its number or, without one, its day."""
    return f"《{record.title}》（{record.number or day(record.day)}）"


def renewed(desk: Desk) -> Iterator[Made]:
    """期满认定通知: to all bases whose cycle ends within the city's months of notice, as the year's last day that counts sees it."""
    if desk.table is None:
        return
    months, until = max(desk.table.limits.notice_months.n, default=0), desk.year.until
    due = {base: life.cycles[-1] for base, life in desk.lives.items() if base in desk.bases and life.state.substates and life.cycles}
    near = [base for base, cycle in due.items() if add_months(add_days(cycle.end, 1), -months) <= until <= cycle.end]
    bases = in_city_order(desk, near)
    if bases:
        limits = desk.table.limits
        letter = desk.letter("notice-renewal")
        values = desk.values(认定周期年数=str(limits.cycle_years.n), 开启认定月数=str(limits.renewal_months.n))
        yield report(desk, f"notice-renewal-{desk.year.year}", letter, blocks(letter, values, _rows(desk, {base: due[base] for base in bases})))
