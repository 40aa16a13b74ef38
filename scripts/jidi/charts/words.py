"""Words and numbers as a drawing holds them: how wide they are, where they break, how they are said."""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

Value = int | float | None
UNKNOWN, DASH = "未知", "—"
PITCH = 1.35  # from line to line, as a multiple of the size
_HEIGHT, _MOST, _LEAST = 1e300, 10**16, Decimal("0.01")
_MYRIADS = (("万亿", 10**12), ("亿", 10**8))


def seen(text: str) -> str:
    """A text on one line, without what no printer can show and what XML forbids."""
    signs = (" " if sign in "\t\n\r" else sign for sign in text)
    return "".join(sign for sign in signs if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}).strip()


def width(text: str, size: float) -> float:
    """How wide a text is at most, in the units of ``size``: a Han character is as wide as it is high, a Latin one a little more than half."""
    return sum(map(_ems, text)) * size


def _ems(sign: str) -> float:
    if sign > "~" or sign in "WMmw@%":
        return 1
    return 0.75 if sign.isupper() else 0.57


def _count(text: str, room: float, size: float) -> int:
    """How many of its first characters fit."""
    return sum(edge * size <= room for edge in itertools.accumulate(map(_ems, text)))


def fitted(text: str, room: float, size: float) -> str:
    """The text if it fits, else its beginning and ``…``."""
    if width(text, size) <= room:
        return text
    return f"{text[: _count(text, room - size, size)].rstrip()}…"


def wrapped(text: str, room: float, size: float, most: int = 3) -> tuple[str, ...]:
    """At most ``most`` lines of like length, broken anywhere, as Chinese is; what is left over is cut with ``…``."""
    lines = _filled(text, room, size, most)
    if len(lines) == 1:
        return lines
    even = _filled(text, min(room, width(text, size) / len(lines) + size), size, most)
    return even if len(even) == len(lines) and not even[-1].endswith("…") else lines


def _filled(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    lines: list[str] = []
    left = text
    while left and len(lines) < most - 1:
        count = max(1, _count(left, room, size))
        lines.append(left[:count].strip())
        left = left[count:].lstrip()
    return (*lines, fitted(left, room, size)) if left or not lines else tuple(lines)


def number(value: Value, unit: str = "") -> str:
    """As people say it: two decimals at most, 1.2亿 and not nine digits; unknown is ``—``. A little is never said to be nothing."""
    if value is None:
        return DASH
    exact = Decimal(str(value))
    if exact and exact < _LEAST:
        return f"不到 {_LEAST}{unit}"
    if exact >= _MOST:
        return f"{exact:.1e}{unit}"
    name, worth = next(((name, worth) for name, worth in _MYRIADS if exact >= worth), ("", 1))
    said = f"{(exact / worth).quantize(_LEAST, ROUND_HALF_UP):f}"
    return f"{said.rstrip('0').rstrip('.')}{name}{unit}"


def told(value: Value, unit: str = "") -> str:
    """The same to be heard."""
    return UNKNOWN if value is None else number(value, unit)


def checked(values: Iterable[Value]) -> None:
    """:raises ValueError: if one of the values cannot be drawn as an amount: below zero, or not finite."""
    for value in values:
        if value is not None and not (0 <= value < _HEIGHT and math.isfinite(value)):
            raise ValueError(f"“{value}”画不成图。改法：图里的数要是 0 或更大；不知道的不写（None）。")
