"""Documents as tired people hand them in: each becomes a right record, or a Chinese sentence that says what to do."""

from __future__ import annotations

import functools
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown as python_markdown
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, TODAY, ours
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.check import check
from jidi.intake import Draft, plan_import
from jidi.intake.papers.docforms import forms
from jidi.intake.papers.docmarkdown import markdown
from jidi.intake.papers.docs import read_docx
from jidi.intake.taken import Taken
from jidi.load import load
from jidi.model.city import City
from jidi.model.work import Activity, Resource
from jidi.site.body import NoHtml, clean
from PIL import Image

pytestmark = pytest.mark.slow

SAID = {
    "年级": "八年级",
    "册次": "下册",
    "许可": "署名-非商业",
    "作者": "李文静",
    "日期": "2026-09-20",
    "类型": "教学设计",
    "教材版本": "人教版",
    "课标代": "2022课标版",
}
NAME = "一次函数教案.docx"
Build = Callable[[Any], object]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> City:
    from conftest import lay_city

    root = lay_city(tmp_path_factory.mktemp("small") / "city")
    for name in ("forms.yml",):
        shutil.copy(ROOT / "content/standards" / name, root / "content/standards")
    city, findings = load(root, TODAY)
    assert not findings
    return city


def docx(*builds: Build) -> bytes:
    document, made = Document(), io.BytesIO()
    for build in builds:
        build(document)
    document.save(made)
    return made.getvalue()


def line(text: str, style: str | None = None) -> Build:
    return lambda document: document.add_paragraph(text, style)


def heading(text: str, level: int = 1) -> Build:
    return lambda document: document.add_heading(text, level)


