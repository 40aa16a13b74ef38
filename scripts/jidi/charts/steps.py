"""Amounts as four steps of one colour, from little to much; nothing is empty, unknown has a broken edge, and the number stands in each cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .chart import legend
from .pen import Pen
from .theme import STEPS
from .words import UNKNOWN, Value, fitted, number

Content = Value | str


@dataclass(frozen=True)
class Steps:
    """``bounds``: the greatest amount of each step, ascending, four or fewer; ``whole``: whether all amounts are whole numbers."""

    bounds: tuple[float, ...]
    whole: bool
    gap: bool

    def shade(self, value: float) -> int:
        """0 for nothing, else the number of the theme's step; the greatest amounts always have the strongest."""
        place = next((at for at, bound in enumerate(self.bounds) if value <= bound), len(self.bounds) - 1)
        return STEPS - len(self.bounds) + 1 + place if value else 0

    def names(self, unit: str) -> list[str]:
        """What the steps are called, from the least."""
        low, said = 1.0, []
        for bound in self.bounds:
            wide = self.whole and low < bound
            said.append(f"{number(low)}–{number(bound, unit)}" if wide else number(bound, unit) if self.whole else f"≤{number(bound, unit)}")
            low = bound + 1
        return said


def steps(values: Iterable[Content]) -> Steps:
    """Steps for these amounts, each as wide as the others."""
    values = list(values)
    known = [value for value in values if isinstance(value, int | float)]
    top, whole = max(known, default=0), all(isinstance(value, int) for value in known)
    found = [top * at // STEPS if whole else top / STEPS * at for at in range(1, STEPS + 1)]
    return Steps(tuple(dict.fromkeys(one for one in found if one)), whole, None in values)


def cell(pen: Pen, ways: Steps, value: Content, x: float, y: float, wide: float, high: float, name: str = "", unit: str = "") -> None:
    """A cell with its number, and a name above it if it has one. A word instead of an amount stands for itself, without a cell: 不设."""
    middle, base = x + wide / 2, y + high / 2 + pen.size * (0.36 if not name else 0.95)
    if isinstance(value, str):
        return pen.text(middle, base, fitted(value, wide - 2, pen.size), "middle", "soft")
    shade = 0 if value is None else ways.shade(value)
    pen.box(x + 0.5, y + 0.5, wide - 1, high - 1, f"step-{shade}" if shade else "none", "edge", "3 2" if value is None else "", 3)
    colour = f"on-{shade}" if shade else "ink" if name else "soft"
    pen.text(middle, base, fitted(number(value, unit), wide - 4, pen.size), "middle", colour)
    pen.text(middle, y + high / 2 - pen.size * 0.25, fitted(name, wide - 4, pen.size), "middle", colour if shade else "ink")


def key(pen: Pen, ways: Steps, unit: str, top: float, zero: bool = True) -> float:
    """What the shades mean, from ``top``; the height below it."""
    shades = [0] * zero + list(range(STEPS - len(ways.bounds) + 1, STEPS + 1)) + [-1] * ways.gap
    names = ["0"] * zero + ways.names(unit) + [UNKNOWN] * ways.gap

    def sample(x: float, middle: float, at: int) -> None:
        shade = shades[at]
        pen.box(x, middle - 6, 16, 12, f"step-{shade}" if shade > 0 else "none", "edge", "3 2" if shade < 0 else "", 3)

    return legend(pen, names, sample, top)
