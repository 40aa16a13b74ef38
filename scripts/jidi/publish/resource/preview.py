"""What can be seen of an attachment without opening it: which way, and the words inside an office file.

The bytes are read where pages are written (``site/look.py``); here is only what is made of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

_WAYS = {
    "pdf": "pdf",
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp"), "picture"),
    **dict.fromkeys(("docx", "pptx", "xlsx", "txt", "csv"), "words"),
    "mp3": "sound",
}


@dataclass(frozen=True)
class Picture:
    """A picture that was made of a file: where it is on the site, its size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True)
class Preview:
    """A file of the material that its page can show.

    ``way``: pdf, picture, words or sound; ``sha256`` is that of the file; ``first``: the first page of a pdf;
    ``tell``: how its words are told, without names that are to be hidden.
    """

    way: str
    source: str = field(compare=False)
    sha256: str
    first: Picture | None = field(default=None, compare=False)
    tell: Callable[[str], str] = field(default=str, compare=False, repr=False)


def preview_of(source: str, sha256: str, first: Picture | None = None, tell: Callable[[str], str] = str) -> Preview | None:
    """How the file at ``source`` can be shown; nothing if it can only be taken."""
    way = _WAYS.get(source.rsplit(".", 1)[-1].lower())
    return Preview(way, source, sha256, first, tell) if way else None
