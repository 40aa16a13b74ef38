"""A docx as an office sees it: every block in both looks, numbers that count by themselves, a look that the office may change."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx as library
import pypdfium2
import pytest
from conftest import ROOT, Run
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jidi.documents import docx, pages, pdf, qr
from jidi.documents.docx import Unusable, own_look
from jidi.documents.docx.tables import fitted
from jidi.documents.drawing import png
from jidi.documents.look import template
from jidi.documents.paper import Attached, Box, Break, Column, Contents, Cover, Figure, Grid, Heading, Paper, Picture, Sign, Space, Table, Text, Title, seen
from jidi.documents.pdf import Unprintable, headings
from jidi.documents.printed import wide
from jidi.documents.styles import OFFICIAL
from jidi.documents.titles import lines
from libreoffice import converted

DAY = datetime.date(2026, 9, 1)
RARE = "喆堃祎玥赟珺㼆𬭎"
OFFICE = "平顶山市教育体育局"
NAME = "平顶山市2025—2026学年基础教育学科教研基地年度考核工作报告"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120"><rect x="20" y="20" width="60" height="80"/></svg>'
WORDS = "全市共有学科教研基地十个，覆盖四个学段。本学年开展活动 126 次，参加教师三千四百人次，形成“大单元设计”86 份（含补交的 4 份）。" * 3
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def register(rows: int = 40, wide: bool = True) -> Table:
    """A table of twelve columns."""
    numbers = [Column(f"第{at}项", "int", unit="次", total=True) for at in range(7)]
    columns = (Column("编号"), Column("基地", width=40), *numbers, Column("完成率", "percent"), Column("得分", "decimal"), Column("日期", "day"))
    body = tuple((f"B{n:02}", f"第{n}个基地", n, None, *[n] * 5, n / 40, n / 4, DAY) for n in range(rows))
    return Table("活动", columns, body, "各基地活动一览", "—表示没有报。", wide)


COUNTIES = Table(
    "县区",
    (Column("县（市、区）"), Column("活动", "int", 30, "次", True), Column("占比", "percent", 30)),
    (("新华区", 3, 0.25), ("叶县", None, 0.5)),
    "各县区情况",
)


def report(*more: Any, look: Any = "official", draft: str = "") -> Paper:
    """About fifteen pages with every block there is."""
    blocks: list[Any] = [Cover(NAME, ("2025—2026学年",), OFFICE, "2026年9月1日"), Contents(), Title(NAME)]
    for part in range(1, 8):
        blocks += [Heading(f"第{part}方面", 1), Text(WORDS), Heading("小学", 2), Text(WORDS), Heading("课堂", 3), Text(WORDS), Heading("作业", 4), Text(WORDS)]
        blocks += {2: [COUNTIES], 3: [Figure(SVG, SVG, "柱状图：小学 3", "各学段活动")], 5: [Heading("附表"), register(), Text(WORDS)]}.get(part, [])
    blocks += [Text(f"参加人：{RARE}", align="left", indent=False), Picture(qr("x"), "二维码", 26), Space(5)]
    blocks += [Grid((("学校", "人数"), ("湖滨中学", "9")), (100, 56)), Box("学校意见", "同意。"), Box("县区意见"), Text("特此报告。")]
    blocks += [Attached(("一览表", "名单。")), Sign(OFFICE, "2026年9月1日"), Break(), Heading("附录"), Text("完"), *more]
    return Paper("年度报告", OFFICE, DAY, tuple(blocks), True, look, draft)


@lru_cache(maxsize=4)
def made(look: str = "official", draft: str = "") -> bytes:
    return docx(report(look=look, draft=draft))


def part(data: bytes, name: str = "document") -> Any:
    """A part of a docx as XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return library.oxml.parse_xml(package.read(f"word/{name}.xml"))


def written(data: bytes) -> list[str]:
    """The words of each paragraph, wherever it stands; what a field shows is among them."""
    text = {f"{W}t": lambda one: one.text or "", f"{W}br": lambda one: "\n", f"{W}tab": lambda one: "\t"}
    found = part(data).iter(f"{W}p")
    return ["".join(text[one.tag](one) for one in paragraph.iter(*text) if one.getparent().tag == f"{W}r") for paragraph in found]


def sections(data: bytes) -> list[Any]:
    return part(data).findall(f".//{W}sectPr")


