"""Whatever a contributor writes into a body, nothing of it runs: by the parsers of Python, and in a real Chromium with every page's policy taken off."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from conftest import ROOT, Run, lay_city
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.publish import Page
from jidi.site.body import clean, number_clauses
from jidi.site.pages import Pages, Site
from playwright.sync_api import Browser
from web.server import Server

from trust.vectors import BODIES, LINKS, TAGS

LIVE = {
    "script", "style", "iframe", "frame", "object", "embed", "applet", "svg", "math", "form", "input", "button", "select", "textarea", "meta", "link", "base",
    "template", "video", "audio", "source", "track", "details", "dialog", "marquee", "image", "xmp", "plaintext", "noscript", "area", "map",
}  # fmt: skip
CONTROLS = "".join(map(chr, range(33)))  # what a browser takes off an address (URL Standard, 4.4)
HARMLESS = ("http:", "https:", "mailto:")


class Sinks(HTMLParser):
    """Collects what could run, or ask another host, and names that are not a heading's or a footnote's."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag in LIVE else []
        for name, value in attrs:
            word = re.sub("[\t\n\r]", "", (value or "").lower()).strip(CONTROLS)
            scheme = match[0] if (match := re.match("[a-z][a-z0-9+.-]*:", word)) else ""
            away = name == "src" and (scheme or word.startswith("//"))
            ours = (name == "id" and word.startswith("_")) or (name == "class" and word.startswith(("md-", "jd-")) and word != "jd-clause")
            if name.startswith("on") or name in {"srcdoc", "srcset", "action", "formaction", "ping", "data"} or away or ours:
                self.found.append(f"{tag} {name}={value}")
            if name in {"href", "src", "xlink:href"} and scheme and scheme not in HARMLESS:
                self.found.append(f"{tag} {name}={value}")


@functools.cache
def pages() -> Pages:
    return Pages(ROOT, Site(), lambda source: source.startswith("bases/"))


def page_of(body: str) -> str:
    """A whole page with this body, as the site makes it."""
    return pages().html("policies/x.html", Page("题", "text", {"source": ""}, body=body, clauses=True))[0].decode()


def parts_of(body: str) -> tuple[str, str]:
    """What became of a body, and the list of contents beside it, which is made of the headings once more."""
    page = page_of(body)
    article = page.partition('<div class="jd-body">')[2].partition("</main>")[0]
    menu = page.partition('class="md-sidebar__inner">')[2].partition('<div class="md-content">')[0].partition("<ul>")[2].rpartition("</ul>")[0]
    assert article.count("</article>") == 2 and "</script>" not in article
    return article.partition("</article>")[0], menu


def article_of(body: str) -> str:
    return parts_of(body)[0]


@pytest.mark.parametrize("group", ["tags", "links", "rest"])
def test_no_body_leaves_anything_alive(group: str) -> None:
    chosen = {"tags": TAGS, "links": LINKS, "rest": tuple(one for one in BODIES if one not in {*TAGS, *LINKS})}[group]
    assert {body: found for body in chosen for part in parts_of(body) if (found := Sinks(part).found)} == {}


_PIECES = st.sampled_from(
    [
        *BODIES,
        "<",
        ">",
        "&",
        '"',
        "'",
        "`",
        "](",
        "![",
        "[",
        "\n\n",
        "\n",
        " ",
        "|",
        "# ",
        "    ",
        "教研",
        "onload=",
        "javascript:",
        "&#106;",
        "{#",
        "}",
        "```",
        "\\",
    ]
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=8).map("".join))
def test_no_mixture_leaves_anything_alive(body: str) -> None:
    for part in parts_of(body):
        assert Sinks(part).found == []


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=8).map("".join))
def test_what_is_clean_is_clean_for_the_next_parser_too(text: str) -> None:
    """HTML that is read once more, as a browser does, must not become other HTML: that is how mutation attacks get through."""
    once = clean(text)
    assert clean(once) == once.replace("\r", "\n") and Sinks(once).found == []
    assert Sinks(number_clauses(once)).found == []


