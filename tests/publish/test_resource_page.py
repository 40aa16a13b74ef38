"""What the page of a resource tells: how to take it, what one may do with it, where it stands, whom to ask. Nothing that is not public."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
import zxingcpp
from conftest import ROOT, TODAY, Examine, ours
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.extract import MAX_WORDS, Grid, Words
from jidi.extract.office import words_of
from jidi.load import load
from jidi.model.city import Entry
from jidi.model.standards import Settings
from jidi.model.textbooks import Textbooks
from jidi.model.work import Resource
from jidi.publish import Page
from jidi.publish.ask import contact, links, request_link
from jidi.publish.records import records_of
from jidi.publish.resource.cite import chat, citation
from jidi.publish.resource.outdated import outdated
from jidi.publish.resource.page import notices
from jidi.publish.resource.qr import code
from jidi.publish.resource.related import MOST, related, versions
from jidi.publish.task import Task, outputs
from jidi.publish.world import World

HEAD = """---
标题: {title}
类型: 教学设计
日期: {day}
年级: {grade}
册次: 下册
教材版本: 人教版
课标代: {generation}
作者: {authors}
许可: 署名-非商业
状态: {status}
审核: 陈立新
{more}---

正文。
"""
Lay = Callable[..., None]
SITE = "网站地址: https://jidi.example.cn/w\n"


@pytest.fixture
def lay(city: Path) -> Lay:
    """Writes one more resource of the small city."""

    def write(name: str, **words: str) -> None:
        told = {"title": name, "day": "2026-10-09", "grade": "八年级", "generation": "2022课标版", "authors": "周晓燕", "status": "已发布", "more": "", **words}
        (city / f"bases/cz-shuxue/resources/{name}.md").write_text(HEAD.format(**told), "utf-8")

    return write


def world(city: Path, more: str = "") -> World:
    with (city / "content/standards/city.yml").open("a", encoding="utf-8") as file:
        file.write(more)
    loaded, findings = load(city, TODAY)
    assert not loaded.broken, findings
    return World(loaded, tuple(findings))


def resource(city: World, name: str) -> Entry[Resource]:
    return next(entry for entry in city.of(Resource) if entry.id.endswith(f"/{name}"))


def fields(city: World, name: str) -> Any:
    [page] = [one.content for one in outputs(city, [Task("records", partial(records_of, base="cz-shuxue"))]) if one.path.endswith(f"resources/{name}.html")]
    assert isinstance(page, Page)
    return page.fields


# --- taking it --------------------------------------------------------------------------------------------------


def test_an_attachment_is_saved_under_the_name_that_people_read(city: Path) -> None:
    [one] = fields(world(city), "yici-hanshu")["attached"]
    assert (one.download.address, one.save_as, one.preview.way) == ("bases/cz-shuxue/files/2026/xuean.txt", "学案.txt", "words")


def test_a_video_elsewhere_tells_its_size_its_checksum_and_whom_to_ask(city: Path, lay: Lay) -> None:
    lay("shipin", more=f"附件:\n  - {{网址: 'https://pan.example.cn/a', 名称: 课堂实录, sha256: {'ab' * 32}, 大小: 356 MB, 备用: 教研室}}\n")
    [one] = fields(world(city), "shipin")["attached"]
    assert (one.download.address, one.preview, one.size, one.contact, one.sha256) == ("https://pan.example.cn/a", None, "356 MB", "教研室", "ab" * 32)


def test_every_licence_says_what_one_may_and_must_and_where_its_whole_text_is() -> None:
    terms = ours()[0].vocabulary.of("licence")
    assert len(terms) == 3
    for term in terms:
        assert term.facts["可以"] and term.facts["须"] and isinstance(term.facts["不可以"], list), term.name
        assert str(term.facts.get("网址", "")).startswith("https://creativecommons.org/licenses/") == ("CC" in term.facts)


# --- where it stands ----------------------------------------------------------------------------------------------


def test_versions_are_told_from_the_oldest_to_the_newest(city: Path, lay: Lay) -> None:
    lay("one", more="替代: resources/two\n")
    lay("two", more="替代: cz-shuxue/resources/three\n")
    lay("three")
    made = world(city)
    for name in ("one", "two", "three"):
        assert [entry.record.title for entry in versions(made, resource(made, name))] == ["one", "two", "three"]
    assert [(one.text, one.address) for one in notices(made, resource(made, "two"))] == [("这份资源有新版：three", "bases/cz-shuxue/resources/three.html")]
    assert notices(made, resource(made, "three")) == []


def test_versions_in_a_circle_end(city: Path, lay: Lay) -> None:
    lay("one", more="替代: resources/two\n")
    lay("two", more="替代: resources/one\n")
    made = world(city)
    assert sorted(entry.record.title for entry in versions(made, resource(made, "one"))) == ["one", "two"]


def test_a_new_version_that_is_not_public_is_not_told(city: Path, lay: Lay) -> None:
    lay("one", more="替代: resources/mijian\n")
    lay("mijian", title="密件标题", status="草稿")
    page = fields(world(city), "one")
    assert [one.text for one in page["notices"]] == ["这份资源有新版，还没有公开。"]
    shown = repr({key: value for key, value in page.items() if key != "facts"})  # which the page of a resource does not show
    assert len(page["versions"]) == 1 and "mijian" not in shown and "密件" not in shown


def test_an_older_generation_is_outdated_only_where_newer_books_are_in_use(city: Path, lay: Lay) -> None:
    lay("jiu", generation="2011课标版")
    lay("jiu9", generation="2011课标版", grade="九年级")
    made = world(city)
    assert (outdated(made, resource(made, "jiu")), outdated(made, resource(made, "yici-hanshu"))) == ("2022课标版", "")
    books = next(ours()[0].of(Textbooks))
    record = books.record.model_copy(update={"stage": "初中", "subject": "数学", "generation": "2022课标版"})
    eight = record.model_copy(update={"books": tuple(one.model_copy(update={"grade": "八年级"}) for one in record.books[:1])})
    made = World(replace(made.city, entries=(*made.city.entries, replace(books, record=eight))), ())
    assert [bool(outdated(made, resource(made, name))) for name in ("jiu", "jiu9")] == [True, False]
    assert any("2022课标版的教材" in one.text for one in notices(made, resource(made, "jiu")))


def test_related_ones_are_few_and_none_is_told_twice(city: Path, lay: Lay) -> None:
    lay("self", more="单元: 第二十三章 一次函数\n课题: 23.2 一次函数的图象和性质\n替代: resources/new\n")
    lay("new", more="单元: 第二十三章 一次函数\n课题: 23.2 一次函数的图象和性质\n")
    for number in range(7):
        lay(f"lesson{number}", more="单元: 第二十三章 一次函数\n课题: 一次函数的图象和性质\n", day=f"2026-10-0{number + 1}")
    lay("unit", more="单元: 第二十三章　一次函数\n课题: 23.1 函数\n", authors="李文静")
    lay("writer", more="单元: 别的单元\n")
    lay("draft", more="单元: 第二十三章 一次函数\n", status="待审")
    made = world(city)
    found = {name: [one.record.title for one in group] for name, group in related(made, resource(made, "self"))}
    assert found["同一课"] == ["lesson6", "lesson5", "lesson4", "lesson3"]
    assert "unit" in found["同一单元"] and len(found["同一单元"]) <= MOST
    assert "writer" in found["同一作者"]
    told = [title for titles in found.values() for title in titles]
    assert len(told) == len(set(told)) and not {"self", "new", "draft"} & set(told)


def test_schools_that_used_it_are_counted_once_each_and_told_by_day(city: Path, lay: Lay) -> None:
    uses = "  - {学校: xh-hubin, 日期: 2026-10-10}\n  - {学校: wg-shangdian, 日期: 2026-10-12, 反馈: 好}\n  - {学校: xh-hubin, 日期: 2026-10-11}\n"
    lay("yong", more=f"使用:\n{uses}")
    page = fields(world(city), "yong")
    assert page["schools"] == 2
    assert [str(day) for _, day, _ in page["uses"]] == ["2026-10-12", "2026-10-11", "2026-10-10"]
    assert page["uses"][0][2] == "好" and page["uses"][0][0] == "舞钢市尚店中学"


def test_people_stand_by_what_they_did_with_their_school(city: Path, lay: Lay) -> None:
    lay("ren", authors="\n  - {姓名: 周晓燕, 分工: 执笔, 学校: xh-hubin}\n  - {姓名: 陈晓阳, 分工: 协作, 学校: wg-shangdian}")
    people = fields(world(city), "ren")["people"]
    assert [(role, [(link.text, school) for link, school in group]) for role, group in people] == [
        ("执笔", [("周晓燕", "新华区湖滨中学")]),
        ("协作", [("陈晓阳", "舞钢市尚店中学")]),
        ("审核", [("陈立新", "")]),
    ]


# --- passing it on ------------------------------------------------------------------------------------------------


def test_it_is_cited_as_an_electronic_source(city: Path, lay: Lay) -> None:
    lay("duo", title="四人", authors="甲一、乙二、丙三、丁四")
    made = world(city, SITE)
    assert citation(made, resource(made, "yici-hanshu")) == (
        "李文静. 《一次函数的图象》教学设计[EB/OL]. 平顶山市: 平顶山市初中数学学科教研基地, 2026(2026-10-08)[引用日期]. "
        "https://jidi.example.cn/w/bases/cz-shuxue/resources/yici-hanshu.html."
    )
    assert citation(made, resource(made, "duo")).startswith("甲一, 乙二, 丙三, 等. 四人[EB/OL]. ")


def test_a_few_lines_for_a_chat_name_it_and_end_with_its_address(city: Path) -> None:
    made = world(city)
    without = chat(made, resource(made, "yici-hanshu"))
    assert without.splitlines() == [
        "《一次函数的图象》教学设计",
        "教学设计，八年级 下册 人教版 2022课标版",
        "初中数学基地，1 个附件，署名-非商业",
    ]
    assert fields(made, "yici-hanshu")["code"] is None
    made = world(city, SITE)
    assert chat(made, resource(made, "yici-hanshu")) == f"{without}\nhttps://jidi.example.cn/w/bases/cz-shuxue/resources/yici-hanshu.html"


@settings(max_examples=25, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-/", min_size=1, max_size=180))
def test_a_phone_reads_the_code(path: str) -> None:
    address = f"https://jidi.example.cn/{path}.html"
    made = code(address)
    assert made and made.size >= 21 + 8
    scale, side = 4, made.size * 4
    pixels = bytearray(b"\xff" * side * side)
    for x, y, run in (map(int, one) for one in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", made.path)):
        for row in range(y * scale, (y + 1) * scale):
            pixels[row * side + x * scale : row * side + (x + run) * scale] = bytes(run * scale)
    assert [one.text for one in zxingcpp.read_barcodes(memoryview(bytes(pixels)).cast("B", (side, side)))] == [address]


def test_what_no_code_can_hold_has_none() -> None:
    assert code("") is None and code("https://jidi.example.cn/" + "长" * 3000) is None


# --- asking -------------------------------------------------------------------------------------------------------

_WORLDS: dict[str, World] = {}


def asked(more: str) -> World:
    """The project's own city with these settings and no others."""
    if more not in _WORLDS:
        city, _ = ours()
        told = Settings.model_validate({"城市": "平顶山市", "网站名称": "资源中心", "指导思想": "教研", "联系": "教研室", **yaml.safe_load(more or "{}")})
        others = tuple(one for one in city.entries if not isinstance(one.record, Settings))
        entry = next(iter(city.of(Settings)))
        _WORLDS[more] = World(replace(city, entries=(*others, replace(entry, record=told))), ())
    return _WORLDS[more]


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_any_title_arrives_whole_in_the_form(title: str) -> None:
    made = asked("仓库地址: https://github.com/pds/jidi/")
    found = {one.text: urlsplit(one.address) for one in links(made, title, "a/b.html")}
    assert list(found) == ["提问", "说声谢谢", "这份资源我用过", "有错误"]
    for mark, address in zip(("提问", "谢谢", "用过", "有错误"), found.values(), strict=True):
        query = parse_qs(address.query, keep_blank_values=True)
        assert (address.scheme, address.netloc, address.path) == ("https", "github.com", "/pds/jidi/issues/new")
        assert query["title"] == [f"{mark}：{title}"] and query["about"] == ["a/b.html"]


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_without_a_repository_it_is_a_letter_to_the_office(title: str) -> None:
    made = asked("邮箱: jidi@example.cn")
    for one in (*links(made, title, "a/b.html"), request_link(made, title)):
        assert one
        address, _, query = one.address.partition("?")
        assert address == "mailto:jidi@example.cn" and re.fullmatch(r"[\w.%=&~-]*", query, re.ASCII)
        assert unquote(query.split("&")[0]).endswith(f"：{title}")


