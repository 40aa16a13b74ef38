"""One indicator of one base as a row: what was counted, against what, and the formula that makes it points."""

from __future__ import annotations

from decimal import Decimal

from ....assess import Score
from .book import Sheet, quoted, rounded
from .standards import Standards


def write_indicator(sheet: Sheet, row: int, score: Score, standards: Standards, evidence: tuple[int, int]) -> None:
    """The row of an indicator; ``evidence``: first and last row of the evidence below."""
    i = score.indicator
    sheet.text(row, "A", i.id, "word")
    sheet.text(row, "B", i.name)
    sheet.formula(row, "C", standards.most[i.id], i.max, places=2)
    sheet.text(row, "D", i.shape, "word")
    _quantity(sheet, row, score, evidence)
    _against(sheet, row, score, standards)
    _points(sheet, row, score, standards)
    sheet.text(row, "J", score.words)
    sheet.text(row, "K", score.raises)


def _quantity(sheet: Sheet, row: int, score: Score, evidence: tuple[int, int]) -> None:
    """The panel's mean, or the sum of the evidence, empty where nothing is known."""
    if score.indicator.judged:
        sheet.number(row, "E", score.panel.mean if score.panel else None, "input")
    elif score.status == "unknown" and not score.count.used:
        sheet.blanks(row, "E")
    else:
        # Excel's SUMIFS reads an id as a number and takes 4.1 and 4.10 for one; = compares the text.
        ids, values = (sheet.range(column, *evidence) for column in "AE")
        sheet.formula(row, "E", f"SUMPRODUCT(({ids}={sheet.at(row, 'A')})*1,{values})", score.count.n)


def _against(sheet: Sheet, row: int, score: Score, standards: Standards) -> None:
    """The target of this base with its factor, or the whole of a share."""
    i, shape = score.indicator, standards.shape(score.indicator)
    sheet.blanks(row, "FG")
    if shape == "zhanbi":
        sheet.number(row, "F", score.count.whole or None)
    elif shape == "dabiao" and score.target is not None:
        scaled = f"*{sheet.at(1, 'C')}" if i.scaled else ""
        prorated = f"*{sheet.at(2, 'C')}/{standards.of_months}" if i.prorated else ""
        sheet.formula(row, "F", f"{standards.target[i.id]}{scaled}{prorated}", score.target)
        sheet.number(row, "G", score.count.factor)


def _points(sheet: Sheet, row: int, score: Score, standards: Standards) -> None:
    """The points and their status; what is unknown stays empty and is never zero."""
    places, shape = standards.rubric.places, standards.shape(score.indicator)
    if score.zeroed or score.exemption or (score.points is None and score.status != "waiting"):
        word = "记零" if score.zeroed else "豁免" if score.points is not None else standards.status(score.status)
        sheet.number(row, "H", score.points, places=places)
        return sheet.text(row, "I", word, "word")
    formula = rounded(_formula(sheet, row, shape), places)
    if shape != "pingyi":
        sheet.formula(row, "H", formula, _known(score), places=places)
        return sheet.text(row, "I", standards.status(score.status), "word")
    mean, yet, done = sheet.at(row, "E"), standards.status("waiting"), standards.status("counted")
    sheet.formula(row, "H", f'IF({mean}="","",{formula})', "" if score.points is None else score.points, places=places)
    sheet.formula(row, "I", f'IF({mean}="",{quoted(yet)},{quoted(done)})', yet if score.points is None else done, "word")


def _formula(sheet: Sheet, row: int, shape: str) -> str:
    """The arithmetic of a shape, unrounded."""
    most, n, against, factor = (sheet.at(row, column) for column in "CEFG")
    return {
        "dabiao": f"{most}*MIN(1,{n}/{against})*{factor}",
        "zhanbi": f"{most}*MIN(1,{n}/{against})",
        "pingyi": f"MIN({most},MAX(0,{n}))",
    }.get(shape, f"MIN({most},{n})")


def _known(score: Score) -> Decimal:
    assert score.points is not None
    return score.points