def test_a_fence_gives_no_names_and_no_looks_of_ours() -> None:
    made = article_of("```{#__config .python .md-search .jd-notice onclick=x}\n甲\n```")
    assert '<pre><code class="language-python">甲' in made


def test_headings_footnotes_and_the_language_of_code_stay() -> None:
    made = article_of("# 一\n\n甲[^1]\n\n```c++\nx\n```\n\n[^1]: 乙\n")
    for part in ('<h1 id="一">', 'class="headerlink"', 'class="footnote-ref" href="#fn:1"', '<li id="fn:1">', '<code class="language-c++">'):
        assert part in made


def test_snippets_and_macros_are_words() -> None:
    made = article_of('--8<-- "mkdocs.yml"\n\n{{ 7*7 }} {{ config.site_name }} {% include "main.html" %}')
    assert "site_name:" not in made and "49" not in made
    for words in ("--8&lt;--", "{{ 7*7 }}", "{{ config.site_name }}", '{% include "main.html" %}'):
        assert words in made


# What a real browser does.

_TRAP = """
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => heard(location.pathname, name);
Object.defineProperty(window, "ran", { set: () => heard(location.pathname, "ran") });
addEventListener("message", (event) => event.data === "ran" && heard(location.pathname, "message"));
const log = console.log;
console.log = (...words) => words.includes("ran") ? heard(location.pathname, "console") : log(...words);
addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link && ["http:", "https:", "mailto:", ":"].includes(link.protocol)) event.preventDefault();
});
addEventListener("load", () => {
  for (const one of document.querySelectorAll(".jd-body a, .jd-body [onclick], .md-sidebar a")) one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
});
"""
# Each page in a frame of one page, ten at a time; what is alive in its body, and what is alive around that.
_VISIT = """async ([paths, live, harmless]) => {
  const probe = (document) => {
    const body = document.querySelector(".jd-body"), wrong = [];
    if (!body) return { wrong: ["正文不见了"], around: "" };
    for (const one of body.querySelectorAll("*")) {
      if (live.includes(one.localName)) wrong.push(one.outerHTML);
      for (const { name } of one.attributes) if (name.startsWith("on") || ["srcdoc", "formaction", "ping"].includes(name)) wrong.push(one.outerHTML);
      if (one.hasAttribute("href") && !harmless.includes(one.protocol)) wrong.push(one.outerHTML);
      if (one.hasAttribute("src") && new URL(one.src).host !== location.host) wrong.push(one.outerHTML);
    }
    if ((document.getElementById("__config") ?? document.scripts[0])?.localName !== "script") wrong.push("#__config");
    const around = [...document.querySelectorAll(live.join(","))].filter((one) => !body.contains(one));
    return { wrong, around: around.map((one) => one.localName).sort().join(" ") };
  };
  const told = {}, waiting = [...paths];
  const visit = async (path) => {
    const frame = document.createElement("iframe");
    const loaded = new Promise((done) => { frame.onload = done; setTimeout(done, 5000); });
    frame.src = path;
    document.body.append(frame);
    await loaded;
    await new Promise((done) => setTimeout(done, 60));
    try { told[path] = probe(frame.contentDocument); } catch (error) { told[path] = { wrong: [String(error)], around: "" }; }
    frame.remove();
  };
  const worker = async () => { for (let path; (path = waiting.shift()); ) await visit(path); };
  await Promise.all(Array.from({ length: 10 }, worker));
  return told;
}"""
BATCH = 50
LOOKS = ["*.css*", "*/assets/shell.js*", "https://*"]  # what takes nine tenths of the time and is the same for every body


