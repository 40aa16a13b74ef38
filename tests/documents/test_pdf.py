"""pdf of whole reports: an office finds the page of GB/T 9704, whatever the words, and every machine prints it alike."""

from __future__ import annotations

import ctypes
import datetime
import hashlib
import os
import re
import struct
import subprocess
import sys
from itertools import groupby, pairwise
from pathlib import Path
from typing import get_args

import pypdfium2
import pypdfium2.raw as raw
import pytest
from conftest import ROOT
from documents.test_papers import MARKUP, RARE, squeezed, words_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jidi.documents import (
    Attached,
    Block,
    Box,
    Break,
    Column,
    Contents,
    Cover,
    Figure,
    Grid,
    Heading,
    Paper,
    Picture,
    Sign,
    Space,
    Table,
    Text,
    Title,
    Unprintable,
    pages,
    pdf,
    qr,
)  # fmt: skip
from jidi.documents.fonts import Fonts, NoFonts, own_fonts
from jidi.documents.paper import Look
from jidi.documents.pdf import headings
from pylopdf_fonts_zh_cn import sans_path

DAY = datetime.date(2026, 9, 1)
LOOKS = get_args(Look)
MM = 72 / 25.4
LEFT, RIGHT, WIDE, HIGH = 28 * MM, 184 * MM, 210 * MM, 297 * MM
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" role="img" aria-label="图"><rect width="60" height="150" fill="#15a"/>'
    '<text x="40" y="190" font-family="Noto Sans SC" font-size="14">初中数学</text></svg>'
)
COLUMNS = (Column("学校"), Column("人数", "int", unit="人", total=True), Column("占比", "percent"), Column("日期", "day"))


def table(rows: int = 3, **more: object) -> Table:
    return Table("表", COLUMNS, tuple((f"第{n}所学校", n, n / 8, DAY) for n in range(rows)), caption="各校参加人数", note="注：按学校上报。", **more)  # type: ignore[arg-type]


def every(words: str = "正文") -> tuple[Block, ...]:
    """One of each block, with these words in each."""
    cells = tuple((words, 1, 0.25, None) for _ in range(2))
    return (
        Cover(words, (words,), words, "2026年9月1日"), Contents(2), Title("年度报告"), Heading(words, 1), Text(words), Heading("次级", 2), Heading("三级", 3), Heading("四级", 4),
        Grid((("项", "值"), (words, words)), (60, 90)), Table("一", COLUMNS, cells, caption=words, note=words), Table("二", COLUMNS, cells, caption="宽", wide=True),
        Figure(SVG, SVG, "图的说明", words), Picture(qr("x"), "二维码", 26), Space(5), Box("学校意见", words), Attached((words, "细则。")), Sign("教育局", "2026年9月1日"), Break(),
        Heading("附录"), Sign("教育局"),
    )  # fmt: skip


def paper(*blocks: Block, look: Look = "official", draft: str = "") -> Paper:
    return Paper("年度报告", "平顶山市教育局", DAY, blocks, numbered=True, look=look, draft=draft)


def report(look: Look = "official", blocks: int = 12) -> Paper:
    """Cover, contents and some fifteen pages."""
    body = [
        one
        for n in range(blocks)
        for one in (Heading(f"第{n}部分", 1), Text("正文" * 150), Heading("小节", 2), table(6), Text("说明" * 200), Figure(SVG, SVG, "图", "图题"))
    ]
    return paper(
        Cover("年度报告", ("2025—2026学年",), "教育局", "2026年9月1日"),
        Contents(),
        Title("年度报告"),
        *body,
        table(40, wide=True),
        Sign("教育局", "2026年9月1日"),
        look=look,
    )


def opened(data: bytes) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(data))


