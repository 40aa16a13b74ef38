"""The three open cells of a block: a drop-down, a number kept inside its band, a reason; and the live word beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from ..model.rubric import Indicator, Rubric
from .layout import ABSTAIN, BAND, DONE, EXACT, HIGH, LOW, POINTS, REASON, STATUS, marks_of
from .style import Style

MISSING = "缺档次"


def inputs(sheet: Any, looks: Style, rubric: Rubric, indicator: Indicator, row: int) -> None:
    """Write validations and formulas of one indicator into a zero-based row.

    The bounds of the chosen band stand in two hidden columns: a validation that looked at an empty cell would accept anything.
    """
    limits = {one.id: marks_of(rubric, one, indicator.max) for one in rubric.panel.bands}
    band, points, low, high = (xl_rowcol_to_cell(row, column) for column in (BAND, POINTS, LOW, HIGH))
    exact = f"ROUND({points},{EXACT})"
    for column, side in ((LOW, 0), (HIGH, 1)):
        sheet.write_formula(row, column, "=" + _choose(band, {id: f"{pair[side]}" for id, pair in limits.items()}), looks.middle, "")
    sheet.data_validation(row, BAND, row, BAND, {
        "validate": "list", "source": [*limits, ABSTAIN], "error_title": "档次", "error_message": f"从下拉里选 {'、'.join(limits)} 或 {ABSTAIN}。",
    })  # fmt: skip
    sheet.data_validation(row, POINTS, row, POINTS, {
        "validate": "custom", "value": f"=AND(ISNUMBER({points}),{exact}>={low},{exact}<={high},ROUND({points},{rubric.places})={exact})",
        "ignore_blank": False, "input_title": "分数", "input_message": f"先选档次，再填这一档里的分数，最多 {rubric.places} 位小数。",
        "error_title": "分数不在档内", "error_message": f"先选档次。分数要在所选的档里（见左边“四档锚点”），最多 {rubric.places} 位小数。",
    })  # fmt: skip
    sheet.write_formula(row, STATUS, _status(rubric, row), looks.middle, MISSING)


def _status(rubric: Rubric, row: int) -> str:
    """The formula that says what a row still lacks."""
    band, points, reason, low, high = (xl_rowcol_to_cell(row, column) for column in (BAND, POINTS, REASON, LOW, HIGH))
    exact = f"ROUND({points},{EXACT})"
    asks = ",".join(f"{band}={_said(one.id)}" for one in rubric.panel.bands if one.reason) or "FALSE"
    word = f'IF(AND(OR({asks}),TRIM({reason})=""),"缺理由","{DONE}")'
    word = f'IF(OR({exact}<{low},{exact}>{high},ROUND({points},{rubric.places})<>{exact}),"分数不在档内",{word})'
    word = f'IF({points}="","缺分数",IF(NOT(ISNUMBER({points})),"分数不在档内",{word}))'
    return f'=IF({band}="","{MISSING}",IF({band}="{ABSTAIN}",IF({points}="","{DONE}","弃权不填分"),{word}))'


def _choose(where: str, values: Mapping[str, str]) -> str:
    """Nested ``IF``: the value for the text in a cell, or an empty text."""
    made = '""'
    for id, value in reversed(list(values.items())):
        made = f"IF({where}={_said(id)},{value},{made})"
    return made


def _said(words: str) -> str:
    """Words in a formula: nothing in them ends them."""
    return '"' + words.replace('"', '""') + '"'
