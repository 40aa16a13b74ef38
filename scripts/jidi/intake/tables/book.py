"""A workbook or a csv becomes plain pages of text cells, whoever wrote it."""

from __future__ import annotations

import csv
import datetime
import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...extract.apart import MOST_CELLS, read_apart
from ...model.finding import Place
from .sniff import SAID, TABLES, sniff

Cell = tuple[int, int]
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060\r\0"), None) | {0xA0: " "}


@dataclass(frozen=True)
class Page:
    """One sheet: ``rows`` of texts; ``merged``: first and last cell of joined areas (zero-based row, column).

    ``blind``: cells with a formula that gave nothing. ``pictures``: cells on which a picture lies.
    """

    file: str
    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[Cell, Cell], ...] = ()
    blind: frozenset[Cell] = frozenset()
    pictures: tuple[Cell, ...] = ()
    hidden: bool = False

    def at(self, row: int, column: int) -> Place:
        """``登记表.xlsx 活动!C7``; a csv has no sheet to name."""
        cell = f"{_letters(column)}{row + 1}"
        return Place(self.file, row + 1, f"{self.name}!{cell}" if self.name else cell)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; empty outside what was saved."""
        return self.rows[row][column] if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]) else ""


class Unopened(Exception):
    """A file that is no table: what is wrong, how to mend it."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message, self.fix = message, fix


def open_pages(file: str, data: bytes) -> list[Page]:
    """All sheets of a file.

    :raises Unopened: with what it is instead.
    """
    kind = sniff(data)
    if kind not in TABLES:
        raise Unopened(*SAID[kind])
    return [_csv(file, data)] if kind == "csv" else _workbook(file, data, kind)


def _csv(file: str, data: bytes) -> Page:
    text = _decode(data)
    first = text.split("\n", 1)[0]
    separator = max(",\t;，；", key=first.count)
    if separator in "，；":
        text = text.replace(separator, ",")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter="," if separator in "，；" else separator))
    except csv.Error:
        raise Unopened(*SAID["broken"]) from None
    return Page(file, "", tuple(tuple(tidy(cell) for cell in row) for row in rows))


def _decode(data: bytes) -> str:
    for encoding in ("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unopened("的文字编码认不出来", "用 WPS 或 Excel 打开，另存为 .xlsx 再交")


def _workbook(file: str, data: bytes, kind: str) -> list[Page]:
    from .oddities import Oddities, joined_ods, oddities, reach

    read = "far" if kind == "xlsx" and reach(data) > MOST_CELLS else read_apart(data)
    if isinstance(read, str):
        raise Unopened(*SAID[read])
    odd: Mapping[str, Oddities] = oddities(data) if kind == "xlsx" else {}
    areas = joined_ods(data) if kind == "ods" else {}
    pages = []
    for name, hidden, rows, merged in read:
        texts = tuple(tuple(words(cell) for cell in row) for row in rows)
        own = odd.get(name, Oddities())
        blind = frozenset(cell for cell in own.formulas if not (cell[0] < len(texts) and cell[1] < len(texts[cell[0]]) and texts[cell[0]][cell[1]]))
        pages.append(Page(file, name, texts, tuple(merged or areas.get(name, ())), blind, own.pictures, hidden))
    return pages


def words(value: Any) -> str:
    """A cell as text: days as ``2026-10-12``, whole numbers without ``.0``, yes and no in Chinese."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d") + (value.strftime(" %H:%M") if (value.hour, value.minute) != (0, 0) else "")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.timedelta):
        return f"{value.seconds // 3600:02}:{value.seconds // 60 % 60:02}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return tidy(str(value))


def tidy(text: str) -> str:
    """Text without what nobody sees; line breaks stay."""
    lines = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).replace("_x000D_", "").split("\n")
    return "\n".join(line.strip(" \t\u3000") for line in lines).strip()


def _letters(column: int) -> str:
    letters = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        letters, column = chr(65 + rest) + letters, column - 1
    return letters
