"""Hostile words in every text that a record has: refused at their line; and, made past the rules, escaped in every kind of file that is published."""

from __future__ import annotations

import csv
import functools
import io
import json
import re
import typing
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from conftest import ROOT, TODAY, lay_city, ours
from jidi.documents import Grid, Heading, Paper, Sign, Table, Text, Title, docx, html, pdf, workbook
from jidi.load import load
from jidi.model.city import City, Entry
from jidi.model.kinds import BASE_KINDS, KINDS
from jidi.model.record import Record, models_in
from jidi.model.types import Word, read_line, read_prose
from jidi.panel.sheet import workbook as score_sheet
from jidi.publish import Output, publish
from jidi.publish.assessment.dist import dist_files
from jidi.reports import KINDS as REPORTS
from jidi.reports import Report, year_of
from jidi.site.head import relative
from jidi.site.render import render
from playwright.sync_api import Browser
from pydantic import BaseModel, BeforeValidator
from web.server import Server

from trust.test_script import Watched

EVIL = "=1+cmd|'/C calc'!A0\"'><img src=x onerror=alert(1)></title></script><script>alert(1)</script>]]>{{7*7}}${{github.token}}\r\nX-EVIL:1\r\n::set-output name=x::y\u2028\x08#read(\"x\")"
_QUOTED = re.compile(r"""'(?:[^']|'')*'!|"(?:[^"]|"")*\"""")  # in a formula: the name of a sheet, or words
_TEXTS = {read_line, read_prose}
# Texts by which the program finds something; the office's own files, which no pull request of a base may touch (gate/guard).
_KEPT = ("lifecycle", "rubrics", "forms", "analysis", "reports", "textbooks", "certificates")


def hostile(value: Any, annotation: Any, notes: Iterable[Any] = ()) -> Any:
    """The same value with hostile words in each text that its type says it has, whether it was given or not."""
    if any(isinstance(one, BeforeValidator) and one.func in _TEXTS for one in notes):
        return f"{EVIL}{value or ''}"
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *more = typing.get_args(annotation)
        return hostile(value, inner, more)
    if isinstance(value, BaseModel):
        return spoiled(value)
    if isinstance(value, tuple):
        inside = typing.get_args(annotation)[0]
        texts = any(isinstance(one, BeforeValidator) and one.func in _TEXTS for one in getattr(inside, "__metadata__", ()))
        return tuple(hostile(one, inside) for one in value or (("",) if texts else ()))
    options = [one for one in typing.get_args(annotation) if one is not type(None)] if value is not None else []
    return hostile(value, options[0]) if options and not isinstance(value, Mapping) else value


def spoiled(record: Any) -> Any:
    """A record made past the rules: nothing reads its words again."""
    fields = type(record).model_fields
    return record.model_copy(update={name: hostile(getattr(record, name), info.annotation, info.metadata) for name, info in fields.items()})


@functools.cache
def city() -> City:
    """One base of the project's own material and the city's, all with hostile words."""
    whole, _ = ours()
    entries = [one for one in whole.entries if one.base in {"", "cz-shuxue"}]
    return replace(whole, entries=tuple(one if one.kind.id in _KEPT else _entry(one) for one in entries))


def _entry(one: Entry[Record]) -> Entry[Record]:
    return Entry(one.kind, one.base, one.id, one.file, spoiled(one.record), one.body, one.body_line, one.lines, one.sha256)


@functools.cache
def outputs() -> tuple[Output, ...]:
    return publish(city(), (), ())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere") / "site"
    folder.mkdir()
    assert render(ROOT, outputs(), folder) == []
    return folder


class Elements(HTMLParser):
    """What came of our words alone: elements that no template has, scripts that no template has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.linked: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._inside = tag
        if any(name.startswith("on") or name in {"'", '"'} for name in given) or (tag == "img" and given.get("src") == "x"):
            self.wrong.append(f"{tag} {attrs}")
        if tag == "script" and given.get("type") == "application/ld+json":
            self._inside = "ld"
        if (given.get("href") or "").lower().startswith(("javascript:", "data:", "vbscript:")):
            self.wrong.append(f"{tag} {attrs}")

    def handle_data(self, data: str) -> None:
        if self._inside == "ld":
            self.linked.append(data)
        elif self._inside == "script" and data.strip() and data != "jidi.palette()":
            self.wrong.append(data)
        self._inside = ""


def made(*endings: str) -> list[tuple[str, bytes]]:
    return [(one.path, one.content) for one in outputs() if one.path.endswith(endings) and isinstance(one.content, bytes)]


@pytest.mark.slow
def test_no_element_of_a_page_comes_of_words(site: Path) -> None:
    seen = 0
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        found = Elements(text)
        assert found.wrong == [], page
        for one in found.linked:
            json.loads(one)
        seen += "onerror=alert" in text
    assert seen > 50  # the words are there, as words


@pytest.mark.slow
def test_xml_json_csv_and_calendars_hold_words_as_words() -> None:
    for path, content in made(".xml", ".atom"):
        root = ElementTree.fromstring(content)
        assert not [one for one in root.iter() if one.tag.endswith(("}img", "}script"))], path
    for path, content in made(".json"):
        assert json.loads(content) is not None, path
    for path, content in made(".csv"):
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            assert not [cell for cell in row if re.match(r"[\s\x00]*[=+\-@＝＋－＠]", cell)], path
    for path, content in made(".ics"):
        lines = content.split(b"\r\n")
        assert not [one for one in lines if one.startswith((b"X-EVIL", b"::"))] and b"\n" not in b"".join(lines), path
    assert {Path(path).suffix for path, _ in made(".xml", ".json", ".csv", ".ics")} == {".xml", ".json", ".csv", ".ics"}


def words_of_office(path: str, content: bytes) -> str:
    """All parts of an office file, once none of them holds an element or a formula that came of words."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                found.append(text := parts.read(name).decode())
                root = ElementTree.fromstring(text)
                assert "<img" not in text and "<script" not in text, (path, name)
                formulas = [_QUOTED.sub("", one.text or "") for one in root.iter() if one.tag.endswith(("}f", "}instrText"))]
                assert not [one for one in formulas if "cmd" in one], (path, name)
    return "".join(found)


