"""How the score sheets look: one place for colours, borders and row heights."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

import xlsxwriter

_CELL = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#B0B0B0"}
_MIDDLE = {**_CELL, "align": "center", "valign": "vcenter"}
LINE = 16.5


@dataclass(frozen=True)
class Style:
    """The formats of one workbook. ``open``, ``mark``: the cells that an expert fills in."""

    title: Any
    plain: Any
    note: Any
    head: Any
    cell: Any
    middle: Any
    link: Any
    open: Any
    mark: Any
    good: Any
    bad: Any


def style(book: xlsxwriter.Workbook, places: int) -> Style:
    """All formats, registered in ``book``; marks show at most ``places`` decimals."""
    fill = {"bg_color": "#FFF8DC", "locked": False}
    return Style(
        title=book.add_format({"font_name": "宋体", "bold": True, "font_size": 16}),
        plain=book.add_format({"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "top"}),
        note=book.add_format({"font_name": "宋体", "font_size": 10, "font_color": "#555555"}),
        head=book.add_format({**_MIDDLE, "bold": True, "bg_color": "#D9E7F5"}),
        cell=book.add_format(_CELL),
        middle=book.add_format(_MIDDLE),
        link=book.add_format({**_CELL, "font_color": "#0B5394", "underline": 1}),
        open=book.add_format({**_CELL, **fill}),
        mark=book.add_format({**_MIDDLE, **fill, "num_format": "0." + "#" * places if places else "0"}),
        good=book.add_format({"font_color": "#1E7B34"}),
        bad=book.add_format({"font_color": "#B42318", "bold": True}),
    )


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of ``width`` half-width characters."""
    return sum(max(1, -int(-_wide(part) // max(1.0, width - 1.5))) for part in text.split("\n"))


def clipped(text: str, width: float) -> str:
    """The text if it fits into one line of a column, otherwise its beginning and ``…``: a link does not wrap everywhere."""
    if lines(text, width) == 1 and "\n" not in text:
        return text
    kept = text.replace("\n", " ")
    while _wide(kept) > width - 4:
        kept = kept[:-1]
    return f"{kept}…"


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)
