"""The page behind a feedback letter: a base's own eight categories, for itself and its county only (domain b.7). No expert's mark, no other base."""

from __future__ import annotations

from decimal import Decimal

from ...assess import Assessment, CategoryScore, Scorecard, half_up, number
from ...charts import Line, radar
from ...documents.paper import Block, Figure
from .desk import Desk
from .words import blocks, day

_UNKNOWN, _WIDTH = "—", 120.0  # millimetres: text, table and drawing stand on one page


def scores(desk: Desk, made: Assessment, card: Scorecard) -> list[Block]:
    """The categories in points of their weight, and how far each is reached as a radar; what the panel has not judged is not known."""
    letter, values = desk.letter("scores"), desk.values(card.base, 计分日期=day(made.as_of), 评价标准=made.rubric.title)
    rows = [{**values, **_row(each)} for each in card.categories]
    shares = tuple(map(_share, card.categories))
    chart = radar(letter.title, [each.category.name for each in card.categories], [Line("", shares)])
    drawn = [Figure(chart.svg_print, chart.svg_web, chart.desc, width=_WIDTH)] if any(share is not None for share in shares) else []
    return [*blocks(letter, values, rows), *drawn]


def _row(one: CategoryScore) -> dict[str, str]:
    share = _share(one)
    known = share is not None
    return {
        "类别": one.category.name, "得分": number(half_up(one.points, 2)) if known else _UNKNOWN, "分值": number(one.of),
        "得分率": f"{number(half_up(Decimal(str(share)), 1))}%" if known else _UNKNOWN,
    }  # fmt: skip


def _share(one: CategoryScore) -> float | None:
    """In percent; None while something is not judged, or if nothing of it applies."""
    return float(half_up(one.ratio, 1)) if one.settled and one.of else None