@pytest.mark.parametrize("look", ["official", "plain"])
def test_every_block_is_laid_out_in_both_looks(look: str) -> None:
    data = made(look, "草稿")
    said = "\n".join(written(data))
    for words in (
        NAME,
        "目　录",
        "第7方面",
        "表1　各县区情况",
        "图1　各学段活动",
        "表2　各基地活动一览",
        "—表示没有报。",
        "湖滨中学",
        "学校意见",
        "（盖章）",
        RARE,
    ):
        assert words in said.replace("\n", "") if words == NAME else words in said
    assert "附件：1.\t一览表" in said and "　　　2.\t名单" in said and "名单。" not in said, "no full stop behind a name (GB/T 9704, 7.3.4)"
    assert said.index("特此报告") < said.index("附件：") < said.rindex(OFFICE)
    assert len(library.Document(io.BytesIO(data)).inline_shapes) == 2


def test_headings_count_by_themselves() -> None:
    data = made()
    document = library.Document(io.BytesIO(data))
    first = next(one for one in document.paragraphs if one.text == "第1方面")
    assert first.style.name == "Heading 1" and not re.search("[一二]、", first.text)
    levels = part(data, "numbering").findall(f".//{W}abstractNum/{W}lvl")
    assert [one.find(f"{W}lvlText").get(qn("w:val")) for one in levels] == ["%1、", "（%2）", "%3.", "（%4）"]
    for level, one in enumerate(levels, 1):
        bound = part(data, "styles").xpath(f'./w:style[@w:styleId="{one.find(f"{W}pStyle").get(qn("w:val"))}"]')[0]
        assert bound.find(f"{W}name").get(qn("w:val")) == f"heading {level}" and bound.find(f".//{W}numId").get(qn("w:val")) == "1"


def test_an_official_paper_is_told_nothing_but_styles() -> None:
    data = docx(Paper("公文", OFFICE, DAY, (Title("标题"), Heading("一", 1), Text("正文"), COUNTIES, Sign(OFFICE)), True, "official"))
    assert not part(data).findall(f".//{W}body//{W}rPr"), "words get their look from styles alone"
    assert not [one for one in part(data).iter(f"{W}jc") if one.getparent().tag == f"{W}pPr"]
    styles = library.Document(io.BytesIO(data)).styles
    assert (styles["Normal"].font.size, styles["Title"].font.size, styles["表格文字"].font.size) == (Pt(16), Pt(22), Pt(10.5))
    fonts = {name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3")}
    assert fonts == {"Normal": "仿宋_GB2312", "Title": "方正小标宋简体", "Heading 1": "黑体", "Heading 2": "楷体_GB2312", "Heading 3": "仿宋_GB2312"}
    assert styles["Normal"].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_pages_are_counted_from_the_text_and_turned_for_a_wide_table_only() -> None:
    data = made()
    front, text, turned, last = sections(data)
    assert not front.findall(f"{W}footerReference"), "no number on cover and contents"
    assert {one.get(qn("w:type")) for one in text.findall(f"{W}footerReference")} == {"default", "even"}
    assert text.find(f"{W}pgNumType").get(qn("w:start")) == "1" and turned.find(f"{W}pgNumType") is None
    sizes = [(one.find(f"{W}pgSz").get(qn("w:w")), one.find(f"{W}pgSz").get(qn("w:orient"))) for one in (text, turned, last)]
    assert sizes == [("11906", None), ("16838", "landscape"), ("11906", None)]
    margins = {side: round(int(text.find(f"{W}pgMar").get(qn(f"w:{side}"))) / 56.7) for side in ("top", "bottom", "left", "right")}
    assert margins == {"top": 37, "bottom": 35, "left": 28, "right": 26}
    assert part(data, "settings").find(f"{W}evenAndOddHeaders") is not None and part(data, "settings").find(f"{W}updateFields") is None


@pytest.mark.parametrize("blocks", [(register(),), (Heading("附表", 1), register()), (register(), register()), (Break(), register(), Break())])
def test_a_wide_table_needs_no_empty_page_before_or_behind_it(blocks: tuple[Any, ...]) -> None:
    found = sections(docx(Paper("表", OFFICE, DAY, blocks, True, "official")))
    assert [one.find(f"{W}pgSz").get(qn("w:orient")) for one in found] == ["landscape"]


def test_a_table_keeps_its_head_its_rows_and_what_is_not_known() -> None:
    document = library.Document(io.BytesIO(made()))
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["县（市、区）", "活动（次）", "占比"]
    assert [cell.text for cell in table.rows[2].cells] == ["叶县", "—", "50%"]
    assert table.rows[3].cells[0].text == "合计"
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.paragraphs[0].style.name for cell in table.rows[1].cells] == ["表格文字", "表格数字", "表格数字"]
    caption = document.paragraphs[[one.text for one in document.paragraphs].index("表1　各县区情况")]
    assert caption.style.name == "Caption" and caption.paragraph_format.keep_with_next and "SEQ 表" in caption._p.xml


