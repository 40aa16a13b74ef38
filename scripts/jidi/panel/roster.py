"""The list of experts: an office file that never leaves the office (names in it, codes everywhere else)."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from ..model.base import Base
from ..model.city import City
from ..model.vocabulary import nearest
from .experts import Expert, schools
from .layout import ROSTER_FILE, Problem, Rows, at, cell, open_book, words

SHEET = "专家名单"
HEADS = ("代号", "姓名", "单位", "评审的基地", "回避的基地")
WIDTHS = (10, 14, 32, 40, 40)
EXAMPLE = ("示例", "张某某", "外市：某某师范大学", "", "")
GUEST = "外市："
NOTES = (
    "每位专家一行。代号用英文字母和数字，如 Z01，评分表的文件名只写代号；示例这一行不算，可以删掉。",
    "单位从下拉里选；外市来的写“外市：单位全称”。单位、成员名册、教研员、指导记录由系统核对，该回避的基地不会发给他。",
    "评审的基地写编号或简称，用“、”分开；空着就是全部。回避的基地写系统查不到的，如亲属任职。",
    "这份名单和收回来的评分表只放在办公室，不要放进材料文件夹，不要发到网上。",
)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")


def template(city: City) -> bytes:
    """An empty list with one example row, a drop-down of units, and the bases to copy from."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(SHEET)
        head = book.add_format({"bold": True, "bg_color": "#D9E7F5", "border": 1})
        grey = book.add_format({"font_color": "#999999", "italic": True})
        for column, (name, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
            sheet.write_string(1, column, EXAMPLE[column], grey)
        sheet.freeze_panes(1, 0)
        for row, note in enumerate(NOTES):
            sheet.write_string(row, len(HEADS) + 1, note)
        units = _list(book, "单位", ("单位全称", "编号"), [(one.name, one.id) for one in schools(city)])
        _list(book, "基地", ("编号", "简称", "承办学校"), [(one.base, one.record.short_name, one.record.school) for one in city.of(Base)])
        sheet.data_validation(1, 2, 200, 2, {
            "validate": "list", "source": f"='单位'!$A$2:$A${units + 1}", "error_type": "information",
            "error_title": "不在名册里", "error_message": "外市来的写“外市：单位全称”；本市的请从下拉里选。",
        })  # fmt: skip
    return memory.getvalue()


def _list(book: Any, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, len(heads) - 1, 32)
    for number, row in enumerate([heads, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    return max(1, len(rows))


def read_roster(data: bytes, city: City) -> tuple[tuple[Expert, ...], list[Problem]]:
    """The experts of a filled list, and every cell to mend; nobody is handed over as long as one is wrong."""
    sheets = open_book(data, ROSTER_FILE)
    if isinstance(sheets, Problem):
        return (), [sheets]
    rows = sheets.get(SHEET, [])
    if [words(at(rows, 0, column)) for column in range(len(HEADS))] != list(HEADS):
        return (), [_problem(0, 0, f"第一行应当是“{'、'.join(HEADS)}”，现在不是", "把第一行改回去；改乱了就删掉这个文件，重新运行 make")]
    experts: list[Expert] = []
    problems: list[Problem] = []
    for number in range(1, len(rows)):
        texts = [words(at(rows, number, column)) for column in range(len(HEADS))]
        if any(texts) and texts[:2] != list(EXAMPLE[:2]):
            expert, found = _read_row(city, rows, number)
            problems += [*found, *_repeated(experts, expert, number)]
            experts.append(expert)
    if not experts:
        free = 2 if words(at(rows, 1, 0)) == EXAMPLE[0] else 1
        problems.append(_problem(free, 0, "还没有填专家", "从这一行往下填，每位专家一行"))
    return (() if problems else tuple(experts)), problems


def _read_row(city: City, rows: Rows, number: int) -> tuple[Expert, list[Problem]]:
    code, name, unit, only, avoid = (words(at(rows, number, column)) for column in range(len(HEADS)))
    problems = []
    if not _CODE.fullmatch(code):
        problems.append(_problem(number, 0, f"代号“{code}”不能用", "用英文字母、数字和 -，如 Z01；不要写姓名"))
    if not name:
        problems.append(_problem(number, 1, "没有写姓名", "写上姓名，系统用它核对回避"))
    school, unit_problem = _unit(city, unit, number)
    wanted, wrong_only = _bases(city, only, number, 3)
    avoided, wrong_avoid = _bases(city, avoid, number, 4)
    return Expert(code, name, school, wanted, avoided), [*problems, *unit_problem, *wrong_only, *wrong_avoid]


def _unit(city: City, text: str, number: int) -> tuple[str, list[Problem]]:
    """A unit's id; empty for a guest from elsewhere, who must say so: a misspelt school would get past the ties."""
    if text.replace(":", "：").startswith(GUEST) and len(text) > len(GUEST):
        return "", []
    found = next((one.id for one in schools(city) if text and text in (words(one.name), one.id)), None)
    if found:
        return found, []
    near = nearest(text, [one.name for one in schools(city)]) if text else None
    mend = (f"改成“{near}”，或从下拉里选；" if near else "从下拉里选；") + f"外市来的写“{GUEST}单位全称”"
    return "", [_problem(number, 2, f"单位“{text}”不在学校名册里" if text else "没有写单位", mend)]


def _bases(city: City, text: str, number: int, column: int) -> tuple[tuple[str, ...], list[Problem]]:
    """Base ids for a cell of ids or short names."""
    known = {name: one.base for one in city.of(Base) for name in (one.base, words(one.record.short_name))}
    parts = [part for part in re.split(r"[、，,；;\s]+", text) if part]
    wrong = [part for part in parts if part not in known]
    near = [nearest(part, list(known)) for part in wrong]
    problems = [
        _problem(number, column, f"没有“{part}”这个基地", (f"改成“{like}”；" if like else "") + "写编号或简称，见“基地”表，用“、”分开")
        for part, like in zip(wrong, near, strict=True)
    ]
    return tuple(dict.fromkeys(known[part] for part in parts if part in known)), problems


def _repeated(experts: Sequence[Expert], new: Expert, number: int) -> list[Problem]:
    """Two rows with one code would share one file, also on a disk that does not tell Z01 from z01."""
    same = any(one.code.casefold() == new.code.casefold() for one in experts)
    return [_problem(number, 0, f"代号“{new.code}”和上面的重复", "每位专家一个代号")] if same and new.code else []


def _problem(row: int, column: int, message: str, mend: str) -> Problem:
    return Problem(ROSTER_FILE, cell(SHEET, row, column), message, mend)
