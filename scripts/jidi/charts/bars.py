"""Horizontal bars, for names of any length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .chart import Chart, chart, few, legend, unknown
from .pen import Pen
from .words import Value, checked, fitted, number, seen, told, width, wrapped


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and its values, one for each series; None is unknown."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class _Bars:
    rows: tuple[Bar, ...]
    series: tuple[str, ...]
    unit: str
    stacked: bool


def bars(title: str, rows: Sequence[Bar], series: Sequence[str] = ("",), unit: str = "", stacked: bool = False, head: str = "名称") -> Chart:
    """A bar for each row in the order given, which is never one of rank. ``series``: their names; ``head``: what the rows are called, for the table.

    Several series stand below each other, or (``stacked``) end to end with their sum behind them.

    :raises ValueError: if a value is negative or not finite, or there are more than three series, or a row has not a value for each.
    """
    few(series)
    values = [value for row in rows for value in row.values]
    checked(values)
    if any(len(row.values) != len(series) for row in rows):
        raise ValueError("每一行的数要和组数一样多。改法：不知道的写 None。")
    plan = _Bars(tuple(Bar(seen(row.name), row.values) for row in rows), tuple(map(seen, series)), seen(unit), stacked and len(series) > 1)
    desc = "；".join(f"{row.name}：" + "，".join(f"{name} {told(value, unit)}".strip() for name, value in zip(series, row.values, strict=True)) for row in rows)
    table = ((head, *(name or title for name in series)), *((row.name, *row.values) for row in rows))
    return chart(title, desc, table, lambda pen: _draw(pen, plan), unknown(values))


def _draw(pen: Pen, plan: _Bars) -> float:
    size, gap = pen.size, pen.size * 0.6
    names = [wrapped(row.name, pen.paint.width * 0.4, size) for row in plan.rows]
    ends = [_ends(row, plan, pen.paint.width * 0.3, size) for row in plan.rows]
    left = max(width(line, size) for lines in names for line in lines) + gap
    room = pen.paint.width - left - gap - max(width(end, size) for one in ends for end in one)
    top = max((_sum(row.values) if plan.stacked else max(_known(row.values), default=0)) for row in plan.rows) or 1
    y = legend(pen, plan.series, lambda x, middle, at: pen.box(x, middle - 6, 18, 12, pen.hatch(at + 1), str(at + 1))) if len(plan.series) > 1 else 0
    first = y
    for row, lines, said in zip(plan.rows, names, ends, strict=True):
        high = max(len(lines), len(said)) * pen.pitch
        pen.column(left - gap, y + (high - len(lines) * pen.pitch) / 2, lines, "end")
        begin, start = y + (high - len(said) * pen.pitch) / 2, 0.0
        for at, value in enumerate(row.values):
            long = (value or 0) / top * room
            if long:
                pen.box(left + start, begin + size * 0.1, long, size * 1.1, pen.hatch(at + 1), str(at + 1))
            if not plan.stacked or at == len(row.values) - 1:
                words = said[0 if plan.stacked else at]
                pen.text(left + start + long + gap * 0.7, begin + size, words, colour="ink" if long else "soft")
            begin, start = (begin, start + long) if plan.stacked else (begin + pen.pitch, 0.0)
        y += high + gap
    pen.path(((left, first), (left, y - gap * 0.5)), "edge")
    return y


def _ends(row: Bar, plan: _Bars, room: float, size: float) -> tuple[str, ...]:
    """What stands behind the bars of a row; the sum of what is known is the least that there is."""
    if not plan.stacked:
        return tuple(fitted(number(value, plan.unit), room, size) for value in row.values)
    least = "至少 " if None in row.values and _known(row.values) else ""
    return (fitted(least + number(_sum(row.values) if _known(row.values) else None, plan.unit), room, size),)


def _known(values: Sequence[Value]) -> list[int | float]:
    return [value for value in values if value is not None]


def _sum(values: Sequence[Value]) -> int | float:
    return sum(_known(values))
