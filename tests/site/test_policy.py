"""Every page tells the browser what it may run, before anything else, and nothing that is in a page can change what it tells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.archive.frozen import frozen
from jidi.publish import Output, Page
from jidi.publish.output import Head
from jidi.site.pages import Pages, Site
from jidi.site.policy import COMMENTS, policy
from jidi.site.render import render

OURS = sorted((ROOT / "overrides").rglob("*.html"))
FIRST = re.compile(
    r'<!doctype html>\s*<html lang="zh" class="no-js">\s*<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
)


def directives(said: str) -> dict[str, list[str]]:
    """Source lists by name of directive; a name said twice would count once in a browser."""
    told = [one.split(" ") for one in said.split(";")]
    assert len({name for name, *_ in told}) == len(told)
    return {name: sources for name, *sources in told}


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(ROOT, Site(), {"guide/index.md"}.__contains__)


def test_only_files_of_the_site_run() -> None:
    told = directives(policy())
    assert told == {
        "default-src": ["'self'", "file:"],  # scripts, styles, frames, workers, fetches
        "img-src": ["'self'", "file:", "data:"],
        "style-src-attr": ["'unsafe-inline'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", "file:"],
    }


def test_comments_open_the_page_to_their_host_and_nothing_else() -> None:
    plain, open = directives(policy()), directives(policy(comments=True))
    assert open.pop("default-src") == [*plain.pop("default-src"), COMMENTS]
    assert open == plain
    asked = re.findall(r"https?://[^/\"]+", (ROOT / "overrides/assets/comments.js").read_text("utf-8"))
    assert asked == [COMMENTS], "the policy names the host that the script asks"


WORDS = st.text(st.sampled_from("教<>&\"'/=;-:1aehmtc "), max_size=12)
HOSTILE = st.sampled_from(
    [
        '<meta http-equiv="Content-Security-Policy" content="default-src *">',
        "</title></head><script>alert(1)</script>",
        "'unsafe-inline'",
        '"><script src=https://example.cn/x.js></script>',
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(WORDS | HOSTILE, min_size=3, max_size=3),
    path=st.sampled_from(["index.html", "guide/a.html", "bases/cz/resources/a.html"]),
    wide=st.booleans(),
)
def test_whatever_is_in_a_page_its_policy_comes_first_and_is_the_same(pages: Pages, words: list[str], path: str, wide: bool) -> None:
    title, body, description = words
    made, _ = pages.html(path, Page(title, "text", {"source": None}, body, wide=wide, head=Head((("description", description),))))
    match = FIRST.match(text := made.decode())
    assert match and match[1] == policy()
    assert text.count("<meta http-equiv=") == 1, "a second could only be somebody else's"
    assert len(re.findall(r"<script\b(?! src=)", text)) == 0


def test_only_a_page_with_comments_may_ask_their_host(pages: Pages) -> None:
    """Two pages of one folder and one shape but for that."""
    fields = {"source": None}
    made = [
        pages.html(f"bases/cz/resources/{at}.html", Page("题", "text", {**fields, **more}))[0]
        for at, more in enumerate(({}, {"comments": object()}, {"comments": None}))
    ]
    found = [match[1] for one in made if (match := FIRST.match(one.decode()))]
    assert found == [policy(), policy(comments=True), policy()]


def test_the_page_for_a_wrong_address_says_it_too(tmp_path: Path) -> None:
    render(ROOT, [Output("people/x.html", Page("题", "text", {"source": None}))], tmp_path)
    for name in ("404.html", "people/x.html"):
        match = FIRST.match((tmp_path / name).read_text("utf-8"))
        assert match and match[1] == policy(), name


@pytest.mark.parametrize("file", OURS, ids=lambda one: one.relative_to(ROOT / "overrides").as_posix())
def test_no_template_of_ours_holds_a_script_a_handler_or_a_style(file: Path) -> None:
    """A browser would refuse them on every page. The scorecard for printing is no page of the site: a file of its own, with its own style."""
    text = re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"<script\b(?![^>]*\ssrc=)", text) == []
    assert re.findall(r"(?i)<[a-z][^>]*\s(on[a-z]+|srcdoc|style)\s*=", text) == []
    assert "javascript:" not in text
    assert ("<style" in text) == (file.name == "scorecard_full.html")


def test_a_page_kept_of_a_school_year_keeps_its_policy(pages: Pages) -> None:
    kept = frozen(pages.html("guide/a.html", Page("题", "text", {"source": None}))[0], "2026-2027").decode()
    before, said, after = kept.partition(f'<meta http-equiv="Content-Security-Policy" content="{policy()}">')
    assert said and before.endswith('<meta charset="utf-8">') and set(re.findall(r"<(\w+)", before)) == {"html", "head", "meta"}
    assert "这是 2026-2027 学年网站的存档" in after


@pytest.mark.parametrize("file", ["scripts/jidi/documents/document.html", "overrides/jidi/scorecard_full.html"])
def test_a_document_in_one_file_fetches_and_runs_nothing(file: str) -> None:
    """Reports, letters and scorecards as HTML are no pages of the site: they are opened from a folder, and bring their own style."""
    text = (ROOT / file).read_text("utf-8")
    match = re.search(r'<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    assert match and match[1].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not re.search(r"script-src|https?:|\*", match[1]) and "<script" not in text


def test_no_script_of_ours_needs_what_the_policy_refuses() -> None:
    for file in sorted((ROOT / "overrides/assets").rglob("*.js")):
        text = file.read_text("utf-8")
        assert not re.search(r"\beval\(|new Function\b|setTimeout\(\s*[\"'`]|javascript:|<[a-z][^>]*\son[a-z]+=|<[a-z][^>]*\sstyle=", text), file.name
