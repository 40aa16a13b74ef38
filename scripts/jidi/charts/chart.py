"""What every kind of chart is in the end, and how it is made: drawn twice, once for pages and once for paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .pen import Pen
from .theme import PRINT, SERIES, WEB, Paint
from .words import Value, fitted, seen, width

Cell = str | int | float | None
Draw = Callable[[Pen], float]
NOTHING = "没有数据"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing. ``title``: its name; ``desc``: every value of it in words; ``rows``: the same as a table, the first its heads.

    ``svg_web`` stands in a page and takes the page's colours, ``svg_print`` has its own. Both bear ids made of what
    is drawn: different charts on one page do not mix.
    """

    title: str
    desc: str
    svg_web: str
    svg_print: str
    rows: tuple[tuple[Cell, ...], ...]


def chart(title: str, desc: str, rows: Sequence[Sequence[Cell]], draw: Draw, empty: bool) -> Chart:
    """A chart from what ``draw`` lays on a pen; it returns the height. What is ``empty`` says so and is not drawn."""
    title, desc = seen(title), NOTHING if empty else seen(desc)

    def drawn(paint: Paint, id: str = "c") -> str:
        pen = Pen(paint, id)
        return pen.svg(_nothing(pen) if empty else draw(pen), title, desc)

    id = f"c{hashlib.sha256(drawn(PRINT).encode()).hexdigest()[:10]}"
    return Chart(title, desc, drawn(WEB, id), drawn(PRINT, id), tuple(map(tuple, rows)))


def _nothing(pen: Pen) -> float:
    high = pen.size * 4
    pen.box(0.5, 0.5, pen.paint.width - 1, high - 1, edge="line")
    pen.text(pen.paint.width / 2, high / 2 + pen.size * 0.36, NOTHING, "middle", "soft")
    return high


def legend(pen: Pen, names: Sequence[str], sample: Callable[[float, float, int], None], top: float = 0) -> float:
    """The names beside a ``sample`` of each (its left, its middle, its number from 0), in as many lines as it takes; the height below them."""
    x, y, wide = 0.0, top, pen.paint.width
    for at, name in enumerate(names):
        words = fitted(seen(name), wide - pen.size * 3, pen.size)
        needed = pen.size * 3 + width(words, pen.size)
        if x and x + needed > wide:
            x, y = 0.0, y + pen.pitch
        sample(x + 1, y + pen.size * 0.7, at)
        pen.text(x + pen.size * 2, y + pen.size, words)
        x += needed
    return y + pen.size * 1.8 if names else top


def few(series: Sequence[object]) -> None:
    """:raises ValueError: unless there are one, two or three series: more cannot be told apart without colour."""
    if not 1 <= len(series) <= SERIES:
        raise ValueError(f"一张图最多画 {SERIES} 组数，给了 {len(series)} 组。改法：分成几张图。")


def unknown(values: Sequence[Value]) -> bool:
    """Whether there is nothing known to draw."""
    return all(value is None for value in values)
