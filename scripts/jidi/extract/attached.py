"""An attachment of the material as one text, whatever its type."""

from __future__ import annotations

from pathlib import Path, PurePath

from .office import words_of
from .pdf import read_pdf
from .words import MAX_WORDS, plain


def text_of(path: Path, most: int = MAX_WORDS, name: str = "") -> str:
    """The text of a docx, pptx, xlsx, pdf, txt or csv, at most ``most`` characters of it; empty if there is none or it cannot be read.

    ``name``: what the file is called, if its path does not say of what type it is.
    """
    suffix = PurePath(name or path).suffix.lower().removeprefix(".")
    if suffix == "pdf":
        found = read_pdf(path, most)
        return found.text if found else ""
    try:
        return plain(words_of(suffix, path.read_bytes(), most))
    except OSError:
        return ""
