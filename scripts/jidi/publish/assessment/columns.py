"""Columns on a terminal where a Chinese character is as wide as two letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """How many columns a text takes: 2 for wide and full-width characters, 0 for combining ones."""
    return sum(0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def columns(rows: Sequence[Sequence[str]], gap: int = 2) -> list[str]:
    """Every row as one line, each column as wide as its widest cell; no blanks at the end of a line."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["".join(cell + " " * (wide + gap - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in rows]
