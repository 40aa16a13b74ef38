"""xlsx of a paper's tables by XlsxWriter: a sheet for each, typed and ready to print; sums are formulas and carry their values.

Nothing of the data becomes a formula, a link or a number by itself: ``=1+1`` is words.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from ..paper import Paper, Table, seen
from .book import LINE, Looks, across, opened, set_up, sheet_name, text
from .cells import lines
from .table import write_table

__all__ = ["opened", "sheet_name", "workbook"]
GUIDE = "说明"


def workbook(paper: Paper) -> bytes:
    """The tables of a paper as a workbook, behind a sheet that says what they are. The same bytes for the same paper."""
    stream = io.BytesIO()
    book = opened(stream, paper.title, paper.author, paper.day)
    looks = Looks(book)
    taken: set[str] = set()
    guide = book.add_worksheet(sheet_name(GUIDE, taken))
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    sheets = [(table, sheet_name(seen(table.name or table.caption), taken)) for table in tables]
    _guide(guide, looks, paper, sheets)
    for table, name in sheets:
        write_table(book.add_worksheet(name), looks, paper, table)
    book.close()
    return stream.getvalue()


def _guide(sheet: Any, looks: Looks, paper: Paper, sheets: Sequence[tuple[Table, str]]) -> None:
    """What the workbook is, whose and of when; its sheets as links."""
    widths = (30, 46, 9)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    day = f"{paper.day.year}年{paper.day.month}月{paper.day.day}日"
    across(sheet, 0, widths, seen(paper.title), looks("title"), 24)
    across(sheet, 1, widths, "　".join(filter(None, (seen(paper.author), day, seen(paper.draft)))), looks("note"))
    for at, words in enumerate(("表", "内容", "行数")):
        sheet.write_string(3, at, words, looks("head"))
    for row, (table, name) in enumerate(sheets, 4):
        target = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{target}'!A1", looks("link"), name)
        text(sheet, row, 1, table.caption or table.name, looks("text"))
        sheet.write_number(row, 2, len(table.rows), looks("int"))
        sheet.set_row(row, LINE * max(lines(name, widths[0]), lines(table.caption or table.name, widths[1])) + 3)
    set_up(sheet, paper, landscape=False)
