"""Material's part of a page is made once for many pages, and one parser reads all bodies: what MkDocs gives for each alone, but for indentation."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Run
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.publish import Output, Page
from jidi.publish.output import Head
from jidi.site.markdown import Reader
from jidi.site.pages import Pages
from jidi.site.render import render
from jidi.site.shell import Shells
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc


class Counting:
    """The theme's templates, and how often a page was rendered with them."""

    def __init__(self, env: Any) -> None:
        self.env, self.rendered = env, 0

    def get_template(self, name: str) -> Any:
        self.rendered += name == "main.html"
        return self.env.get_template(name)


class Both:
    """Renders every page in its shell and by the theme alone, and keeps both."""

    def __init__(self, env: Any) -> None:
        self.theme = Counting(env)
        self.shells = Shells(self.theme)  # type: ignore[arg-type]
        self.pages: dict[str, tuple[str, str]] = {}
        self.context: Any = None

    def get_template(self, name: str) -> Any:
        return self if name == "main.html" else self.theme.env.get_template(name)

    def render(self, context: Any) -> str:
        full = str(self.theme.env.get_template("main.html").render(context))
        self.pages[context["page"].url] = self.shells.render(context), full
        self.context = context
        return full


@dataclass(frozen=True)
class Theme:
    """MkDocs as it is when it begins to write pages."""

    both: Both
    config: Any
    files: Any

    def page(self, path: str) -> MkDocsPage:
        return MkDocsPage(None, File(f"{path}.md", None, self.config.site_dir, use_directory_urls=False), self.config)


def caught(patch: pytest.MonkeyPatch, build: Callable[[], object]) -> Theme:
    themes = []
    begin = Pages.__init__

    def init(self: Any, *given: Any) -> None:
        begin(self, *given)
        self._shells = Both(self._theme)
        themes.append(Theme(self._shells, self.config, self._articles._files))

    patch.setattr(Pages, "__init__", init)
    build()
    return themes[0]


def tight(page: str) -> str:
    """Without what no browser shows."""
    return re.sub(r"(?<=>)\n(?=<)", "", re.sub(r"\s*\n\s*", "\n", page))


def text(title: str, body: str = "", **more: Any) -> Page:
    return Page(title, "text", {"source": None}, body, **more)


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """The project's looks around two pages, one of them in the menu."""
    with pytest.MonkeyPatch.context() as patch:
        outputs = [Output(path, text("一页", "正文")) for path in ("guide/index.html", "guide/other.html")]
        return caught(patch, lambda: render(ROOT, outputs, tmp_path_factory.mktemp("theme")))


WORDS = st.text(st.sampled_from("教研<>&\"'{%}\\#=课 a1\n"), max_size=12)
TOKENS = st.recursive(
    st.builds(lambda name, id, below: {"level": 2, "id": id, "name": name, "children": below}, WORDS, WORDS, st.just([])),
    lambda below: st.builds(lambda name, id, below: {"level": 2, "id": id, "name": name, "children": below}, WORDS, WORDS, st.lists(below, max_size=2)),
    max_leaves=4,
)
FOLDERS = ("", "people/", "feeds/", "reports/", "guide/", "bases/cz/", "bases/cz/resources/", "bases/cz/activities/", "bases/xx/resources/", "a/b/c/d/")


@settings(max_examples=100, deadline=None)
@given(
    folder=st.sampled_from(FOLDERS),
    name=st.sampled_from(["index", "one", "another-one"]),
    wide=st.booleans(),
    title=WORDS,
    head=st.builds(lambda words, described: words + '<meta name="description" content="甲">' * described, WORDS, st.booleans()),
    tokens=st.lists(TOKENS, max_size=3),
    content=WORDS,
    address=st.none() | st.builds("https://example.org/{}".format, WORDS),
)
def test_whatever_a_page_says_its_shell_holds_it_as_the_theme_does(
    theme: Theme, folder: str, name: str, wide: bool, title: str, head: str, tokens: list[Any], content: str, address: str | None
) -> None:
    page = theme.page(folder + name)
    page.markdown, page.content, page.canonical_url, page.toc = "", content, address, get_toc(tokens)
    page.meta = {"title": html.escape(title), "hide": ["navigation", "toc"] if wide else ["navigation"], "head": head}
    context = get_context(theme.both.context["nav"], theme.files, theme.config, page)
    made, full = theme.both.shells.render(context), theme.both.theme.env.get_template("main.html").render(context)
    assert tight(made) == tight(full)
    assert content in made


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
    assert len(made) < 5_500
    assert made.count(b"<svg") == 0 and made.count(b"policies/index.html") == 1


def test_pages_of_one_shape_ask_the_theme_once(tmp_path: Path) -> None:
    """Otherwise the shells would be right and bring nothing."""
    outputs = [Output(f"people/p{at}.html", text(f"第 {at} 人", "## 一\n\n## 二\n\n文")) for at in range(30)]
    outputs += [Output("people/wide.html", text("宽", wide=True)), Output("people/said.html", text("说", head=Head((("description", "一句话"),))))]
    with pytest.MonkeyPatch.context() as patch:
        both = caught(patch, lambda: render(ROOT, outputs, tmp_path)).both
    assert len(both.pages) == 32 and all(tight(spliced) == tight(full) for spliced, full in both.pages.values())
    assert both.theme.rendered == 3
    assert not any("\n " in spliced for spliced, _ in both.pages.values())  # a tenth of what a reader's phone would fetch


@pytest.mark.slow
def test_every_page_of_the_city_is_as_the_theme_makes_it(city: Path, jidi: Run) -> None:
    with pytest.MonkeyPatch.context() as patch:
        both = caught(patch, lambda: jidi("--root", city, "build")).both
    assert {address for address, (spliced, full) in both.pages.items() if tight(spliced) != tight(full)} == set()
    assert set(both.pages) == {path.relative_to(city / "site").as_posix() for path in (city / "site").rglob("*.html")} - {"404.html"}


def test_a_text_like_the_start_of_a_declaration_is_shown(theme: Theme) -> None:
    """MkDocs alone gives such a page up while looking for anchors."""
    assert "&lt;![ 甲" in Reader(theme.config).html("<![ 甲", theme.page("guide/p").file, theme.files)


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
def test_one_parser_reads_every_text_as_mkdocs_reads_it_alone(theme: Theme, texts: list[str]) -> None:
    """No footnote, reference, heading id or open list of one page reaches the next."""
    reader = Reader(theme.config)
    for at, words in enumerate(texts):
        page = theme.page(f"guide/p{at}")
        page.markdown = words
        page.render(theme.config, theme.files)
        assert reader.html(words, page.file, theme.files) == page.content


def test_a_body_that_cannot_be_read_is_named_and_leaves_the_next_as_it_is(tmp_path: Path) -> None:
    bodies = {"before": "- 甲\n\n    - 乙", "deep": "- " * 900 + "深", "after": "- 甲\n\n    - 乙"}
    outputs = [Output(f"people/{name}.html", text("同名", body)) for name, body in bodies.items()]
    assert [page for page, _ in render(ROOT, outputs, tmp_path)] == ["people/deep.html"]
    before, deep, after = ((tmp_path / f"people/{name}.html").read_text("utf-8") for name in bodies)
    assert "无法显示" in deep
    assert after == before.replace("people/before", "people/after")