def test_the_contents_are_filled_with_the_pages_of_the_pdf() -> None:
    paper = report()
    data = docx(paper)
    body = part(data)
    listed = [one for one in written(data) if "\t" in one and not one.startswith(("附件", "　"))]
    assert listed == [f"{text}\t{page}" for _, text, page in headings(paper)] and len(listed) == 16
    assert listed[0] == "一、第1方面\t1" and int(listed[-1].split("\t")[1]) > 10
    marks = {one.get(qn("w:name")) for one in body.iter(f"{W}bookmarkStart")}
    assert {one.get(qn("w:anchor")) for one in body.iter(f"{W}hyperlink")} == marks
    assert 'TOC \\o "1-2" \\h' in "".join(one.text for one in body.iter(f"{W}instrText"))
    kinds = [one.get(qn("w:fldCharType")) for one in body.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_a_sign_that_the_pdf_lacks_leaves_the_pages_in_the_contents() -> None:
    paper = report(Text("王😀老师"))
    assert [one for one in written(docx(paper)) if one.startswith("二、第2方面\t")] == [f"二、第2方面\t{headings(paper)[2][2]}"]
    assert "王😀老师" in written(docx(paper))


ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
    "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern "
    "position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote "
    "titlePg textDirection bidi rtlGutter docGrid",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins bordersDoNotSurroundHeader bordersDoNotSurroundFooter trackRevisions "
    "defaultTabStop evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat rsids themeFontLang clrSchemeMapping",
}


@pytest.mark.parametrize("look", ["official", "plain"])
def test_what_word_reads_in_order_stands_in_order(look: str) -> None:
    data = made(look, "草稿")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name[5:-4] for name in package.namelist() if re.fullmatch(r"word/(document|styles|numbering|settings|(header|footer)\d)\.xml", name)]
    assert len(parts) >= 6
    for name in parts:
        for element in part(data, name).iter():
            kind = element.tag.rpartition("}")[2]
            order = ORDERS.get(kind, "").split()
            children = [child.tag.rpartition("}")[2] for child in element if order]
            assert children == sorted(children, key=order.index), f"{name}: {kind}"


@given(st.lists(st.text(max_size=40), min_size=8, max_size=8))
@example(["</w:t><w:p/>&amp;<", "\x00\x0b\ufffe\u202e 末", "\ud800 \udfff", "{{ 7*7 }}\n第二行", '" w:val="x', "'\"&<>", "  两边  ", RARE])
@settings(max_examples=60, deadline=None)
def test_whatever_the_words_they_stand_on_the_paper_as_given(words: list[str]) -> None:
    title, heading, text, cell, caption, box, name, line = words
    table = Table("表", (Column(cell or "列"), Column("数", "int")), ((cell, 1),), caption + "x", caption)
    blocks = (
        Cover("封面", (line,)),
        Heading(heading, 1),
        Text(text),
        table,
        Box(box, box),
        Grid(((cell, text),), (80, 76)),
        Attached((f"甲{name}乙", "丙")),
        Sign(line),
    )
    found = written(docx(Paper(title, title, DAY, blocks, True, "official", title)))
    given = (heading, text, cell, f"表1　{seen(caption)}x", caption, box, f"附件：1.\t甲{seen(name)}乙", line)
    for one in given:
        assert (seen(one) if "\t" not in one or not one.startswith("附件") else one) in found


@given(st.text("平顶山市学科教研基地关于开展年度考核工作的通知（2026—）", min_size=1, max_size=70))
@settings(max_examples=80, deadline=None)
def test_a_broken_title_is_the_same_title(title: str) -> None:
    found = lines(title, 20)
    assert "".join(found) == title
    assert len(found) == 1 or max(map(wide, found)) <= 20


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("关于表彰优秀学科教研基地的决定", ["关于表彰优秀学科教研基地的决定"]),
        (NAME, ["平顶山市2025—2026学年基础教育", "学科教研基地年度考核工作报告"]),
        ("关于开展2026—2027学年平顶山市基础教育学科教研基地年度考核的通知", ["关于开展2026—2027学年平顶山市", "基础教育学科教研基地年度考核的通知"]),
        ("一行\n又一行", ["一行", "又一行"]),
    ],
)
def test_a_title_is_broken_at_a_word(title: str, broken: list[str]) -> None:
    assert lines(title, 20) == broken


