"""The words of a file as a reader sees them: parts, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

MAX_WORDS = 20_000


@dataclass(frozen=True)
class Grid:
    """A table inside a file: rows of cells."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Words:
    """The text of a file. ``parts``: its slides or sheets or, in other files, one part; each has a name (or ``""``) and paragraphs and tables.

    ``cut``: there is more than is shown.
    """

    parts: tuple[tuple[str, tuple[str | Grid, ...]], ...]
    cut: bool = False


def plain(words: Words | None) -> str:
    """The same as lines of text, a row of a table on one line; empty if there is nothing."""
    return "\n".join(_lines(words)) if words else ""


def told(words: Words, tell: Callable[[str], str]) -> Words:
    """The same with every text passed through a function."""

    def block(one: str | Grid) -> str | Grid:
        return Grid(tuple(tuple(map(tell, row)) for row in one.rows)) if isinstance(one, Grid) else tell(one)

    return Words(tuple((tell(name), tuple(map(block, blocks))) for name, blocks in words.parts), words.cut)


def _lines(words: Words) -> Iterator[str]:
    for _, blocks in words.parts:
        for block in blocks:
            if isinstance(block, Grid):
                yield from (" ".join(filter(None, row)) for row in block.rows)
            else:
                yield block
