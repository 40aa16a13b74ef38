"""One expert's workbook: a sheet for each base, a block of rows for each judged indicator; filled in offline."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from ..assess import Assessment, Score, Scorecard, number
from ..model.base import Base
from ..model.city import City
from ..model.rubric import Rubric
from . import cover, layout
from .inputs import inputs
from .layout import ABSTAIN, COLUMNS, DONE, EVIDENCE, GUIDE, HEAD_ROW, META, STATUS
from .style import LINE, Style, clipped, lines, style
from .texts import Line, anchors, evidence, judged, own

_FIXED_DAY = datetime.datetime(2000, 1, 1)
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def workbook(city: City, made: Assessment, code: str, bases: Sequence[str], due: str = "") -> bytes:
    """The workbook of the expert with ``code`` for these bases; same arguments, same bytes.

    ``due``: the day on which it is to be handed in, as people read it; empty if the office says so elsewhere.
    """
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"title": f"{made.year} 学年专家评分表", "created": _FIXED_DAY})
        looks = style(book, made.rubric.places)
        cards = {card.base: card for card in made.cards}
        names = sheet_names(city, bases)
        guide = book.add_worksheet(GUIDE)
        spans = {base: _base_sheet(book, looks, city, made.rubric, cards[base], names[base]) for base in bases}
        cover.guide(guide, looks, city, made, code, {names[base]: (_full_name(city, base), spans[base]) for base in bases}, due)
        cover.meta(book.add_worksheet(META), made, code, {names[base]: (base, spans[base]) for base in bases})
    return memory.getvalue()


def sheet_names(city: City, bases: Sequence[str]) -> dict[str, str]:
    """Base id → a sheet name that spreadsheets allow: the short name if it is legal and nobody else's, the id with it otherwise."""
    names: dict[str, str] = {}
    taken = {GUIDE.casefold(), META, "history"}
    for base in bases:
        short = next((entry.record.short_name for entry in city.of(Base, base)), base).translate(_FORBIDDEN).strip()[:31].strip()
        name = short if short and short.casefold() not in taken else f"{short[: 30 - len(base)]} {base}".strip()[:31]
        taken.add(name.casefold())
        names[base] = name
    return names


def _full_name(city: City, base: str) -> str:
    return next((entry.record.full_name for entry in city.of(Base, base)), base)


def _base_sheet(book: xlsxwriter.Workbook, looks: Style, city: City, rubric: Rubric, card: Scorecard, name: str) -> dict[str, int]:
    """Write one base; indicator id → the zero-based row in which its marks are filled in."""
    sheet = book.add_worksheet(name)
    for column, (_, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
    sheet.set_column(layout.LOW, layout.HIGH, 8, None, {"hidden": True})
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, _full_name(city, card.base), looks.title)
    sheet.write_string(1, 0, _hint(rubric), looks.note)
    for column, (head, _) in enumerate(COLUMNS):
        sheet.write_string(HEAD_ROW, column, head, looks.head)
    row, rows = HEAD_ROW + 1, {}
    scores = {score.indicator.id: score for score in card.scores}
    for indicator in judged(rubric):
        rows[indicator.id] = row
        row += _block(sheet, looks, city, rubric, scores[indicator.id], row)
    _finish(sheet, looks, row - 1)
    return rows


def _hint(rubric: Rubric) -> str:
    asks = "、".join(band.id for band in rubric.panel.bands if band.reason)
    return f"只填黄色三列：先选档次，再填这一档里的分数{f'，{asks} 档写一句理由' if asks else ''}；不便评的选“{ABSTAIN}”。"


def _block(sheet: Any, looks: Style, city: City, rubric: Rubric, score: Score, row: int) -> int:
    """Write one indicator from ``row`` on; the number of rows, one for each line of evidence."""
    one, shown = score.indicator, evidence(city, score)
    texts = {layout.ID: one.id, layout.NAME: one.name, layout.MOST: number(one.max), layout.OWN: own(score), layout.ANCHORS: anchors(rubric, one)}
    last = row + len(shown) - 1
    for column in (*texts, layout.BAND, layout.POINTS, layout.REASON, STATUS):
        form = _format(looks, column)
        if last > row:
            sheet.merge_range(row, column, last, column, "", form)
        if column in texts:
            sheet.write_string(row, column, texts[column], form)
        else:
            sheet.write_blank(row, column, None, form)
    inputs(sheet, looks, rubric, one, row)
    needed = max(lines(text, COLUMNS[column][1]) for column, text in texts.items())
    heights = [lines(_shown(line), COLUMNS[EVIDENCE][1]) for line in shown]
    extra = max(0, needed - sum(heights)) / len(heights)
    for offset, (line, height) in enumerate(zip(shown, heights, strict=True)):
        sheet.set_row(row + offset, min(409, LINE * (height + extra) + 3))
        _link(sheet, looks, row + offset, line)
    return len(shown)


def _format(looks: Style, column: int) -> Any:
    if column in (layout.ID, layout.MOST, STATUS):
        return looks.middle
    return {layout.BAND: looks.mark, layout.POINTS: looks.mark, layout.REASON: looks.open}.get(column, looks.cell)


def _link(sheet: Any, looks: Style, row: int, line: Line) -> None:
    """A line of evidence: one clipped line that leads to the material and shows all of itself under the mouse; or plain text."""
    if not line.address or sheet.write_url(row, EVIDENCE, line.address, looks.link, _shown(line), line.text[:120]) < 0:
        sheet.write_string(row, EVIDENCE, line.text, looks.cell)


def _shown(line: Line) -> str:
    return clipped(line.text, COLUMNS[EVIDENCE][1]) if line.address else line.text


def _finish(sheet: Any, looks: Style, last: int) -> None:
    """Printing, panes, protection: everything but the three open columns is locked, without a password."""
    first = HEAD_ROW + 1
    for word, form, how in ((DONE, looks.good, "=="), (DONE, looks.bad, "!=")):
        sheet.conditional_format(first, STATUS, last, STATUS, {"type": "cell", "criteria": how, "value": f'"{word}"', "format": form})
    sheet.ignore_errors({"number_stored_as_text": f"A{first + 1}:C{last + 1}"})
    sheet.freeze_panes(first, layout.NAME + 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.print_area(0, 0, last, STATUS)
    sheet.set_footer("&C&A　第 &P 页，共 &N 页")
    sheet.protect("", {"format_columns": True, "format_rows": True})