@given(st.lists(st.one_of(st.just(0.0), st.floats(1, 400)), min_size=1, max_size=30), st.integers(3000, 13000))
def test_no_table_stands_over_the_margin(widths: list[float], room: int) -> None:
    found = fitted(widths, [0 if one else 5 for one in widths], room)
    assert sum(found) <= room and all(width for width, asked in zip(found, widths, strict=True) if not asked)


def test_a_drawing_is_a_picture_of_its_width_with_words() -> None:
    from PIL import Image

    assert Image.open(io.BytesIO(png(SVG, 127))).size == (1000, 400)
    with pytest.raises(Unprintable, match="图画不出来"):
        png("<svg", 100)
    shape = library.Document(io.BytesIO(made())).inline_shapes[0]
    assert shape._inline.docPr.get("descr") == "柱状图：小学 3" and round(shape.width / 36000) == 150 and round(shape.height / 36000) == 60


def changed(change: Any, data: bytes = b"") -> bytes:
    """The office's own file of styles."""
    document = library.Document(io.BytesIO(data or template()))
    change(document)
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def test_an_office_changes_the_look_in_word() -> None:
    def change(document: Any) -> None:
        style, section = document.styles["Normal"], document.sections[-1]
        style.font.size = Pt(18)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "楷体_GB2312")
        section.left_margin, section.top_margin = Mm(40), Mm(50)
        section.header.paragraphs[0].text = "平顶山市教育体育局"
        document.core_properties.author = "张三"
        document.add_paragraph("不该出现的话")

    data = docx(report(draft="草稿"), changed(change))
    document = library.Document(io.BytesIO(data))
    text = next(one for one in document.paragraphs if one.text == WORDS)
    assert (text.style.name, text.style.font.size, text.runs[0].font.size) == ("Normal", Pt(18), None)
    assert text.style.element.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    assert [round(one.left_margin.mm) for one in document.sections] == [40, 40, 35, 40] and round(document.sections[2].top_margin.mm) == 40
    assert next(one for one in document.paragraphs if one.text == "第1方面").style.element.pPr.numPr.numId.val == 1
    assert [one.text for one in document.sections[0].header.paragraphs] == ["平顶山市教育体育局", "草稿"]
    assert "不该出现的话" not in "".join(written(data)) and document.core_properties.author == OFFICE
    assert docx(report(), template()) == made(), "an unchanged file changes nothing"


