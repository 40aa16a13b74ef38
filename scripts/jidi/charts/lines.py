"""Lines over school years; where a value is unknown the line has a gap."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .chart import Chart, chart, few, legend, unknown
from .pen import DASHES, Pen, Point
from .words import Value, checked, fitted, number, seen, told, width

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its name, and a value for each year; None is unknown."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class _Frame:
    """Where the values lie: ``left`` to ``right``, by ``inset`` inside the grid, ``low`` (of ``top``) to ``high`` (of nothing), in the drawing's units."""

    left: float
    right: float
    low: float
    high: float
    top: float
    count: int
    inset: float

    def at(self, number: int, value: float) -> Point:
        across = number / (self.count - 1) if self.count > 1 else 0.5
        return self.left + across * (self.right - self.left), self.high - value / self.top * (self.high - self.low)


def lines(title: str, years: Sequence[str], series: Sequence[Line], unit: str = "", head: str = "学年") -> Chart:
    """A line for each series, from left to right in the order of ``years``; the scale begins at nothing.

    :raises ValueError: if a value is negative or not finite, or there are more than three series, or one has not a value for each year.
    """
    few(series)
    checked(value for one in series for value in one.values)
    if any(len(one.values) != len(years) for one in series):
        raise ValueError("每一组的数要和学年一样多。改法：不知道的写 None。")
    desc = "；".join(
        f"{year}：" + "，".join(f"{one.name} {told(value, unit)}".strip() for one, value in zip(series, values, strict=True))
        for year, *values in zip(years, *(one.values for one in series), strict=True)
    )
    table = ((head, *(one.name or title for one in series)), *zip(years, *(one.values for one in series), strict=True))
    plain = tuple(map(seen, years))
    return chart(title, desc, table, lambda pen: _draw(pen, plain, series, seen(unit)), unknown([value for one in series for value in one.values]))


def ticks(most: float) -> list[float]:
    """Round numbers from nothing to ``most`` or a little above it, five or fewer steps: 1, 2, 5, 10 …"""
    if not most:
        return [0, 1]
    power = math.floor(math.log10(most / 5))
    step = next(float(f"{digit}e{power}") for digit in (1, 2, 5, 10) if float(f"{digit}e{power}") * 5 >= most * (1 - 1e-9))
    count = math.ceil(most / step - 1e-9)
    return [step * at for at in range(count + 1)]


def _draw(pen: Pen, years: Sequence[str], series: Sequence[Line], unit: str) -> float:
    size, wide = pen.size, pen.paint.width
    scale = ticks(max(value for one in series for value in one.values if value is not None))
    said = [fitted(number(value), wide * 0.2, size) for value in scale]
    left, half = max(width(one, size) for one in said) + size * 0.6, wide * 0.1
    top = legend(pen, [one.name for one in series], lambda x, y, at: sample(pen, x, y, at + 1)) if len(series) > 1 else 0
    pen.text(0, top + size, fitted(f"（{unit}）" if unit else "", wide, size), colour="soft")
    frame = _Frame(left + half, wide - half, top + size * 3, top + size * 15, scale[-1], len(years), half)
    for value, words in zip(scale, said, strict=True):
        y = frame.at(0, value)[1]
        pen.path(((left, y), (wide, y)), "line" if value else "edge")
        pen.text(left - size * 0.4, y + size * 0.36, words, "end", "soft")
    _series(pen, frame, series)
    return _years(pen, frame, years)


def sample(pen: Pen, x: float, middle: float, number: int) -> None:
    """How a series looks, for a legend."""
    pen.path(((x, middle), (x + 20, middle)), str(number), DASHES[number], 2)
    pen.dot(number, x + 10, middle)


def _years(pen: Pen, frame: _Frame, years: Sequence[str]) -> float:
    """The years below their places, in two lines where one is too long, and not each where even that is; the height below them."""
    size, step = pen.size, (frame.right - frame.left) / max(1, len(years) - 1)
    halves = [year.partition("-") for year in years]
    split = max((width(year, size) for year in years), default=0) > step - size * 0.5
    named = [[f"{first}{dash}", second] if split and dash else [year] for year, (first, dash, second) in zip(years, halves, strict=True)]
    plain = [[fitted(line, frame.right * 0.2, size) for line in lines] for lines in named]
    every = math.ceil((max(width(line, size) for lines in plain for line in lines) + size * 0.5) / step)
    for at in range(0, len(plain), every):
        pen.column(frame.at(at, 0)[0], frame.high + size * 0.5, plain[at], "middle", "soft")
    return frame.high + size + max(map(len, plain)) * pen.pitch


def _series(pen: Pen, frame: _Frame, series: Sequence[Line]) -> None:
    """The lines first, the marks on them, then the numbers where no other stands, and off the lines where that can be."""
    way: list[Box] = []
    for at, one in enumerate(series, 1):
        for run in runs(one.values):
            points = [frame.at(place, value) for place, value in run]
            pen.path(points, str(at), DASHES[at], 2)
            way += _specks(points)
    spots = [(at, frame.at(place, value), value) for at, one in enumerate(series, 1) for place, value in enumerate(one.values) if value is not None]
    taken = [(x - 5, y - 5, x + 5, y + 5) for _, (x, y), _ in spots]
    for at, (x, y), _ in spots:
        pen.dot(at, x, y)
    for _, (x, y), value in spots:
        words = number(value)
        half = width(words, pen.size) / 2
        x = min(max(x, frame.left - frame.inset + half), pen.paint.width - half)
        bases = [base for base in (y - 8, y + 8 + pen.size * 0.9) if base < frame.high - pen.size * 0.2]
        boxes = {base: (x - half, base - pen.size, x + half, base + pen.size * 0.2) for base in bases}
        free = [base for base in bases if not any(_meet(boxes[base], one) for one in taken)]
        clear = [base for base in free if not any(_meet(boxes[base], one) for one in way)]
        for base in (clear or free)[:1]:
            pen.text(x, base, words, "middle")
            taken.append(boxes[base])


def _specks(points: Sequence[Point]) -> Iterator[Box]:
    """Small boxes along a line."""
    for (x, y), (next_x, next_y) in itertools.pairwise(points):
        for part in range(1, 16):
            across, up = x + (next_x - x) * part / 16, y + (next_y - y) * part / 16
            yield across - 1, up - 1, across + 1, up + 1


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def runs(values: Sequence[Value]) -> Iterator[list[tuple[int, float]]]:
    """The stretches of two or more known values that follow each other, with their places."""
    run: list[tuple[int, float]] = []
    for place, value in enumerate((*values, None)):
        if value is not None:
            run.append((place, value))
            continue
        if len(run) > 1:
            yield run
        run = []
