"""An attachment is looked into wherever something can stand in it, and what could not be seen is said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
import typst
from conftest import TODAY, Examine
from jidi.check.privacy import account
from jidi.check.privacy.inside import look_into
from jidi.load import load
from openpyxl.comments import Comment
from PIL import Image
from windows import packed_on_windows

NUMBER = "11010519491231002X"  # the example printed in GB 11643
FILES = "bases/cz-shuxue/files/2026/"
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(one: object) -> bytes:
    made = io.BytesIO()
    one.save(made)  # type: ignore[attr-defined]
    return made.getvalue()


def word(fill: Callable[[docx.document.Document], object]) -> bytes:
    made = docx.Document()
    made.add_paragraph("教案")
    fill(made)
    return saved(made)


def deleted() -> bytes:
    """A word of which the change is still kept that took it out."""
    run = f'<w:p {_W}><w:del w:id="1" w:author="x"><w:r><w:delText>证件 {NUMBER}</w:delText></w:r></w:del></w:p>'
    return word(lambda made: made.element.body.insert(0, docx.oxml.parse_xml(run)))


def book(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    made = openpyxl.Workbook()
    made.active["A1"] = "名单"
    fill(made)
    return saved(made)


def _hidden_sheet(made: openpyxl.Workbook) -> None:
    sheet = made.create_sheet("底稿")
    sheet["C7"], sheet.sheet_state = NUMBER, "veryHidden"


def _hidden_column(made: openpyxl.Workbook) -> None:
    made.active["D2"] = NUMBER
    made.active.column_dimensions["D"].hidden = True


def _comment(made: openpyxl.Workbook) -> None:
    made.active["A1"].comment = Comment(f"证件 {NUMBER}", "x")


def slides(fill: Callable[[pptx.presentation.Presentation], object]) -> bytes:
    made = pptx.Presentation()
    made.slides.add_slide(made.slide_layouts[6])
    fill(made)
    return saved(made)


def _notes(made: pptx.presentation.Presentation) -> None:
    made.slides[0].notes_slide.notes_text_frame.text = f"证件 {NUMBER}"


def _box(made: pptx.presentation.Presentation) -> None:
    made.slides[0].shapes.add_textbox(0, 0, 9, 9).text_frame.text = f"证件 {NUMBER}"


def packed(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in members.items():
            package.writestr(name.replace("_", "."), content)
    return made.getvalue()


def printed() -> bytes:
    return typst.compile(f"#set page(width: 12cm, height: 6cm)\nID {NUMBER}".encode())


def _table(made: docx.document.Document) -> None:
    made.add_table(1, 2).rows[0].cells[1].text = NUMBER


PLACES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "文字": ("a.docx", lambda: word(lambda made: made.add_paragraph(f"证件 {NUMBER}"))),
    "表格": ("a.docx", lambda: word(_table)),
    "页眉": ("a.docx", lambda: word(lambda made: setattr(made.sections[0].header.paragraphs[0], "text", NUMBER))),
    "批注": ("a.docx", lambda: word(lambda made: made.add_comment(made.paragraphs[0].runs, text=NUMBER))),
    "修订": ("a.docx", deleted),
    "作者": ("a.docx", lambda: word(lambda made: setattr(made.core_properties, "author", NUMBER))),
    "最后修改者": ("a.docx", lambda: word(lambda made: setattr(made.core_properties, "last_modified_by", NUMBER))),
    "链接": ("a.docx", lambda: word(lambda made: made.part.relate_to(f"https://example.cn/{NUMBER}", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, True))),
    "单元格": ("a.xlsx", lambda: book(lambda made: made.active.append(["", NUMBER]))),
    "数字单元格": ("a.xlsx", lambda: book(lambda made: made.active.append(["电话", 13800138000]))),
    "隐藏的表": ("a.xlsx", lambda: book(_hidden_sheet)),
    "隐藏的列": ("a.xlsx", lambda: book(_hidden_column)),
    "表的名字": ("a.xlsx", lambda: book(lambda made: setattr(made.active, "title", NUMBER))),
    "表格批注": ("a.xlsx", lambda: book(_comment)),
    "幻灯片": ("a.pptx", lambda: slides(_box)),
    "幻灯片备注": ("a.pptx", lambda: slides(_notes)),
    "pdf": ("a.pdf", printed),
    "csv": ("a.csv", lambda: f"姓名,证件\n王小雨,{NUMBER}\n".encode()),
    "txt": ("a.txt", lambda: f"证件 {NUMBER}".encode()),
    "压缩包里的文档": ("a.zip", lambda: packed(b_docx=word(lambda made: made.add_paragraph(NUMBER)))),
    "压缩包里的 pdf": ("a.zip", lambda: packed(b_pdf=printed())),
    "压缩包里的文件名": ("a.zip", lambda: packed(**{f"{NUMBER}_txt": b"x"})),
    "文件名": (f"{NUMBER}.txt", lambda: b"x"),
}


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_stands_in_a_file_it_is_found(tmp_path: Path, place: str) -> None:
    name, made = PLACES[place]
    (tmp_path / "file").write_bytes(made())
    found = look_into(tmp_path / "file", name).traces
    assert {one.code for one in found} == {"YS02" if place == "数字单元格" else "YS01"}
    assert all(NUMBER not in repr(one) for one in found)


UNREAD = {
    "图片": ("a.png", lambda: saved_picture("PNG")),
    "扫描": ("a.pdf", lambda: saved_picture("PDF")),
    "坏的": ("a.docx", lambda: b"PK\x03\x04 broken"),
    "包中有包": ("a.zip", lambda: packed(b_zip=packed(c_txt=NUMBER.encode()))),
    "包中有图": ("a.zip", lambda: packed(b_png=b"x")),
    "包中有图，以人命名": ("a.zip", lambda: packed(**{f"{NUMBER}_png": b"x"})),
    "录音": ("a.mp3", lambda: b"ID3"),
}


def saved_picture(form: str) -> bytes:
    made = io.BytesIO()
    Image.new("L", (200, 300), 240).save(made, form)
    return made.getvalue()


def located_photograph() -> bytes:
    exif, made = Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8825).update({1: "N", 2: (33.0, 44.0, 5.0), 3: "E", 4: (113.0, 18.0, 2.0)})
    Image.new("L", (200, 300), 240).save(made, "JPEG", exif=exif)
    return made.getvalue()


@pytest.mark.parametrize("what", UNREAD)
def test_what_could_not_be_seen_is_said(tmp_path: Path, what: str) -> None:
    name, made = UNREAD[what]
    (tmp_path / "file").write_bytes(made())
    said = look_into(tmp_path / "file", name).unread
    assert said and NUMBER not in "".join(said)


def test_a_file_that_was_read_to_its_end_is_not_called_unread(tmp_path: Path) -> None:
    for name, content in (("a.txt", b"abc"), ("a.docx", word(lambda made: None)), ("a.pdf", printed())):
        (tmp_path / "file").write_bytes(content)
        assert look_into(tmp_path / "file", name).unread == ()


def test_a_table_of_marks_is_named_once_and_an_empty_form_is_not(city: Path, examine: Examine) -> None:
    rows = [["八年级期中"], ["姓名", "语文", "数学"], *([f"王小{one}", 80 + at, 90 + at] for at, one in enumerate("雨雪冰"))]
    for sheet, found in ((rows, True), (rows[:2], False)):
        (city / FILES / "chengji.xlsx").write_bytes(book(lambda made, sheet=sheet: [made.active.append(row) for row in sheet]))  # type: ignore[misc]
        said = [one for one in examine(city) if one.code == "YS04"]
        assert [(one.place.file, one.level) for one in said] == ([(FILES + "chengji.xlsx", "error")] if found else [])
        assert all("“Sheet”" in one.message and "王小" not in one.message for one in said)


def test_many_of_a_kind_in_one_part_are_one_finding_with_their_number(city: Path, examine: Examine) -> None:
    text = "".join(f"家长{at}：1380013800{at}\n" for at in range(9))
    (city / FILES / "xuean.txt").write_text(text, "utf-8")
    [found] = [one for one in examine(city) if one.code == "YS02"]
    assert (found.place.file, found.place.line, found.level) == (RESOURCE, 15, "error") and "等 9 处" in found.message and "138001" not in found.message


def test_the_account_counts_what_was_looked_into_and_names_the_rest(city: Path) -> None:
    (city / FILES / "tu.png").write_bytes(saved_picture("PNG"))
    (city / "bases/cz-shuxue/plans/2026-2027.md").write_text("没有表头", "utf-8")
    seen = account(load(city, TODAY)[0], ["cz-shuxue"])
    assert (seen.texts, seen.files) == (4, 2)
    assert [file for file, _ in seen.unread] == [FILES + "tu.png", "bases/cz-shuxue/plans/2026-2027.md"]
    assert account(load(city, TODAY)[0]).texts > 10


def test_what_windows_packed_is_told_by_its_names_and_what_a_name_says_is_found(city: Path, examine: Examine, tmp_path: Path) -> None:
    packed = packed_on_windows({"资料/名单.txt": "家长 13800138000".encode(), "资料/王小雨95分.txt": b"abc", "资料/照片.png": b"\x89PNG"})
    (tmp_path / "file").write_bytes(packed)
    found = look_into(tmp_path / "file", "a.zip")
    assert [(one.code, one.part) for one in found.traces] == [("YS02", "资料/名单.txt"), ("YS12", "名字里有个人信息的一处")]
    assert found.unread == ("包中的“资料/照片.png”是图片，里面的字看不出来",)
    (city / FILES / "zhao.zip").write_bytes(packed_on_windows({"照片/春游.jpg": located_photograph()}))
    assert [one.message for one in examine(city) if one.code == "YS10"] == ["里面的照片“春游.jpg”记着拍摄地点（经纬度）"]


def test_what_is_refused_is_to_be_mended_before_it_is_looked_into(city: Path) -> None:
    (city / FILES / "jiu.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    assert (FILES + "jiu.doc", "没有看：先照 check 说的改好（不收 .doc 文件）") in account(load(city, TODAY)[0], ["cz-shuxue"]).unread
