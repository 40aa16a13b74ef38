"""The frame of a page is made once for many pages, and one parser reads all bodies: what each would be alone, but for indentation."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Run
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.publish import Output, Page
from jidi.publish.output import Head
from jidi.site.contents import contents
from jidi.site.markdown import Reader
from jidi.site.pages import Pages, Site
from jidi.site.render import render
from jidi.site.shell import Framed, Shells
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

FOLDERS = ("", "people/", "feeds/", "reports/", "guide/", "bases/cz/", "bases/cz/resources/", "bases/cz/activities/", "bases/xx/resources/", "a/b/c/d/")


def tight(page: str) -> str:
    """Without what no browser shows."""
    return re.sub(r"(?<=>)\n(?=<)", "", re.sub(r"\s*\n\s*", "\n", page))


def alone(shells: Shells, page: Framed) -> str:
    """A page by the template itself."""
    return shells.whole("main.html", page, get_relative_url(".", page.url))


class Watched(Shells):
    """Keeps every page beside what it is alone, and counts what it asks of the theme."""

    made: dict[str, tuple[str, str]]
    asked: Counter[str]

    @classmethod
    def of(cls, shells: Shells) -> Watched:
        watched = cls(shells._theme, shells._around, shells._menu)
        watched.made, watched.asked = {}, Counter()
        return watched

    def page(self, page: Framed) -> str:
        made = super().page(page)
        self.made[page.url] = made, Shells.whole(self, "main.html", page, get_relative_url(".", page.url))
        return made

    def whole(self, name: str, page: Framed | None, base: str) -> str:
        self.asked[name] += 1
        return super().whole(name, page, base)


def watched(patch: pytest.MonkeyPatch) -> list[Watched]:
    """All shells that are made from now on."""
    found: list[Watched] = []
    begin = Pages.__init__

    def init(self: Any, *given: Any) -> None:
        begin(self, *given)
        self._shells = Watched.of(self._shells)
        found.append(self._shells)

    patch.setattr(Pages, "__init__", init)
    return found


def text(title: str, body: str = "", **more: Any) -> Page:
    return Page(title, "text", {"source": None}, body, **more)


@pytest.fixture(scope="module")
def pages() -> Pages:
    """The project's looks around two pages, one of them in the menu."""
    return Pages(ROOT, Site(), {"guide/index.md", "guide/other.md"}.__contains__)


WORDS = st.text(st.sampled_from("教研<>&\"'{%}\\#=课 a1\n"), max_size=12)


@settings(max_examples=100, deadline=None)
@given(
    url=st.builds("{}{}.html".format, st.sampled_from(FOLDERS), st.sampled_from(["index", "one", "another-one"])),
    words=st.lists(WORDS, min_size=5, max_size=5),
    wide=st.booleans(),
)
def test_whatever_a_page_says_its_shell_holds_it_as_the_template_does(pages: Pages, url: str, words: list[str], wide: bool) -> None:
    page = Framed(url, *words, wide)
    made = pages._shells.page(page)
    assert tight(made) == tight(alone(pages._shells, page))
    assert page.content in made


def test_the_contents_are_the_headings_of_two_levels_one_list_inside_another() -> None:
    article = '<h1 id="z">题</h1><h2 id="a">甲<a class="headerlink" href="#a">#</a></h2><h3 class="x" id="b"><em>乙</em>&amp;</h3><h4 id="c">丙</h4><h2 id="d">丁</h2>'
    assert '<ul><li><a href="#a">甲</a><ul><li><a href="#b">乙&amp;</a></li></ul></li><li><a href="#d">丁</a></li></ul></nav>' in contents(article)
    assert contents('<h2 id="a">甲</h2><h3 id="b">乙</h3><h2>丁</h2>') == ""  # nothing to choose from


def test_a_script_tells_the_theme_what_mkdocs_yml_asks_of_it() -> None:
    """It stands in for what the theme would write into every page, so a change in one place alone would do nothing."""
    asked = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["theme"]
    shell, frame = ((ROOT / f"overrides/assets/{name}.js").read_text("utf-8") for name in ("shell", "frame"))
    assert f"features: {json.dumps(asked['features'])}" in shell
    said = [(one["media"].split(": ")[1].rstrip(")"), one["scheme"], one["toggle"]["name"]) for one in asked["palette"]]
    assert [(media, scheme, change) for media, scheme, _, change in re.findall(r'\["(.*?)", "(.*?)", "(.*?)", "(.*?)"\]', frame)] == said


