"""What calamine does not tell of a workbook: formulas, where pictures lie, how far it reaches, the joined areas of an ods."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

Cell = tuple[int, int]
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>/]{0,300}>')


@dataclass(frozen=True)
class Oddities:
    """Zero-based (row, column) of the cells of one sheet."""

    formulas: frozenset[Cell] = frozenset()
    pictures: tuple[Cell, ...] = ()


def reach(data: bytes) -> int:
    """How many cells lie between A1 and the last that holds something, of the largest sheet: all of them take memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    areas = []
    for sheet in sheets:
        cells = [(int(match[2]), len(match[1]), match[1]) for match in _CELL.finditer(sheet)]
        wide = max((one[1:] for one in cells), default=(1, b"A"))[1]
        areas.append(max((one[0] for one in cells), default=0) * _number(wide))
    return max(areas, default=0)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def oddities(data: bytes) -> dict[str, Oddities]:
    """By sheet; nothing if the workbook has neither, which most registers have not."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        media = any(name.startswith("xl/media/") for name in names)
        formulas = any(b"<f" in package.read(name) for name in names if name.startswith("xl/worksheets/sheet"))
    return _look(data) if media or formulas else {}


def _look(data: bytes) -> dict[str, Oddities]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile):
        return {}  # calamine could read it; what is odd in it stays unsaid
    found = {}
    for sheet in book.worksheets:
        formulas = frozenset((cell.row - 1, cell.column - 1) for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
        anchors = [getattr(picture.anchor, "_from", None) for picture in getattr(sheet, "_images", [])]
        found[sheet.title] = Oddities(formulas, tuple((mark.row, mark.col) for mark in anchors if mark))
    return found


def joined_ods(data: bytes) -> dict[str, tuple[tuple[Cell, Cell], ...]]:
    """The joined areas of an OpenDocument workbook by sheet, which calamine does not tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = ElementTree.fromstring(package.read("content.xml"))
    except (KeyError, ElementTree.ParseError):
        return {}
    return {str(table.get(f"{_TABLE}name")): tuple(_areas(table)) for table in root.iter(f"{_TABLE}table")}


def _areas(table: ElementTree.Element) -> Iterator[tuple[Cell, Cell]]:
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in line:
            down, right = (int(cell.get(f"{_TABLE}number-{way}-spanned", "1")) for way in ("rows", "columns"))
            if down > 1 or right > 1:
                yield (row, column), (row + down - 1, column + right - 1)
            column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        row += int(line.get(f"{_TABLE}number-rows-repeated", "1"))
