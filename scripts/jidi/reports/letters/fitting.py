"""How high a letter stands on a page of 22 lines (GB/T 9704): counted, never less than it is, so that nothing has to be printed to be measured."""

from __future__ import annotations

import math
from collections.abc import Iterable

from ...documents.paper import Block, Grid, Sign, Text, Title

_PAGE, _WIDTH = 637.0, 442.0  # points: 225 mm by 156 mm
_LINE, _SIZE, _TITLE = 28.97, 16.0, 22.0
_MM, _PITCH, _INSET = 72 / 25.4, 1.45, 9.1  # of a table: a line as a multiple of its size, and the white in a row


def on_one_page(blocks: Iterable[Block]) -> bool:
    """Whether a letter of a title, texts, a table and a signature surely stands on one page."""
    return sum(map(_height, blocks)) <= _PAGE


def _height(block: Block) -> float:
    """In points, the white around it included."""
    match block:
        case Title(text):
            return _lines(text, _TITLE, 0) * _LINE + 2 * _LINE - _TITLE
        case Grid(rows, widths, _, size):
            return sum(_row(row, widths, size) for row in rows)
        case Text(text, size):
            return _lines(text, size or _SIZE, 2 if block.indent else 0) * (size or _SIZE) * _LINE / _SIZE
        case Sign():
            return 4 * _LINE
        case _:
            raise ValueError(f"{type(block).__name__} 不是反馈意见书里的样子")


def _row(row: tuple[str, ...], widths: tuple[float, ...], size: float) -> float:
    """The highest of its cells, whose text stands 2 mm from their sides and a little from above and below."""
    lines = max(_lines(cell, size, 0, (width - 4) * _MM) for cell, width in zip(row, widths, strict=True))
    return lines * size * _PITCH + _INSET


def _lines(text: str, size: float, indent: int, width: float = _WIDTH) -> int:
    """Each line may give a character to the next, for no line begins with a comma."""
    room = max(1, int(width / size) - 1)
    return sum(max(1, math.ceil((len(line) + indent) / room)) for line in text.split("\n"))
