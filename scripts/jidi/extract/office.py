"""The words of a docx, pptx, xlsx, pdf or text file, for whoever wants to see or find them without opening it; never an error.

python-docx, python-pptx and calamine build the whole file in memory first (a cell at XFD1048576 is a table of 17 thousand million
cells), so they are not for files of strangers; these readers stream and stop.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from xml.parsers import expat

from .officexml import MAX_READ, Found, Text, read_part
from .sheets import sheets
from .words import MAX_WORDS, Grid, Words

_MAX_SLIDES = 200
_BROKEN = (KeyError, ValueError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, expat.ExpatError)


def words_of(suffix: str, data: bytes, most: int = MAX_WORDS) -> Words | None:
    """The text of an office or text file by its suffix, at most ``most`` characters; nothing if it has none or cannot be read."""
    try:
        if suffix in {"txt", "csv"}:
            return _plain(data, most)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _OFFICE[suffix](package, most) if suffix in _OFFICE else None
    except _BROKEN:
        return None


def _plain(data: bytes, most: int) -> Words | None:
    text = data.decode("utf-8-sig")
    lines = tuple(line for line in text[:most].splitlines() if line.strip())
    return Words((("", lines),), len(text) > most) if lines else None


def _document(package: zipfile.ZipFile, most: int) -> Words | None:
    text = Text(most)
    cut = read_part(package, "word/document.xml", text)
    return Words((("", tuple(text.blocks)),), cut) if text.blocks else None


def _slides(package: zipfile.ZipFile, most: int) -> Words | None:
    parts: list[tuple[str, tuple[str | Grid, ...]]] = []
    left, size, cut = most, MAX_READ, False
    for number, slide in enumerate(_order(package), 1):
        size -= package.getinfo(slide).file_size
        if left <= 0 or size < 0 or number > _MAX_SLIDES:
            cut = True
            break
        text = Text(left)
        cut = read_part(package, slide, text)
        left = text.left
        parts += [(f"第 {number} 页", tuple(text.blocks))] if text.blocks else []
    return Words(tuple(parts), cut) if parts else None


def _order(package: zipfile.ZipFile) -> list[str]:
    """The slides in the order in which they are shown, which is not that of their file names."""
    targets, shown = Found("Relationship", "Id", "Target"), Found("sldId", "id")
    read_part(package, "ppt/_rels/presentation.xml.rels", targets)
    read_part(package, "ppt/presentation.xml", shown)
    known = {id: target for id, target in targets.rows}
    return [posixpath.normpath(posixpath.join("ppt", known[id])).lstrip("/") for (id,) in shown.rows if id in known]


_OFFICE = {"docx": _document, "pptx": _slides, "xlsx": sheets}
