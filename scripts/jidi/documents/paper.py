"""What stands on a paper, whoever writes it: blocks that :mod:`.docx` and :mod:`.pdf` each lay out in their own way."""

from __future__ import annotations

import datetime
import io
import unicodedata
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Title:
    """The title, centred; ``size`` in points."""

    text: str
    size: int = 22


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``size`` in points, ``indent``: the first line by two characters, ``pitch``: from line to line, as a multiple of the size."""

    text: str
    size: float = 12
    align: Align = "justify"
    indent: bool = True
    pitch: float = 1.6


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


Block = Title | Heading | Text | Grid | Picture | Space


@dataclass(frozen=True)
class Paper:
    """A document on A4. ``day`` stands for the clock; ``author`` is an office, never a person; ``numbered``: page numbers at the foot."""

    title: str
    author: str
    day: datetime.date
    blocks: tuple[Block, ...]
    numbered: bool = False


def seen(text: str) -> str:
    """A text without what no printer can show: controls, joiners, marks of direction; a tab is a blank."""
    return "".join(" " if sign == "\t" else sign for sign in text if sign in "\t\n" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn"})


def qr(address: str, scale: int = 8) -> bytes:
    """The QR code of an address as PNG, ``scale`` pixels a module, with the white around it that the standard asks (ISO/IEC 18004)."""
    import segno

    memory = io.BytesIO()
    segno.make_qr(address, error="m").save(memory, kind="png", scale=scale, border=4)
    return memory.getvalue()
