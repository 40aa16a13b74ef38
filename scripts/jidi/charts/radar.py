"""A radar of shares, such as those of the rubric's categories: how far each is reached, side by side for two."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from .chart import Chart, chart, few, legend, unknown
from .lines import Line, runs, sample
from .pen import DASHES, Pen, Point
from .words import Value, checked, fitted, number, seen, told, wrapped

_MOST = 2
FULL = 100
RIM = "最外一圈是 100%。"


class _Wheel(NamedTuple):
    """The middle and the radius; ``spokes``: how many, the first upwards, then as the clock goes."""

    x: float
    y: float
    r: float
    spokes: int

    def at(self, spoke: int, share: float) -> Point:
        turn = math.tau * spoke / self.spokes
        return self.x + math.sin(turn) * self.r * share, self.y - math.cos(turn) * self.r * share


def radar(title: str, axes: Sequence[str], series: Sequence[Line], head: str = "类别") -> Chart:
    """One or two series in percent of what is to be reached, 0 to 100, a spoke for each of ``axes`` in their order; None is a gap.

    :raises ValueError: if a value is not from 0 to 100, or there are more than two series, or one has not a value for each spoke.
    """
    few(series)
    values = [value for one in series for value in one.values]
    checked(values)
    if len(series) > _MOST or any(len(one.values) != len(axes) for one in series) or any(value is not None and value > FULL for value in values):
        raise ValueError("雷达图画一组或两组百分数，每个从 0 到 100，和类别一样多。改法：先算成占满分的百分之几。")
    desc = "；".join(
        f"{axis}：" + "，".join(f"{one.name} {told(value, '%')}".strip() for one, value in zip(series, values, strict=True))
        for axis, *values in zip(axes, *(one.values for one in series), strict=True)
    )
    table = ((head, *(f"{one.name or title}（%）" for one in series)), *zip(axes, *(one.values for one in series), strict=True))
    return chart(title, desc, table, lambda pen: _draw(pen, tuple(map(seen, axes)), series), unknown(values))


def _draw(pen: Pen, axes: Sequence[str], series: Sequence[Line]) -> float:
    size, r = pen.size, pen.paint.width * 0.23
    top = legend(pen, [one.name for one in series], lambda x, y, at: sample(pen, x, y, at + 1)) if len(series) > 1 else 0
    room = pen.paint.width / 2 - r - size
    said = [_label(axis, [one.values[at] for one in series], 2 * r if _middle(at, len(axes)) else room, size) for at, axis in enumerate(axes)]
    wheel = _Wheel(pen.paint.width / 2, top + len(said[0]) * pen.pitch + r + size * 0.5, r, len(axes))
    for share in (0.25, 0.5, 0.75, 1):
        pen.path([wheel.at(spoke, share) for spoke in range(wheel.spokes)], "edge" if share == 1 else "line", closed=True)
    for spoke in range(wheel.spokes):
        pen.path(((wheel.x, wheel.y), wheel.at(spoke, 1)), "line")
    for number_, one in enumerate(series, 1):
        _shape(pen, wheel, one.values, number_)
    low = _labels(pen, wheel, said)
    pen.text(wheel.x, low + size, RIM, "middle", "soft")
    return low + size * 1.5


def _label(axis: str, values: Sequence[Value], room: float, size: float) -> tuple[str, ...]:
    """A name, and below it what each series reaches."""
    return (*wrapped(axis, room, size, 2), fitted("／".join(number(value, "%") for value in values), room, size))


def _middle(spoke: int, count: int) -> bool:
    """Whether a spoke goes straight up or down."""
    return spoke in (0, count / 2)


def _shape(pen: Pen, wheel: _Wheel, values: Sequence[Value], number: int) -> None:
    """A closed shape if all is known, else what can be joined without crossing a gap."""
    if None not in values:
        points = [wheel.at(spoke, (value or 0) / FULL) for spoke, value in enumerate(values)]
        pen.path(points, str(number), DASHES[number], 2, closed=True, wash=0.15 if number == 1 else 0)
    else:
        gap = values.index(None)
        for run in runs((*values[gap:], *values[:gap])):
            pen.path([wheel.at(place + gap, value / FULL) for place, value in run], str(number), DASHES[number], 2)
    for spoke, value in enumerate(values):
        if value is not None:
            pen.dot(number, *wheel.at(spoke, value / FULL))


def _labels(pen: Pen, wheel: _Wheel, said: Sequence[Sequence[str]]) -> float:
    """Names and shares around the wheel, in a column on either side, pushed down where they would touch; where they end."""
    edge = wheel.r + pen.size * 0.9
    low = {side: 0.0 for side in (-1, 0, 1)}
    halves = [(1, range(1, wheel.spokes)), (-1, range(wheel.spokes - 1, 0, -1))]
    for side, spokes in halves:
        for spoke in spokes:
            if not _middle(spoke, wheel.spokes) and (spoke < wheel.spokes / 2) == (side > 0):
                high = len(said[spoke]) * pen.pitch
                begin = max(wheel.at(spoke, 1)[1] - high / 2, low[side])
                pen.column(wheel.x + side * edge, begin, said[spoke], "start" if side > 0 else "end")
                low[side] = begin + high + 2
    pen.column(wheel.x, wheel.y - edge - len(said[0]) * pen.pitch + pen.size * 0.3, said[0], "middle")
    low[0] = wheel.y + edge
    if wheel.spokes % 2 == 0:
        below = said[wheel.spokes // 2]
        pen.column(wheel.x, wheel.y + wheel.r + pen.size * 0.4, below, "middle")
        low[0] = wheel.y + wheel.r + pen.size * 0.6 + len(below) * pen.pitch
    return max(low.values()) + pen.size * 0.3