def test_without_either_the_office_is_named(city: Path) -> None:
    made = asked("")
    assert (links(made, "x", "y.html"), request_link(made, "浮力"), contact(made)) == ((), None, "教研室")


def test_the_forms_that_are_opened_exist_and_have_the_field_that_is_filled_in() -> None:
    made = asked("仓库地址: https://github.com/pds/jidi")
    request = request_link(made, "浮力 {q}")
    assert request and "%7Bq%7D" in request.address
    opened = {parse_qs(urlsplit(one.address).query)["template"][0] for one in (*links(made, "x", "y"), request)}
    made_from_models = {"activity.yml", "resource.yml"}  # these bring material in, and are opened from the list of forms
    assert opened == {path.name for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")} - {"config.yml"} - made_from_models
    for name in opened:
        form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / name).read_text("utf-8"))
        ids = [one["id"] for one in form["body"] if one["type"] != "markdown"]
        assert form["name"] and form["description"] and ids[0] == "about" and len(ids) == len(set(ids))
        assert all(one["attributes"].get("label") or one["type"] == "markdown" for one in form["body"])


@pytest.mark.parametrize("line", ["邮箱: 张三", "邮箱: a@b.cn?cc=x@y.cn", "评论: {仓库: '不 行', 仓库编号: R, 分类: A, 分类编号: D}"])
def test_a_setting_that_leads_nowhere_is_named_at_its_line(city: Path, examine: Examine, line: str) -> None:
    file = city / "content/standards/city.yml"
    file.write_text(f"{line}\n{file.read_text('utf-8')}", "utf-8")
    found = [one for one in examine(city) if one.place.file == "content/standards/city.yml"]
    assert found and found[0].place.line == 1 and found[0].fix


