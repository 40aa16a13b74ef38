"""What stands inside attachments: read for search, shown as a first page, and never at the cost of the build."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT, TODAY, Examine
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.extract import Grid, Words, plain, read_pdf
from jidi.extract.attached import text_of
from jidi.extract.office import words_of
from jidi.load import load
from jidi.publish import Page, publish
from jidi.publish.finding.documents import documents
from jidi.publish.world import World
from jidi.site.look import looks
from PIL import Image

PDF = ROOT / "bases/gz-wuli/files/2026/xiangxin-fenceng-zuoye.pdf"
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
FILES = "bases/cz-shuxue/files/2026/"


def bomb() -> bytes:
    """A pdf of two kilobytes that draws a form of forms of forms: 10^12 of them."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /XObject << /F 5 0 R >> >> /Contents 4 0 R >>")
    objects.append(_stream("", "/F Do"))
    for level in range(12):
        resources = f"/Resources << /XObject << /F {6 + level} 0 R >> >>" if level < 11 else ""
        objects.append(_stream(f"/Type /XObject /Subtype /Form /BBox [0 0 200 200] {resources}", "/F Do " * 10 if level < 11 else "0 0 1 1 re f"))
    body, offsets = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()


def _stream(keys: str, text: str) -> str:
    return f"<< {keys} /Length {len(text)} >>\nstream\n{text}\nendstream"


def scan() -> bytes:
    made = io.BytesIO()
    Image.new("L", (200, 300), 240).save(made, "PDF")
    return made.getvalue()


def test_a_pdf_gives_its_words_and_its_first_page() -> None:
    found = read_pdf(PDF, thumb=True)
    assert found and found.pages == 3 and "《向心加速度》分层作业单" in found.text and found.thumb
    image = Image.open(io.BytesIO(found.thumb.image))
    assert (image.format, image.size) == ("WEBP", (found.thumb.width, found.thumb.height)) and len(found.thumb.image) < 20_000
    assert found == read_pdf(PDF, thumb=True)


def test_a_long_pdf_is_cut_and_says_so() -> None:
    found = read_pdf(PDF, most=50)
    assert found and found.cut and len(found.text) <= 50


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"nothing", PDF.read_bytes()[:3000]])
def test_what_is_no_whole_pdf_is_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert read_pdf(tmp_path / "a.pdf", thumb=True) is None and text_of(tmp_path / "a.pdf") == ""


def test_a_pdf_made_to_last_for_ever_is_left_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(bomb())
    start = time.monotonic()
    assert read_pdf(tmp_path / "a.pdf", thumb=True, seconds=1) is None
    assert time.monotonic() - start < 10
    assert read_pdf(PDF)


def test_the_cells_of_a_workbook_stand_in_their_columns() -> None:
    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "细目表"
    for row in (("题号", None, "分值"), (None, None, None), (1, "一次函数", 2.5)):
        book.active.append(row)
    book.create_sheet("空表")
    book.save(made)
    found = words_of("xlsx", made.getvalue())
    assert found == Words((("细目表", (Grid((("题号", "", "分值"), ("1", "一次函数", "2.5"))),)),)) and plain(found) == "题号 分值\n1 一次函数 2.5"


