"""pdf by Typst: tagged and archivable (PDF/UA-1 with PDF/A-2a), fonts inside, no clock, no network, no font of this machine unless it is asked for.

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

from .fonts import WHEEL, Fonts, opened
from .paper import Paper
from .printing import values_of

STANDARDS = ["a-2a", "ua-1"]
_HERE = Path(__file__).parent
_EIGHT = datetime.timezone(datetime.timedelta(hours=8))
_LACKING = re.compile(r'the (?:text|codepoint) `"(.+?)"`', re.DOTALL)


class Unprintable(Exception):
    """A paper that cannot be printed as it is; ``signs``: those that the fonts lack, empty if something else is wrong."""

    def __init__(self, signs: str, reason: str = "") -> None:
        self.signs = signs
        super().__init__(reason or f"“{signs}”打印不出来：字体里没有")


def pdf(paper: Paper, fonts: Fonts = WHEEL) -> bytes:
    """A paper as pdf.

    :raises Unprintable: if the fonts lack a sign of it.
    """
    return _made(_compiler(fonts, paper.look), None, values_of(paper, fonts), paper.day)


def headings(paper: Paper, fonts: Fonts = WHEEL) -> tuple[tuple[int, str, int], ...]:
    """What :class:`~.paper.Contents` lists (down to its depth, or the usual one without it): level (1 for one without a number too), the words
    with their number, and the page as it is printed.

    :raises Unprintable: if Typst finds any fault.
    """
    from typst import Compiler, TypstError

    inputs = _inputs(values_of(paper, fonts), paper.day)
    try:
        found = Compiler(str(_HERE / f"{paper.look}.typ"), str(_HERE), font_paths=opened(fonts), sys_inputs=inputs).query("<listed>", field="value")
    except TypstError as error:
        raise Unprintable("", f"排版时出错（{error.message}）") from None
    return tuple((level, text, page) for level, text, page in json.loads(found))


def typeset(source: str | Mapping[str, bytes], values: Mapping[str, Any], day: datetime.date, fonts: Fonts = WHEEL) -> bytes:
    """A Typst ``source`` (or its files, ``main.typ`` first) as pdf; it reads ``values`` as ``json(bytes(sys.inputs.values))``: no word can be markup.

    :raises Unprintable: if the fonts lack a sign, or Typst finds any fault or even a doubt.
    """
    return _made(_compiler(fonts), source.encode() if isinstance(source, str) else dict(source), values, day)


def _made(compiler: Any, source: bytes | dict[str, bytes] | None, values: Mapping[str, Any], day: datetime.date) -> bytes:
    """A source as pdf, or without one what the compiler was made for."""
    from typst import TypstError

    noon = datetime.datetime.combine(day, datetime.time(12), _EIGHT)
    try:
        made, warnings = compiler.compile_with_warnings(
            source, format="pdf", sys_inputs=_inputs(values, day), pdf_standards=STANDARDS, timestamp=noon
        )  # fmt: skip
    except TypstError as error:
        lacking = _LACKING.search(error.message)
        raise Unprintable(_sign(lacking[1]) if lacking else "", "" if lacking else f"排版时出错（{error.message}）") from None
    if warnings:
        raise Unprintable("", f"排版时出错（{warnings[0].message}）")
    return bytes(made)


def pages(data: bytes) -> int:
    """How many pages a pdf has."""
    from pypdfium2 import PdfDocument

    return len(PdfDocument(data))


def _inputs(values: Mapping[str, Any], day: datetime.date) -> dict[str, str]:
    return {"values": json.dumps({**values, "day": [day.year, day.month, day.day]}, ensure_ascii=False)}


def _sign(escaped: str) -> str:
    """``\\u{600}`` as the sign that it stands for."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), escaped)


@lru_cache(maxsize=4)
def _compiler(fonts: Fonts = WHEEL, look: str = "") -> Any:
    """One for all papers of a look in a process: what it has read of the look's files it need not read again, a tenth of the work on a paper."""
    from typst import Compiler

    return Compiler(str(_HERE / f"{look}.typ"), str(_HERE), font_paths=opened(fonts)) if look else Compiler(font_paths=opened(fonts))