class Watched:
    """A browser that hears whatever runs in any page or frame; ``without``: addresses that it does not fetch."""

    def __init__(self, browser: Browser, server: Server, without: Sequence[str] = ()) -> None:
        self.server, self.heard = server, set[tuple[str, str]]()
        context = browser.new_context(bypass_csp=True)  # so that what is shown is the cleaning alone
        context.expose_binding("heard", lambda source, path, how: self.heard.add((path, how)))
        context.add_init_script(_TRAP)
        self.page = context.new_page()
        wire = context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.send("Network.setBlockedURLs", {"urls": [*without]})

    def visit(self, paths: Sequence[str]) -> dict[str, dict[str, object]]:
        """Each page's path with what :data:`_VISIT` says of it."""
        self.page.goto(f"{self.server.url}{paths[0]}")
        self.page.evaluate("document.body.replaceChildren()")
        told: dict[str, dict[str, object]] = self.page.evaluate(
            _VISIT, [[f"{self.server.url}{path}" for path in paths], sorted(LIVE), [*HARMLESS, ":"]]
        )  # ":": an address that leads nowhere
        return {url.removeprefix(self.server.url): told[url] for url in sorted(told)}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    """A city with a record for each body, and with policies that hold many of them."""
    root = lay_city(tmp_path_factory.mktemp("hostile") / "city")
    resources, policies = root / "bases/cz-shuxue/resources", root / "content/policies"
    head = (resources / "yici-hanshu.md").read_text("utf-8").split("---\n")[1]
    for at, body in enumerate(("没有恶意的正文", *BODIES)):
        (resources / f"v{at:03}.md").write_text(f"---\n{head}---\n{body}\n", "utf-8", newline="\n")
    for at in range(0, len(BODIES), BATCH):
        body = "\n\n正文\n\n".join(BODIES[at : at + BATCH])
        (policies / f"v{at:03}.md").write_text(f"---\n标题: 恶意\n发文机关: 某\n---\n{body}\n", "utf-8", newline="\n")
    run = jidi("--root", root, "build")
    assert run.returncode == 0, run.stderr
    return root / "site"


@pytest.mark.slow
def test_no_body_runs_in_chromium(hostile: Path, browser: Browser) -> None:
    paths = [f"bases/cz-shuxue/resources/v{at:03}.html" for at in range(len(BODIES) + 1)]
    with Server(hostile) as server:
        watched = Watched(browser, server, without=LOOKS)
        seen = watched.visit(paths)
    assert [*seen] == paths and watched.heard == set()
    assert {path: told["wrong"] for path, told in seen.items() if told["wrong"]} == {}
    assert {str(told["around"]) for told in seen.values()} == {seen[paths[0]]["around"]}  # nothing broke out of the body


@pytest.mark.slow
def test_many_together_do_not_run_beside_the_scripts_of_the_site(hostile: Path, browser: Browser) -> None:
    paths = [f"policies/v{at:03}.html" for at in range(0, len(BODIES), BATCH)]
    with Server(hostile) as server:
        watched = Watched(browser, server)
        seen = watched.visit(paths)
    assert [*seen] == paths and watched.heard == set()
    assert {path: told["wrong"] for path, told in seen.items() if told["wrong"]} == {}


@pytest.mark.slow
def test_the_trap_hears_them_where_nothing_is_cleaned(tmp_path: Path, browser: Browser) -> None:
    """The same bodies as most sites read Markdown: had cleaning done nothing, the tests above would fail."""
    bodies, usual = (*BODIES[:20], *BODIES[20::3]), ["tables", "fenced_code", "footnotes", "attr_list", "md_in_html", "def_list", "toc", "admonition"]
    for at, body in enumerate(bodies):
        made = markdown.markdown(body, extensions=usual)
        (tmp_path / f"{at}.html").write_text(f'<!doctype html><meta charset="utf-8"><article class="jd-body">{made}</article>', "utf-8", "replace")
    (tmp_path / "404.html").write_text("没有", "utf-8")
    with Server(tmp_path) as server:
        watched = Watched(browser, server)
        watched.visit([f"{at}.html" for at in range(len(bodies))])
    assert len({path for path, _ in watched.heard}) > 40
    assert {how for _, how in watched.heard} >= {"alert", "confirm", "prompt", "ran", "console"}
