"""The tables of a paper as a workbook: typed, printable, honest about what is unknown, and never a formula from anybody's words."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import math
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jidi.documents import Cell, Column, Paper, Table, Title, workbook
from libreoffice import converted
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl does not know data bars
DAY = datetime.date(2026, 10, 12)
RARE = "喆堃祎玥赟珺㼆𬭎"
COLUMNS = (
    Column("基地"), Column("活动", "int", unit="次", total=True, bar=True), Column("得分", "decimal", total=True), Column("完成率", "percent", bar=True), Column("最近一次", "day"),
)  # fmt: skip
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("初中数学", 12, 92.25, 0.875, datetime.date(2026, 6, 3)),
    ("普通高中思想政治", None, 88, 1, None),
    (RARE, 3, 0, 0, datetime.date(2025, 9, 10)),
)


def paper(*tables: Table, title: str = "2025-2026 学年年度报告", draft: str = "") -> Paper:
    return Paper(title, "平顶山市教育体育局", DAY, (Title(title), *tables), draft=draft)


def whole() -> Paper:
    return paper(Table("各基地活动", COLUMNS, ROWS, "各基地教研活动", "两地同时办的算一次。"), Table("各基地活动", (Column("名称"),), (("甲",),), wide=True))


def opened(made: Paper) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(made)))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(f"xl/{name}").decode()


def test_the_first_sheet_says_what_the_workbook_is_and_leads_to_each_table() -> None:
    book = opened(whole())
    guide = book["说明"]
    assert book.sheetnames == ["说明", "各基地活动", "各基地活动（2）"]
    assert guide["A1"].value == "2025-2026 学年年度报告" and guide["A2"].value == "平顶山市教育体育局　2026年10月12日"
    rows = [[cell.value for cell in row] for row in guide.iter_rows(min_row=5)]
    assert rows == [["各基地活动", "各基地教研活动", 3], ["各基地活动（2）", "各基地活动", 1]]
    assert [guide.cell(row, 1).hyperlink.location for row in (5, 6)] == ["'各基地活动'!A1", "'各基地活动（2）'!A1"]


def test_numbers_are_numbers_days_are_days_and_unknown_is_an_empty_cell() -> None:
    sheet = opened(whole())["各基地活动"]
    assert sheet["A1"].value == "各基地教研活动"
    assert [cell.value for cell in sheet[2]] == ["基地", "活动（次）", "得分", "完成率", "最近一次"]
    assert [cell.value for cell in sheet[3]] == ["初中数学", 12, 92.25, 0.875, datetime.datetime(2026, 6, 3)]
    assert [cell.value for cell in sheet[4]] == ["普通高中思想政治", None, 88, 1, None]
    assert [cell.number_format for cell in sheet[3]] == ["General", "0", "0.00", "0.0%", "yyyy-mm-dd"]
    assert sheet["A5"].value == RARE and sheet["D5"].value == 0


def test_a_sum_is_a_formula_with_its_value_and_says_what_it_lacks() -> None:
    data = workbook(whole())
    formulas, values = (openpyxl.load_workbook(io.BytesIO(data), data_only=only)["各基地活动"] for only in (False, True))
    assert [cell.value for cell in formulas[6]] == ["合计", "=SUM(B3:B5)", "=SUM(C3:C5)", None, None]
    assert [cell.value for cell in values[6]] == ["合计", 15, 180.25, None, None]
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("各基地活动").to_python()[5][1:3] == [15, 180.25]
    assert formulas["A7"].value == "“活动”有未知，合计只含已知的。" and formulas["A8"].value == "两地同时办的算一次。"


def test_a_sum_of_nothing_known_is_empty_and_not_zero() -> None:
    sheet = opened(paper(Table("表", (Column("基地"), Column("人数", "int", total=True)), (("甲", None), ("乙", "不详")))))["表"]
    assert [cell.value for cell in sheet[5]] == ["合计", None] and sheet["B4"].value == "不详"
    assert sheet["A6"].value == "“人数”有未知，合计只含已知的。"


def test_a_table_without_rows_says_so() -> None:
    assert opened(paper(Table("表", COLUMNS, (), note="注。")))["表"]["A3"].value == "一行也没有。"


def test_a_sheet_prints_on_a4_one_page_wide_with_its_head_on_each_page_and_can_be_filtered() -> None:
    made = paper(
        Table("竖", COLUMNS, ROWS),
        Table("横", COLUMNS, ROWS, wide=True),
        Table("宽", tuple(Column(f"第{at}列的数") for at in range(12)), ()),
        draft="草稿 & 未定",
    )
    book, data = opened(made), workbook(made)
    assert [book[name].page_setup.orientation or "portrait" for name in ("竖", "横", "宽")] == ["portrait", "landscape", "landscape"]
    for name in ("竖", "横"):
        sheet = book[name]
        assert sheet.page_setup.paperSize == 9 and sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
        assert sheet.freeze_panes in ("A3", "B3") and sheet.auto_filter.ref == "A2:E5" and sheet.print_title_rows == "$1:$2"
        assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    xml = part(data, "worksheets/sheet2.xml")
    assert xml.count("<dataBar>") == 2 and "草稿 &amp;&amp; 未定" in xml


FORMULAS = ["=1+1", '=HYPERLINK("http://a.cn","点")', "+86", "-3", "@SUM(A1)", "\t=1", "{=1}", "http://a.cn", "000123", "3.0", "1e5", "_x0041_", "2026-10-12"]


def test_words_stay_words_wherever_they_stand() -> None:
    made = Table("表", (Column("=A"), Column("-数", "int"), Column("+日", "day")), tuple((word, word, word) for word in FORMULAS), "=标题", "=注")
    book = opened(paper(made, title="=1"))
    for row, word in enumerate(FORMULAS, 3):
        assert [(cell.value, cell.data_type, cell.hyperlink) for cell in book["表"][row]] == [(word.replace("\t", " "), "s", None)] * 3
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)} == {"s"}


NAME = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=50), st.sampled_from(["说明", "History", "a/b[c]:*?", "'", "'x'", "A", "a", "𬭎" * 31, "甲" * 40, "", "a'b"])
)


@given(st.lists(NAME, min_size=1, max_size=8))
@example(["说明", "History", "history", "'x'", "x", "a'b", "", ""])
@settings(max_examples=20, deadline=None)
def test_every_table_has_a_sheet_with_a_legal_name_of_its_own(names: list[str]) -> None:
    found = opened(paper(*(Table(name, (Column("名称"),), ((name,),)) for name in names))).sheetnames
    assert len(found) == len(names) + 1 == len({name.lower() for name in found})
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) <= 62 and not re.search(r"[\[\]:*?/\\]", name) and name.strip("'") == name and name.lower() != "history"


VALUE = st.one_of(
    st.none(), st.integers(), st.floats(), st.text(st.characters(codec="utf-8"), max_size=20), st.dates(), st.just(10**400), st.just("长" * 33_000)
)


@pytest.mark.slow
@given(st.lists(st.tuples(VALUE, VALUE, VALUE, VALUE, VALUE), max_size=6))
@example([(None, 1e308, 1e308, 10**400, datetime.date(1, 1, 1)), ("x", 1e299, 1e299, float("nan"), datetime.date(1900, 2, 28))])
@settings(max_examples=30, deadline=None)
def test_any_values_at_all_become_a_workbook_whose_sums_are_those_of_its_numbers(rows: list[tuple[Cell, ...]]) -> None:
    data = workbook(paper(Table("表", COLUMNS, tuple(rows))))
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["表"]
    for at in (2, 3):
        numbers = [cell for (cell,) in sheet.iter_rows(3, 2 + len(rows), at, at, values_only=True) if isinstance(cell, int | float)] if rows else []
        total = sheet.cell(3 + len(rows), at).value if rows else None
        assert total == (pytest.approx(math.fsum(numbers), rel=1e-12) if numbers else None)


@pytest.mark.slow
def test_the_same_paper_is_the_same_bytes_in_another_process() -> None:
    code = f"import sys; sys.path[:0] = {[str(ROOT / 'scripts'), str(ROOT / 'tests')]!r}; from documents.test_xlsx import *\n"
    code += "print(hashlib.sha256(workbook(whole())).hexdigest())"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}, check=True
    )
    assert run.stdout.strip() == hashlib.sha256(workbook(whole())).hexdigest()


@pytest.mark.slow
def test_libreoffice_sums_the_same_and_runs_nobodys_words(tmp_path: Path) -> None:
    from publish.test_workbook import recalculated

    words = Table("话", (Column("写的"), Column("数", "int", total=True)), tuple((word, at) for at, word in enumerate(FORMULAS)))
    made = paper(words, *(block for block in whole().blocks if isinstance(block, Table)))
    theirs = recalculated(workbook(made), tmp_path)
    assert theirs["各基地活动"][5][:3] == ["合计", 15, 180.25] and theirs["话"][2 + len(FORMULAS)][1] == sum(range(len(FORMULAS)))
    (tmp_path / "words.xlsx").write_bytes(workbook(made))
    to_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    written = [row[0] for row in csv.reader(converted(tmp_path / "words.xlsx", to_csv).read_text("utf-8-sig").splitlines())]
    assert written[2 : 2 + len(FORMULAS)] == [word.replace("\t", " ") for word in FORMULAS]
