"""html of a paper: one file, the same words and numbers as in print, for a phone, a dark room and a screen reader."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Literal

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import ROOT
from documents.test_papers import MARKUP, RARE
from documents.test_pdf import SVG, every, paper, report, table
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.charts.theme import DARK, LIGHT, variables
from jidi.documents import Column, Contents, Cover, Figure, Heading, Paper, Picture, Table, Text, Title, Unprintable, html, qr
from jidi.documents.html import fragment
from jidi.documents.paper import seen
from jidi.documents.pdf import headings
from playwright.sync_api import Browser
from web.axe import RULES, RUN
from web.test_html import wrong

WEB = Path(os.environ.get("JIDI_WEB") or ROOT / "tests/web/node_modules")


def page(made: Paper) -> BeautifulSoup:
    return BeautifulSoup(html(made), "html.parser")


def names(soup: BeautifulSoup | Tag) -> list[tuple[str, str]]:
    return [(one.name, one.get_text()) for one in soup.find_all(re.compile("^h[1-6]$"))]


def test_one_file_without_a_script_that_asks_for_nothing() -> None:
    made = html(paper(*every(RARE))).decode()
    assert RARE in made and "<script" not in made and "@import" not in made
    assert set(re.findall(r"""(?:src|href)=["']?(#|data:|[^"'#]*)|url\((.*?)\)""", made)) <= {("#", ""), ("data:", "")}
    assert made == html(paper(*every(RARE))).decode()


def test_headings_tables_and_figures_bear_the_numbers_of_the_print() -> None:
    made = report(blocks=3)
    soup = page(made)
    links = [(one.get_text(), soup.find(id=one["href"][1:]).get_text()) for one in soup.select("nav a")]  # type: ignore[union-attr, index]
    assert [(text, text) for _, text, _ in headings(made)] == links
    assert [one.get_text() for one in soup.find_all("caption")] == [f"表{n}　各校参加人数" for n in range(1, 5)]
    assert [one.get_text() for one in soup.find_all("figcaption")] == [f"图{n}　图题" for n in range(1, 4)]


def test_one_heading_is_the_highest_and_no_level_is_left_out() -> None:
    assert names(page(paper(Title("题"), Heading("甲", 1), Heading("乙", 3)))) == [("h1", "题"), ("h2", "一、甲"), ("h3", "1.乙")]
    assert names(page(paper(Heading("甲", 1), Title("题")))) == [("h1", "年度报告"), ("h2", "一、甲"), ("h2", "题")]
    assert names(page(paper(Cover("封面"), Title("题"), Heading("甲", 1)))) == [("h1", "封面"), ("h2", "题"), ("h3", "一、甲")]


def test_in_a_page_of_the_site_headings_begin_below_its_own() -> None:
    made = BeautifulSoup(fragment(paper(Title("题"), Heading("甲", 1), Text("文"))), "html.parser")
    assert names(made) == [("h2", "题"), ("h3", "一、甲")] and made.find("html") is None and "文" in made.get_text()


def test_cells_say_what_they_are_and_unknown_is_a_dash() -> None:
    columns = (Column("学校"), Column("人数", "int", unit="人", total=True))
    soup = page(paper(Table("一", columns, (("甲校", 3), ("乙校", None)), caption="人数", note="注：未报的写—。")))
    assert [(one["scope"], one.get_text()) for one in soup.select("thead th, tbody th, tfoot th")] == [
        ("col", "学校"), ("col", "人数（人）"), ("row", "甲校"), ("row", "乙校"), ("row", "合计"),
    ]  # fmt: skip
    assert [one.get_text() for one in soup.find_all("td")] == ["3", "—", "—"] and "注：未报的写—。" in soup.get_text()
    region = soup.select_one("[role=region]")
    assert region and region["tabindex"] == "0" and region["aria-label"] == "表1　人数"


def test_a_drawing_is_part_of_the_page_in_its_colours() -> None:
    web = '<?xml version="1.0" encoding="UTF-8"?>\n' + SVG.replace("#15a", "var(--jd-chart-1,#00695f)")
    figure = page(paper(Figure(SVG, web, "说明", "图题"), Picture(qr("x"), "二维码", 26))).find("figure")
    assert figure and "var(--jd-chart-1,#00695f)" in str(figure) and "<?xml" not in str(figure)
    with pytest.raises(Unprintable, match=r"图1　图题.*SVG"):
        html(paper(Figure(SVG, "<svg><b></svg>", "说明", "图题")))


def test_the_colours_are_those_of_the_charts() -> None:
    style = re.sub(r"\s", "", (ROOT / "scripts/jidi/documents/document.css").read_text("utf-8"))
    assert variables(LIGHT) in style.split("@media")[0] and variables(DARK) in style.split("@media")[1]


@pytest.mark.parametrize("words", MARKUP)
def test_words_stay_words(words: str) -> None:
    soup = page(paper(*every(words)))
    assert soup.get_text().count(words) + soup.get_text("\n").count(words) >= 12 or "\n" in words
    assert not soup.find(["w:t", "标", "w:p"])


@pytest.mark.slow
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_words_at_all_are_read_as_they_were_written(words: str) -> None:
    hostile = f"{words}<script>alert(1)</script>\"'><img src=x onerror=1>&lt;"
    made, plain = page(paper(*every(hostile))), page(paper(*every("正文")))
    shape = [one.name for one in plain.find_all(True) if one.name != "br"]
    assert [one.name for one in made.find_all(True) if one.name != "br"] == shape, "no element comes from words"
    said = [one for one in made.find_all("td") if "script" in one.get_text()]
    for br in made.find_all("br"):
        br.replace_with("\n")
    assert said and all(one.get_text() == seen(hostile) for one in said)


@pytest.mark.slow
def test_the_file_is_valid_html(tmp_path: Path) -> None:
    for number, made in enumerate((paper(*every("正文")), report(blocks=2), paper(Text("只有一段")), paper(Title("题"), Contents(), table()))):
        (tmp_path / f"{number}.html").write_bytes(html(made))
    found = shutil.which("node")
    assert found and (WEB / "html-validate").is_dir(), "没有网页检查的工具；请用 python3 run.py test 运行"
    assert wrong(found, WEB, tmp_path, [f"{number}.html" for number in range(4)], tmp_path / "report.json") == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_cut_off_and_axe_finds_nothing(browser: Browser, tmp_path: Path, scheme: Literal["light", "dark"]) -> None:
    (tmp_path / "a.html").write_bytes(html(paper(*every("平顶山市学科教研基地" * 3), table(30, wide=True), draft="草稿")))
    context = browser.new_context(viewport={"width": 360, "height": 760}, color_scheme=scheme)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "a.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.evaluate((WEB / "axe-core/axe.min.js").read_text("utf-8"))
    assert page.evaluate(RUN, ["default", RULES]) == []
    assert [one for one in asked if not one.startswith("data:")] == [(tmp_path / "a.html").as_uri()]
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 27, 26)"}[scheme]
    context.close()
