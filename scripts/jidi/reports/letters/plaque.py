"""牌匾文字: what is cut into the plaques of the bases that were newly recognised (plan 四.1; R-0.4, R-4.1.5)."""

from __future__ import annotations

from collections.abc import Iterator

from ...life import Step
from .desk import Desk
from .drafting import Made, report
from .standing import in_city_order, steps
from .titles import cycle_of, cycle_values
from .words import Values, blocks, day, month_in_han


def plaque(desk: Desk) -> Iterator[Made]:
    """One paper with all bases of the year that did not hold the title before, in the city's order."""
    found = {base: step for base, step in steps(desk, _newly)}
    if found:
        letter = desk.letter("plaque")
        rows = desk.rows(in_city_order(desk, found), lambda base: _cut(desk, base, found[base]))
        yield report(desk, f"plaque-{desk.year.year}", letter, blocks(letter, desk.values(), rows))


def _newly(step: Step) -> bool:
    return bool(step.transition and step.transition.starts_cycle) and not step.before.holds


def _cut(desk: Desk, base: str, step: Step) -> Values:
    when = step.decision.record.day
    cycle = cycle_of(desk.lives[base], when)
    first = cycle.start if cycle else when
    return {
        **cycle_values(cycle),
        "决定日期": day(when),
        "文号": step.decision.record.number,
        "年月": f"{first.year}年{first.month}月",
        "汉字年月": month_in_han(first),
    }
