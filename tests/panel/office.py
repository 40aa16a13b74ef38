"""A small round with two bases, its experts, and a pen that writes into the real workbooks as an office program would."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
from click.testing import CliRunner, Result
from conftest import ROOT, lay_city
from jidi.commands.panel import panel
from python_calamine import CalamineWorkbook

MATHS, PHYSICS = "初中数学基地", "高中物理基地"
PANEL = "content/rounds/2026-2027-panel.yml"
HEADS = ("代号", "姓名", "单位", "评审的基地", "回避的基地")
NAMES = ("欧阳若曦", "司徒望舒", "上官云深", "慕容知秋", "夏侯青简", "端木清和", "百里溪声")
GUESTS = tuple((f"Z0{number}", name, "外市：河南师范大学", "", "") for number, name in enumerate(NAMES, 1))
MAXES = {"1.3": 2, "2.3": 4, "3.4": 2, "4.4": 4, "5.3": 6, "6.4": 6, "7.3": 4, "8.4": 3}
Answers = dict[str, tuple[object, object, object]]

WULI = """全称: 平顶山市普通高中物理学科教研基地
简称: 高中物理基地
学段: 普通高中
学科: 物理
学校: szx-yingbin
学科组: 物理教研组
校领导小组: {组长: 杜若衡, 职务: 校长}
教研员: 高正明
特色: 用学生自己测的数据上课。
"""
WULI_MEMBERS = """成员:
  - {姓名: 杜若衡, 学校: szx-yingbin, 角色: 基地主任(校领导)}
  - {姓名: 高正明, 学校: sjys, 角色: 市教研员}
  - {姓名: 秦岭南, 学校: yx-gaozhong, 角色: 学科教研组长}
"""
GUIDANCE = "指导:\n  - {编号: ZD01, 日期: 2026-10-08, 教研员: 柳 下 风, 意见: 多让学生说}\n"


def lay_round(folder: Path) -> Path:
    """The right-and-true city with a second base, this year's rubric and an open round."""
    root = lay_city(folder)
    for name in ("rubric-2026-2027.yml", "lifecycle.yml"):
        shutil.copy(ROOT / "content/standards" / name, root / "content/standards")
    (root / "bases/gz-wuli").mkdir()
    (root / "bases/gz-wuli/base.yml").write_text(WULI, "utf-8")
    (root / "bases/gz-wuli/members.yml").write_text(WULI_MEMBERS, "utf-8")
    (root / "bases/gz-wuli/guidance.yml").write_text(GUIDANCE, "utf-8")
    (root / "content/rounds").mkdir(parents=True, exist_ok=True)
    (root / "content/rounds/2026-2027.yml").write_text("学年: 2026-2027\n状态: 进行中\n范围: [cz-shuxue, gz-wuli]\n", "utf-8")
    return root


def run(root: Path, *args: object) -> Result:
    """``jidi panel …`` in this process; its words and its exit code."""
    return CliRunner().invoke(panel, [str(one) for one in args], obj=root, catch_exceptions=False)


def write_roster(folder: Path, rows: Iterable[Iterable[str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(folder / "专家名单.xlsx")) as book:
        sheet = book.add_worksheet("专家名单")
        for number, row in enumerate([HEADS, *rows]):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)


def make(root: Path, folder: Path, rows: Iterable[Iterable[str]]) -> Result:
    """Write the list and the sheets."""
    write_roster(folder, rows)
    return run(root, "make", "2026-2027", folder, "--as-of", "2026-11-23")


def rows_of(path: Path, sheet: str) -> list[list[object]]:
    return list(CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False))


def names_of(path: Path) -> list[str]:
    return CalamineWorkbook.from_path(path).sheet_names


def where(path: Path, sheet: str, indicator: str, column: str) -> str:
    """``H5``: the cell of an indicator, as a person finds it by looking down the first column."""
    row = next(number for number, line in enumerate(rows_of(path, sheet), 1) if line and line[0] == indicator)
    return f"{column}{row}"


def edit(path: Path, cells: Mapping[str, object]) -> None:
    """Write values into cells (``表!H5``) of the real file; everything else stays: formulas, checks, hidden sheet."""
    names = names_of(path)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for place, value in cells.items():
        sheet, cell = place.split("!")
        part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
        text, count = re.subn(rf'<c r="{cell}"( s="\d+")?[^>]*?(/>|>.*?</c>)', lambda found, c=cell, v=value: _cell(c, found[1] or "", v), parts[part].decode())
        assert count == 1, f"{place} is not a written cell"
        parts[part] = text.encode()
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    path.write_bytes(memory.getvalue())


def _cell(cell: str, style: str, value: object) -> str:
    if value is None:
        return f'<c r="{cell}"{style}/>'
    if isinstance(value, str):
        return f'<c r="{cell}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{cell}"{style}><v>{value}</v></c>'


def fill(path: Path, sheet: str, answers: Answers) -> None:
    """Fill in one base's sheet: indicator → (band, mark, reason)."""
    first = {str(line[0]): number for number, line in enumerate(rows_of(path, sheet), 1) if line}
    cells = {f"{sheet}!{column}{first[id]}": value for id, three in answers.items() for column, value in zip("GHI", three, strict=True) if value != ""}
    edit(path, cells)


def answers(share: str, **other: tuple[object, object, object]) -> Answers:
    """Every item judged at ``share`` of its full mark, with a reason; ``_5_3=…`` for an exception."""
    part = Decimal(share)
    band = next(id for id, low in (("A", "0.8"), ("B", "0.6"), ("C", "0.4"), ("D", "0")) if part >= Decimal(low))
    all_ = {id: (band, (most * part).quantize(Decimal("0.01"), ROUND_HALF_UP), "看了佐证") for id, most in MAXES.items()}
    return all_ | {id.strip("_").replace("_", "."): three for id, three in other.items()}