def test_a_page_holds_what_is_its_own_and_little_more(tmp_path: Path) -> None:
    """Ten thousand pages each hold the frame; 12 KB is asked of a whole page."""
    render(ROOT, [Output("bases/cz/resources/x.html", text("一份", "## 一\n\n## 二\n\n文"))], tmp_path)
    made = (tmp_path / "bases/cz/resources/x.html").read_bytes()
    assert len(made) < 3_800
    assert made.count(b"<svg") == 0 and made.count(b"policies/index.html") == 1


def test_pages_of_one_shape_ask_the_theme_once(tmp_path: Path) -> None:
    """Otherwise the shells would be right and bring nothing."""
    outputs = [Output(f"people/p{at}.html", text(f"第 {at} 人", "## 一\n\n## 二\n\n文")) for at in range(30)]
    outputs += [Output("people/wide.html", text("宽", wide=True)), Output("people/short.html", text("短", "文", head=Head((("description", "一句话"),))))]
    with pytest.MonkeyPatch.context() as patch:
        found = watched(patch)
        render(ROOT, outputs, tmp_path)
    assert len(found[0].made) == 32 and all(tight(spliced) == tight(full) for spliced, full in found[0].made.values())
    assert found[0].asked == {"main.html": 3, "404.html": 1}
    assert not any("\n " in spliced for spliced, _ in found[0].made.values())  # a tenth of what a reader's phone would fetch


@pytest.mark.slow
def test_every_page_of_the_city_is_as_the_template_makes_it(city: Path, jidi: Run) -> None:
    with pytest.MonkeyPatch.context() as patch:
        found = watched(patch)
        jidi("--root", city, "build")
    assert {address for address, (spliced, full) in found[0].made.items() if tight(spliced) != tight(full)} == set()
    assert set(found[0].made) == {path.relative_to(city / "site").as_posix() for path in (city / "site").rglob("*.html")} - {"404.html"}


def test_a_text_like_the_start_of_a_declaration_is_shown(pages: Pages) -> None:
    """MkDocs alone gives such a page up while looking for anchors."""
    assert "&lt;![ 甲" in Reader(pages.config).html("<![ 甲", pages._file("guide/p.md"), pages._articles._files)


LINES = st.lists(
    st.sampled_from(
        [
            *("# 题", "## 一节", "## 一节", "- 甲", "    - 乙", "1. 丙", "> 引", "[^1] 有注", "[^1]: 注", "[链]", "[链]: other.md", "[页](other.md#a)"),
            *("![图](files/图.png)", "|a|b|", "|-|-|", "|1|2|", "```", "词", ":   义", "<b>粗</b>", "*强*", "**", "    码", "", "", ""),
        ]
    ),
    max_size=12,
).map("\n".join)


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(LINES, min_size=1, max_size=4))
def test_one_parser_reads_every_text_as_mkdocs_reads_it_alone(pages: Pages, texts: list[str]) -> None:
    """No footnote, reference, heading id or open list of one page reaches the next."""
    reader, files = Reader(pages.config), pages._articles._files
    for at, words in enumerate(texts):
        page = MkDocsPage(None, pages._file(f"guide/p{at}.md"), pages.config)
        page.markdown = words
        page.render(pages.config, files)
        assert reader.html(words, page.file, files) == page.content


def test_a_body_that_cannot_be_read_is_named_and_leaves_the_next_as_it_is(tmp_path: Path) -> None:
    bodies = {"before": "- 甲\n\n    - 乙", "deep": "- " * 900 + "深", "after": "- 甲\n\n    - 乙"}
    outputs = [Output(f"people/{name}.html", text("同名", body)) for name, body in bodies.items()]
    assert [page for page, _ in render(ROOT, outputs, tmp_path)] == ["people/deep.html"]
    before, deep, after = ((tmp_path / f"people/{name}.html").read_text("utf-8") for name in bodies)
    assert "无法显示" in deep
    assert after == before.replace("people/before", "people/after")
