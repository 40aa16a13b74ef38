"""What stands on a paper beside its author's words, alike on every kind of paper: numbers of headings, tables and figures, the cells of tables."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from .paper import Block, Cell, Column, Contents, Cover, Figure, Heading, Table, Title, seen

UNKNOWN, TOTAL, CONTENTS, ATTACHED = "—", "合计", "目录", "附件："
OPEN_DAY = "　　　　年　　月　　日"
_DIGITS = "〇一二三四五六七八九"
_PLACES = 2
_EXACT = Context(prec=2000, rounding=ROUND_HALF_UP)
_NARROW, _BROAD = 4, 20


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as words: ``head``, ``body`` and the row of sums (empty without one); ``right``: which columns stand at the right;
    ``shares``: how much of what the fixed columns leave each of the others takes, 0 for a fixed one."""

    head: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    right: tuple[bool, ...]
    shares: tuple[int, ...]


def numbers(blocks: Iterable[Block]) -> list[str]:
    """The number of each block, empty for one that has none: 一、（一）1.（1） before headings (GB/T 9704—2012, 7.3.3), 表1 and 图1 before captions."""
    counts, tables, figures, made = [0, 0, 0, 0], 0, 0, []
    for block in blocks:
        number = ""
        match block:
            case Heading(level=level) if level:
                counts[level - 1 :] = [counts[level - 1] + 1, *[0] * (4 - level)]
                number = heading_number(level, counts[level - 1])
            case Table(caption=caption) if caption:
                number = f"表{(tables := tables + 1)}"
            case Figure(caption=caption) if caption:
                number = f"图{(figures := figures + 1)}"
        made.append(number)
    return made


def heading_number(level: int, count: int) -> str:
    """The ``count``-th heading of a level from 1 to 4, with its mark."""
    return (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}.", f"（{count}）")[level - 1]


def chinese(number: int) -> str:
    """1 to 99 in Chinese, as 二十三; figures beyond."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def depths(blocks: Iterable[Block]) -> list[int]:
    """How deep each title and heading lies below the others, from 1 and without a step left out, as screen readers need it; 0 for other blocks."""
    above: list[int] = []
    made = []
    for block in blocks:
        rank = 0 if isinstance(block, Title) else max(1, block.level) if isinstance(block, Heading) else -1
        if rank >= 0:
            above = [*(one for one in above if one < rank), rank]
        made.append(len(above) if rank >= 0 else 0)
    return made


def body_start(blocks: Sequence[Block]) -> int:
    """The index of the first block that is neither cover nor contents."""
    return next((at for at, block in enumerate(blocks) if not isinstance(block, Cover | Contents)), len(blocks))


def rows_of(table: Table) -> Rows:
    """A table as it is printed: unknown as —, percent with at most one decimal, the decimals of a column with equally many places.

    The sum of a column with something unknown is unknown.
    """
    columns = [_column(column, [row[at] for row in table.rows]) for at, column in enumerate(table.columns)]
    head = tuple(seen(one.name) + (f"（{seen(one.unit)}）" if one.unit else "") for one in table.columns)
    total = [words[-1] if column.total else "" for column, words in zip(table.columns, columns, strict=True)]
    if any(one.total for one in table.columns) and table.rows:
        place = next((at for at, one in enumerate(table.columns) if not one.total), None)
        total = [TOTAL if at == place else words for at, words in enumerate(total)]
    else:
        total = []
    body = tuple(zip(*(words[:-1] for words in columns), strict=True)) if table.columns else ()
    shares = tuple(0 if one.width else _share(name, words) for one, name, words in zip(table.columns, head, columns, strict=True))
    return Rows(head, body, tuple(total), tuple(one.kind in {"int", "decimal", "percent"} for one in table.columns), shares)


def _share(name: str, words: list[str]) -> int:
    """A column is as broad as its longest cell, within reason; half of its name counts, as names are broken into lines."""
    return min(max(_NARROW, math.ceil(wide(name) / 2), *(math.ceil(wide(one)) for one in words)), _BROAD)


def wide(text: str) -> float:
    """About how many Chinese characters a text is wide."""
    return sum(1 if ord(sign) > 0x2E7F else 0.55 for sign in text)


def _column(column: Column, cells: list[Cell]) -> list[str]:
    """The cells of a column and behind them their sum."""
    known = [_decimal(cell) for cell in cells]
    whole = not any(cell is None for cell in cells)
    places = max((_places(column, one) for one in known if one is not None), default=0)
    total = sum((one for one in known if one is not None), Decimal(0)) if whole else None
    return [*(_cell(column, cell, places) for cell in cells), _number(column, total, places) if column.total else ""]


def _decimal(cell: Cell) -> Decimal | None:
    """A number as it is written, so that 0.1 is a tenth; None for all else."""
    if isinstance(cell, int | float) and math.isfinite(cell):
        return Decimal(repr(cell)) if isinstance(cell, float) else Decimal(int(cell))
    return None


def _places(column: Column, number: Decimal) -> int:
    """How many decimals a number needs, at most one for a percentage and two else."""
    shown = _rounded(number * 100, 1) if column.kind == "percent" else _rounded(number, _PLACES)
    exponent = shown.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def _cell(column: Column, cell: Cell, places: int) -> str:
    if cell is None or isinstance(cell, str):
        return UNKNOWN if cell is None else seen(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return _number(column, _decimal(cell), places)


def _number(column: Column, number: Decimal | None, places: int) -> str:
    if number is None:
        return UNKNOWN
    shown = _rounded(number * 100 if column.kind == "percent" else number, places)
    return f"{shown if shown else abs(shown)}" + ("%" if column.kind == "percent" else "")
