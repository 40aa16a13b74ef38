"""Papers for offices: whatever the words, they stand in the docx and the pdf as they were written, and on every machine alike."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import docx as library
import pypdfium2
import pypdfium2.raw as raw
import pytest
import zxingcpp
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jidi.documents import Grid, Heading, Paper, Picture, Space, Text, Title, Unprintable, docx, pages, pdf, qr, typeset
from libreoffice import converted

DAY = datetime.date(2026, 10, 12)
RARE = "喆堃祎玥赟珺㼆𬭎"
MARKUP = [
    "#panic(1) *粗* _斜_ `码` $x^2$ <标> @引 \\ // 注 = 题",
    "</w:t><w:p/>&amp;&lt;]]>",
    "{{ 7*7 }}{% for %}",
    '#read("/etc/passwd")',
    '"; import "x.typ"',
    "= 一级\n- 项",
]


def paper(*words: str) -> Paper:
    blocks = (Title("标题"), Heading("小标题"), *map(Text, words), Grid((("学校", "人数"), ("湖滨中学", "9")), (100, 56)))
    return Paper("标题", "平顶山市初中数学学科教研基地", DAY, blocks)


def words_of(data: bytes) -> str:
    """The words of a pdf as a reader copies them."""
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def written(data: bytes) -> str:
    """The words of a docx, tables included."""
    document = library.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def squeezed(text: str) -> str:
    """Without blanks and line ends, which paper has its own of."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("words", [RARE, *MARKUP, "10⁻⁵ mol·L⁻¹，CO₂，[ˈæpl]，∠A≌∠B，√2，℃ ‰ ①⑳ Ⅻ"])
def test_words_are_printed_as_they_were_written(words: str) -> None:
    made = paper(words)
    assert squeezed(words) in squeezed(words_of(pdf(made)))
    assert squeezed(words) in squeezed(written(docx(made)))


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60))
@example("\x00\x0b\ufffe\u202e 末")
@settings(max_examples=60, deadline=None)
def test_any_words_at_all_become_a_docx_and_a_pdf_or_the_sign_that_is_lacking(words: str) -> None:
    made = paper(words)
    assert library.Document(io.BytesIO(docx(made)))
    try:
        assert pages(pdf(made)) >= 1
    except Unprintable as error:
        assert error.signs and error.signs in words


@pytest.mark.parametrize("sign", ["😀", "𠮷", "\ue000"])
def test_a_sign_that_no_font_has_is_named_and_no_pdf_is_made(sign: str) -> None:
    with pytest.raises(Unprintable, match=sign) as caught:
        pdf(paper(f"王{sign}老师"))
    assert caught.value.signs == sign
    assert sign in written(docx(paper(f"王{sign}老师"))), "Word has other fonts"


def test_a_doubt_of_typst_is_an_error() -> None:
    with pytest.raises(Unprintable, match="unknown font family"):
        typeset('#set document(title: "x")\n#set text(font: "没有的字体")\nx', {}, DAY)


def test_a_picture_needs_words() -> None:
    with pytest.raises(Unprintable, match="alt"):
        typeset('#set document(title: "x")\n#let v = json(bytes(sys.inputs.values))\n#image(bytes(v.png))', {"png": list(qr("x"))}, DAY)


def test_the_pdf_says_that_it_is_tagged_and_archivable_and_holds_its_fonts() -> None:
    data = pdf(paper("正文", RARE))
    assert b"pdfaid:part>2<" in data and b"pdfaid:conformance>A<" in data and b"pdfuaid:part>1<" in data
    assert b"/MarkInfo" in data and b"/Lang" in data
    page = pypdfium2.PdfDocument(data)[0]
    fonts = [raw.FPDFTextObj_GetFont(one.raw) for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
    assert fonts and all(raw.FPDFFont_GetIsEmbedded(font) == 1 for font in fonts)


def test_the_docx_names_the_fonts_of_offices_and_nobody_else() -> None:
    data = docx(paper("正文"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles, core, names = package.read("word/styles.xml").decode(), package.read("docProps/core.xml").decode(), package.namelist()
        assert {info.date_time for info in package.infolist()} == {(2026, 10, 12, 0, 0, 0)}
    assert 'w:eastAsia="宋体"' in styles and 'w:eastAsia="黑体"' in styles
    assert "python-docx" not in core and "平顶山市初中数学学科教研基地" in core and "2026-10-12" in core
    assert not any("thumbnail" in name or "stylesWithEffects" in name for name in names)
    assert len(data) < 20_000


@pytest.mark.slow
def test_the_same_words_are_the_same_bytes_in_another_process() -> None:
    code = f"import sys; sys.path[:0] = {[str(ROOT / 'scripts'), str(ROOT / 'tests')]!r}; from documents.test_papers import *; import hashlib\n"
    code += "made = paper('正文'); print(hashlib.sha256(docx(made) + pdf(made)).hexdigest())"
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}).stdout
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York"))
    ]
    assert runs[0] == runs[1] and len(runs[0]) == 65


def test_a_qr_code_is_read_from_the_paper(tmp_path: Path) -> None:
    address = "https://jidi.example.cn/verify/index.html#cz-shuxue-20261012-7f3k2q8m"
    made = Paper("码", "基地", DAY, (Title("码"), Picture(qr(address), "二维码", 26), Space(5)))
    seen = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf(made))[0].render(scale=3).to_pil())
    assert [one.text for one in seen] == [address]
    with zipfile.ZipFile(io.BytesIO(docx(made))) as package:
        assert 'descr="二维码"' in package.read("word/document.xml").decode()


def test_the_head_of_a_long_table_is_on_every_page_and_pages_are_numbered() -> None:
    rows = (("学校", "人数"), *((f"第{n}所学校", str(n)) for n in range(120)))
    data = pdf(Paper("表", "基地", DAY, (Title("表"), Grid(rows, (100, 56))), numbered=True))
    sheets = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert len(sheets) > 2
    assert all("人数" in sheet and f"— {number} —" in sheet for number, sheet in enumerate(sheets, 1))


@pytest.mark.slow
def test_libreoffice_opens_the_docx_as_the_pdf_is(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paper("正文" * 100, RARE)))
    opened = converted(tmp_path / "a.docx", "pdf").read_bytes()
    assert pages(opened) == 1
    assert squeezed(RARE) in squeezed(words_of(opened)) and "湖滨中学" in words_of(opened)
