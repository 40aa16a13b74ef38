"""登记表.xlsx: opens in the office programs, helps who fills it in, and comes back without a finding."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import pytest
from intake.desk import BASE, city_of, examined, imported, lay, put, run
from jidi.intake.fields import fields
from jidi.intake.papers.docopen import converted
from jidi.intake.sheets import SHEETS
from jidi.intake.tables.register import register
from jidi.model.city import City
from openpyxl import load_workbook

FILLED: dict[str, dict[str, Any]] = {
    "活动": {
        "标题": "《勾股定理》磨课",
        "类型": "磨课",
        "级别": "校级",
        "形式": "线下",
        "目的": "教研、课改实验",
        "研训方式": "同伴互助",
        "日期": datetime.date(2026, 11, 12),
        "地点": "湖滨中学录播教室",
        "主持人": "李文静",
        "参加": "湖滨中学 9人；闹店中学 3人",
        "主讲": "李文静 主讲 湖滨中学 《勾股定理》",
        "计划项": "P01",
        "后续": "赵海峰 2026-12-01 写出学案",
        "主题与问题": "为什么要证？",
    },
    "资源": {
        "标题": "《勾股定理》教学设计",
        "类型": "教学设计",
        "日期": "2026年11月13日",
        "年级": "八年级",
        "册次": "下册",
        "教材版本": "人教版",
        "作者": "李文静、赵海峰",
        "许可": "署名-非商业",
        "课标代": "2022课标版",
    },
    "计划任务": {"任务": "《勾股定理》磨课", "时间": "11 月", "负责": "李文静"},
    "成员": {"姓名": "孙雅婷", "学校": "新华区湖滨中学", "角色": "核心成员、信息采编员", "荣誉": "市级骨干教师 2024"},
    "工作组": {"名称": "活动策划组", "组长": "李文静"},
    "结对": {"导师": "李文静", "学员": "赵海峰", "学校": "宝丰县闹店中学", "开始": "2026-09-01"},
    "课题": {"名称": "证明的第一句", "级别": "市级", "状态": "立项", "主持人": "李文静", "日期": "2026-10-20"},
    "成果": {"名称": "《第一句》", "类型": "论文", "级别": "省级", "完成人": "李文静", "日期": "2026-10-21"},
    "获奖": {"赛事": "优质课评选", "级别": "市级", "等次": "一等奖", "获奖人": "赵海峰", "日期": "2026-10-22"},
    "外出学习": {"日期": "10月23日", "人员": "李文静、赵海峰", "内容": "新教材培训"},
    "会议": {"日期": "2026-10-24", "议题": "教研时间", "决定": "每周四下午不排课"},
    "指导": {"日期": "2026-10-25", "教研员": "陈立新", "意见": "让写错的学生先说"},
}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return city_of(lay(tmp_path_factory.mktemp("template") / "city"))


@pytest.fixture(scope="module")
def book(city: City) -> Any:
    return load_workbook(io.BytesIO(register(city, BASE)))


def heads(page: Any) -> dict[str, int]:
    """Heading without its star → column, as a teacher finds it."""
    return {str(cell.value).lstrip("＊"): cell.column for cell in page[2] if cell.value}


def fill(book: Any, rows: dict[str, dict[str, Any]]) -> bytes:
    for name, row in rows.items():
        page = book[name]
        for key, value in row.items():
            page.cell(4, heads(page)[key], value)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def test_filled_in_as_a_teacher_would_and_imported_without_a_word(tmp_path: Path) -> None:
    root = lay(tmp_path / "city")
    assert run(root, "template", tmp_path / "表", "--base", BASE).exit_code == 0
    data = fill(load_workbook(tmp_path / "表/登记表.xlsx"), FILLED)
    told = run(root, "import", put(tmp_path, data), "--base", BASE, "--write")
    assert told.exit_code == 0 and "要改的" not in told.output and f"已写入 {len(FILLED)} 份材料" in told.output
    assert examined(root) == []


def test_left_as_it_is_it_brings_nothing(city: City, tmp_path: Path) -> None:
    made = imported(city, tmp_path, register(city, BASE))
    assert (made.planned, made.writes, made.findings, made.notes) == ((), (), (), ())


def test_a_changed_example_row_is_not_lost_in_silence(city: City, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(register(city, BASE)))
    page = book["活动"]
    page.cell(3, heads(page)["标题"], "真的活动")
    memory = io.BytesIO()
    book.save(memory)
    made = imported(city, tmp_path, memory.getvalue())
    assert [str(note) for note in made.notes] == ["登记表.xlsx 活动!A3: 这一行标着“例”，没有导入；真的材料请把“例”字去掉"]


def test_a_sheet_for_each_list_and_one_that_explains(book: Any) -> None:
    assert [page.title for page in book.worksheets if page.sheet_state == "visible"] == ["说明", *(sheet.name for sheet in SHEETS)]
    said = "\n".join(str(row[0].value or "") for row in book["说明"].iter_rows())
    assert "＊" in said and "例" in said and "；" in said and not any(word in said for word in ("YAML", "xlsx", "字段"))


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.name for sheet in SHEETS])
def test_required_columns_are_marked_and_every_heading_is_explained(sheet: Any, book: Any) -> None:
    page = book[sheet.name]
    required = {field.key for field in fields(sheet.model) if field.required and field.key != "编号"}
    starred = {str(cell.value)[1:] for cell in page[2] if str(cell.value).startswith("＊")}
    assert starred == required
    colours = {cell.fill.fgColor.rgb: str(cell.value).startswith("＊") for cell in page[2] if cell.value}
    assert len(colours) == 2 or not [cell for cell in page[2] if cell.value and not str(cell.value).startswith("＊")]
    assert all(cell.comment and cell.comment.text for cell in page[2] if cell.value and cell.value != "序号")
    assert page.freeze_panes == "C3" and page["A3"].value == "例" and page["B3"].font.i


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.name for sheet in SHEETS])
def test_prints_on_a4_lying(sheet: Any, book: Any) -> None:
    page = book[sheet.name]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.print_title_rows == "$1:$2"
    assert all((page.column_dimensions[cell.column_letter].width or 13) >= len(str(cell.value)) * 2 for cell in page[2] if cell.value)


def test_drop_downs_hold_the_city_s_words(city: City, book: Any) -> None:
    page, words = book["活动"], book["词表"]
    assert words.sheet_state == "hidden"
    rules = {next(iter(rule.sqref.ranges)).min_col: rule for rule in page.data_validations.dataValidation}
    source = rules[heads(page)["类型"]].formula1.lstrip("=").split("!")[1].replace("$", "")
    assert [cell[0].value for cell in words[source]] == city.vocabulary.names("activity_type")
    assert rules[heads(page)["目的"]].showErrorMessage in (False, None)  # several may be written
    members = {next(iter(rule.sqref.ranges)).min_col: rule for rule in book["成员"].data_validations.dataValidation}
    schools = members[heads(book["成员"])["学校"]].formula1.lstrip("=").split("!")[1].replace("$", "")
    assert "新华区湖滨中学" in [cell[0].value for cell in words[schools]]


def test_the_same_city_gives_the_same_bytes(city: City) -> None:
    assert register(city, BASE) == register(city, BASE)


def test_for_any_base_it_names_none(city: City) -> None:
    book = load_workbook(io.BytesIO(register(city)))
    assert book["活动"]["A1"].value == "活动登记表（2026-2027 学年）"


@pytest.mark.slow
def test_libreoffice_opens_it_and_what_it_saves_comes_back(tmp_path: Path) -> None:
    city = city_of(lay(tmp_path / "city"))
    data = converted(fill(load_workbook(io.BytesIO(register(city, BASE))), FILLED), "xlsx", "ods")
    assert data
    made = imported(city, tmp_path, data, "登记表.ods")
    assert not made.findings and len(made.planned) == len(FILLED)
