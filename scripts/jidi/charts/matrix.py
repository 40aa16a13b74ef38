"""What there is for each pair, such as stage and subject: a row for each, a column for each, the number in the cell."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .chart import Chart, chart
from .pen import Pen
from .steps import Content, Steps, cell, key, steps
from .words import PITCH, checked, number, seen, told, width, wrapped

Row = tuple[str, tuple[Content, ...]]


def matrix(title: str, columns: Sequence[str], rows: Sequence[Row], unit: str = "", head: str = "") -> Chart:
    """Rows and columns in the order given. A cell is an amount, None where it is unknown, or a word where there can be none: 不设.

    :raises ValueError: if an amount is negative or not finite, or a row has not a cell for each column.
    """
    cells = [one for _, row in rows for one in row]
    amounts = [one for one in cells if not isinstance(one, str)]
    checked(amounts)
    if any(len(row) != len(columns) for _, row in rows):
        raise ValueError("每一行的格子要和列一样多。改法：不知道的写 None，没有这一项的写“不设”。")
    spoken = [(name, [one if isinstance(one, str) else told(one, unit) for one in row]) for name, row in rows]
    desc = "；".join(f"{name}：" + "，".join(map(" ".join, zip(columns, row, strict=True))) for name, row in spoken)
    plain = [(seen(name), tuple(seen(one) if isinstance(one, str) else one for one in row)) for name, row in rows]
    table = ((head, *columns), *((name, *row) for name, row in rows))
    return chart(title, desc, table, lambda pen: _draw(pen, tuple(map(seen, columns)), plain, steps(cells), seen(unit)), not amounts or not columns)


def _draw(pen: Pen, columns: Sequence[str], rows: Sequence[Row], ways: Steps, unit: str) -> float:
    """Columns that do not fit beside each other go on in a band below."""
    size, wide = pen.size, pen.paint.width
    left = max(width(line, size) for name, _ in rows for line in wrapped(name, wide * 0.3, size)) + size * 0.6
    needed = max(size * 2.6, *(width(one if isinstance(one, str) else number(one), size) + 6 for _, row in rows for one in row))
    count = min(len(columns), max(1, math.floor((wide - left) / needed)))
    bands = math.ceil(len(columns) / count)
    count = math.ceil(len(columns) / bands)
    each = min((wide - left) / count, size * 9)
    y = 0.0
    for first in range(0, len(columns), count):
        y = _band(pen, columns[first : first + count], [(name, row[first : first + count]) for name, row in rows], ways, y, left, each) + size
    return key(pen, ways, unit, y)


def _band(pen: Pen, columns: Sequence[str], rows: Sequence[Row], ways: Steps, top: float, left: float, each: float) -> float:
    size = pen.size
    heads = [wrapped(name, each - 4, size, 5) for name in columns]
    y = top + max(map(len, heads)) * pen.pitch + 4
    for at, lines in enumerate(heads):
        pen.column(left + (at + 0.5) * each, y - 4 - len(lines) * pen.pitch, lines, "middle", "soft")
    for name, row in rows:
        lines = wrapped(name, pen.paint.width * 0.3, size)
        high = max(size * 1.9, len(lines) * size * PITCH + 4)
        pen.column(left - size * 0.6, y + (high - len(lines) * pen.pitch) / 2, lines, "end")
        for at, value in enumerate(row):
            cell(pen, ways, value, left + at * each + 1, y + 1, each - 2, high - 2)
        y += high
    return y
