"""Tables: rows that stay whole under a head that every page repeats; boxes to be filled in and stamped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..paper import Box, Grid, Table
from ..printed import rows_of
from ..styles import TABLE_GRID
from .flow import Flow
from .xml import mm, paragraph, pitched, run, shown, tag, twips

_SIZE = 10.5
_LEAST = mm(12)
_FOOT = twips(54)
_KEPT = {"keepNext": "<w:keepNext/>"}
_SHORT = 9  # rows with the head, and fewer stay together
_MANY = 8  # columns, and more stand closer to their lines


def grid(flow: Flow, block: Grid) -> None:
    """A table of words."""
    widths = fitted(block.widths, [0] * len(block.widths), flow.sheet.width)
    made = []
    for number, row in enumerate(block.rows):
        head = block.head and number == 0
        styles = ["表头" if head or (at == 0 and not block.head) else "表格文字" for at in range(len(row))]
        pieces = {} if head else {"jc": tag("jc", val="left")}
        made.append(_row([_cell(flow, style, words, width, block.size, **pieces) for style, words, width in zip(styles, row, widths, strict=True)], head))
    flow.table(_table(flow, widths, made, "left"))


def table(flow: Flow, block: Table, number: str) -> None:
    """A table of values with its caption above and its note below."""
    rows = rows_of(block)
    widths = fitted([one.width for one in block.columns], rows.shares, flow.sheet.width)
    styles = ["表格数字" if right else "表格文字" for right in rows.right]
    lines = [rows.head, *rows.body, *((rows.total,) if rows.total else ())]
    made = []
    for at, row in enumerate(lines):
        pieces = _KEPT if _stays(at, len(lines), bool(block.note)) else {}
        named = zip(["表头"] * len(row) if at == 0 else styles, row, widths, strict=True)
        made.append(_row([_cell(flow, style, words, width, block.size, **pieces) for style, words, width in named], head=at == 0))
    if block.caption:
        caption(flow, number, block.caption, **_KEPT)
    flow.table(_table(flow, widths, made, "center"), captioned=bool(block.caption), noted=bool(block.note))
    if block.note:
        flow.paragraph("表注", run(block.note))


def _stays(at: int, count: int, noted: bool) -> bool:
    """Whether a row stands on the page of the next one: every row of a short table, the head with the first, the last two, the last with a note."""
    return noted if at == count - 1 else count <= _SHORT or at in {0, count - 2}


def caption(flow: Flow, number: str, words: str, **pieces: str) -> None:
    """表1, 图1: counted by a field, so that an office may add one between."""
    kind, count = number[:1], number[1:]
    flow.paragraph("caption", run(kind) + shown(f"SEQ {kind} \\* ARABIC", count) + run(f"　{words}"), **pieces)


def box(flow: Flow, block: Box) -> None:
    """One cell to look at: the second row, without a line above it, holds seal and day at the foot; both stay on one page."""
    width = flow.sheet.width
    height = max(mm(block.height) - _FOOT, _FOOT)
    inside = paragraph(flow.id("栏名"), run(block.name), **_KEPT) + paragraph(flow.id("栏内文字"), run(block.text), **_KEPT)
    foot = "".join(paragraph(flow.id("栏落款"), run(words)) for words in block.seal.split("\n"))
    rows = [
        f"<w:tr>{_whole(height)}<w:tc>{_bounds(width, 'bottom')}{inside}</w:tc></w:tr>",
        f"<w:tr>{_whole(_FOOT)}<w:tc>{_bounds(width, 'top', 'bottom')}{foot}</w:tc></w:tr>",
    ]
    flow.table(_table(flow, [width], rows, "center", _inset(top=85, left=200, bottom=85, right=200)))


def _whole(height: int) -> str:
    return f"<w:trPr><w:cantSplit/>{tag('trHeight', val=height, hRule='atLeast')}</w:trPr>"


def _bounds(width: int, open: str, align: str = "top") -> str:
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders>{tag(open, val="nil")}</w:tcBorders>{tag("vAlign", val=align)}</w:tcPr>'


def fitted(widths: Sequence[float], shares: Sequence[int], room: int) -> list[int]:
    """Widths in twips: those asked for in millimetres, the rest shared out; narrower where they would stand over the margin."""
    fixed, sharing = [mm(one) for one in widths], sum(1 for one in shares if one)
    least = min(_LEAST, room // (2 * max(1, len(widths)))) * sharing
    if sum(fixed) > room - least:
        fixed = [one * (room - least) // sum(fixed) for one in fixed]
    left = room - sum(fixed)
    return [left * share // sum(shares) if share else one for one, share in zip(fixed, shares, strict=True)]


def _table(flow: Flow, widths: Sequence[int], rows: Iterable[str], align: str, inset: str = "") -> str:
    style, inset = flow.id(TABLE_GRID), inset or (_inset(left=57, right=57) if len(widths) > _MANY else "")
    columns = "".join(tag("gridCol", w=one) for one in widths)
    look = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{tag("jc", val=align)}<w:tblLayout w:type="fixed"/>{inset}'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _inset(**widths: int) -> str:
    """White between the lines of a table and its words, in twips."""
    sides = "".join(tag(side, w=width, type="dxa") for side, width in widths.items())
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"


def _row(cells: Sequence[str], head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(flow: Flow, style: str, words: str, width: int, size: float, **pieces: str) -> str:
    own = None if size == _SIZE else size
    if own:
        pieces["spacing"] = pitched(size * 1.5)
    inside = paragraph(flow.id(style), run(words, own), **pieces)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'
