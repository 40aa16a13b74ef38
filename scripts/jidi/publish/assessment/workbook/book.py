"""The pen: every cell goes through here, so that text stays text and a formula never goes without our value."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import ceil
from typing import Any

from ....documents.xlsx import opened, sheet_name

Value = Decimal | int | str
_HIGHEST_ROW, _LINE = 409, 13.5  # points
_LONGEST_TEXT = 32767  # what a cell may hold
_CELL = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1, "border_color": "#A6A6A6"}
_BOLD = {"bold": True, "bg_color": "#EEF3EE"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 16, "valign": "vcenter"},
    "note": {"font_name": "宋体", "font_size": 9, "font_color": "#595959", "valign": "vcenter"},
    "head": _CELL | {"bold": True, "align": "center", "bg_color": "#DDE8DD"},
    "words": _CELL,
    "word": _CELL | {"align": "center"},
    "number": _CELL,
    "share": _CELL | {"num_format": "0.0%"},
    "day": _CELL | {"num_format": "yyyy-mm-dd", "align": "center"},
    "input": _CELL | {"bg_color": "#FFF8E1"},
    "sum words": _CELL | _BOLD,
    "sum word": _CELL | _BOLD | {"align": "center"},
    "sum share": _CELL | _BOLD | {"num_format": "0.0%"},
}


class Book:
    """A workbook in memory whose bytes depend on nothing but what is written and ``day``."""

    def __init__(self, day: datetime.date) -> None:
        self._stream = io.BytesIO()
        self._book = opened(self._stream, "考核总表", "", day)
        self._styles: dict[tuple[str, int | None], Any] = {}
        self._taken: set[str] = set()

    def sheet(self, name: str) -> Sheet:
        """A new sheet; a name that is not legal or already taken is changed as little as possible."""
        legal = sheet_name(name, self._taken)
        return Sheet(self, legal, self._book.add_worksheet(legal))

    def style(self, name: str, places: int | None = None) -> Any:
        """A named look; with ``places``, for numbers with so many decimals."""
        key = (name, places)
        if key not in self._styles:
            form = {} if places is None else {"num_format": "0." + "0" * places if places else "0"}
            self._styles[key] = self._book.add_format(_STYLES[name] | form)
        return self._styles[key]

    def close(self) -> bytes:
        """The bytes of the finished file."""
        self._book.close()
        return self._stream.getvalue()


class Sheet:
    """One sheet; rows count from 0, columns are letters."""

    def __init__(self, book: Book, name: str, paper: Any) -> None:
        self.name, self._book, self._paper = name, book, paper
        self._widths: dict[str, float] = {}
        self._lines: dict[int, int] = {}

    def text(self, row: int, column: str, words: str, style: str = "words") -> None:
        """Words; ``=1+1`` is words too."""
        if not words:
            return self.number(row, column, None, style)
        if _STYLES[style].get("text_wrap"):
            self._lines[row] = max(self._lines.get(row, 1), _lines(words, self._widths.get(column, 0)))
        self._paper.write_string(row, _number(column), words[:_LONGEST_TEXT], self._book.style(style))

    def wide(self, row: int, first: str, last: str, words: str, style: str = "words") -> None:
        """Words over several columns."""
        look = self._book.style(style)
        self._paper.merge_range(row, _number(first), row, _number(last), "", look)
        self._paper.write_string(row, _number(first), words[:_LONGEST_TEXT], look)
        width = sum(width for column, width in self._widths.items() if _number(first) <= _number(column) <= _number(last))
        self._lines[row] = max(self._lines.get(row, 1), _lines(words, width))

    def number(self, row: int, column: str, value: Decimal | int | None, style: str = "number", places: int | None = None) -> None:
        """A number; an empty cell for ``None``."""
        look = self._book.style(style, places)
        if value is None:
            self._paper.write_blank(row, _number(column), None, look)
        else:
            self._paper.write_number(row, _number(column), float(value), look)

    def day(self, row: int, column: str, day: datetime.date | None) -> None:
        """A date; an empty cell for ``None``."""
        if day is None:
            return self.number(row, column, None)
        self._paper.write_datetime(row, _number(column), datetime.datetime.combine(day, datetime.time()), self._book.style("day"))

    def formula(self, row: int, column: str, formula: str, value: Value, style: str = "number", places: int | None = None) -> None:
        """A formula with the value that we know it has."""
        result = value if isinstance(value, str) else float(value)
        self._paper.write_formula(row, _number(column), f"={formula}", self._book.style(style, places), result)

    def blanks(self, row: int, columns: Iterable[str], style: str = "words") -> None:
        """Empty cells with a look."""
        for column in columns:
            self.number(row, column, None, style)

    def head(self, row: int, widths: Mapping[str, float], heads: Iterable[str]) -> None:
        """The row of column heads, which stays in sight and is repeated on each printed page."""
        self._widths = dict(widths)
        for (column, width), words in zip(widths.items(), heads, strict=True):
            self._paper.set_column(f"{column}:{column}", width)
            if words:
                self.text(row, column, words, "head")
        self._paper.repeat_rows(row)

    def set_up(self, row: int, columns: int) -> None:
        """Freeze above ``row`` and left of ``columns``; rows high enough for their words; A4 landscape, one page wide, numbered."""
        paper = self._paper
        for at, lines in self._lines.items():
            paper.set_row(at, min(_HIGHEST_ROW, _LINE * lines + 3))
        paper.set_row(0, 26)
        paper.freeze_panes(row, columns)
        paper.set_landscape()
        paper.set_paper(9)
        paper.fit_to_pages(1, 0)
        paper.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        paper.set_footer("&L&8&A&C— &P —")

    def at(self, row: int, column: str) -> str:
        """The address of a cell for formulas on this sheet."""
        return f"${column}${row + 1}"

    def outside(self, address: str) -> str:
        """An address of this sheet, for formulas on other sheets."""
        quoted = self.name.replace("'", "''")
        return f"'{quoted}'!{address}"

    def total(self, column: str, first: int, last: int) -> str:
        """The sum of a piece of a column; of no rows, zero."""
        return f"SUM({self.range(column, first, last)})" if first <= last else "0"

    def range(self, column: str, first: int, last: int) -> str:
        """A piece of a column, both ends included."""
        return f"{self.at(first, column)}:{self.at(last, column)}"


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _lines(words: str, width: float) -> int:
    """How many lines words take in a column; not every program finds the height of a row by itself."""
    room = max(width, 1)
    return sum(max(1, ceil(sum(1.9 if ord(sign) > 0x2000 else 1 for sign in line) / room)) for line in words.split("\n"))


def letter(number: int) -> str:
    """The column with a number, from 0."""
    from xlsxwriter.utility import xl_col_to_name  # most builds write no workbook

    return str(xl_col_to_name(number))


def quoted(words: str) -> str:
    """Words inside a formula."""
    return '"' + words.replace('"', '""') + '"'


def rounded(formula: str, places: int) -> str:
    """Rounded half up, as in ``Decimal``.

    A product such as 6×2.66÷24 may come out as 0.66499999999999992 in binary. Ten places first take that off and
    leave exactly 0.665, which every spreadsheet rounds up; no true result lies within 1e-10 of a tie without being one.
    """
    return f"ROUND(ROUND({formula},10),{places})"