# --- seeing it before taking it -----------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def package(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return made.getvalue()


def docx(body: str, prolog: str = "") -> bytes:
    return package(**{"word/document.xml": f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>"})


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_document_shows_its_paragraphs_and_tables() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = (
        f"<w:tbl><w:tr>{cell.format(p('题'))}{cell.format(p('答') + p('二行'))}</w:tr><w:tr>{cell.format('<w:p/>')}{cell.format(p('x &lt; y'))}</w:tr></w:tbl>"
    )
    more = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r><w:del><w:r><w:t>删</w:t></w:r></w:del></w:p>"
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>pīn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
        f"<mc:AlternateContent><mc:Choice>{p('框')}</mc:Choice><mc:Fallback>{p('框')}</mc:Fallback></mc:AlternateContent>"
    )
    found = words_of("docx", docx(p("一") + table + more))
    assert found == Words((("", ("一", Grid((("题", "答\n二行"), ("", "x < y"))), "甲 乙", "拼", "框")),))


def test_slides_come_in_the_order_in_which_they_are_shown() -> None:
    slide = f"<p:sld {A}><a:p><a:r><a:t>{{}}</a:t></a:r></a:p></p:sld>"
    relations = "".join(f'<Relationship Id="r{n}" Target="slides/slide{n}.xml"/>' for n in (1, 2))
    parts = {
        "ppt/presentation.xml": f'<p:presentation {A} {R}><p:sldIdLst><p:sldId id="256" r:id="r2"/><p:sldId r:id="r1" id="257"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": f"<Relationships>{relations}</Relationships>",
        "ppt/slides/slide1.xml": slide.format("后"),
        "ppt/slides/slide2.xml": slide.format("前"),
    }
    assert words_of("pptx", package(**parts)) == Words((("第 1 页", ("前",)), ("第 2 页", ("后",))))


@pytest.mark.parametrize("body", [p("字" * 50) * 1000, "<w:tbl>" + f"<w:tr><w:tc>{p('字' * 9)}</w:tc></w:tr>" * 9000 + "</w:tbl>", "<w:p/>" * 90_000 + p("完")])
def test_a_long_document_is_shown_in_part_and_says_so(body: str) -> None:
    found = words_of("docx", docx(p("头") + body))
    assert found and found.cut and len(repr(found)) < 4 * MAX_WORDS and found.parts[0][1][0] == "头"


def test_text_is_shown_as_it_is_and_cut_at_the_same_length() -> None:
    assert words_of("txt", "\ufeff一\n\n二 <b>".encode()) == Words((("", ("一", "二 <b>")),))
    long = words_of("csv", ("字" * 30_000).encode())
    assert long and long.cut and len(long.parts[0][1][0]) == MAX_WORDS
    assert words_of("txt", b"\xff\xfe") is None and words_of("txt", b"") is None


def test_a_document_that_brings_entities_is_not_read() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    assert words_of("docx", docx(p("&b;"), bomb)) is None
    assert words_of("docx", docx(p("&f;"), bomb)) is None
    assert words_of("docx", docx(p("没有实体"), "<!DOCTYPE x>")) is None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_file_however_broken_stops_the_page(data: st.DataObject) -> None:
    whole = bytearray((ROOT / "bases/xx-yuwen/files/2026/qiao-kejian.pptx").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    for suffix in ("pptx", "docx", "txt"):
        words_of(suffix, bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    words_of("docx", docx(data.draw(st.text(max_size=200))))


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.just(p("字")), lambda inner: st.tuples(st.sampled_from(["p", "tbl", "tr", "tc", "t", "del"]), st.lists(inner, max_size=3)).map(
    lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}</w:{pair[0]}>")))  # fmt: skip
def test_elements_in_any_order_are_read(body: str) -> None:
    words_of("docx", docx(body))
