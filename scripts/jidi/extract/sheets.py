"""The sheets of an xlsx, read as a stream: what is shown in the cells, empty rows left out."""

from __future__ import annotations

import posixpath
import zipfile

from .officexml import Enough, Found, read_part
from .words import Grid, Words

_MAX_SHEETS = 50
_MAX_COLUMNS = 50  # a cell further to the right follows the one before it
_STRINGS = "xl/sharedStrings.xml"
_MAX_SHARED = 2_000_000  # characters of texts that cells share


def sheets(package: zipfile.ZipFile, most: int) -> Words | None:
    """The tables of a workbook, sheet by sheet, hidden ones too: at most ``most`` characters."""
    shared, parts, left, cut = _shared(package), list[tuple[str, tuple[str | Grid, ...]]](), most, False
    for name, part in _order(package)[:_MAX_SHEETS]:
        cells = _Cells(shared, left)
        cut = read_part(package, part, cells)
        left = cells.left
        parts += [(name, (Grid(tuple(cells.rows)),))] if cells.rows else []
        if cut:
            break
    return Words(tuple(parts), cut) if parts else None


def _order(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and part of each sheet, in the order of the tabs."""
    targets, shown = Found("Relationship", "Id", "Target"), Found("sheet", "name", "id")
    read_part(package, "xl/_rels/workbook.xml.rels", targets)
    read_part(package, "xl/workbook.xml", shown)
    known = {id: target for id, target in targets.rows}
    return [(name, posixpath.normpath(posixpath.join("/xl", known[id])).lstrip("/")) for name, id in shown.rows if id in known]


def _shared(package: zipfile.ZipFile) -> list[str]:
    if _STRINGS not in package.namelist():
        return []
    texts = _Shared()
    read_part(package, _STRINGS, texts)
    return texts.found


class _Shared:
    """The texts that cells share; how a word is read (``rPh``) is left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.speaks, self.silent, self.left = False, 0, _MAX_SHARED

    def start(self, name: str, given: dict[str, str]) -> None:
        self.silent += name == "rPh"
        self.speaks = name == "t" and not self.silent
        if name == "si":
            self.found.append("")
            self._spend(1)

    def end(self, name: str) -> None:
        self.silent -= name == "rPh"
        self.speaks = False

    def text(self, data: str) -> None:
        if self.speaks and self.found:
            self.found[-1] += data
            self._spend(len(data))

    def stop(self) -> None: ...

    def _spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise Enough


class _Cells:
    """The rows of one sheet as what stands in their cells, each in its column. ``left``: characters still wanted, a cell counts as one."""

    def __init__(self, shared: list[str], left: int) -> None:
        self.shared, self.left = shared, left
        self.rows: list[tuple[str, ...]] = []
        self.row: list[str] = []
        self.type = self.value = ""
        self.speaks = False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "c":
            self.type, self.value = given.get("t", ""), ""
            self.row += [""] * (_column(given.get("r", "")) - len(self.row))
        self.speaks = name in {"v", "t"}

    def text(self, data: str) -> None:
        if self.speaks:
            self.value += data[: max(0, self.left)]
            self._spend(len(data) if self.type != "s" else 0)

    def end(self, name: str) -> None:
        self.speaks = False
        if name == "c":
            text = self._shown().strip()
            self.row.append(text)
            self._spend(1 + (len(text) if self.type == "s" else 0))
        elif name == "row":
            self._keep()

    def stop(self) -> None:
        self._keep()

    def _shown(self) -> str:
        if self.type != "s":
            return self.value
        number = int(self.value) if self.value.isdecimal() and len(self.value) < 9 else -1
        return self.shared[number] if 0 <= number < len(self.shared) else ""

    def _keep(self) -> None:
        while self.row and not self.row[-1]:
            self.row.pop()
        self.rows += [tuple(self.row)] if self.row else []
        self.row = []

    def _spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise Enough


def _column(address: str) -> int:
    """``C7`` → 2; 0 for what is too far to the right to be shown in its place."""
    number = 0
    for letter in address.rstrip("0123456789")[:4]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1 if 0 < number <= _MAX_COLUMNS else 0
