"""The city's counties as tiles on a grid: a sketch of where they lie and no map, so that it needs no 审图号."""

from __future__ import annotations

from collections.abc import Mapping

from .chart import Chart, chart, unknown
from .pen import Pen
from .steps import Steps, cell, key, steps
from .words import Value, checked, seen, told, wrapped

Place = tuple[int, int]
SKETCH = "方格只示意方位，不是地图。"


def tiles(title: str, places: Mapping[str, Place], values: Mapping[str, Value], unit: str = "", head: str = "县（市、区）") -> Chart:
    """A tile for each name of ``values``, in ``places`` (column and row, from 1: the fact 格 of the county terms, as numbers); names that have
    no place stand in a row below.

    :raises ValueError: if a value is negative or not finite, or two names have the same place.
    """
    checked(values.values())
    spots = {name: places[name] for name in values if name in places}
    if len(set(spots.values())) < len(spots):
        twice = next(name for name, spot in spots.items() if [*spots.values()].count(spot) > 1)
        raise ValueError(f"“{twice}”和别的县区在同一格 {list(spots[twice])}。改法：在词表里给它们各写一格。")
    desc = "；".join(f"{name} {told(value, unit)}" for name, value in values.items())
    table = ((head, title), *values.items())
    return chart(title, desc, table, lambda pen: _draw(pen, spots, values, steps(values.values()), seen(unit)), unknown([*values.values()]))


def _draw(pen: Pen, spots: Mapping[str, Place], values: Mapping[str, Value], ways: Steps, unit: str) -> float:
    size, wide = pen.size, pen.paint.width
    columns, rows = ([spot[axis] for spot in spots.values()] for axis in (0, 1))
    count = max(4, max(columns, default=0) - min(columns, default=0) + 1)
    each = min(wide / count, size * 11.5)
    high = size * 3.6
    left = (wide - each * count) / 2
    for name, (column, row) in spots.items():
        cell(pen, ways, values[name], left + (column - min(columns)) * each, (row - min(rows)) * high, each - 3, high - 3, seen(name), unit)
    y = (max(rows) - min(rows) + 1) * high if rows else 0
    others = [name for name in values if name not in spots]
    y += size * 0.8 if rows and others else 0
    for at, name in enumerate(others):
        cell(pen, ways, values[name], left + at % count * each, y + at // count * high, each - 3, high - 3, seen(name), unit)
    y = key(pen, ways, unit, y + -(-len(others) // count) * high + size * 0.5)
    lines = wrapped(SKETCH, wide, size)
    pen.column(0, y, lines, colour="soft")
    return y + len(lines) * pen.pitch
