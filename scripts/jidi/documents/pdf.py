"""pdf by Typst: tagged and archivable (PDF/UA-1 with PDF/A-2a), fonts inside, no font of this machine, no clock, no network.

What Typst only warns of stops us: a paper that looks otherwise than it was meant is no paper. A sign that the fonts lack is named.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from .paper import Grid, Heading, Paper, Picture, Space, Text, Title, seen

STANDARDS = ["a-2a", "ua-1"]
_EIGHT = datetime.timezone(datetime.timedelta(hours=8))
_LACKING = re.compile(r'the (?:text|codepoint) `"(.+?)"`', re.DOTALL)


class Unprintable(Exception):
    """A paper that cannot be printed as it is; ``signs``: those that the fonts lack, empty if something else is wrong."""

    def __init__(self, signs: str, reason: str = "") -> None:
        self.signs = signs
        super().__init__(reason or f"“{signs}”打印不出来：字体里没有")


def pdf(paper: Paper) -> bytes:
    """A paper as pdf.

    :raises Unprintable: if the fonts lack a sign of it.
    """
    values = {"title": seen(paper.title), "author": seen(paper.author), "numbered": paper.numbered, "blocks": [_plain(one) for one in paper.blocks]}
    return typeset(_source(), values, paper.day)


def typeset(source: str, values: Mapping[str, Any], day: datetime.date) -> bytes:
    """A Typst ``source`` as pdf; it reads ``values`` as ``json(bytes(sys.inputs.values))``, so no word of them can be markup.

    :raises Unprintable: if the fonts lack a sign, or Typst finds any fault or even a doubt.
    """
    from typst import TypstError

    noon = datetime.datetime.combine(day, datetime.time(12), _EIGHT)
    inputs = {"values": json.dumps({**values, "day": [day.year, day.month, day.day]}, ensure_ascii=False)}
    try:
        made, warnings = _compiler().compile_with_warnings(source.encode(), format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=noon)
    except TypstError as error:
        lacking = _LACKING.search(error.message)
        raise Unprintable(_sign(lacking[1]) if lacking else "", "" if lacking else error.message) from None
    if warnings:
        raise Unprintable("", warnings[0].message)
    return bytes(made)


def pages(data: bytes) -> int:
    """How many pages a pdf has."""
    from pypdfium2 import PdfDocument

    return len(PdfDocument(data))


def _sign(escaped: str) -> str:
    """``\\u{600}`` as the sign that it stands for."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), escaped)


@lru_cache(maxsize=1)
def _compiler() -> Any:
    """One for all papers: the fonts are opened once. Only those that come with the wheels, so that every machine prints alike."""
    from pylopdf_fonts_zh_cn import serif_path
    from typst import Compiler, Fonts

    folder = str(Path(serif_path()).parent)
    return Compiler(font_paths=Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder]))


@lru_cache(maxsize=1)
def _source() -> str:
    return Path(__file__).with_name("paper.typ").read_text("utf-8")


def _plain(block: Title | Heading | Text | Grid | Picture | Space) -> dict[str, Any]:
    """A block as JSON: numbers in points and millimetres as they are."""
    match block:
        case Title(text, size):
            return {"is": "title", "text": seen(text), "size": size}
        case Heading(text):
            return {"is": "heading", "text": seen(text)}
        case Text(text, size, align, indent, pitch):
            return {"is": "text", "text": seen(text), "size": size, "align": align, "indent": indent, "pitch": pitch}
        case Grid(rows, widths, head, size):
            return {"is": "grid", "rows": [[seen(cell) for cell in row] for row in rows], "widths": widths, "head": head, "size": size}
        case Picture(png, alt, width):
            return {"is": "picture", "png": list(png), "alt": seen(alt), "width": width}
        case Space(height):
            return {"is": "space", "height": height}
