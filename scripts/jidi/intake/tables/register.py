"""登记表.xlsx: a sheet for each list, made from the models and the city's words; what it asks, :mod:`.tables` reads (plan 七.2)."""

from __future__ import annotations

import datetime
import io
import math
from dataclasses import dataclass
from typing import Any

from ...model.base import Base
from ...model.city import City
from ...model.work import Attachment, Participants
from ..schools import all_schools
from ..sheets import EXAMPLE, NUMBER, SHEETS, Column, Sheet, columns
from ..small import example

FILE = "登记表.xlsx"
GUIDE, WORDS = "说明", "词表"
STAR = "＊"
HEAD_ROW, EXAMPLE_ROW, LAST_ROW = 1, 2, 202  # zero-based; 200 rows to fill in
_FIXED_DAY = datetime.datetime(2000, 1, 1)
_SCHOOLS = "school"
_PAGE = 120  # so many characters stand side by side on A4, lying, before the print becomes too small
_DAY = "2026-10-12"


@dataclass(frozen=True)
class _Look:
    """The formats of the workbook."""

    title: Any
    must: Any
    may: Any
    grey: Any
    open: Any
    day: Any
    text: Any
    strong: Any


def register(city: City, base: str = "") -> bytes:
    """The workbook for a base, or for any; the same bytes for the same city."""
    import xlsxwriter

    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"title": "学科教研基地登记表", "created": _FIXED_DAY})
        look = _look(book)
        owner = next((entry.record for entry in city.of(Base, base)), None) if base else None
        _guide(book.add_worksheet(GUIDE), look, city, owner)
        pages = [(sheet, book.add_worksheet(sheet.name)) for sheet in SHEETS]
        lists = _lists(book.add_worksheet(WORDS), city, base)
        for sheet, page in pages:
            _sheet(page, look, city, sheet, owner, lists)
    return memory.getvalue()


def _look(book: Any) -> _Look:
    cell = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#B0B0B0"}
    head = {**cell, "bold": True, "align": "center", "valign": "vcenter"}
    return _Look(
        title=book.add_format({"font_name": "宋体", "font_size": 16, "bold": True}),
        must=book.add_format({**head, "bg_color": "#FCE4D6"}),
        may=book.add_format({**head, "bg_color": "#EDEDED"}),
        grey=book.add_format({**cell, "italic": True, "font_color": "#7F7F7F", "bg_color": "#F7F7F7", "num_format": "@"}),
        open=book.add_format({**cell, "num_format": "@"}),
        day=book.add_format({**cell, "num_format": "yyyy-mm-dd"}),
        text=book.add_format({"font_name": "宋体", "font_size": 12, "text_wrap": True, "valign": "top"}),
        strong=book.add_format({"font_name": "宋体", "font_size": 12, "bold": True, "text_wrap": True, "valign": "top", "bg_color": "#FCE4D6"}),
    )


def _guide(page: Any, look: _Look, city: City, owner: Base | None) -> None:
    page.set_column(0, 0, 92)
    page.write_string(0, 0, f"{owner.short_name if owner else '学科教研基地'}登记表怎么填", look.title)
    lines = (
        "下面每张表记一类事：点底下的名字换表。只填用得上的，别的空着。",
        f"浅橙色、带 {STAR} 的列要填；灰色的列有就填，没有就空着。",
        f"第 {EXAMPLE_ROW + 1} 行灰色斜体的是例子，「{NUMBER}」写着“{EXAMPLE}”，不会导入，留着、删掉都行。从第 {EXAMPLE_ROW + 2} 行开始填，一行一份。",
        "有下拉箭头的格子从里面选；能写几个的，用“、”隔开。",
        f"日期写年、月、日，如 {_DAY}。",
        f"几个学校、几个人写在一格里，用“；”隔开，如：{_several(city)}",
        "学校写名称就行，写简称也行，只要不和别的学校混；本校可以写“本校”。",
        "附件（课件、学案、照片）和这张表放在同一个文件夹，把文件名写在「附件」一列，用“；”隔开；大视频写网址和名称。",
        "后面几列是正文，一行写一段，几句话就行。",
        "人数不知道就先空着，不要写 0；学生姓名、成绩、电话一律不写。",
        "列可以换位置，不用的列可以删；带颜色的表头不要改字。",
        "填好保存，交给基地的信息采编员；填错了程序会说清是哪一格、怎样改，改好再交一次，不会重复。",
    )
    for row, line in enumerate(lines, 2):
        page.write_string(row, 0, line, look.strong if STAR in line else look.text)
        page.set_row(row, 18 * math.ceil(len(line) * 2 / 100))
    _print(page, [92])


def _several(city: City) -> str:
    """Several schools in one cell."""
    return next(example(city, column.field) for column in columns(city, SHEETS[0]) if column.field and column.field.inner is Participants)


