"""Which column of a table is what: found by names, over one to three rows of heads, merged or not (adoption rules 2, 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Protocol

from ..model.finding import Place
from ..model.quality import Headings
from .roles import Column, Role, columns_of, plain
from .wrong import Refused, Wrong

Spot = tuple[int, int]
_ROWS, _DEPTH = 20, 3  # a head is looked for in so many rows, over so many


class Page(Protocol):
    """One sheet as texts; ``merged``: first and last (row, column) of joined areas, ``blind``: formulas that gave nothing."""

    @property
    def file(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[Sequence[str]]: ...
    @property
    def merged(self) -> Sequence[tuple[Spot, Spot]]: ...
    @property
    def blind(self) -> Collection[Spot]: ...
    def at(self, row: int, column: int) -> Place: ...
    def text(self, row: int, column: int) -> str: ...


@dataclass(frozen=True)
class Asked:
    """What the teacher said of the table: full mark, the items' full marks in their order, the heading of the marks, whether to pass over names."""

    full: Fraction | None = None
    items: tuple[Fraction, ...] = ()
    column: str = ""
    drop: bool = False


@dataclass(frozen=True)
class Head:
    """``row``: the last row of the head; ``columns``: those of the table that may be read, from left to right.

    Of the columns that may not: ``closing``: rows on which they say 合计 or 平均, ``somebody``: rows on which they say anything else.
    """

    row: int
    columns: tuple[Column, ...]
    closing: frozenset[int] = frozenset()
    somebody: frozenset[int] = frozenset()

    def of(self, role: Role) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.role == role)

    @property
    def known(self) -> int:
        """How many columns say what they are; questions of the same name, as under a joined head, once."""
        return len({one.label if one.role == "item" else str(one.number) for one in self.columns if one.role != "unknown"})


def head_of(page: Page, names: Headings, asked: Asked) -> Head | None:
    """The head that explains most of the columns; None if no row names a total or two items."""
    joined = joins(page)
    width = max(map(len, page.rows), default=0)
    best: Head | None = None
    for row in range(min(_ROWS, len(page.rows))):
        for depth in range(1, min(_DEPTH, len(page.rows) - row) + 1):
            texts = [_title(page, joined, range(row, row + depth), column) for column in range(width)]
            one = Head(row + depth - 1, tuple(columns_of(texts, names, plain(asked.column))))
            if (one.of("total") or len(one.of("item")) > 1) and (best is None or one.known > best.known):
                best = one
    return best


def only_total(page: Page, head: Head) -> Column | None:
    """The column of totals, if there is one.

    :raises Refused: if there are several.
    """
    found = head.of("total")
    if len(found) > 1:
        heads = "、".join(f"“{one.label}”" for one in found)
        raise Refused([Wrong(page.at(head.row, found[1].number), f"{heads}都像总分", f"加 --column 说明用哪一列，如 --column {found[0].label}")])
    return found[0] if found else None


def joins(page: Page) -> dict[Spot, Spot]:
    """Cell → the first cell of the joined area that it lies in."""
    width, height = max(map(len, page.rows), default=0), len(page.rows)
    found: dict[Spot, Spot] = {}
    for first, last in page.merged:
        rows, columns = range(first[0], min(last[0] + 1, height)), range(first[1], min(last[1] + 1, width))
        found |= {(row, column): first for row in rows for column in columns}
    return found


def _title(page: Page, joined: dict[Spot, Spot], rows: Iterable[int], column: int) -> str:
    """The head of a column over several rows; what is joined over rows is said once."""
    texts = [plain(page.text(*joined.get((row, column), (row, column)))) for row in rows]
    return "".join(text for text, _ in groupby(texts))
