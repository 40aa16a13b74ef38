"""One table as a sheet: typed cells, a frozen head, filters, sums as formulas with their values."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from typing import Any

from ..paper import Cell, Column, Paper, Table, seen
from ..printed import TOTAL
from .book import HIGHEST, LINE, Looks, across, set_up, text
from .cells import amount, lines, places_of, width_of, words_of

_HEAD, _BODY = 1, 2  # rows from 0
_PORTRAIT = 92  # half-width characters that a page upright holds
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it Excel counts a day that never was
_NUMBERS = {"int", "decimal", "percent"}


def write_table(sheet: Any, looks: Looks, paper: Paper, table: Table) -> None:
    """A table: its title, its head, its rows, its sums, what is to be noted."""
    heads = [seen(one.name) + (f"（{seen(one.unit)}）" if one.unit else "") for one in table.columns]
    cells = [[row[at] for row in table.rows] for at in range(len(heads))]
    places = [places_of(column) for column in cells]
    widths = [width_of(head, column) for head, column in zip(heads, cells, strict=True)]
    for at, (width, head) in enumerate(zip(widths, heads, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(_HEAD, at, head, looks("head"))
    sheet.set_row(_HEAD, LINE * max(map(lines, heads, widths), default=1) + 4)
    across(sheet, 0, widths, seen(table.caption or table.name), looks("title"), 24)
    for row, values in enumerate(table.rows, _BODY):
        for at, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            _cell(sheet, row, at, column, value, looks, places[at])
        sheet.set_row(row, min(HIGHEST, LINE * max((lines(words_of(one), width) for one, width in zip(values, widths, strict=True)), default=1) + 3))
    end, notes = _BODY + len(table.rows), [] if table.rows else ["一行也没有。"]
    if table.rows and heads:
        _aids(sheet, table, end - 1)
    if table.rows and any(one.total for one in table.columns):
        notes += _total(sheet, table, cells, looks, places, end)
        end += 1
    for row, note in enumerate(filter(None, (*notes, seen(table.note))), end):
        across(sheet, row, widths, note, looks("note"), 12.5)
    sheet.freeze_panes(_BODY, 1 if table.wide else 0)
    sheet.repeat_rows(0, _HEAD)
    set_up(sheet, paper, table.wide or sum(widths) > _PORTRAIT)


def _cell(sheet: Any, row: int, at: int, column: Column, value: Cell, looks: Looks, places: int) -> None:
    """One value by its column's kind; what is no number of a column of numbers stays the words that it is."""
    number = amount(value) if column.kind in _NUMBERS else None
    if number is not None:
        sheet.write_number(row, at, number, looks(column.kind, places))
    elif isinstance(value, datetime.date) and value >= _FIRST_DAY and column.kind != "text":
        sheet.write_datetime(row, at, datetime.datetime.combine(value, datetime.time()), looks("day"))
    else:
        text(sheet, row, at, words_of(value), looks("day" if column.kind == "day" else "text"))


def _total(sheet: Any, table: Table, cells: Sequence[Sequence[Cell]], looks: Looks, places: Sequence[int], row: int) -> list[str]:
    """The row of sums; what is to be said of them. A sum of nothing known is empty, not 0."""
    from xlsxwriter.utility import xl_range

    label = next((at for at, one in enumerate(table.columns) if not one.total), None)
    gaps = []
    for at, column in enumerate(table.columns):
        known = [one for one in map(amount, cells[at]) if one is not None]
        if column.total and known and column.kind in _NUMBERS:
            sheet.write_formula(row, at, f"=SUM({xl_range(_BODY, at, row - 1, at)})", looks(column.kind, places[at], sum=True), math.fsum(known))
        else:
            text(sheet, row, at, TOTAL if at == label else "", looks("text", sum=True))
        if column.total and len(known) < len(cells[at]):
            gaps.append(f"“{seen(column.name)}”")
    return [f"{'、'.join(gaps)}有未知，合计只含已知的。"] if gaps else []


def _aids(sheet: Any, table: Table, last: int) -> None:
    """Filters, bars in cells, and no green corners at numbers that are words."""
    from xlsxwriter.utility import xl_range

    sheet.autofilter(_HEAD, 0, last, len(table.columns) - 1)
    bar = {"type": "data_bar", "bar_color": "#93CBC2", "bar_solid": True, "data_bar_2010": True, "min_type": "num", "min_value": 0}
    whole = {"max_type": "num", "max_value": 1}
    for at, column in enumerate(table.columns):
        if column.bar:
            sheet.conditional_format(_BODY, at, last, at, bar | (whole if column.kind == "percent" else {}))
    sheet.ignore_errors({"number_stored_as_text": xl_range(_BODY, 0, last, len(table.columns) - 1)})