@pytest.mark.slow
def test_office_files_hold_words_as_words() -> None:
    seen = {Path(path).suffix for path, content in made(".xlsx", ".docx") if "onerror" in words_of_office(path, content)}
    assert seen == {".xlsx", ".docx"}


@pytest.mark.slow
def test_reports_and_the_offices_folder_hold_words_as_words() -> None:
    year = year_of(city(), (), "2025-2026")
    reports = {kind.id: one for kind in REPORTS for one in kind.make(year) if isinstance(one, Report)}
    evil = set()
    for id, one in reports.items():
        page = html(one.paper).decode()
        assert Elements(page).wrong == [], id
        said = words_of_office(id, docx(one.paper))
        if any(isinstance(block, Table) for block in one.paper.blocks):
            said += words_of_office(id, workbook(one.paper))
        evil |= {id} if "onerror" in page and "onerror" in said else set()
    assert len(evil) > 4, (sorted(evil), sorted(reports))
    assert year.assessment
    for output in dist_files(city(), year.assessment, (), (ROOT / "overrides/jidi/scorecard_full.html").read_text("utf-8")):
        assert isinstance(output.content, bytes)
        if output.path.endswith(".xlsx"):
            words_of_office(output.path, output.content)
        elif output.path.endswith(".html"):
            assert Elements(output.content.decode()).wrong == [], output.path
    assert "onerror" in words_of_office("评分表.xlsx", score_sheet(city(), year.assessment, EVIL, ["cz-shuxue"], EVIL))


@pytest.mark.slow
def test_typst_prints_its_own_marks_as_words() -> None:
    marks = '#read("/etc/passwd") #include "x.typ" $x^2$ *b* `c` <l> @r #[y] // z'
    data = pdf(Paper(marks, marks, TODAY, (Title(marks), Heading(marks, 1), Text(marks), Grid(((marks,), (marks,)), (150,)), Sign(marks))))
    printed = re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)))
    assert printed.count(re.sub(r"\s", "", marks)) >= 5


@pytest.mark.slow
def test_what_is_found_is_shown_as_words_in_chromium(site: Path, browser: Browser) -> None:
    with Server(site) as server:
        watched = Watched(browser, server)
        page = watched.page
        page.goto(f"{server.url}index.html")
        page.locator(".jd-search input").fill("onerror")
        page.locator("[role=option]").first.wait_for()
        at_once = page.locator("[role=option]").first.inner_text()
        page.goto(f"{server.url}find/index.html?q=onerror")
        page.locator(".jd-card").first.wait_for()
        assert "<img src=x" in at_once and "<img src=x" in page.locator(".jd-card").first.inner_text()
        assert page.locator("img[src=x], [onerror], .jd-card script").count() == 0
    assert watched.heard == set()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "a:b.html"])
@pytest.mark.parametrize("page", ["index.html", "bases/cz/x.html"])
def test_an_address_below_the_site_is_never_a_scheme(address: str, page: str) -> None:
    assert relative(address, page).startswith(("./", "../"))


def unread(annotation: Any, notes: Iterable[Any], seen: set[type]) -> Iterator[str]:
    """The texts inside a type that nothing reads: the model would take ``<script>`` as it is."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        inner, *more = typing.get_args(annotation)
        yield from unread(inner, more, seen)
    elif annotation is str:
        if not any(isinstance(one, BeforeValidator | Word) or getattr(one, "pattern", None) for one in notes):
            yield "str"
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            for name, info in annotation.model_fields.items():
                yield from (f"{annotation.__name__}.{name}" for _ in unread(info.annotation, info.metadata, set()) if not models_in(info.annotation))
                for model in models_in(info.annotation):
                    yield from unread(model, (), seen)
    else:
        for one in typing.get_args(annotation) if origin is not typing.Literal else ():
            yield from unread(one, notes if type(None) in typing.get_args(annotation) else (), seen)


def test_every_text_of_every_model_is_read_by_something_that_refuses() -> None:
    assert sorted({one for kind in KINDS.values() for one in unread(kind.model, (), set())}) == []


@pytest.mark.parametrize("kind", [kind.id for kind in BASE_KINDS if kind.id in {"base", "members", "activities", "resources", "plans"}])
def test_hostile_words_are_refused_at_their_line(tmp_path: Path, kind: str) -> None:
    root = lay_city(tmp_path / "city")
    file = next(root.glob(f"bases/cz-shuxue/{KINDS[kind].path}"))
    lines = file.read_text("utf-8").split("\n")
    at = next(
        number
        for number, line in enumerate(lines)
        if re.match(r"(标题|全称|  ?-? ?\{?姓名|名称|学校名|简称|- 姓名|  - 任务|目标)", line.strip()) or "姓名:" in line
    )
    lines[at] = re.sub(r"((?:标题|全称|姓名|名称|简称|任务|目标): *)", r"\1<img src=x onerror=alert(1)> ", lines[at], count=1)
    file.write_text("\n".join(lines), "utf-8", newline="\n")
    _, findings = load(root, TODAY)
    refused = [one for one in findings if one.code == "AQ01"]
    assert [(one.place.file, one.place.line) for one in refused] == [(file.relative_to(root).as_posix(), at + 1)]
