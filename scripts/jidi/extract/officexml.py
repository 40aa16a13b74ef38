"""The XML inside an office file, read as a stream: no entities, no more than is shown."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Protocol
from xml.parsers import expat

from .words import Grid

MAX_READ = 40_000_000  # bytes of XML read of one part, and of all slides together
_CHUNK = 4_000_000  # expat begins an unfinished tag anew with every chunk: many small ones would take minutes
_SILENT = {"Fallback", "rt", "pPr", "rPr", "del", "bodyPr"}  # what stands there is no text of the reader's, or is there twice


class Enough(Exception):
    """Enough was read."""


class Reader(Protocol):
    """What is told of the elements of a part, by their names without namespace."""

    def start(self, name: str, given: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...
    def stop(self) -> None: ...


def read_part(package: zipfile.ZipFile, part: str, into: Reader) -> bool:
    """Stream one part to a reader; whether it was left before its end.

    :raises ValueError: if it brings a document type: no office file has one, whoever does wants entities.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, given: into.start(_local(name), given)
    parser.EndElementHandler = lambda name: into.end(_local(name))
    parser.CharacterDataHandler = into.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for chunk in _chunks(package, part):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except Enough:
        into.stop()
        return True
    return False


def _chunks(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with package.open(part) as stream:
        for _ in range(MAX_READ // _CHUNK):
            if not (chunk := stream.read(_CHUNK)):
                return
            yield chunk
    raise Enough


def _refuse(*_: object) -> None:
    raise ValueError


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


class Found:
    """The attributes of every element called ``name``; of ``id`` and ``r:id`` the one with a namespace."""

    def __init__(self, name: str, *attributes: str) -> None:
        self.name, self.attributes = name, attributes
        self.rows: list[tuple[str, ...]] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == self.name:
            values = {_local(key): value for key, value in sorted(given.items(), key=lambda pair: " " in pair[0])}
            self.rows.append(tuple(values.get(one, "") for one in self.attributes))

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...
    def stop(self) -> None: ...


class Text:
    """Paragraphs and tables of WordprocessingML and DrawingML, which share the names ``p t tbl tr tc``.

    ``left``: how many characters more are wanted; a paragraph and a cell count as one, so that empty ones end too.
    """

    def __init__(self, left: int) -> None:
        self.left = left
        self.blocks: list[str | Grid] = []
        self.lines: list[list[str]] = []
        self.cells: list[list[str]] = []
        self.rows: list[tuple[str, ...]] = []
        self.silent = self.tables = 0
        self.speaks = False

    def start(self, name: str, given: dict[str, str]) -> None:
        self.silent += name in _SILENT
        self.speaks = name == "t" and not self.silent
        if name == "p":
            self.lines.append([])
            self._spend(1)
        elif name == "tbl":
            self.tables += 1
        elif name == "tc" and self.tables == 1:
            self.cells.append([])
            self._spend(1)
        elif name in {"br", "tab"} and not self.silent and self.lines:
            self.lines[-1].append(" ")

    def end(self, name: str) -> None:
        self.silent -= name in _SILENT
        self.speaks = False
        if name == "p":
            self._say("".join(self.lines.pop()).strip())
        elif name == "tr" and self.tables == 1:
            self.rows.append(tuple("\n".join(cell) for cell in self.cells))
            self.cells = []
        elif name == "tbl":
            self.tables -= 1
            self._keep()

    def text(self, data: str) -> None:
        if self.speaks and self.lines:
            self.lines[-1].append(data[: max(0, self.left)])
            self._spend(len(data))

    def stop(self) -> None:
        """What is open now is shown as far as it came."""
        while self.lines:
            self.end("p")
        if self.tables:
            self.tables = 1
            self.end("tr")
            self.end("tbl")

    def _spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise Enough

    def _say(self, line: str) -> None:
        if line and self.tables and self.cells:
            self.cells[-1].append(line)
        elif line:
            self.blocks.append(line)

    def _keep(self) -> None:
        """The rows of the outermost table, once it has ended; a table that says nothing is none."""
        if not self.tables:
            rows = tuple(row for row in self.rows if row)
            self.blocks += [Grid(rows)] if any(map(any, rows)) else []
            self.rows = []