def _lists(page: Any, city: City, base: str) -> dict[str, str]:
    """The hidden sheet of words: vocabulary (or schools) → the range of its names."""
    kinds = dict.fromkeys(column.field.words for sheet in SHEETS for column in columns(city, sheet) if column.field and column.field.words)
    names = {kind: _own(city, base, kind) for kind in kinds} | {_SCHOOLS: [school.name for school in all_schools(city)]}
    ranges: dict[str, str] = {}
    for column, (kind, words) in enumerate((kind, words) for kind, words in names.items() if words):
        page.write_column(0, column, [city.vocabulary.titles.get(kind, "学校"), *words])
        letter = chr(65 + column) if column < 26 else f"A{chr(65 + column - 26)}"
        ranges[kind] = f"={WORDS}!${letter}$2:${letter}${len(words) + 1}"
    page.hide()
    return ranges


def _own(city: City, base: str, kind: str) -> list[str]:
    """The words of a kind, fewer where the base's stage and subject have their own."""
    stage, _, subject = base.partition("-")
    own = city.stages.get(stage, {})
    subjects = own.get("subjects", {})
    found = {"grade": own.get("grades"), "competency": subjects.get(subject, {}).get("competencies") if isinstance(subjects, dict) else None}.get(kind)
    names = city.vocabulary.names(kind)
    return [name for name in names if name in found or name == "不限"] if isinstance(found, list) and found else names


def _sheet(page: Any, look: _Look, city: City, sheet: Sheet, owner: Base | None, lists: dict[str, str]) -> None:
    year = city.school_year(city.today)
    shown = columns(city, sheet)
    page.write_string(0, 0, f"{owner.short_name if owner else ''}{sheet.name}登记表（{year} 学年）", look.title)
    page.write_string(HEAD_ROW, 0, NUMBER, look.may)
    page.write_string(EXAMPLE_ROW, 0, EXAMPLE, look.grey)
    page.set_column(0, 0, 6, look.open)
    for number, column in enumerate(shown, 1):
        page.set_column(number, number, _width(column), look.day if column.field and column.field.day else look.open)
        page.write_string(HEAD_ROW, number, (STAR if column.required else "") + column.key, look.must if column.required else look.may)
        page.write_comment(HEAD_ROW, number, _meaning(city, column), {"x_scale": 2, "y_scale": 1.4, "author": ""})
        page.write_string(EXAMPLE_ROW, number, example_text(city, owner, column), look.grey)
        if rule := _validation(column, lists):
            page.data_validation(EXAMPLE_ROW + 1, number, LAST_ROW, number, rule)
    page.set_row(0, 28, look.title)
    page.set_row(HEAD_ROW, 32)
    page.set_row(EXAMPLE_ROW, 48)
    page.freeze_panes(HEAD_ROW + 1, 2)
    page.repeat_rows(0, HEAD_ROW)
    page.repeat_columns(0, 1)
    _print(page, [6, *map(_width, shown)])


def _print(page: Any, widths: list[int]) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(0.4, 0.4, 0.5, 0.6)
    page.fit_to_pages(math.ceil(sum(widths) / _PAGE), 0)
    page.set_footer("&C&A　第 &P 页，共 &N 页")


def _width(column: Column) -> int:
    field = column.field
    if field is None:
        return 40
    if field.inner or field.prose or field.key in ("标题", "名称", "任务", "内容", "议题"):
        return 34
    return 8 if field.count else 13 if field.day else max(14, 2 * len(column.key) + 4)


def _meaning(city: City, column: Column) -> str:
    """What to write, in the words of the model; how several are written in one cell."""
    field = column.field
    if field is None:
        return f"正文的一段：{column.key}。一行写一段，几句话就行。"
    parts = [f"{field.meaning}。" + ("要填。" if column.required else "有就填。")]
    if field.inner is Attachment:
        parts.append("文件名，用“；”隔开；文件和这张表放在一起。")
    elif field.inner:
        parts.append(f"几个用“；”隔开，如：{example(city, field)}")
    elif field.many:
        parts.append("可写几个，用“、”隔开。")
    return "\n".join(parts)


def example_text(city: City, owner: Base | None, column: Column) -> str:
    """What stands in the example row."""
    field = column.field
    if field is None:
        return "一行写一段，几句话就行。"
    if field.inner is Attachment:
        return "一次函数课件.pptx；一次函数学案.docx"
    if field.inner:
        return example(city, field)
    if field.school:
        own = {owner.school} if owner else set()
        return next((school.name for school in all_schools(city) if not own or school.id in own), "")
    if field.words:
        base = next((entry.base for entry in city.of(Base) if entry.record is owner), "")
        return field.example or field.default or next(iter(_own(city, base, field.words)), "")
    return field.example or field.default or (_DAY if field.day else "")


def _validation(column: Column, lists: dict[str, str]) -> dict[str, Any] | None:
    """A drop-down; where several may be written, it only helps."""
    field = column.field
    kind = field and (field.words or (_SCHOOLS if field.school else ""))
    if not field or not kind or kind not in lists or field.inner:
        return None
    rule: dict[str, Any] = {"validate": "list", "source": lists[kind], "ignore_blank": True}
    if field.many:
        return {**rule, "show_error": False, "input_title": column.key, "input_message": "可写几个，用“、”隔开"}
    return {**rule, "error_type": "warning", "error_title": column.key, "error_message": "表里没有这个词。从下拉里选；简称、别名也可以。"}
