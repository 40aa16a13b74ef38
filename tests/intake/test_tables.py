"""Tables as tired people hand them in: each ends in a right record, or in a Chinese sentence that names the cell."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.desk import BASE, HEAD, NEXT, ROW, activities, city_of, imported, lay, with_, xlsx
from jidi.intake.tables.read import read_tables
from jidi.load.text import split
from jidi.load.tree import parse
from jidi.model.city import City
from msoffcrypto.format.ooxml import OOXMLFile
from panel.office import WULI

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The right-and-true city with a second base; only looked at."""
    folder = lay(tmp_path_factory.mktemp("tables") / "city")
    (folder / "bases/gz-wuli").mkdir()
    (folder / "bases/gz-wuli/base.yml").write_text(WULI, "utf-8")
    return city_of(folder)


def records(made: Any) -> list[dict[str, Any]]:
    """The heads of the files that would be written."""
    return [parse(split(one.content.decode(), one.path)[0], one.path).value for one in made.writes if one.path.endswith(".md")]


def xls(rows: list[list[Any]], **merge: Any) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("活动")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            page.write(number, column, value, *([xlwt.easyxf(num_format_str="yyyy-mm-dd")] if isinstance(value, datetime.date) else []))
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def csv(rows: list[list[Any]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(separator.join(f'"{cell}"' if separator in str(cell) or "\n" in str(cell) else str(cell) for cell in row) for row in rows).encode(
        encoding
    )


RIGHT: dict[str, tuple[str, Callable[[], bytes], dict[str, Any]]] = {
    "plain": ("a.xlsx", lambda: activities(ROW), {"标题": "《勾股定理》磨课", "日期": "2026-11-12", "级别": "校级"}),
    "old xls": ("a.xls", lambda: xls([HEAD, with_(ROW, 日期=datetime.date(2026, 11, 12))]), {"日期": "2026-11-12"}),
    "xls that is called xlsx": ("a.xlsx", lambda: xls([HEAD, ROW]), {"标题": "《勾股定理》磨课"}),
    "WPS table": ("a.et", lambda: xls([HEAD, ROW]), {"标题": "《勾股定理》磨课"}),
    "csv": ("a.csv", lambda: csv([HEAD, ROW]), {"标题": "《勾股定理》磨课"}),
    "csv with a mark at the start": ("a.csv", lambda: csv([HEAD, ROW], encoding="utf-8-sig"), {"标题": "《勾股定理》磨课"}),
    "csv in GBK": ("a.csv", lambda: csv([HEAD, ROW], encoding="gbk"), {"标题": "《勾股定理》磨课"}),
    "csv in UTF-16 with tabs": ("a.csv", lambda: csv([HEAD, ROW], "\t", "utf-16"), {"标题": "《勾股定理》磨课"}),
    "csv with full-width commas": ("a.csv", lambda: csv([HEAD, with_(ROW, 参加="湖滨中学 9人")], "，"), {"标题": "《勾股定理》磨课"}),
    "real date": ("a.xlsx", lambda: activities(with_(ROW, 日期=datetime.date(2026, 11, 12))), {"日期": "2026-11-12"}),
    "date with a time": ("a.xlsx", lambda: activities(with_(ROW, 日期=datetime.datetime(2026, 11, 12, 14, 30))), {"日期": "2026-11-12"}),
    "date with points": ("a.xlsx", lambda: activities(with_(ROW, 日期="2026.11.12")), {"日期": "2026-11-12"}),
    "date in Chinese with a weekday": ("a.xlsx", lambda: activities(with_(ROW, 日期="2026年11月12日（星期四）下午")), {"日期": "2026-11-12"}),
    "date in full-width digits": ("a.xlsx", lambda: activities(with_(ROW, 日期="２０２６－１１－１２")), {"日期": "2026-11-12"}),
    "date as eight digits": ("a.xlsx", lambda: activities(with_(ROW, 日期="20261112")), {"日期": "2026-11-12"}),
    "date as a serial in text": ("a.xlsx", lambda: activities(with_(ROW, 日期="46338")), {"日期": "2026-11-12"}),
    "date as a serial number": ("a.xlsx", lambda: activities(with_(ROW, 日期=46338)), {"日期": "2026-11-12"}),
    "day without a year, the title says which": (
        "a.xlsx",
        lambda: xlsx(("活动", [["初中数学基地活动登记表（2026-2027学年）"], HEAD, with_(ROW, 日期="11月12日")])),
        {"日期": "2026-11-12"},
    ),
    "day of the second half of the year": (
        "a.xlsx",
        lambda: xlsx(("活动", [["2025—2026 学年"], HEAD, with_(ROW, 日期="3.5")])),
        {"日期": "2026-03-05"},
    ),
    "stars, blanks and breaks in the headings": (
        "a.xlsx",
        lambda: activities(ROW, head=["＊标 题", "*类型", "级别（必选）", "形\n式：", "目的", "研训方式", "★日期", "地　点", "主持人", "参加（学校、人数）"]),
        {"标题": "《勾股定理》磨课"},
    ),
    "other words in the headings": (
        "a.xlsx",
        lambda: activities(ROW, head=["活动主题", "活动类型", "层级", "活动形式", "活动目的", "研训方式", "活动时间", "活动地点", "主持", "参加人员"]),
        {"标题": "《勾股定理》磨课", "日期": "2026-11-12"},
    ),
    "columns in another order": ("a.xlsx", lambda: activities(ROW[::-1], head=HEAD[::-1]), {"标题": "《勾股定理》磨课", "地点": "湖滨中学录播教室"}),
    "title and blank rows above": (
        "a.xlsx",
        lambda: xlsx(("活动", [[], [], [], HEAD, ROW]), merged=[(0, 0, 1, 9, "湖滨中学教研活动一览")]),
        {"标题": "《勾股定理》磨课"},
    ),
    "a sheet of another name": ("a.xlsx", lambda: xlsx(("Sheet1", [HEAD, ROW])), {"标题": "《勾股定理》磨课"}),
    "a first column of numbers": ("a.xlsx", lambda: activities([1.0, *ROW], head=["序号", *HEAD]), {"标题": "《勾股定理》磨课"}),
    "blank inside a word": ("a.xlsx", lambda: activities(with_(ROW, 级别="校 级")), {"级别": "校级"}),
    "full-width everything": (
        "a.xlsx",
        lambda: activities(with_(ROW, 参加="湖滨中学　９人；闹店中学　３人")),
        {"参加": [{"学校": "xh-hubin", "人数": "9"}, {"学校": "bf-minzhu", "人数": "3"}]},
    ),
    "schools run together": (
        "a.xlsx",
        lambda: activities(with_(ROW, 参加="湖滨中学9人、闹店中学3人")),
        {"参加": [{"学校": "xh-hubin", "人数": "9"}, {"学校": "bf-minzhu", "人数": "3"}]},
    ),
    "schools on lines, with colons": (
        "a.xlsx",
        lambda: activities(with_(ROW, 参加="湖滨中学：9\n闹店中学：3")),
        {"参加": [{"学校": "xh-hubin", "人数": "9"}, {"学校": "bf-minzhu", "人数": "3"}]},
    ),
    "own school, by id, with brackets": (
        "a.xlsx",
        lambda: activities(with_(ROW, 参加="本校（9人）；bf-minzhu(3人)")),
        {"参加": [{"学校": "xh-hubin", "人数": "9"}, {"学校": "bf-minzhu", "人数": "3"}]},
    ),
    "numbers with .0": (
        "a.xlsx",
        lambda: activities(with_(ROW, 参加="湖滨中学9.0人；闹店中学 3.0")),
        {"参加": [{"学校": "xh-hubin", "人数": "9"}, {"学校": "bf-minzhu", "人数": "3"}]},
    ),
    "yes in many words": ("a.xlsx", lambda: activities([*ROW, "√"], head=[*HEAD, "面向全市"]), {"面向全市": "是"}),
    "an old alias of a word": ("a.xlsx", lambda: activities(with_(ROW, 类型="公开课", 级别="全市")), {"类型": "公开课/示范课", "级别": "市级"}),
    "title with a break in it": ("a.xlsx", lambda: activities(with_(ROW, 标题="《勾股定理》\n磨课")), {"标题": "《勾股定理》 磨课"}),
    "planned, so nobody has come": (
        "a.xlsx",
        lambda: activities([*with_(ROW, 参加="", 日期="2026-12-20"), "计划"], head=[*HEAD, "状态"]),
        {"参加": [], "状态": "计划"},
    ),
    "invisible signs": ("a.xlsx", lambda: activities(with_(ROW, 主持人="\ufeff李文静\u200b\xa0")), {"主持人": "李文静"}),
    "speakers with roles, schools and topics": (
        "a.xlsx",
        lambda: activities([*ROW, "李文静（主讲，湖滨中学）《勾股定理（第1课时）》；陈立新 点评"], head=[*HEAD, "主讲"]),
        {"主讲": [{"姓名": "李文静", "角色": "主讲/执教", "学校": "xh-hubin", "题目": "《勾股定理（第1课时）》"}, {"姓名": "陈立新", "角色": "点评"}]},
    ),
    "what is to follow": (
        "a.xlsx",
        lambda: activities([*ROW, "李文静 2026年12月1日 写出教学设计，交给赵老师"], head=[*HEAD, "后续"]),
        {"后续": [{"负责人": "李文静", "期限": "2026-12-01", "事项": "写出教学设计，交给赵老师"}]},
    ),
}


@pytest.mark.parametrize("case", RIGHT)
def test_an_awkward_table_becomes_a_right_record(case: str, root: City, tmp_path: Path) -> None:
    name, build, wanted = RIGHT[case]
    made = imported(root, tmp_path, build(), name)
    assert not made.findings, [str(one) for one in made.findings]
    (record,) = records(made)
    assert {key: record.get(key) for key in wanted} == wanted


def _formula(book: Any, page: Any) -> None:
    page.write_formula(1, 7, '=A1&"教室"', None, "")


def _locked() -> bytes:
    memory = io.BytesIO()
    OOXMLFile(io.BytesIO(activities(ROW))).encrypt("123456", memory)
    return memory.getvalue()


def _docx() -> bytes:
    from docx import Document

    memory = io.BytesIO()
    Document().save(memory)
    return memory.getvalue()


WRONG: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "a word that is in no list": ("a.xlsx", lambda: activities(with_(ROW, 级别="市极")), "a.xlsx 活动!C2", "改成“市级”"),
    "an empty required cell": ("a.xlsx", lambda: activities(with_(ROW, 主持人="")), "a.xlsx 活动!I2", "填上主持人，如“李文静”"),
    "nobody came to what took place": ("a.xlsx", lambda: activities(with_(ROW, 参加="")), "a.xlsx 活动!J2", "缺少必填的「参加」"),
    "a required column is not there": ("a.xlsx", lambda: activities(ROW[:-2], head=HEAD[:-2]), "a.xlsx 活动!A1", "没有必填的「主持人」这一列"),
    "the same column twice": ("a.xlsx", lambda: activities([*ROW, "2026-11-13"], head=[*HEAD, "活动日期"]), "a.xlsx 活动!G1", "有 2 列都是「日期」"),
    "a day without a year": ("a.xlsx", lambda: activities(with_(ROW, 日期="11月12日")), "a.xlsx 活动!G2", "没有写哪一年"),
    "a day of two possible years": (
        "a.xlsx",
        lambda: xlsx(("活动", [["2025-2026学年、2026-2027学年"], HEAD, with_(ROW, 日期="11月12日")])),
        "a.xlsx 活动!G3",
        "没有写哪一年",
    ),
    "a day that does not exist": ("a.xlsx", lambda: activities(with_(ROW, 日期="2026-02-30")), "a.xlsx 活动!G2", "这一天不存在"),
    "two days in one cell": ("a.xlsx", lambda: activities(with_(ROW, 日期="2026-11-12、2026-11-13")), "a.xlsx 活动!G2", "写了 2 个日期"),
    "two records in one row": (
        "a.xlsx",
        lambda: activities(with_(ROW, 标题="1.《勾股定理》磨课\n2.《勾股定理》评课", 日期="2026-11-12\n2026-11-19")),
        "a.xlsx 活动!A2",
        "一行只写一份",
    ),
    "a school that nobody knows": ("a.xlsx", lambda: activities(with_(ROW, 参加="胡宾中学 9人")), "a.xlsx 活动!J2", "学校名册里没有“胡宾中学”"),
    "a name that two schools have": ("a.xlsx", lambda: activities(with_(ROW, 参加="龙山 9人")), "a.xlsx 活动!J2", "可能是几所学校"),
    "people without a school": ("a.xlsx", lambda: activities(with_(ROW, 参加="共35人")), "a.xlsx 活动!J2", "没有写「学校」"),
    "a school without people": ("a.xlsx", lambda: activities(with_(ROW, 参加="湖滨中学；闹店中学 3人")), "a.xlsx 活动!J2", "“湖滨中学”没有写「人数」"),
    "about so many": ("a.xlsx", lambda: activities(with_(ROW, 参加="湖滨中学 约40人")), "a.xlsx 活动!J2", "约"),
    "a speaker without a role": ("a.xlsx", lambda: activities([*ROW, "李文静"], head=[*HEAD, "主讲"]), "a.xlsx 活动!K2", "没有写「角色」"),
    "an item that the plan has not": ("a.xlsx", lambda: activities([*ROW, "P09"], head=[*HEAD, "计划项"]), "a.xlsx 活动!K2", "学年计划里没有“P09”"),
    "a telephone number": ("a.xlsx", lambda: activities(with_(ROW, 地点="湖滨中学 13812345678")), "a.xlsx 活动!H2", "手机号"),
    "markup": ("a.xlsx", lambda: activities(with_(ROW, 标题="<b>磨课</b>")), "a.xlsx 活动!A2", "改成全角"),
    "a formula without a result": ("a.xlsx", lambda: activities(with_(ROW, 地点=""), then=_formula), "a.xlsx 活动!H2", "公式，没有算出结果"),
    "an attachment that is not there": ("a.xlsx", lambda: activities([*ROW, "课件.pptx"], head=[*HEAD, "附件"]), "a.xlsx 活动!K2", "没有找到附件“课件.pptx”"),
    "another base's table": ("a.xlsx", lambda: xlsx(("活动", [["高中物理基地活动登记表"], HEAD, ROW])), "a.xlsx 活动!A1", "“高中物理基地”"),
    "no headings": ("a.xlsx", lambda: xlsx(("活动", [ROW, NEXT])), "a.xlsx 活动!A1", "没有认出表头"),
    "nothing written": ("a.xlsx", lambda: xlsx(("活动", [])), "a.xlsx", "没有写字"),
    "a password": ("a.xlsx", _locked, "a.xlsx", "加了密码"),
    "empty": ("a.xlsx", lambda: b"", "a.xlsx", "是空文件"),
    "half of it": ("a.xlsx", lambda: activities(ROW)[:3000], "a.xlsx", "坏了，打不开"),
    "half of an old one": ("a.xls", lambda: xls([HEAD, ROW])[:2000], "a.xls", "打不开"),
    "a Word file called xlsx": ("a.xlsx", _docx, "a.xlsx", "是 Word 文档"),
    "a web page called xls": ("a.xls", lambda: "<html><table><tr><td>标题</td></tr></table></html>".encode(), "a.xls", "其实是网页"),
    "a picture called xlsx": ("a.xlsx", lambda: PNG, "a.xlsx", "是图片"),
    "a PDF called xlsx": ("a.xlsx", lambda: b"%PDF-1.7\n%%EOF", "a.xlsx", "是 PDF"),
    "a letter in the last cell of all": ("a.xlsx", lambda: activities(ROW, then=lambda book, page: page.write(1048575, 16383, "x")), "a.xlsx", "伸得太远"),
    "bytes of nothing": ("a.xlsx", lambda: bytes(range(256)) * 40, "a.xlsx", "不是表格"),
}


@pytest.mark.parametrize("case", WRONG)
def test_an_awkward_table_ends_in_a_sentence_that_names_the_cell(case: str, root: City, tmp_path: Path) -> None:
    name, build, place, words = WRONG[case]
    made = imported(root, tmp_path, build(), name)
    assert not made.writes
    said = [one for one in made.findings if str(one.place) in (place, f"{place}:1") and words in f"{one.message} {one.fix}"]
    assert said, [str(one) for one in made.findings]
    assert "YAML" not in str(said[0]) and not any(letter in str(said[0]) for letter in ("Error", "None", "Traceback"))


def test_a_number_of_a_certificate_keeps_its_zeros(root: City, tmp_path: Path) -> None:
    head = ["名称", "级别", "状态", "主持人", "日期", "文号"]
    rows = [[f"课题{number}", "市级", "立项", "李文静", "2026-10-20", text] for number, text in enumerate(["0375001", 375001.0])]
    made = imported(root, tmp_path, xlsx(("课题", [head, *rows])))
    assert ["文号: 0375001}" in one.text or "文号: 375001}" in one.text for one in made.planned] == [True, True] and not made.findings


def test_joined_cells_mean_the_same_for_each_row(root: City, tmp_path: Path) -> None:
    rows = [with_(ROW, 地点=""), with_(NEXT, 地点="")]
    made = imported(root, tmp_path, activities(*rows, merged=[(1, 7, 2, 7, "湖滨中学录播教室")]))
    assert [record["地点"] for record in records(made)] == ["湖滨中学录播教室", "湖滨中学录播教室"] and not made.findings


def test_blank_rows_and_rows_of_blanks_are_passed_over(root: City, tmp_path: Path) -> None:
    made = imported(root, tmp_path, activities(ROW, [], [" ", "　"], NEXT))
    assert len(records(made)) == 2 and not made.findings


def test_a_column_that_nobody_asked_for_is_named_and_left(root: City, tmp_path: Path) -> None:
    made = imported(root, tmp_path, activities([*ROW, "天气很好"], head=[*HEAD, "备注"]))
    assert [str(note) for note in made.notes] == ["登记表.xlsx 活动!K1: 不认识“备注”这一列，没有导入"] and len(records(made)) == 1


def test_a_picture_in_a_cell_is_named(root: City, tmp_path: Path) -> None:
    made = imported(root, tmp_path, activities(ROW, then=lambda book, page: page.insert_image(1, 7, "a.png", {"image_data": io.BytesIO(PNG)})))
    assert any("活动!H2: 这里有一张图片，没有导入" in str(note) for note in made.notes) and len(records(made)) == 1


def test_what_was_tidied_is_said(root: City, tmp_path: Path) -> None:
    made = imported(root, tmp_path, activities(with_(ROW, 级别="校 级", 日期="2026.11.12")))
    said = [str(note) for note in made.notes]
    assert "登记表.xlsx 活动!C2: 「级别」“校 级”→“校级”" in said and "登记表.xlsx 活动!G2: 「日期」“2026.11.12”→“2026-11-12”" in said


def test_a_sheet_that_is_not_understood_is_named(root: City, tmp_path: Path) -> None:
    made = imported(root, tmp_path, xlsx(("活动", [HEAD, ROW]), ("值班", [["周一", "周二"], ["张", "李"]])))
    assert any("没有认出“值班”这张表" in str(note) for note in made.notes) and len(records(made)) == 1


def test_a_hidden_sheet_is_named(root: City, tmp_path: Path) -> None:
    made = imported(root, tmp_path, xlsx(("资源", [["标题"]]), ("活动", [HEAD, ROW]), then=lambda book, page: (book.worksheets()[1].activate(), page.hide())))
    assert any("“资源”这张表是隐藏的，没有导入" in str(note) for note in made.notes) and len(records(made)) == 1


def test_the_sections_of_the_body_are_columns(root: City, tmp_path: Path) -> None:
    made = imported(root, tmp_path, activities([*ROW, "为什么难\n# 不是标题", "先听课"], head=[*HEAD, "主题与问题", "活动过程"]))
    body = made.writes[0].content.decode().split("---\n", 2)[2]
    assert body == "## 一、主题与问题\n\n为什么难\n\n\\# 不是标题\n\n## 二、过程\n\n先听课\n"


@pytest.mark.slow
def test_ods_from_libreoffice(root: City, tmp_path: Path) -> None:
    from jidi.intake.papers.docopen import converted

    rows = [with_(ROW, 日期=datetime.date(2026, 11, 12), 地点=""), with_(NEXT, 地点="")]
    data = converted(activities(*rows, merged=[(1, 7, 2, 7, "湖滨中学录播教室")]), "xlsx", "ods")
    assert data
    made = imported(root, tmp_path, data, "登记表.ods")
    assert [record["日期"] for record in records(made)] == ["2026-11-12", "2026-11-19"] and not made.findings
    assert [record["地点"] for record in records(made)] == ["湖滨中学录播教室", "湖滨中学录播教室"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=6), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_any_table_of_texts_is_read_or_refused(root: City, rows: list[list[str]], encoding: str) -> None:
    data = csv([HEAD, ROW, *rows], encoding=encoding) if not any("\ud800" <= c <= "\udfff" for row in rows for cell in row for c in cell) else b""
    taken = read_tables(root, BASE, "a.csv", data)
    assert taken.drafts or taken.findings


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_a_spoiled_workbook_never_breaks_the_program(root: City, data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([SOUND, SOUND_XLS])))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    taken = read_tables(root, BASE, "a.xlsx", bytes(whole))
    assert taken.drafts or taken.findings


SOUND, SOUND_XLS = activities(ROW), xls([HEAD, ROW])
