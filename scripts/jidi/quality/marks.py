"""What is left of a table once it is read: numbers without persons."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .layout import Item


@dataclass(frozen=True)
class Row:
    """One pupil's numbers and nothing of the pupil; None is unknown. ``group``: the category of the school, ``school``: its id, only to be counted."""

    total: Fraction | None
    items: tuple[Fraction | None, ...] = ()
    entry: Fraction | None = None
    group: str = ""
    school: str = ""


@dataclass(frozen=True)
class Marks:
    """All rows of a table. ``absent``: rows without any mark; ``closing``: rows of sums and means that were passed over."""

    full: Fraction
    items: tuple[Item, ...]
    rows: tuple[Row, ...]
    absent: int = 0
    closing: int = 0
