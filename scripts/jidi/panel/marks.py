"""Three cells become a mark: forgiving where the meaning is certain, a named cell where it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..assess import number
from ..model.rubric import Band, Indicator, Rubric
from .layout import ABSTAIN, BAND, EXACT, POINTS, REASON, Problem, Rows, at, cell, marks_of, words

_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,20})?")


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator on one sheet of one file; ``row`` is zero-based."""

    indicator: Indicator
    file: str
    sheet: str
    rows: Rows
    row: int

    def value(self, column: int) -> Any:
        return at(self.rows, self.row, column)

    def text(self, column: int) -> str:
        return words(self.value(column))

    def wrong(self, column: int, message: str, mend: str) -> Problem:
        return Problem(self.file, cell(self.sheet, self.row, column), f"指标 {self.indicator.id} {message}", mend)


def read_mark(rubric: Rubric, row: Row) -> tuple[Decimal | None, list[Problem]]:
    """The mark in a row, ``None`` for an abstention; and everything that is wrong with it."""
    choices = "、".join(band.id for band in rubric.panel.bands)
    text, points = row.text(BAND), row.text(POINTS)
    if not text and not points:
        return None, [row.wrong(BAND, "没有填", f"选档次、填分数；不便评的选“{ABSTAIN}”")]
    if not text:
        return None, [row.wrong(BAND, f"填了分数“{points[:20]}”，没有选档次", f"从下拉里选 {choices}")]
    if text == ABSTAIN:
        return None, [row.wrong(POINTS, f"选了“{ABSTAIN}”，又填了分数“{points[:20]}”", "删掉分数，或者改选一档")] if points else []
    band = next((one for one in rubric.panel.bands if one.id.casefold() == text.removesuffix("档").strip().casefold()), None)
    if band is None:
        return None, [row.wrong(BAND, f"档次写的是“{text[:20]}”", f"从下拉里选 {choices} 或 {ABSTAIN}")]
    value = read_points(row.value(POINTS))
    problems = _points(rubric, row, band, value)
    if band.reason and not row.text(REASON):
        problems.append(row.wrong(REASON, f"选了 {band.id} 档，没有写理由", "写一句理由"))
    return None if problems else value, problems


def _points(rubric: Rubric, row: Row, band: Band, value: Decimal | None) -> list[Problem]:
    """What is wrong with the number: none there, no number, too fine, outside the band."""
    least, most = marks_of(rubric, band, row.indicator.max)
    span, text = f"{band.id} 档是 {number(least)}～{number(most)} 分", row.text(POINTS)[:20]
    if not text:
        return [row.wrong(POINTS, f"选了 {band.id} 档，没有填分数", f"填一个数，{span}")]
    if value is None:
        return [row.wrong(POINTS, f"分数“{text}”不是数", f"填一个数，{span}")]
    if value != round(value, rubric.places):
        return [row.wrong(POINTS, f"分数“{text}”的小数太多", f"最多 {rubric.places} 位小数，{span}")]
    return [] if least <= value <= most else [row.wrong(POINTS, f"分数“{text}”不在 {band.id} 档里", f"{span}；改分数或者改档次")]


def read_points(value: Any) -> Decimal | None:
    """A number as a spreadsheet holds it, or as people type it: ``8.5``, ``８．５``, ``8.5 分``; ``None`` if it is none.

    Rounded to :data:`~.layout.EXACT` places: ``=1.1+1.3`` is saved as 2.4000000000000004.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = f"{value:.{EXACT}f}" if isinstance(value, float) else "".join(words(value).split()).removesuffix("分")
    return round(Decimal(text), EXACT) if _NUMBER.fullmatch(text) else None