def raw(xml: str) -> Build:
    """A paragraph of XML, with the namespaces that Word uses."""
    spaces = nsdecls("w", "m", "wp", "a", "r") + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    spaces += (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return lambda document: document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {spaces}>{xml}</w:p>"))


def table(*rows: tuple[str, ...], then: Callable[[Any], object] = lambda made: None) -> Build:
    def build(document: Any) -> None:
        made = document.add_table(rows=0, cols=max(map(len, rows)), style="Table Grid")
        for row in rows:
            cells = made.add_row().cells
            for cell, text in zip(cells, row, strict=False):
                cell.text = text
        then(made)

    return build


def merge(first: tuple[int, int], last: tuple[int, int]) -> Callable[[Any], object]:
    return lambda made: made.cell(*first).merge(made.cell(*last))


def with_parts(data: bytes, **parts: bytes | None) -> bytes:
    """The package with these parts put in."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def picture(kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), (9, 99, 99)).save(made, kind)
    return made.getvalue()


def pictured(document: Any) -> None:
    document.add_picture(io.BytesIO(picture()))


def read(city: City, data: bytes, name: str = NAME, said: dict[str, str] = SAID) -> Taken:
    return read_docx(city, "cz-shuxue", name, data, said)


def body(city: City, *builds: Build) -> str:
    taken = read(city, docx(*builds))
    assert not taken.findings, taken.findings
    [draft] = taken.drafts
    return draft.body


def shown(text: str) -> str:
    """A body as the site renders it."""
    made = python_markdown.Markdown(extensions=["tables", "fenced_code", "footnotes", "sane_lists", "def_list", NoHtml()])
    return clean(made.convert(text))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(html: str) -> str:
    parser = _Words()
    parser.feed(html)
    return " ".join("".join(parser.found).split())


# --- any lesson plan ----------------------------------------------------------------------------------------------

LESSON = (
    heading("一次函数的图象"),
    line("授课人：李文静　年级：八年级"),
    line("一、教学目标"),
    line("会画图象，说得出 k 的意义。"),
    line("描点", "List Number"),
    line("连线", "List Number"),
    table(("环节", "时间"), ("引入", "5 分钟")),
)


def test_a_lesson_becomes_a_resource_with_itself_attached(small: City) -> None:
    data = docx(*LESSON, pictured)
    taken = read_docx(small, "cz-shuxue", "八下 一次函数 教案.docx", data, {"许可": "署名-非商业", "日期": "2026-09-20", "课标代": "2022课标版"})
    assert not taken.findings
    [draft] = taken.drafts
    kept = {"标题": "一次函数的图象", "作者": "李文静", "年级": "八年级", "册次": "下册", "类型": "教学设计", "教材版本": "人教版"}
    assert {key: draft.values[key] for key in kept} == kept
    assert draft.files[0].name == "八下 一次函数 教案.docx" and draft.files[0].content == data
    for part in ("## 一、教学目标", "1. 描点\n2. 连线", "| 环节 | 时间 |\n| --- | --- |\n| 引入 | 5 分钟 |", "![图1](incoming:八下 一次函数 教案-图1.png)"):
        assert part in draft.body
    assert "看出来的" in taken.notes[0].text and "“八年级”" in taken.notes[0].text


def test_what_was_read_passes_every_rule_once_it_is_written(small: City, tmp_path: Path) -> None:
    """The whole way: document → files on the disk → no finding of the check; and a second time adds nothing."""
    from conftest import lay_city

    root = lay_city(tmp_path / "city")
    shutil.copy(ROOT / "content/standards/forms.yml", root / "content/standards")
    city, _ = load(root, TODAY)
    taken = read(city, docx(*LESSON, pictured))
    made = plan_import(city, taken.drafts)
    assert not made.findings
    for path, content in made.writes:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    after, findings = load(root, TODAY)
    assert [*findings, *check(after)] == []
    [entry] = [one for one in after.of(Resource) if one.record.title == "一次函数的图象"]
    assert [one.name for one in entry.record.files] == ["一次函数教案", "一次函数教案-图1"]
    assert re.search(r"!\[图1\]\(\.\./files/2026/[a-z0-9-]+\.png\)", entry.body)
    again = plan_import(after, read(after, docx(*LESSON, pictured)).drafts)
    assert not again.writes and "已经有了" in again.notes[-1].text


def test_what_cannot_be_seen_is_asked_for_by_name(small: City) -> None:
    taken = read(small, docx(line("随便写写的东西，很长的一句话。")), "新建 文档.docx", {})
    [finding] = taken.findings
    assert not taken.drafts and finding.code == "ZD01"
    for key in ("类型", "年级", "册次", "许可", "作者"):
        assert f"「{key}」" in finding.message and f"--set {key}=" in finding.fix


@pytest.mark.parametrize(
    ("builds", "name", "title"),
    [
        ((heading("勾股定理", 0), line("正文。")), "a.docx", "勾股定理"),
        ((line("《勾股定理》教学设计"), line("正文。")), "a.docx", "《勾股定理》教学设计"),
        ((line("这一课我们从一张邮票说起，看看上面有什么。"),), "D:\\教案\\勾股定理.docx", "勾股定理"),
        ((heading("教案"), line("课题：勾股定理"), line("正文。")), "a.docx", "《勾股定理》教案"),
        ((table(("课题", "勾股定理")),), "勾股<定理>.docx", "勾股＜定理＞"),
    ],
)
def test_the_title_is_the_first_heading_or_the_name_of_the_file(small: City, builds: tuple[Build, ...], name: str, title: str) -> None:
    [draft] = read(small, docx(*builds), name).drafts
    assert draft.values["标题"] == title


def test_merged_cells_stay_a_table(small: City) -> None:
    down = table(("环节", "教师", "学生"), ("新授", "提问", "回答"), ("", "追问", "讨论"), then=merge((1, 0), (2, 0)))
    across = table(("教学过程", "", ""), ("甲", "乙", "丙"), then=merge((0, 0), (0, 2)))
    made = body(small, down, line("隔开"), across)
    assert "| 新授 | 提问 | 回答 |\n| 新授 | 追问 | 讨论 |" in made and "| 教学过程 |  |  |\n| --- | --- | --- |\n| 甲 | 乙 | 丙 |" in made


def test_a_lesson_inside_one_big_table_is_read_in_order(small: City) -> None:
    def fill(made: Any) -> None:
        cell = made.cell(1, 1)
        cell.text = "第一步，画图。"
        for text in ("第二步，说图。", "第三步，用图。", "第四步，评图。"):
            cell.add_paragraph(text)

    made = body(small, table(("课题", "一次函数"), ("教学过程", ""), then=fill))
    assert "| 课题 | 一次函数 |" in made and "## 教学过程\n\n第一步，画图。\n\n第二步，说图。" in made


def test_a_table_inside_a_table_is_a_table_of_its_own(small: City) -> None:
    def fill(made: Any) -> None:
        inner = made.cell(0, 1).add_table(rows=1, cols=2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "乙"

    made = body(small, table(("作业", ""), then=fill))
    assert "## 作业" in made and "| 甲 | 乙 |" in made


@pytest.mark.slow
def test_a_huge_table_comes_whole(small: City) -> None:
    rows = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>第{n}题</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{n % 4}</w:t></w:r></w:p></w:tc></w:tr>" for n in range(3000)
    )
    made = body(small, lambda document: document.element.body.insert(0, parse_xml(f"<w:tbl {nsdecls('w')}>{rows}</w:tbl>")))
    assert made.count("\n| 第") == 2999 and "| 第2999题 | 3 |" in made


@pytest.mark.parametrize("depth", [30, 120, 2000])
def test_tables_in_tables_in_tables_end_in_a_record_or_a_sentence(small: City, depth: int) -> None:
    xml = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>最里面</w:t></w:r></w:p>" + "<w:p/></w:tc></w:tr></w:tbl>" * depth
    data = with_parts(docx(line("字")), **{"word/document.xml": f"<w:document {nsdecls('w')}><w:body>{xml}</w:body></w:document>".encode()})
    taken = read(small, data)
    assert ("最里面" in taken.drafts[0].body) if taken.drafts else "坏了" in taken.findings[0].message


def test_tracked_changes_are_read_as_accepted(small: City) -> None:
    change = '<w:ins w:id="1" w:author="a"><w:r><w:t>新写的</w:t></w:r></w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>删掉的</w:delText></w:r></w:del>'
    taken = read(small, docx(heading("标题一"), raw(change)))
    assert "新写的" in taken.drafts[0].body and "删掉的" not in taken.drafts[0].body
    assert any("修订" in note.text for note in taken.notes)


def test_comments_and_margins_are_named_as_left_behind(small: City) -> None:
    def build(document: Any) -> None:
        document.add_heading("标题一")
        run = document.add_paragraph("正文。").runs[0]
        document.add_comment(run, "这里再想想", "陈立新")
        document.sections[0].header.paragraphs[0].text = "湖滨中学数学组"

    taken = read(small, docx(build))
    assert "再想想" not in taken.drafts[0].body
    said = " ".join(note.text for note in taken.notes)
    assert "1 条批注" in said and "湖滨中学数学组" in said


def test_footnotes_follow_the_text(small: City) -> None:
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>见课本第 92 页</w:t></w:r></w:p></w:footnote></w:footnotes>'.encode()
    data = docx(heading("标题一"), raw('<w:r><w:t>斜率</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        relations = package.read("word/_rels/document.xml.rels").replace(
            b"</Relationships>",
            b'<Relationship Id="rIdF" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
        )
    taken = read(small, with_parts(data, **{"word/footnotes.xml": notes, "word/_rels/document.xml.rels": relations}))
    assert "斜率（注1）" in taken.drafts[0].body and "注1：见课本第 92 页" in taken.drafts[0].body


@pytest.mark.parametrize(
    "older", ["", "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"]
)
def test_a_text_box_is_read_once(small: City, older: str) -> None:
    box = "<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>{box}</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>'
    made = body(small, heading("标题一"), raw(f"<w:r><w:t>框外的话。</w:t></w:r><w:r><mc:AlternateContent>{choice}{older}</mc:AlternateContent></w:r>"))
    assert made.count("框里的话") == 1 and made.index("框外的话") < made.index("框里的话")


def test_a_formula_becomes_a_line_and_is_named(small: City) -> None:
    def run(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    formula = f"<m:oMath>{run('y=')}<m:f><m:num>{run('k+1')}</m:num><m:den>{run('2')}</m:den></m:f><m:sSup><m:e>{run('x')}</m:e><m:sup>{run('2')}</m:sup></m:sSup></m:oMath>"
    taken = read(small, docx(heading("标题一"), raw(f"<w:r><w:t>设 </w:t></w:r>{formula}<w:r><w:t>，求 k。</w:t></w:r>")))
    assert "设 y=(k+1)/2x^2，求 k。" in taken.drafts[0].body and any("1 个公式" in note.text for note in taken.notes)


def test_equations_of_the_old_editor_are_named_and_the_original_is_not_attached(small: City) -> None:
    data = docx(heading("标题一"), raw('<w:r><w:object><o:OLEObject Type="Embed" ProgID="Equation.3"/></w:object></w:r>'), line("正文。"))
    taken = read(small, with_parts(data, **{"word/embeddings/oleObject1.bin": b"x"}))
    said = " ".join(note.text for note in taken.notes)
    assert not taken.drafts[0].files and "公式编辑器" in said and "没有附上" in said


def test_a_picture_that_no_browser_shows_is_named(small: City) -> None:
    data = docx(heading("标题一"), line("正文。"), pictured)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.read("[Content_Types].xml").replace(b"image/png", b"image/x-wmf")
    taken = read(small, with_parts(data, **{"[Content_Types].xml": types}))
    assert "没有带过来" in taken.drafts[0].body and any("1 张图片" in note.text for note in taken.notes)


def test_a_document_of_pictures_alone_says_that_it_cannot_be_found(small: City) -> None:
    taken = read(small, docx(pictured))
    assert taken.drafts[0].body == "![图1](incoming:一次函数教案-图1.png)\n" and any("只有图片" in note.text for note in taken.notes)


def test_lists_keep_their_depth(small: City) -> None:
    made = body(small, heading("标题一"), line("外", "List Bullet"), line("里", "List Bullet 2"), line("尾。"))
    assert "- 外" in made and "里" in made and "<li>外" in shown(made)


@pytest.mark.parametrize(
    "text",
    [
        "<b>粗</b> a < b",
        "# 不是标题",
        "1) 不是列表",
        "a*b*c 和 x_1_",
        "[链接](javascript:alert(1))",
        "--- 分隔",
        "| 竖线 |",
        "`代码`",
        "> 引用",
        "&lt;script&gt;",
    ],
)
def test_signs_stay_signs(small: City, text: str) -> None:
    html = shown(body(small, heading("标题一"), line(f"{text} 尾巴这一句要足够长，不像标题。")))
    assert _flat(words(html)).startswith(_flat(text.replace("<b", "＜b").replace("</b", "＜/b"))) and "<b>" not in html and "href" not in html


_LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"), exclude_characters="<_\\")
_SIGNS = st.sampled_from(
    ["# ", "#", "> ", "- ", "+ ", "* ", "**", "--", "===", "~~~", ": ", "|", "`", "[a]", "![", "](x)", "^1", "&amp;", "&#60;", "    ", "1)", "2026. ", "字"]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.text(_LETTERS, max_size=20) | st.lists(_SIGNS, max_size=6).map("".join), min_size=1, max_size=5))
def test_every_word_of_a_document_is_on_its_page(texts: list[str]) -> None:
    """Whatever is written in paragraphs is read on the page, in the same order, and as words only."""
    page = shown(markdown(BeautifulSoup("".join(f"<p>{escape(text)}</p>" for text in texts), "html.parser").find_all("p")))
    wanted = "".join(_flat(text) for text in texts)
    assert _flat(words(page)) == wanted or any(re.match(r"\s*\d{1,2}\.\s", f"{text} ") for text in texts)  # the number of a list is drawn
    assert not re.search("<(?!/?(p|h2|ol|li)[ >])", page)


def _flat(text: str) -> str:
    """Without blanks and the difference between wide and narrow signs."""
    return re.sub(r"[\s\u200b\ufeff]", "", text).translate(str.maketrans("-=~:", "－＝～："))


# --- what is no document -------------------------------------------------------------------------------------------


def encrypted() -> bytes:
    import msoffcrypto.format.ooxml

    made = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(docx(line("密")))).encrypt("123456", made)
    return made.getvalue()


def workbook() -> bytes:
    import openpyxl

    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le") + b"\0" * 600


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "0 字节": (lambda: b"", "空文件"),
    "一个字也没有": (lambda: docx(line("  ")), "一个字也没有"),
    "加了密码": (encrypted, "密码"),
    "旧的 doc": (lambda: ole("WordDocument"), ".doc、.wps"),
    "旧的 ppt 改名": (lambda: ole("PowerPoint Document"), ".ppt"),
    "旧的 xls 改名": (lambda: ole("Workbook"), ".xls"),
    "表格改名": (workbook, "xlsx"),
    "pdf 改名": (lambda: b"%PDF-1.4 x", "pdf"),
    "图片改名": (picture, "图片"),
    "文本改名": (lambda: "就是几行字".encode() * 50, "打不开"),
    "没有拷完": (lambda: docx(line("字" * 500))[:-900], "打不开"),
    "里面坏了": (lambda: with_parts(docx(line("字")), **{"word/document.xml": b"<w:document"}), "坏了"),
    "实体炸弹": (lambda: with_parts(docx(line("字")), **{"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "实体"),
    "解开太大": (lambda: with_parts(docx(line("字")), **{"word/extra.xml": b"<a>" + b" " * 31_000_000 + b"</a>"}), "30 MB"),
    "正文太长": (lambda: docx(heading("标题一"), line("字" * 20_500)), "20000 字"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_called_what_it_is(small: City, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # no LibreOffice
    make, said = BROKEN[name]
    taken = read(small, make())
    [finding] = taken.findings
    assert finding.place.file == NAME and said in finding.message and len(finding.fix) > 5 and finding.level == "error"
    assert "Traceback" not in finding.message and not plan_import(small, [one for one in taken.drafts if one.at().file != NAME]).writes


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_an_old_document_is_read_where_there_is_libreoffice(small: City, suffix: str) -> None:
    from jidi.intake.papers.docopen import converted

    old = converted(docx(*LESSON), "docx", suffix)
    assert old
    taken = read(small, old)
    assert taken.drafts[0].values["标题"] == "一次函数的图象" and "会画图象" in taken.drafts[0].body


PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml", "word/_rels/document.xml.rels")


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_document_however_broken_is_an_error(data: st.DataObject) -> None:
    """Bytes spoiled inside a part, parts left out, the package cut short."""
    city, whole = _sample()
    part = data.draw(st.sampled_from(PARTS))
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        content = bytearray(package.read(part))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.sampled_from([b"", b"<", b"w:tbl", b'"', b"0", b"/>", b"\xff"]))
    spoiled = with_parts(whole, **{part: data.draw(st.sampled_from([bytes(content), None]))})
    taken = read(city, spoiled[: data.draw(st.sampled_from([len(spoiled), len(spoiled) - 30, 900]))])
    assert taken.drafts or (taken.findings and all(one.message and one.fix for one in taken.findings))


@functools.cache
def _sample() -> tuple[City, bytes]:
    """The project's own city, and a sound lesson."""
    return ours()[0], docx(*LESSON, pictured)


# --- our forms ------------------------------------------------------------------------------------------------------

ANSWERS = {
    "标题": "《一次函数》 同课异构", "类型": " 同课异构 ", "级别": "市 级", "形式": "线下", "目的": "教研、交流", "研训方式": "同伴互助", "日期": "２０２６年１１月１２日",
    "地点": "湖滨中学录播教室", "主持人": "李文静", "参加": "湖滨中学 12人；闹店中学 ３人",
}  # fmt: skip


_FORMS: dict[str, bytes] = {}


def blank(city: City, name: str = "教研活动记录表") -> Any:
    _FORMS.update({} if _FORMS else forms(city))
    return Document(io.BytesIO(_FORMS[f"{name}.docx"]))


def fill(document: Any, answers: dict[str, str], table: int = 0) -> None:
    for row in document.tables[table].rows:
        key = row.cells[0].paragraphs[0].text.rstrip("＊")
        if key in answers:
            row.cells[1].text = answers[key]


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def row_of(document: Any, key: str) -> int:
    return next(number for number, row in enumerate(document.tables[0].rows, 1) if row.cells[0].paragraphs[0].text.rstrip("＊") == key)


def activity(city: City, document: Any, name: str = "记录.docx") -> Activity:
    taken = read_docx(city, "cz-shuxue", name, saved(document))
    assert not taken.findings, taken.findings
    made = plan_import(city, taken.drafts)
    assert not made.findings, made.findings
    [record] = [entry.record for entry in made.after.of(Activity) if entry.file == made.planned[0].path]  # type: ignore[union-attr]
    return record


def test_the_forms_are_the_same_bytes_each_time_and_open_on_a4(small: City) -> None:
    assert forms(small) == forms(small)
    assert [name for name, _ in forms(small)] == ["教研活动记录表.docx", "教学设计.docx", "听评课记录.docx", "申报报告.docx"]
    document = blank(small)
    assert (document.sections[0].page_width.cm, document.sections[0].page_height.cm) == (pytest.approx(21, abs=0.1), pytest.approx(29.7, abs=0.1))
    fonts = {style: document.styles[style].element.rPr.rFonts.get(qn("w:eastAsia")) for style in ("Normal", "Heading 1")}
    assert fonts == {"Normal": "宋体", "Heading 1": "黑体"}
    assert next(one.text for one in document.paragraphs if one.style.name == "Heading 2") == "一、主题与问题"


@pytest.mark.parametrize(
    ("form", "type_", "first"),
    [
        ("教研活动记录表", "", "一、主题与问题"),
        ("教学设计", "教学设计", "一、内容与学情"),
        ("听评课记录", "听评课", "一、授课教师与课题"),
        ("申报报告", "", "一、学校与学科组基本情况"),
    ],
)
def test_each_form_has_the_outline_of_what_it_is_for(small: City, form: str, type_: str, first: str) -> None:
    document = blank(small, form)
    assert next(one.text for one in document.paragraphs if one.style.name == "Heading 2") == first
    rows = {row.cells[0].paragraphs[0].text.rstrip("＊"): row.cells[1].text for row in document.tables[0].rows}
    assert rows.get("类型", "") == type_ and not any(text for key, text in rows.items() if key != "类型")


def test_a_filled_form_becomes_the_record(small: City) -> None:
    document = blank(small)
    fill(document, ANSWERS)
    at = next(one for one in document.paragraphs if one.text == "一、主题与问题")
    at._p.addnext(new := OxmlElement("w:p"))
    document.paragraphs[[one._p for one in document.paragraphs].index(new)].add_run("两种引入，哪一种问题多。")
    record = activity(small, document)
    assert (record.title, record.level, str(record.day)) == ("《一次函数》 同课异构", "市级", "2026-11-12")
    assert [(one.school, one.count) for one in record.participants] == [("xh-hubin", 12), ("bf-minzhu", 3)]
    [draft] = read_docx(small, "cz-shuxue", "记录.docx", saved(document)).drafts
    assert draft.body == "## 一、主题与问题\n\n两种引入，哪一种问题多。\n"


@pytest.mark.slow
@pytest.mark.parametrize("form", ["教研活动记录表", "申报报告"])
def test_libreoffice_opens_and_saves_a_form_and_it_is_still_read(small: City, form: str) -> None:
    from jidi.intake.papers.docopen import converted

    document = blank(small, form)
    fill(document, ANSWERS | {"学科组人数": "16"})
    odt = converted(saved(document), "docx", "odt")
    back = odt and converted(odt, "odt", "docx")
    assert back
    [draft] = read_docx(small, "cz-shuxue", "记录.docx", back).drafts
    assert draft.values["标题"] == ANSWERS["标题"] and draft.kind.name in form.replace("记录表", "")


def test_a_form_for_a_base_names_only_its_own_grades(small: City) -> None:
    asked = {base: Document(io.BytesIO(dict(forms(small, base))["教学设计.docx"])).tables[0].rows[3].cells[0].text for base in ("", "cz-shuxue")}
    assert "一年级" in asked[""] and "选一个：七年级、八年级、九年级" in asked["cz-shuxue"]


def test_what_a_form_leaves_out_can_be_said_beside_it(small: City) -> None:
    document = blank(small)
    fill(document, {key: text for key, text in ANSWERS.items() if key != "级别"})
    taken = read_docx(small, "cz-shuxue", "记录.docx", saved(document), {"级别": "校级"})
    assert not plan_import(small, taken.drafts).findings and taken.drafts[0].at("级别").cell == "--set 级别"


def test_a_wrong_answer_is_named_at_its_row(small: City) -> None:
    document = blank(small)
    fill(document, ANSWERS | {"类型": "同课异购", "参加": "湖滨中学 许多人"})
    taken = read_docx(small, "cz-shuxue", "记录.docx", saved(document))
    places = {str(one.place): one.message for one in plan_import(small, taken.drafts).findings}
    assert "同课异购" in places[f"记录.docx 表1!第{row_of(document, '类型')}行"] and f"记录.docx 表1!第{row_of(document, '参加')}行" in places


def test_a_deleted_row_and_an_empty_one_are_asked_for(small: City) -> None:
    document = blank(small)
    fill(document, {key: text for key, text in ANSWERS.items() if key != "地点"} | {"主持人": "无"})
    row = document.tables[0].rows[row_of(document, "级别") - 1]._tr
    row.getparent().remove(row)
    made = plan_import(small, read_docx(small, "cz-shuxue", "记录.docx", saved(document)).drafts)
    assert {re.search("「(.+?)」", one.message)[1] for one in made.findings} == {"级别", "地点", "主持人"} and not made.writes  # type: ignore[index]


def test_an_added_row_goes_into_the_body_and_is_named(small: City) -> None:
    document = blank(small)
    fill(document, ANSWERS)
    left, right = document.tables[0].add_row().cells
    left.text, right.text = "天气：", "小雨"
    taken = read_docx(small, "cz-shuxue", "记录.docx", saved(document))
    assert taken.drafts[0].body == "## 天气\n\n小雨\n" and "「天气」" in taken.notes[0].text


def test_answers_in_one_cell_and_boxes_ticked(small: City) -> None:
    document = blank(small)
    fill(document, ANSWERS | {"日期": "2026-11-12 地点：湖滨中学录播教室", "地点": "", "形式": "□线上 ☑线下 □混合", "目的": "☑教研 ☐培训 ☑交流"})
    record = activity(small, document)
    assert (record.place, record.mode, record.purpose) == ("湖滨中学录播教室", "线下", ("教研", "交流"))


def test_two_records_in_one_table_are_refused_at_the_row(small: City) -> None:
    document = blank(small)
    fill(document, ANSWERS)
    left, right = document.tables[0].add_row().cells
    left.text, right.text = "标题", "另一次活动"
    [finding] = read_docx(small, "cz-shuxue", "记录.docx", saved(document)).findings
    assert finding.place.cell == f"表1!第{len(document.tables[0].rows)}行" and "两份" in finding.message


def test_two_tables_are_two_records(small: City) -> None:
    document = blank(small)
    fill(document, ANSWERS)
    second = blank(small)
    fill(second, ANSWERS | {"标题": "第二次", "日期": "2026-11-19"})
    document.element.body.insert(len(document.element.body) - 1, second.tables[0]._tbl)
    taken = read_docx(small, "cz-shuxue", "记录.docx", saved(document))
    assert [one.values["标题"] for one in taken.drafts] == [ANSWERS["标题"], "第二次"] and taken.drafts[1].at("日期").cell.startswith("表2!")
    assert len(plan_import(small, taken.drafts).planned) == 2


def test_a_schools_own_form_in_four_columns(small: City) -> None:
    rows = (("活动主题", "《一次函数》同课异构", "类型", "同课异构"), ("活动时间", "2026.11.12", "活动地点", "湖滨中学"), ("主持人", "李文静", "级别", "市级"),
            ("形式", "线下", "目的", "教研"), ("研训方式", "同伴互助", "参加人员", "湖滨中学12人"))  # fmt: skip
    [draft] = read(small, docx(heading("湖滨中学教研活动记录"), table(*rows)), "记录.docx", {}).drafts
    made = plan_import(small, [draft])
    assert not made.findings and "日期: 2026-11-12" in made.planned[0].text and "人数: 12" in made.planned[0].text


def test_a_lesson_form_brings_itself_along(small: City) -> None:
    document = blank(small, "教学设计")
    fill(document, {"标题": "勾股定理"} | SAID)
    taken = read_docx(small, "cz-shuxue", "勾股.docx", saved(document))
    assert [one.name for one in taken.drafts[0].files] == ["勾股.docx"] and not plan_import(small, taken.drafts).findings
    assert isinstance(taken.drafts[0], Draft) and taken.drafts[0].kind.id == "resources"


def test_a_whole_lesson_in_one_table_with_everything_in_it(small: City) -> None:
    """As they come: a bold first line for a title, pairs in four columns, merged cells with several paragraphs, a table of steps, a picture in a cell."""

    def fill_in(made: Any) -> None:
        aims = made.cell(2, 1).merge(made.cell(2, 3))
        aims.text = "1. 经历拼图，说出勾股定理。"
        for text in ("2. 会用它求边长。", "3. 体会数形结合。", "4. 了解《周髀算经》。"):
            aims.add_paragraph(text)
        made.cell(5, 1).merge(made.cell(5, 3)).paragraphs[0].add_run().add_picture(io.BytesIO(picture()))

    rows = (
        ("课题", "勾股定理", "课型", "新授"), ("授课教师", "孙雅婷", "年级", "八年级"), ("教学目标", "", "", ""),
        ("环节", "教师活动", "学生活动", "设计意图"), ("引入", "出示邮票。", "观察、数", "从熟悉的东西开始"), ("板书", "", "", ""),
    )  # fmt: skip
    data = docx(line("《18.1 勾股定理》教学设计"), table(*rows, then=fill_in), line("教学反思：拼图用时过长。"))
    said = {key: SAID[key] for key in ("许可", "日期", "课标代")}
    [draft] = read_docx(small, "cz-shuxue", "人教版八下勾股定理.docx", data, said).drafts
    sure = {"标题": "《18.1 勾股定理》教学设计", "课题": "勾股定理", "课型": "新授", "作者": "孙雅婷", "年级": "八年级", "册次": "下册", "教材版本": "人教版"}
    assert {key: draft.values[key] for key in sure} == sure
    order = ["| 课题 | 勾股定理 | 课型 | 新授 |", "## 教学目标", "4. 了解", "| 环节 | 教师活动 |", "## 板书", "![图1](incoming:", "教学反思："]
    assert [draft.body.index(part) for part in order] == sorted(draft.body.index(part) for part in order)
