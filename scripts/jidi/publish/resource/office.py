"""The words of a docx, pptx or text file, for whoever wants to see them without opening it; never an error."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from xml.parsers import expat

from .officexml import MAX_READ, Found, Text, read_part
from .preview import MAX_WORDS, Grid, Words

_MAX_SLIDES = 200
_BROKEN = (KeyError, ValueError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, expat.ExpatError)


def words_of(suffix: str, data: bytes) -> Words | None:
    """The text of a file by its suffix; nothing if it has none or cannot be read."""
    try:
        if suffix in {"txt", "csv"}:
            return _plain(data)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _slides(package) if suffix == "pptx" else _document(package)
    except _BROKEN:
        return None


def _plain(data: bytes) -> Words | None:
    text = data.decode("utf-8-sig")
    lines = tuple(line for line in text[:MAX_WORDS].splitlines() if line.strip())
    return Words((("", lines),), len(text) > MAX_WORDS) if lines else None


def _document(package: zipfile.ZipFile) -> Words | None:
    text = Text(MAX_WORDS)
    cut = read_part(package, "word/document.xml", text)
    return Words((("", tuple(text.blocks)),), cut) if text.blocks else None


def _slides(package: zipfile.ZipFile) -> Words | None:
    parts: list[tuple[str, tuple[str | Grid, ...]]] = []
    left, size, cut = MAX_WORDS, MAX_READ, False
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