def text_of(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def place(page: pypdfium2.PdfPage, words: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of words on a page, in points."""
    text = page.get_textpage()
    at, count = text.search(words).get_next()
    boxes = [text.get_charbox(one, loose=True) for one in range(at, at + count)]
    return min(one[0] for one in boxes), min(one[1] for one in boxes), max(one[2] for one in boxes), max(one[3] for one in boxes)


def lines_of(page: pypdfium2.PdfPage, sign: str) -> list[int]:
    """How many of a sign stand on each line of a page."""
    text = page.get_textpage()
    tops = [round(text.get_charbox(at)[3]) for at in range(text.count_chars()) if text.get_text_range(at, 1) == sign]
    return [len(list(same)) for _, same in groupby(tops)]


def tags(page: pypdfium2.PdfPage) -> list[tuple[str, str]]:
    """Name and alternative text of every element that a screen reader meets on a page."""

    def said(ask: object, element: object) -> str:
        buffer = ctypes.create_string_buffer(ask(element, None, 0))  # type: ignore[operator]
        ask(element, buffer, len(buffer))  # type: ignore[operator]
        return buffer.raw.decode("utf-16-le").rstrip("\0")

    def walk(element: object) -> list[tuple[str, str]]:
        below = [raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(raw.FPDF_StructElement_CountChildren(element))]
        own = (said(raw.FPDF_StructElement_GetType, element), said(raw.FPDF_StructElement_GetAltText, element))
        return [own, *(one for child in below if child for one in walk(child))]

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    return [one for at in range(raw.FPDF_StructTree_CountChildren(tree)) for one in walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))]


@pytest.mark.parametrize("look", LOOKS)
def test_every_block_is_printed_tagged_and_archivable(look: Look) -> None:
    data = pdf(paper(*every(RARE), look=look))
    assert {type(one) for one in every()} == set(get_args(Block)), "a new block is tested too"
    assert b"pdfaid:part>2<" in data and b"pdfaid:conformance>A<" in data and b"pdfuaid:part>1<" in data and b"/MarkInfo" in data
    met = [one for page in opened(data) for one in tags(page)]
    assert {"H1", "H2", "H3", "H4", "TOC", "TOCI", "Link", "Table", "THead", "TH", "TD", "Caption", "Figure", "P"} <= {name for name, _ in met}
    assert [alt for name, alt in met if name == "Figure"] == ["图的说明", "二维码"]
    fonts = {raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(one.raw)) for page in opened(data) for one in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])}
    assert fonts == {1}


@pytest.mark.parametrize("words", [RARE, *MARKUP])
def test_words_are_printed_as_they_were_written_in_every_block(words: str) -> None:
    printed = squeezed(words_of(pdf(paper(*every(words)))))
    assert printed.count(squeezed(words)) >= 14


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40), st.sampled_from(LOOKS))
@example("\x00\x0b￾\u202e 末\n\n", "official")
@settings(max_examples=40, deadline=None)
def test_any_words_at_all_are_printed_or_the_sign_that_is_lacking_is_named(words: str, look: Look) -> None:
    try:
        assert pages(pdf(paper(*every(words), look=look))) >= 1
    except Unprintable as error:
        assert error.signs and error.signs in words


@pytest.mark.parametrize("block", [Heading("王😀", 1), Table("一", COLUMNS, (("王😀", 1, 1.0, DAY),)), Box("意见", "王😀"), Sign("王😀")])
def test_a_sign_that_no_font_has_is_named_wherever_it_stands(block: Block) -> None:
    with pytest.raises(Unprintable) as caught:
        pdf(paper(block))
    assert caught.value.signs == "😀"


def test_a_page_of_an_official_paper_has_22_lines_of_28_characters() -> None:
    first = opened(pdf(paper(Text("国" * 2000))))[0]
    assert lines_of(first, "国") == [26] + [28] * 21
    left, _, right, top = place(first, "国" * 26)
    assert left == pytest.approx(LEFT + 32, abs=1.5) and top <= HIGH - 37 * MM + 1
    text = first.get_textpage()
    assert min(text.get_charbox(at, loose=True)[1] for at in range(22 * 28 - 2)) >= 35 * MM - 1 and right < RIGHT + 1


def test_quotes_and_dashes_are_as_broad_as_characters() -> None:
    page = opened(pdf(paper(Text("甲“乙”丙—丁…戊", align="left"))))[0]
    lefts = [place(page, one)[0] for one in "甲乙丙丁戊"]
    assert [round(after - before) for before, after in pairwise(lefts)] == [32, 32, 32, 32]


def test_numbers_stand_at_the_outer_edge_from_the_body_on() -> None:
    sheets = opened(pdf(report(blocks=3)))
    assert not any(re.search("— [0-9]+ —", text_of(page)) for page in sheets[:2])
    for number, page in enumerate(sheets[2:], 1):
        left, bottom, right, _ = place(page, f"— {number} —")
        wide = page.get_width()
        assert (right > wide - 60 * MM) if number % 2 else (left < 60 * MM)
        assert bottom < 35 * MM
    assert place(sheets[2], "— 1 —")[2] == pytest.approx(RIGHT - 14, abs=3), "one character from the edge of the text"
    assert place(sheets[3], "— 2 —")[0] == pytest.approx(LEFT + 14, abs=3)


def test_without_numbered_there_is_no_number() -> None:
    made = Paper("函", "教育局", DAY, (Text("正文"),), look="official")
    assert "—" not in words_of(pdf(made))


@pytest.mark.parametrize("look", LOOKS)
def test_headings_are_numbered_listed_and_found_where_the_contents_say(look: Look) -> None:
    made = report(look, blocks=11)
    data, found = pdf(made), headings(made)
    assert [text for _, text, _ in found][:3] == ["一、第0部分", "（一）小节", "二、第1部分"] and found[-2][1] == "十一、第10部分"
    sheets = [squeezed(text_of(page)) for page in opened(data)]
    front = next(at for at, words in enumerate(sheets) if "—1—" in words)
    for _, text, page in found:
        assert squeezed(text) in sheets[front + page - 1], f"{text} is not on page {page}"
    listed = "".join(sheets[1:front]).replace(".", "")
    assert all(squeezed(text) + str(page) in listed for _, text, page in found)
    outline = [one.get_title() for one in pypdfium2.PdfDocument(data).get_toc()]
    assert outline == ["年度报告", *(text for _, text, _ in found)]


def test_contents_list_down_to_their_depth_and_what_has_no_number() -> None:
    blocks = (Heading("甲", 1), Heading("乙", 2), Heading("丙", 3), Heading("丁", 4), Heading("附录"))
    assert headings(paper(Contents(1), *blocks)) == ((1, "一、甲", 1), (1, "附录", 1))
    assert headings(paper(Contents(4), *blocks)) == ((1, "一、甲", 1), (2, "（一）乙", 1), (3, "1.丙", 1), (4, "（1）丁", 1), (1, "附录", 1))
    assert headings(paper(*blocks)) == ((1, "一、甲", 1), (2, "（一）乙", 1), (1, "附录", 1))
    assert headings(paper(Text("无"))) == ()


@pytest.mark.parametrize("look", LOOKS)
def test_a_wide_table_lies_on_landscape_pages_with_its_head_on_each(look: Look) -> None:
    sheets = opened(pdf(paper(Text("前"), table(60, wide=True), Text("后"), look=look)))
    turned = [page for page in sheets if page.get_width() > page.get_height()]
    assert len(turned) > 1 and [round(page.get_width()) for page in (sheets[0], turned[0], sheets[-1])] == [595, 842, 595]
    assert all("人数（人）" in text_of(page) for page in turned)
    assert "后" in text_of(sheets[-1]) and "表1" in squeezed(text_of(turned[0])) and "注：按学校上报" in text_of(turned[-1])


@pytest.mark.parametrize("look", LOOKS)
def test_no_word_of_a_crowded_table_leaves_the_page(look: Look) -> None:
    columns = tuple(Column(f"项目{n}", "int", width=20 if n % 2 else 0) for n in range(12))
    rows = tuple(tuple(n * 10**n for n in range(12)) for _ in range(3))
    for wide in (True, False):
        for page in opened(pdf(paper(Table("一", columns, rows, wide=wide), look=look))):
            text = page.get_textpage()
            assert max(text.get_charbox(at)[2] for at in range(text.count_chars())) < page.get_width() - 10 * MM


@pytest.mark.parametrize("look", LOOKS)
def test_long_runs_of_letters_are_broken_before_the_edge_and_copied_whole(look: Look) -> None:
    sum_, mail = "0123456789abcdef" * 6, "wangxiaoming1234567@pingdingshan.example.edu.cn"
    page = opened(pdf(paper(Text(f"校验值{sum_}。"), Table("一", (Column("甲", width=30), Column("乙")), ((mail, "邻"),)), look=look)))[0]
    text = page.get_textpage()
    assert max(text.get_charbox(at)[2] for at in range(text.count_chars())) <= RIGHT + 2
    assert place(page, "wang")[2] < place(page, "邻")[0] and {sum_, mail} <= set(re.findall("[0-9a-z@.]{40,}", squeezed(text_of(page))))


def test_figures_stand_at_the_right_and_a_drawing_is_no_photograph() -> None:
    page = opened(pdf(paper(table(), Figure(SVG, SVG, "图", "图题"))))[0]
    edges = [place(page, one)[2] for one in ("0.0%", "12.5%", "25.0%")]
    assert max(edges) - min(edges) < 1
    assert squeezed("表1 各校参加人数") in squeezed(text_of(page)) and squeezed("图1 图题") in squeezed(text_of(page)) and "初中数学" in text_of(page)
    assert not list(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))


def test_a_drawing_higher_than_a_page_is_made_smaller() -> None:
    tall = SVG.replace("0 0 400 200", "0 0 400 4000").replace('y="190"', 'y="3990"')
    sheets = opened(pdf(paper(Figure(tall, tall, "图", "图题"))))
    assert len(sheets) == 1 and place(sheets[0], "初中数学")[1] > place(sheets[0], "图题")[3] > 35 * MM


def test_the_day_stands_four_characters_from_the_edge_and_the_office_above_its_middle() -> None:
    page = opened(pdf(paper(Text("正文"), Sign("平顶山市教育局", "2026年9月1日"))))[0]
    day, office = place(page, "2026年9月1日"), place(page, "平顶山市教育局")
    assert day[2] == pytest.approx(RIGHT - 64, abs=1.5) and office[1] > day[3] - 1
    assert (office[0] + office[2]) / 2 == pytest.approx((day[0] + day[2]) / 2, abs=2)


def test_who_signs_is_never_alone_on_a_page() -> None:
    for lines in range(15, 25):
        sheets = opened(pdf(paper(Text("国" * (28 * lines)), Attached(("名单。",)), Sign("教育局", "2026年9月1日"))))
        last = text_of(sheets[-1])
        assert "教育局" not in last or "附件：名单" in squeezed(last) or "附件:名单" in squeezed(last)
    assert "名单。" not in words_of(pdf(paper(Attached(("名单。",)))))


def test_a_box_is_not_broken_and_has_room_for_the_seal() -> None:
    sheets = opened(pdf(paper(Text("国" * 28 * 17), Box("学校意见", "同意。", height=80, seal="（盖章）"))))
    assert len(sheets) == 2 and "学校意见" in text_of(sheets[1])
    assert place(sheets[1], "学校意见")[3] - place(sheets[1], "盖章")[1] == pytest.approx(80 * MM - 8 * MM, abs=3)
    assert pages(pdf(paper(Box("意见", "国" * 1200)))) == 3, "what is longer than a page is broken all the same"


def test_a_draft_says_so_on_every_page() -> None:
    sheets = opened(pdf(paper(*every(), draft="草稿·未公布")))
    assert all("草稿·未公布" in text_of(page) and place(page, "草稿·未公布")[1] > page.get_height() - 37 * MM for page in sheets)


def test_the_offices_own_fonts_come_first_and_rare_names_are_printed_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.otf").write_bytes(renamed(Path(sans_path()).read_bytes(), "仿宋_GB2312"))
    fonts = own_fonts(tmp_path)
    assert (fonts.fangsong, fonts.kai, fonts.title) == ("仿宋_GB2312", "", "")
    made = paper(Title("标题"), Heading("二级", 2), Text("正文"), Text("引“号”"), Text(RARE))
    assert faces(pdf(made))["正文"] == "NotoSerifSC" and faces(pdf(made, fonts))["正文"] == "NotoSansSC"
    assert {faces(pdf(made, fonts))[one] for one in "“”"} == {"NotoSerifSC"}, "quotes of 仿宋 are narrow"
    assert faces(pdf(made, fonts))["标题"] == "NotoSerifSC" and squeezed(RARE) in squeezed(words_of(pdf(made, fonts)))


def test_a_folder_without_fonts_is_named(tmp_path: Path) -> None:
    assert own_fonts("") == own_fonts(None) == Fonts()
    with pytest.raises(NoFonts, match=r"没有字体.*改法"):
        own_fonts(tmp_path)
    with pytest.raises(NoFonts, match=r"不是文件夹.*改法"):
        own_fonts(tmp_path / "没有")
    (tmp_path / "a.otf").write_bytes(Path(sans_path()).read_bytes())
    with pytest.raises(NoFonts, match="只有Noto Sans SC"):
        own_fonts(tmp_path)


def faces(data: bytes) -> dict[str, str]:
    """The font of each run of words, without its weight."""
    found = {}
    for page in opened(data):
        text = page.get_textpage()
        for one in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
            name, words = ctypes.create_string_buffer(100), ctypes.create_string_buffer(400)
            raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(one.raw), name, 100)
            count = raw.FPDFTextObj_GetText(one.raw, text.raw, ctypes.cast(words, ctypes.POINTER(ctypes.c_ushort)), 400)
            found[words.raw[:count].decode("utf-16-le").rstrip("\0").strip()] = name.value.decode().split("+")[-1].split("-")[0]
    return found


def renamed(font: bytes, family: str) -> bytes:
    """The same font under another, shorter family name (OpenType: ids 1 and 16 of the table ``name``)."""
    made, count = bytearray(font), struct.unpack_from(">H", font, 4)[0]
    start = next(at[2] for at in struct.iter_unpack(">4sLLL", font[12 : 12 + 16 * count]) if at[0] == b"name")
    records, strings = struct.unpack_from(">HH", font, start + 2)
    for at in range(start + 6, start + 6 + 12 * records, 12):
        name, _, offset = struct.unpack_from(">HHH", font, at + 6)
        if name in (1, 16):
            words = family.encode("utf-16-be")
            made[start + strings + offset : start + strings + offset + len(words)] = words
            struct.pack_into(">H", made, at + 8, len(words))
    return bytes(made)


@pytest.mark.slow
def test_the_same_report_is_the_same_bytes_in_another_process() -> None:
    code = f"import sys; sys.path[:0] = {[str(ROOT / 'scripts'), str(ROOT / 'tests')]!r}; from documents.test_pdf import *\n"
    code += "print(hashlib.sha256(b''.join(pdf(paper(*every(), look=look)) for look in LOOKS)).hexdigest())"
    own = hashlib.sha256(b"".join(pdf(paper(*every(), look=look)) for look in LOOKS)).hexdigest()
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/New_York"}
    )
    assert run.stdout.strip() == own


@pytest.mark.slow
def test_long_reports_are_printed_whole_one_after_another() -> None:
    made = [report(blocks=10 + number % 3) for number in range(5)]
    made = [Paper(f"报告{number}", "教育局", DAY, (*one.blocks, Text(f"第{number}份" * 50)), True, "official") for number, one in enumerate(made)]
    assert min(pages(pdf(one)) for one in made) >= 12


def test_the_headings_above_a_wide_table_turn_with_it() -> None:
    """As in docx, so that the contents of both say the same page."""
    wide = Table("宽", (Column("学校"), Column("人数", "int")), (("湖滨中学", 9),), wide=True)
    made = Paper("报告", "市教研室", DAY, (Heading("总体", 1), Text("话"), Heading("均衡", 1), Heading("县区", 2), wide, Text("后面")), look="official")
    pages_ = pypdfium2.PdfDocument(pdf(made))
    texts = [page.get_textpage().get_text_range() for page in pages_]
    assert [page.get_width() > page.get_height() for page in pages_] == [False, True, False]
    assert "均衡" not in texts[0] and "二、均衡" in texts[1] and "（一）县区" in texts[1] and "后面" in texts[2]
    assert [(text, page) for _, text, page in headings(made)] == [("一、总体", 1), ("二、均衡", 2), ("（一）县区", 2)]
