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
    return _made(_compiler(fonts, _HERE), _files(paper, fonts), {}, paper.day)


def headings(paper: Paper, fonts: Fonts = WHEEL) -> tuple[tuple[int, str, int], ...]:
    """What :class:`~.paper.Contents` lists (down to its depth, or the usual one without it): level (1 for one without a number too), the words
    with their number, and the page as it is printed.

    :raises Unprintable: if Typst finds any fault.
    """
    from typst import Compiler, TypstError

    try:
        found = Compiler(_files(paper, fonts, asked=True), str(_HERE), font_paths=opened(fonts)).query("<listed>", field="value")
    except TypstError as error:
        raise Unprintable("", f"排版时出错（{error.message}）") from None
    return tuple((level, text, page) for level, text, page in json.loads(found))


def typeset(source: str | Mapping[str, bytes], values: Mapping[str, Any], day: datetime.date, fonts: Fonts = WHEEL) -> bytes:
    """A Typst ``source`` (or its files, ``main.typ`` first) as pdf; it reads ``values`` as ``json(bytes(sys.inputs.values))``: no word can be markup.

    :raises Unprintable: if the fonts lack a sign, or Typst finds any fault or even a doubt.
    """
    inputs = {"values": json.dumps({**values, "day": [day.year, day.month, day.day]}, ensure_ascii=False)}
    return _made(_compiler(fonts), source.encode() if isinstance(source, str) else dict(source), {"sys_inputs": inputs}, day)


def _files(paper: Paper, fonts: Fonts, asked: bool = False) -> dict[str, bytes]:
    """A paper beside the files of its look; ``asked``: with the pages of its headings.

    Its words are a file and no ``sys.inputs``: for other inputs Typst sets up all that it knows once more.
    """
    values, names = (json.dumps(one, ensure_ascii=False).encode() for one in (values_of(paper), fonts.roles()))
    main = f'#import "{paper.look}.typ": look\n#import "blocks.typ": lay\n#lay(json("paper.json"), look, asked: {str(asked).lower()})'
    return {"main.typ": main.encode(), "paper.json": values, "fonts.json": names}


def _made(compiler: Any, source: bytes | dict[str, bytes], more: Mapping[str, Any], day: datetime.date) -> bytes:
    from typst import TypstError

    noon = datetime.datetime.combine(day, datetime.time(12), _EIGHT)
    try:
        made, warnings = compiler.compile_with_warnings(source, format="pdf", pdf_standards=STANDARDS, timestamp=noon, **more)
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


def _sign(escaped: str) -> str:
    """``\\u{600}`` as the sign that it stands for."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), escaped)


@lru_cache(maxsize=4)
def _compiler(fonts: Fonts = WHEEL, root: Path | None = None) -> Any:
    """One for all papers in a process: what it has read of the files at ``root`` it need not read again."""
    from typst import Compiler

    return Compiler(None, str(root) if root else None, font_paths=opened(fonts))
