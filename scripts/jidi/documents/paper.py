"""What stands on a paper, whoever writes it: blocks that :mod:`.docx` and :mod:`.pdf` each lay out in their own way."""

from __future__ import annotations

import datetime
import io
import unicodedata
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right", "justify"]
Look = Literal["plain", "official"]
Cell = str | int | float | datetime.date | None


@dataclass(frozen=True, slots=True)
class Title:
    """The title, centred; ``size`` in points."""

    text: str
    size: int = 22


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper. ``level`` 0 has no number; 1 to 4 are numbered by the writer: 一、（一）1.（1） (GB/T 9704)."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``size`` in points, ``indent``: the first line by two characters, ``pitch``: from line to line, as a multiple of the size.

    What is None is as the paper's look has it: 12 and 1.6 plain, 3号 and 22 lines a page official.
    """

    text: str
    size: float | None = None
    align: Align = "justify"
    indent: bool = True
    pitch: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``widths``: of its columns in millimetres; the first row is a head if ``head``; ``size`` in points."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    head: bool = True
    size: float = 10.5


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG with what it says in words for who cannot see it; ``width`` in millimetres."""

    png: bytes
    alt: str
    width: float


@dataclass(frozen=True, slots=True)
class Space:
    """White; ``height`` in millimetres."""

    height: float


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a report, alone on its page: what it is, for whom or when (``lines``, centred), who made it and when at its foot."""

    title: str
    lines: tuple[str, ...] = ()
    office: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """目录 of the headings down to ``depth``, with their pages, on a page of its own."""

    depth: int = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``width`` in millimetres, 0: a share of what is left. ``unit``: printed behind the name, as （人）.

    ``kind`` decides on which side its cells stand and how a workbook holds them; ``total``: its sum stands in a last row 合计;
    ``bar``: a workbook draws a bar in each cell.
    """

    name: str
    kind: Literal["text", "int", "decimal", "percent", "day"] = "text"
    width: float = 0
    unit: str = ""
    total: bool = False
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of values that a workbook keeps too. Unknown (None) is printed as —, never as 0; ``percent`` cells are shares: 0.25 is 25%.

    ``name``: of the workbook's sheet, at most 31 characters, no two alike in a paper; ``caption`` above it, ``note`` below it.
    ``wide``: on a landscape page of its own. ``size`` in points.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    note: str = ""
    wide: bool = False
    size: float = 10.5


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing. ``print`` and ``web``: the same SVG with literal colours and with the page's variables; ``alt``: what it says, in words."""

    print: str
    web: str
    alt: str
    caption: str = ""
    width: float = 150


@dataclass(frozen=True, slots=True)
class Box:
    """A framed box to be filled in and stamped: 学校意见, 专家组意见. ``height`` in millimetres; ``text`` stands in it already, ``seal`` at its foot."""

    name: str
    text: str = ""
    height: float = 50
    seal: str = "（盖章）\n　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class Attached:
    """附件说明: below the text, without a full stop behind the names (GB/T 9704—2012, 7.3.4)."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """Who signs and when, at the right, the day four characters from the edge (GB/T 9704—2012, 7.3.5). An empty ``day`` is left to be filled in."""

    office: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """What follows begins a page."""


Block = Title | Heading | Text | Grid | Picture | Space | Cover | Contents | Table | Figure | Box | Attached | Sign | Break


@dataclass(frozen=True)
class Paper:
    """A document on A4. ``day`` stands for the clock; ``author`` is an office, never a person; ``numbered``: page numbers at the foot.

    ``look``: ``plain`` is 宋体 for a notice of one page; ``official`` is GB/T 9704: 仿宋 3号, 22 lines of 28 characters, numbers
    on the outer side, the first number after cover and contents. ``draft``: printed small at the head of each page, as 草稿.
    """

    title: str
    author: str
    day: datetime.date
    blocks: tuple[Block, ...]
    numbered: bool = False
    look: Look = "plain"
    draft: str = ""


def seen(text: str) -> str:
    """A text without what no printer can show: controls, joiners, marks of direction; a tab is a blank."""
    if text.isprintable():  # nearly every text, and none of the signs below is in one
        return text
    return "".join(" " if sign == "\t" else sign for sign in text if sign in "\t\n" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn"})


def qr(address: str, scale: int = 8) -> bytes:
    """The QR code of an address as PNG, ``scale`` pixels a module, with the white around it that the standard asks (ISO/IEC 18004)."""
    import segno

    memory = io.BytesIO()
    segno.make_qr(address, error="m").save(memory, kind="png", scale=scale, border=4)
    return memory.getvalue()
