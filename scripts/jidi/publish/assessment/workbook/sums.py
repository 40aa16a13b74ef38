"""The rows below the indicators of a base: what applies, the bonus, the total, the panel's part."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ....assess import CategoryScore, Score, Scorecard
from .book import Sheet, quoted
from .standards import Standards


class Block(NamedTuple):
    """A category with its row; its indicators stand in the rows below it."""

    row: int
    category: CategoryScore
    scores: tuple[Score, ...]


class Sums(NamedTuple):
    """The addresses of what applies, the bonus, the total and the panel's part, on the base's own sheet."""

    of: str
    bonus: str
    total: str
    panel: str


def write_sums(sheet: Sheet, card: Scorecard, standards: Standards, row: int, blocks: Sequence[Block]) -> Sums:
    """合计, the bonus items, 加分, 总分, 评议分, from ``row`` downward."""
    rubric, bonus = standards.rubric, row + len(standards.rubric.bonus.items) + 1
    of, points, added, total, panel = (sheet.at(at, column) for at, column in ((row, "C"), (row, "H"), (bonus, "H"), (bonus + 1, "H"), (bonus + 2, "H")))
    whole, made = (sum(values, Decimal(0)) for values in ([one.of for one in card.categories], [one.points for one in card.categories]))
    _row(sheet, row, "合计（满分是适用的各项之和）", _sum(sheet, "H", [one.row for one in blocks], rubric.places), made, rubric.places)
    sheet.formula(row, "C", _sum(sheet, "C", [one.row for one in blocks], 10), whole, "sum words", 2)
    _bonus(sheet, card, standards, row + 1, bonus)
    _row(sheet, bonus + 1, "总分", standards.sum(points, of, added), card.total, rubric.total_places)
    judged = [at for block in blocks for at, score in enumerate(block.scores, block.row + 1) if score.indicator.judged]
    _row(sheet, bonus + 2, "其中评议分", _sum(sheet, "H", judged, rubric.places), card.panel_total, rubric.places)
    return Sums(of, added, total, panel)


def _sum(sheet: Sheet, column: str, rows: Sequence[int], places: int) -> str:
    """The sum of single cells, freed of what binary adds."""
    return f"ROUND(SUM({','.join(sheet.at(row, column) for row in rows) or '0'}),{places})"


def _bonus(sheet: Sheet, card: Scorecard, standards: Standards, first: int, row: int) -> None:
    """A row for each bonus item, then what they bring together."""
    for at, item in enumerate(standards.rubric.bonus.items, first):
        proofs = [one.proof for one in card.bonus if one.item == item.name]
        sheet.text(at, "A", "加分", "word")
        sheet.text(at, "B", item.name)
        sheet.formula(at, "C", standards.bonus[item.name], item.points, places=2)
        sheet.text(at, "D", "是" if proofs else "", "word")
        sheet.blanks(at, "EFGHIK")
        sheet.text(at, "J", "、".join(proofs))
    given = f"SUMIFS({sheet.range('C', first, row - 1)},{sheet.range('D', first, row - 1)},{quoted('是')})" if first < row else "0"
    _row(sheet, row, "加分（“计入”栏写“是”的）", f"MIN({standards.bonus_max},{given})", card.bonus_points, 2)


def _row(sheet: Sheet, row: int, name: str, formula: str, value: Decimal, places: int) -> None:
    sheet.blanks(row, "ACDEFGIJK", "sum words")
    sheet.text(row, "B", name, "sum words")
    sheet.formula(row, "H", formula, value, "sum words", places)
