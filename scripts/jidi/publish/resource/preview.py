"""What can be seen of an attachment without opening it: which way, and the words inside an office file.

The bytes are read where pages are written (``site/look.py``); here is only what is made of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_WORDS = 20_000
_WAYS = {
    "pdf": "pdf",
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp"), "picture"),
    **dict.fromkeys(("docx", "pptx", "txt", "csv"), "words"),
    "mp3": "sound",
}


@dataclass(frozen=True)
class Preview:
    """A file of the material that its page can show. ``way``: pdf, picture, words or sound; ``sha256`` is that of the file."""

    way: str
    source: str = field(compare=False)
    sha256: str


@dataclass(frozen=True)
class Grid:
    """A table inside a file: rows of cells."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Words:
    """The text of a file. ``parts``: its slides or, in other files, one part; each has a name (or ``""``) and paragraphs and tables.

    ``cut``: there is more than is shown.
    """

    parts: tuple[tuple[str, tuple[str | Grid, ...]], ...]
    cut: bool = False


def preview_of(source: str, sha256: str) -> Preview | None:
    """How the file at ``source`` can be shown; nothing if it can only be taken."""
    way = _WAYS.get(source.rsplit(".", 1)[-1].lower())
    return Preview(way, source, sha256) if way else None