def test_the_ids_that_chinese_word_gives_are_understood() -> None:
    """Word and WPS save 标题 1 under the id 1 and Normal as a; names may come in capitals."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as old, zipfile.ZipFile(memory, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for ours, theirs in ((b'"Normal"', b'"a"'), (b'"Heading1"', b'"1"'), (b'"Title"', b'"a5"')):
                text = text.replace(b"w:styleId=" + ours, b"w:styleId=" + theirs).replace(b"w:pStyle w:val=" + ours, b"w:pStyle w:val=" + theirs)
                text = text.replace(b"w:basedOn w:val=" + ours, b"w:basedOn w:val=" + theirs).replace(b"w:next w:val=" + ours, b"w:next w:val=" + theirs)
            new.writestr(name, text.replace(b'w:val="toc 1"', b'w:val="TOC 1"'))
    document = library.Document(io.BytesIO(docx(report(), memory.getvalue())))
    found = {one.text: one.style.style_id for one in document.paragraphs}
    assert found[WORDS] == "a" and found["第1方面"] == "1"


def test_a_file_that_cannot_be_used_is_named_with_what_it_lacks() -> None:
    def drop(*names: str) -> Any:
        return lambda document: [document.styles[name].delete() for name in names]

    def bare(document: Any) -> None:
        document.styles["Heading 2"].element.pPr._remove_numPr()

    def unlisted(document: Any) -> None:
        for one in document.part.numbering_part.element.findall(qn("w:num")):
            document.part.numbering_part.element.remove(one)

    for data, said in (
        (changed(drop("表注", "Heading 1")), "缺少样式“标题 1”、“表注”.*改法"),
        (changed(bare), "样式“标题 2”没有自动编号.*改法"),
        (changed(unlisted), "“标题 1”、“标题 2”、“标题 3”、“标题 4”没有自动编号"),
        (b"", "不是能打开的 docx.*改法"),
        (template()[:3000], "不是能打开的 docx"),
        (changed(lambda document: None).replace(b"word/document.xml", b"word/documant.xml"), "不是能打开的 docx"),
    ):
        with pytest.raises(Unusable, match=said):
            own_look(data)


def test_nothing_of_the_office_pc_comes_along() -> None:
    def change(document: Any) -> None:
        part = document.part._settings_part
        id = part.relate_to("file:///C:/Users/张三/Normal.dotm", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", True)
        link = library.oxml.OxmlElement("w:attachedTemplate")
        link.set(qn("r:id"), id)
        document.settings.element.insert(1, link)
        document.core_properties.last_modified_by, document.core_properties.keywords = "张三", "机密"

    with zipfile.ZipFile(io.BytesIO(docx(report(), changed(change)))) as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "ignore")
    assert "张三" not in everything and "机密" not in everything and "attachedTemplate" not in everything


def test_the_file_of_styles_shows_each_by_its_name() -> None:
    document = library.Document(io.BytesIO(template()))
    shown = {one.style.name.casefold(): one.text for one in document.paragraphs}
    for style in OFFICIAL.styles:
        assert shown[style.name.casefold()] == f"{style.shown}：{style.use}"


def test_the_command_writes_the_file_of_styles_and_spares_one_that_is_there(city: Path, jidi: Run, tmp_path: Path) -> None:
    run = jidi("--root", city, "template", tmp_path / "公文样式")
    assert run.returncode == 0 and "overrides/documents/official.docx" in run.stdout
    assert (tmp_path / "公文样式.docx").read_bytes() == template()
    again = jidi("--root", city, "template", tmp_path / "公文样式")
    assert again.returncode == 2 and "已经有了" in again.stderr and "改法" in again.stderr


@pytest.mark.slow
@pytest.mark.parametrize("look", ["official", "plain"])
def test_what_was_written_before_leaves_no_trace(look: Any) -> None:
    """One empty document lies beneath all papers of a look."""
    short = Paper("通知", OFFICE, DAY, (Text(WORDS),), look=look)
    before = docx(short)
    assert docx(replace(short, title="另一份", author="", blocks=(Picture(qr("x"), "码", 30), Text("乙")), numbered=True, draft="草稿")) != before
    assert docx(short) == before


@given(st.text(), st.text())
def test_a_text_is_seen_the_same_alone_and_among_others(one: str, other: str) -> None:
    assert seen(f"{one}\n{other}") == f"{seen(one)}\n{seen(other)}"


def test_the_same_report_is_the_same_bytes_in_another_process() -> None:
    code = f"import sys; sys.path[:0] = {[str(ROOT / 'scripts'), str(ROOT / 'tests')]!r}; from documents.test_docx import *; import hashlib\n"
    code += "print(hashlib.sha256(docx(report(draft='草稿')) + template()).hexdigest())"
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}).stdout
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York"))
    ]
    assert runs[0] == runs[1] and len(runs[0]) == 65


@pytest.mark.slow
def test_a_longer_table_costs_no_more_for_each_line() -> None:
    """As CPU time counts, short and long in turn: twelve times the lines; were all looked through for each of them, it would be 144 times the cost."""

    def cost(lines: int) -> float:
        paper = Paper("表", OFFICE, DAY, (register(lines),), True, "official")
        before = time.process_time()
        docx(paper)
        return time.process_time() - before

    cost(100)
    costs = [(cost(100), cost(1200)) for _ in range(3)]
    assert min(long for _, long in costs) < 30 * min(short for short, _ in costs)


def opened(folder: Path, name: str, content: bytes, kind: str) -> bytes:
    """What LibreOffice makes of a file."""
    (folder / name).write_bytes(content)
    return converted(folder / name, kind).read_bytes()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The report as LibreOffice prints it."""
    return pypdfium2.PdfDocument(opened(tmp_path_factory.mktemp("office"), "a.docx", made("official", "草稿"), "pdf"))


def sheets(document: Any) -> list[str]:
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]


def boxes(page: Any) -> list[tuple[float, float, float, float, str]]:
    """Left, bottom, right, top in points and the words of each piece of text."""
    text = page.get_textpage()
    found = (text.get_rect(at) for at in range(text.count_rects()))
    return [(*one, text.get_text_bounded(*one)) for one in found]


