"""Values as a sheet holds them, and how much room they take."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

from ..paper import Cell
from ..printed import wide

PLACES = 2
_MOST, _LARGEST = 10**15, 1e300  # a whole number of more digits is not held exactly; sums of more end nowhere
_NARROW, _BROAD, _HEAD = 7, 46, 18  # half-width characters


def amount(value: Cell) -> float | None:
    """A number as a sheet holds it exactly enough; None for what is unknown or no such number."""
    held = abs(value) <= _MOST if isinstance(value, int) else isinstance(value, float) and abs(value) < _LARGEST
    return float(value) if held and isinstance(value, int | float) else None


def places_of(column: Sequence[Cell]) -> int:
    """The decimals that a column's numbers need, two at most."""
    known = [one for one in map(amount, column) if one is not None and abs(one) < _MOST]
    return max((len(f"{one:.{PLACES}f}".rstrip("0").partition(".")[2]) for one in known), default=0)


def words_of(value: Cell) -> str:
    """A value in words; unknown is empty."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def width_of(head: str, column: Sequence[Cell]) -> float:
    """As broad as its longest line, within reason; a long head may take two lines."""
    longest = max((wide(line) for value in column for line in words_of(value).split("\n")), default=0)
    named = max(min(wide(head) * 2, _HEAD), wide(head))
    return min(_BROAD, max(_NARROW, math.ceil(longest * 2) + 2, math.ceil(named) + 3))


def lines(words: str, width: float) -> int:
    """How many lines words take in a column; not every program finds the height of a row by itself."""
    return sum(max(1, math.ceil(wide(line) * 2 / max(width - 1, 1))) for line in words.split("\n"))
