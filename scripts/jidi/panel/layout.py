"""What the one who writes a sheet and the one who reads it must both know: names, columns, marks of a band, cells."""

from __future__ import annotations

import unicodedata
from decimal import ROUND_CEILING, Decimal
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from ..extract.apart import read_apart
from ..model.rubric import Band, Rubric

ROSTER_FILE = "专家名单.xlsx"
SHEET_PREFIX = "评分表-"
GUIDE, META = "说明", "_"
ABSTAIN = "弃权"
DONE = "完成"
COLUMNS = (
    ("编号", 6), ("指标", 13), ("满分", 6), ("自评与说明", 18), ("佐证", 46), ("四档锚点", 40), ("档次", 8), ("分数", 8), ("理由", 28), ("状态", 13),
)  # fmt: skip
ID, NAME, MOST, OWN, EVIDENCE, ANCHORS, BAND, POINTS, REASON, STATUS, LOW, HIGH = range(12)
HEAD_ROW = 2
EXACT = 10  # decimal places up to which two marks are compared; what is beyond is the noise of binary fractions
META_KEYS = ("学年", "评价标准", "版本", "校验值", "代号")
META_HEADS = ("表", "基地", "指标", "行")
MAX_BYTES = 20 * 1024 * 1024
Rows = list[list[Any]]


class Problem(NamedTuple):
    """One thing to mend in an office file. ``cell`` is ``表名!H5``, or empty for the whole file."""

    file: str
    cell: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{f'{self.file} {self.cell}'.strip()}：{self.message}\n    改法：{self.fix}"


def marks_of(rubric: Rubric, band: Band, most: Decimal) -> tuple[Decimal, Decimal]:
    """The least and the greatest mark that a band allows out of ``most``, both included, at the rubric's decimal places."""
    least, below = rubric.judged_marks(band, most)
    step = Decimal(1).scaleb(-rubric.places)
    top = all(other.low <= band.low for other in rubric.panel.bands)
    return least.quantize(step, ROUND_CEILING), most if top else below.quantize(step, ROUND_CEILING) - step


def sheet_file(code: str) -> str:
    """The file name of an expert's workbook: his or her code, never a name."""
    return f"{SHEET_PREFIX}{code}.xlsx"


def cell(sheet: str, row: int, column: int) -> str:
    """``初中数学基地!H5`` for zero-based row and column."""
    return f"{sheet}!{xl_rowcol_to_cell(row, column)}"


def words(value: Any) -> str:
    """What stands in a cell, as text: full-width forms folded, ``3.0`` as ``3``; empty if nothing does."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFKC", str(value)).strip()


def at(rows: Rows, row: int, column: int) -> Any:
    """The value of a zero-based cell; ``""`` outside what was saved."""
    return rows[row][column] if 0 <= row < len(rows) and column < len(rows[row]) else ""


def open_book(data: bytes, file: str) -> dict[str, Rows] | Problem:
    """All sheets of a workbook, hidden ones included; row and column 0 are A1 whatever is empty."""
    if len(data) > MAX_BYTES:
        return Problem(file, "", f"文件有 {len(data) // 1048576} MB，不像是评分表", "确认没有拿错文件，删掉插进去的图片")
    sheets = read_apart(data)
    if isinstance(sheets, str):
        return Problem(file, "", "打不开：文件坏了、加了密码，或者不是 xlsx 工作簿", "用 WPS 或 Excel 打开，去掉密码，另存为 .xlsx 再放回来")
    return {name: rows for name, _, rows, _ in sheets}