@pytest.mark.slow
def test_libreoffice_prints_as_many_pages_as_the_pdf_has_and_the_contents_tell_them(printed: Any) -> None:
    paper = report(draft="草稿")
    assert abs(len(printed) - pages(pdf(paper))) <= 1
    words = sheets(printed)
    start = next(at for at, sheet in enumerate(words) if "—1—" in sheet)
    assert start == 2 and not any(re.search(r"—\d+—", sheet) for sheet in words[:2]), "cover and contents have no number"
    at = start
    for _, text, page in headings(paper):
        at = next(number for number in range(at, len(words)) if re.sub(r"\s", "", text) in words[number])
        assert abs(at - start + 1 - page) <= 1, text
    assert "（一）小学" in words[start] and "1.课堂" in words[start], "the list counts"
    assert RARE[:6] in "".join(words) and all("草稿" in sheet for sheet in words)


@pytest.mark.slow
def test_libreoffice_turns_the_wide_pages_repeats_the_head_and_keeps_the_margins(printed: Any) -> None:
    words = sheets(printed)
    turned = [at for at, page in enumerate(printed) if page.get_width() > page.get_height()]
    assert len(turned) in {2, 3, 4} and turned == list(range(turned[0], turned[-1] + 1))
    assert all("编号基地" in words[at] and "完成率" in words[at] for at in turned), "the head is repeated"
    assert "附表" in words[turned[0]] and "表2各基地活动一览" in words[turned[0]] and "合计" in words[turned[-1]]
    start = next(at for at, sheet in enumerate(words) if "—1—" in sheet)
    for at, page in enumerate(printed):
        margin = 35 if at in turned else 26
        found = boxes(page)
        assert max(right for _, _, right, _, _ in found) <= page.get_width() - (margin - 1) / 25.4 * 72, f"page {at + 1} stands over its right margin"
        if at >= start:
            low = [one for one in found if one[3] < 85]
            assert re.sub(r"\s", "", "".join(one[4] for one in low)) == f"—{at - start + 1}—"
            odd, middle = (at - start) % 2 == 0, page.get_width() / 2
            assert min(one[0] for one in low) > middle if odd else max(one[2] for one in low) < middle, "on the outer side"


@pytest.mark.slow
def test_libreoffice_keeps_a_box_whole_and_a_signature_with_its_text(printed: Any) -> None:
    words = sheets(printed)
    for name in ("学校意见", "县区意见"):
        [at] = [at for at, sheet in enumerate(words) if name in sheet]
        assert words[at].count("（盖章）") >= 1
    [at] = [at for at, sheet in enumerate(words) if "特此报告" in sheet]
    assert OFFICE in words[at] and "2026年9月1日" in words[at], "who signs does not stand alone on a page"
    assert words[-1].startswith("草稿附录完")


@pytest.mark.slow
def test_a_file_of_styles_that_another_program_saved_is_used(tmp_path: Path) -> None:
    """LibreOffice gives other ids, leaves styles of tables out and has a Caption of its own beside ours."""
    saved = opened(tmp_path, "a.docx", changed(lambda document: setattr(document.styles["Normal"].font, "size", Pt(15))), "docx:Office Open XML Text")
    data = docx(report(), saved)
    document = library.Document(io.BytesIO(data))
    text = next(one for one in document.paragraphs if one.text == WORDS)
    heading = next(one for one in document.paragraphs if one.text == "第1方面")
    assert text.style.font.size == Pt(15) and heading.style.element.pPr.numPr is not None
    assert document.tables[0].style.name == "Table Grid"
    assert "一、第1方面" in "".join(sheets(pypdfium2.PdfDocument(opened(tmp_path, "b.docx", data, "pdf"))))


@pytest.mark.parametrize("write", [docx, pdf])
def test_a_paper_leaves_nothing_in_the_next_one(write: Any) -> None:
    """Papers are made from the same parts: a draft's head, pictures and number, another look and title stay in their own."""
    plain = Paper("通知", OFFICE, DAY, (Title("通知"), Text(WORDS), Sign(OFFICE, "2026年9月1日")))
    official = replace(plain, look="official")
    alone = [write(one) for one in (plain, official)]
    more = (Heading("一层", 1), Picture(qr("x"), "二维码", 26), COUNTIES)
    others = [write(replace(one, title="别的", draft="草稿", numbered=True, blocks=(*one.blocks, *more))) for one in (plain, official)]
    assert not {*others} & {*alone}
    assert [write(one) for one in (plain, official)] == alone
