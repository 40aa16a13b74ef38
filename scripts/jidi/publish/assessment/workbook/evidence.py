"""The evidence of a base, below its indicators: every piece that counts, for how much, and every piece that does not, and why."""

from __future__ import annotations

from decimal import Decimal

from ....assess import Evidence, Scorecard
from .book import Sheet

TITLE, COUNTED = "佐证", "计多少"


def evidence_rows(card: Scorecard) -> int:
    """How many pieces a scorecard has."""
    return sum(len(one.count.used) + len(one.count.rejected) for one in card.scores)


def write_evidence(sheet: Sheet, row: int, card: Scorecard) -> None:
    """A heading above ``row``, then a row for each piece; the panel's evidence is shown to it and counts for nothing."""
    sheet.text(row - 1, "A", "佐证明细：计入的和不计的，一份一行；每一份在哪个文件第几行写在最后一列", "note")
    if not evidence_rows(card):
        sheet.text(row, "B", "没有佐证")
    for score in card.scores:
        judged = score.indicator.judged
        for used in score.count.used:
            word, value = ("供评议", None) if judged else ("计入", used.value)
            _piece(sheet, row, score.indicator.id, used.evidence, word, value, used.note)
            row += 1
        for rejected in score.count.rejected:
            _piece(sheet, row, score.indicator.id, rejected.evidence, "不计", None, rejected.reason)
            row += 1


def _piece(sheet: Sheet, row: int, id: str, piece: Evidence, word: str, value: Decimal | None, words: str) -> None:
    sheet.text(row, "A", id, "word")
    sheet.text(row, "B", piece.title)
    sheet.day(row, "C", piece.day)
    sheet.text(row, "D", word, "word")
    sheet.number(row, "E", value)
    sheet.blanks(row, "FGHI")
    sheet.text(row, "J", words)
    sheet.text(row, "K", f"{piece.file}:{piece.line}")