def test_a_cell_at_the_end_of_the_world_takes_no_memory() -> None:
    """calamine and openpyxl would make a table of seventeen thousand million cells."""
    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["XFD1048576"] = "头", "尾"
    book.save(made)
    assert plain(words_of("xlsx", made.getvalue())) == "头\n尾"


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_workbook_however_broken_is_an_error(data: st.DataObject) -> None:
    whole = bytearray((ROOT / "bases/cz-shuxue/files/2026/qishang-ximubiao.xlsx").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    words_of("xlsx", bytes(whole[: data.draw(st.integers(0, len(whole)))]))


@pytest.mark.parametrize(
    "sheet", ['<row><c t="s"><v>99</v></c><c t="s"><v>x</v></c><c r="ZZZZZZZ1"><v>1</v></c></row>', "<v>1</v><row><t>2</t></row>", "<row>" * 90]
)
def test_odd_cells_are_passed_over(sheet: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="x"/></sheets></workbook>')
        package.writestr("xl/_rels/workbook.xml.rels", '<a><Relationship Id="x" Target="worksheets/sheet1.xml"/></a>')
        package.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{sheet}{'</row>' * sheet.count('<row>') if sheet.count('<row>') > 1 else ''}</worksheet>")
    words_of("xlsx", made.getvalue())


# --- in the city ----------------------------------------------------------------------------------------------------


def attach(root: Path, name: str, content: bytes) -> None:
    """The resource's attachment is this file."""
    (root / FILES / name).write_bytes(content)
    (root / FILES / "xuean.txt").unlink()
    path = root / RESOURCE
    path.write_text(path.read_text("utf-8").replace("xuean.txt", name), "utf-8")


def test_a_resource_is_found_by_a_word_that_only_its_attachment_has(city: Path) -> None:
    attach(city, "zuoye.pdf", PDF.read_bytes())
    loaded, findings = load(city, TODAY)
    [found] = [one for one in documents(World(loaded, tuple(findings))) if one.address.endswith("yici-hanshu.html")]
    assert "向心加速度" in found.body and "列表、描点、连线" in found.body


def test_the_first_page_is_on_the_resource_page_and_among_the_files(city: Path) -> None:
    attach(city, "zuoye.pdf", PDF.read_bytes())
    loaded, findings = load(city, TODAY)
    outputs = {one.path: one.content for one in publish(loaded, findings, ())}
    page = outputs["bases/cz-shuxue/resources/yici-hanshu.html"]
    assert isinstance(page, Page)
    [one] = page.fields["attached"]  # type: ignore[misc]
    first = one.preview.first
    assert isinstance(outputs[first.address], bytes) and first.address.startswith("thumbs/") and (first.width, first.height) == (280, 397)


def test_a_name_that_is_not_to_be_read_is_not_found_in_an_attachment_either(city: Path) -> None:
    (city / "content/standards/unnamed.yml").write_text("不署名: [{姓名: 赵海峰}]\n", "utf-8")
    (city / FILES / "xuean.txt").write_text("执教：赵海峰，湖滨中学", "utf-8")
    loaded, findings = load(city, TODAY)
    outputs = publish(loaded, findings, ())
    assert not [one.path for one in outputs if one.path.startswith("search/") and isinstance(one.content, bytes) and "赵海峰".encode() in one.content]
    from jidi.publish.people.unnamed import Discretion

    discretion = Discretion(loaded)
    world = World(discretion.told_city(), (), discretion.told_text)
    [found] = [one for one in documents(world) if one.address.endswith("yici-hanshu.html")]
    assert "执教：赵老师，湖滨中学" in found.body and "赵海峰" not in found.body
    page = next(one.content for one in outputs if one.path == "bases/cz-shuxue/resources/yici-hanshu.html")
    assert isinstance(page, Page)
    [one] = page.fields["attached"]  # type: ignore[misc]
    assert looks(city)(one.preview).words == Words((("", ("执教：赵老师，湖滨中学",)),))


@pytest.mark.parametrize(
    ("listed", "text", "named"), [("赵海峰", "执教：赵　海峰老师", True), ("赵海", "执教：赵海峰", False), ("赵海峰", "执教：李文静", False)]
)
def test_an_attachment_that_names_somebody_is_named_with_the_name(city: Path, examine: Examine, listed: str, text: str, named: bool) -> None:
    (city / "content/standards/unnamed.yml").write_text(f"不署名: [{{姓名: {listed}}}]\n", "utf-8")
    (city / FILES / "xuean.txt").write_text(text, "utf-8")
    found = [one for one in examine(city) if one.code == "YS07"]
    assert [(one.place.file, "2026/xuean.txt" in one.message, f"“{listed}”" in one.message) for one in found] == ([(RESOURCE, True, True)] if named else [])


def test_a_scan_is_named_and_a_pdf_with_words_is_not(city: Path, examine: Examine) -> None:
    attach(city, "zuoye.pdf", PDF.read_bytes())
    assert examine(city) == []
    (city / FILES / "zuoye.pdf").write_bytes(scan())
    [finding] = examine(city)
    assert (finding.code, finding.level) == ("FJ06", "warning") and "扫描件" in finding.message and "文字识别" in finding.fix


def test_an_attachment_that_has_gone_stops_nothing(city: Path) -> None:
    attach(city, "zuoye.pdf", PDF.read_bytes())
    loaded, findings = load(city, TODAY)
    (city / FILES / "zuoye.pdf").unlink()
    assert publish(loaded, findings, ())
