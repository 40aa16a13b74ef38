"""The pen of a workbook: what makes its bytes repeat, legal names of sheets, looks, the set-up of a printed page."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence
from typing import Any

from ..paper import Paper, seen
from .cells import lines

LINE = 15.0  # points
HIGHEST = 409
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = "history"  # Excel keeps this name to itself
_LONGEST_NAME, _LONGEST_TEXT = 31, 32767  # what a sheet's name and a cell may hold
_BASE = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
_CELL = _BASE | {"border": 1, "border_color": "#A6A6A6"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": _BASE | {"font_name": "黑体", "font_size": 16, "align": "center"},
    "note": _BASE | {"font_size": 9, "font_color": "#595959"},
    "head": _CELL | {"bold": True, "align": "center", "bg_color": "#DDE8DD"},
    "link": _CELL | {"font_color": "#0B5394", "underline": 1},
    "text": _CELL, "int": _CELL, "decimal": _CELL, "percent": _CELL | {"num_format": "0.0%"},
    "day": _CELL | {"num_format": "yyyy-mm-dd", "align": "center"},
}  # fmt: skip
_SUM = {"bold": True, "bg_color": "#EEF3EE"}


def opened(stream: io.BytesIO, title: str, author: str, day: datetime.date) -> Any:
    """A new workbook of XlsxWriter into ``stream``: the same bytes for what is written the same, on ``day``."""
    import xlsxwriter

    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": seen(title)[:255], "author": seen(author)[:255], "created": datetime.datetime.combine(day, datetime.time())})
    return book


def sheet_name(name: str, taken: set[str]) -> str:
    """A legal sheet name that is not ``taken`` yet, changed as little as possible; it is taken then."""
    plain = _short(_ILLEGAL.sub("_", name).strip("' "), _LONGEST_NAME).strip("' ") or "表"
    tries = (plain, *(f"{_short(plain, _LONGEST_NAME - 5)}（{number}）" for number in range(2, 1000)))
    legal = next(one for one in tries if one.lower() not in taken | {_RESERVED})
    taken.add(legal.lower())
    return legal


def _short(text: str, most: int) -> str:
    """The beginning of a text as Excel counts, where rare characters are two."""
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, int, bool], Any] = {}

    def __call__(self, name: str, places: int = 0, sum: bool = False) -> Any:
        """``places``: of numbers; ``sum``: as the last row has it."""
        key = (name, places, sum)
        if key not in self._made:
            form = {"num_format": "0." + "0" * places if places else "0"} if name in {"int", "decimal"} else {}
            self._made[key] = self._book.add_format(_LOOKS[name] | form | (_SUM if sum else {}))
        return self._made[key]


def across(sheet: Any, row: int, widths: Sequence[float], words: str, look: Any, line: float = LINE) -> None:
    """Words over all columns, in a row high enough for them."""
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", look)
    text(sheet, row, 0, words, look)
    size = line / LINE if line > LINE else 1
    sheet.set_row(row, min(HIGHEST, line * lines(words, sum(widths) / size) + 4))


def text(sheet: Any, row: int, at: int, words: str, look: Any) -> None:
    """Words in a cell, or an empty one with a look."""
    if words:
        sheet.write_string(row, at, _short(seen(words), _LONGEST_TEXT), look)
    else:
        sheet.write_blank(row, at, None, look)


def set_up(sheet: Any, paper: Paper, landscape: bool) -> None:
    """A4, one page wide, numbered; whose tables these are stands at the head."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    title, draft = (seen(words)[:60].replace("\n", " ").replace("&", "&&") for words in (paper.title, paper.draft))
    sheet.set_header(f"&L&9 {title}&R&9 {draft}")
    sheet.set_footer("&C&9第 &P 页 共 &N 页")
