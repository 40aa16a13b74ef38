"""What a page's policy lets through and what not, in a real Chromium: everything of ours works, on a server and from a folder; nothing planted runs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run, lay_city
from jidi.site.policy import COMMENTS, policy
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from web.server import Server

pytestmark = pytest.mark.slow

PATIENCE = 30_000  # milliseconds: a machine with other work is slow, and nothing here is about speed

OTHERS = re.compile(r"https?://(?!127\.0\.0\.1:)")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
FIRST = re.compile(rf'<!doctype html>\s*<html lang="zh" class="no-js">\s*<head>\s*<meta charset="utf-8">\s*{POLICY.pattern}')
MENTIONED = re.compile(r"http-equiv\W*content-security-policy", re.IGNORECASE)
INLINE = re.compile(r'<script(?![^>]*\ssrc=)(?! type="application/ld\+json">)[^>]*>', re.IGNORECASE)
LIKE_A_HANDLER = re.compile(r"[\s\"'/]on[a-z]+\s*=", re.IGNORECASE)  # no handler is written otherwise; words may look like it
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""
SETTINGS = "\n网站地址: https://jidi.example.cn\n评论: {仓库: pds/pinglun, 仓库编号: R_1, 分类: General, 分类编号: D_1}\n"
SEARCHED = {"home", "find", "404", "resource"}
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.html"
# As the script of giscus.app does it: a style sheet, a frame, a style set by script.
CLIENT = f"""
const script = document.currentScript, frame = document.createElement("iframe"), sheet = document.createElement("link");
Object.assign(sheet, {{ rel: "stylesheet", href: "{COMMENTS}/default.css" }});
frame.src = "{COMMENTS}/zh-CN/widget?term=" + script.dataset.term;
frame.className = "giscus-frame";
frame.style.opacity = "0.5";
document.head.prepend(sheet);
script.after(frame);
"""
# Each would set window.ran, or fetch from another host, if the browser let it.
PLANTED = {
    "script": "<script>window.ran = 1</script>",
    "handler": '<img src="nothing.png" onerror="window.ran = 1">',
    "foreign script": '<script src="https://example.cn/x.js"></script>',
    "script as data": '<script src="data:text/javascript,window.ran=1"></script>',
    "module": '<script type="module">window.ran = 1</script>',
    "frame of words": '<iframe srcdoc="<script>parent.ran = 1</script>"></iframe>',
    "frame as data": '<iframe src="data:text/html,<script>parent.postMessage(1,`*`)</script>"></iframe>',
    "foreign frame": '<iframe src="https://example.cn/frame.html"></iframe>',
    "link": '<a id="planted" href="javascript:void(window.ran = 1)">点</a>',
    "button": '<button id="planted" onclick="window.ran = 1">点</button>',
    "object": '<object data="https://example.cn/frame.html"></object>',
    "picture elsewhere": '<img src="https://example.cn/seen.png">',
    "style sheet": "<style>body { background: url(https://example.cn/seen.png) }</style>",
    "form": '<form action="https://example.cn/form"><button id="planted">交</button></form>',
}


class Tab:
    """A tab that notes what its policy refused, what the console says and which other hosts were asked."""

    def __init__(self, page: Page) -> None:
        self.page, self.noted, self.asked = page, list[str](), list[str]()
        page.add_init_script(LISTEN)
        page.on("console", lambda message: self.noted.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.noted.append(str(error)))
        page.on("request", lambda asked: self.asked.append(asked.url) if OTHERS.match(asked.url) else None)

    def open(self, address: str) -> Page:
        self.page.goto(address, wait_until="load")
        return self.page

    def wrong(self) -> list[str]:
        """What was noted since the last page."""
        told = [*self.page.evaluate("window.refused"), *self.noted, *self.asked]
        self.noted.clear()
        self.asked.clear()
        return told


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1300, "height": 900}, reduced_motion="reduce")
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Tab]:
    made = Tab(context.new_page())
    yield made
    made.page.close()


@pytest.fixture(scope="module")
def talked(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    """The small city with comments and with a pdf to be looked at."""
    root = lay_city(tmp_path_factory.mktemp("talked") / "city")
    with (root / "content/standards/city.yml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    shutil.copy(next((ROOT / "bases").rglob("*.pdf")), root / "bases/cz-shuxue/files/2026/jiangyi.pdf")
    source = root / RESOURCE.replace(".html", ".md")
    source.write_text(re.sub(r"^附件:$", "附件:\n  - {文件: 2026/jiangyi.pdf, 名称: 讲义}", source.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")
    run = jidi("--root", root, "build")
    assert run.returncode == 0, run.stdout + run.stderr
    return root / "site"


@pytest.fixture(scope="module")
def talking(talked: Path) -> Iterator[Server]:
    with Server(talked) as started:
        yield started


class Handlers(HTMLParser):
    """The handlers of a page's elements."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found = list[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]


def test_every_file_of_a_site_has_one_policy_in_its_place_and_no_handler(sample: Path, talked: Path) -> None:
    """Only a resource's page may ask the host of the comments."""
    told = dict[str, int]()
    for file in [*sample.rglob("*.html"), *talked.rglob("*.html")]:
        text = file.read_text("utf-8")
        first, others = FIRST.match(text), MENTIONED.findall(text)
        assert first and len(others) == 1, file
        assert first[1] == policy(talked in file.parents and "data-comments" in text), file
        assert INLINE.findall(text) == [], file
        assert not LIKE_A_HANDLER.search(text) or Handlers(text).found == [], file
        told[first[1]] = told.get(first[1], 0) + 1
    assert set(told) == {policy(), policy(comments=True)} and told[policy()] > 100


def test_a_handler_a_script_and_a_second_policy_would_be_seen() -> None:
    """That the test above can find fault."""
    for handler in ("<p onclick=a()>", "<p ONCLICK = 'a()'>", "<img src=''onerror=a()>", "<svg/onload=a()>"):
        assert LIKE_A_HANDLER.search(handler) and Handlers(handler).found, handler
    assert INLINE.findall("<script>a()</script><SCRIPT type=module>a()</SCRIPT>") and not INLINE.findall('<script src="a.js"></script>')
    assert len(MENTIONED.findall('<meta http-equiv="content-security-policy"><META HTTP-EQUIV=Content-Security-Policy>')) == 2


def test_nothing_of_ours_is_refused_on_any_page(tab: Tab, server: Server, templates: Mapping[str, str]) -> None:
    """Each template: opened, the colours changed, on paper, and its folded parts opened; where the box for a search is not every page's, or deep down, that too."""
    wrong = dict[str, list[str]]()
    for template, path in templates.items():
        page = tab.open(server.url + path)
        scheme = page.locator("body").get_attribute("data-md-color-scheme")
        page.locator(".md-header__option label:visible").click()
        assert page.locator("body").get_attribute("data-md-color-scheme") != scheme, template
        if template in SEARCHED:
            page.locator("input[type=search]:visible").first.fill("函数")
            expect(page.locator(".jd-hit, .jd-found .jd-card, .jd-find-list > *").first, template).to_be_visible(timeout=PATIENCE)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        page.emulate_media(media="print")
        page.emulate_media(media="screen")
        if told := tab.wrong():
            wrong[template] = told
    assert wrong == {}


def test_comments_open_once_a_reader_asks_for_them(tab: Tab, talking: Server) -> None:
    asked = list[str]()

    def answer(route: Route) -> None:
        asked.append(route.request.url.split("?")[0].removeprefix(COMMENTS))
        kind = {"js": "text/javascript", "css": "text/css"}.get(asked[-1].rpartition(".")[2], "text/html")
        body = {"text/javascript": CLIENT, "text/css": ".giscus-frame { width: 321px }"}.get(kind, "<p>评论")
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8", headers={"Access-Control-Allow-Origin": "*"})

    tab.page.route(COMMENTS + "/**", answer)
    page = tab.open(talking.url + RESOURCE)
    page.get_by_role("button", name="看评论").click()
    expect(page.frame_locator(".giscus-frame").locator("p")).to_have_text("评论", timeout=PATIENCE)
    expect(page.locator(".giscus-frame")).to_have_css("width", "321px", timeout=PATIENCE)
    assert page.locator(".giscus-frame").evaluate("one => getComputedStyle(one).opacity") == "0.5"
    assert sorted(asked) == ["/client.js", "/default.css", "/zh-CN/widget"]
    assert (page.evaluate("window.refused"), tab.noted) == ([], [])


def test_a_pdf_can_be_looked_at(tab: Tab, talking: Server) -> None:
    page = tab.open(talking.url + RESOURCE)
    page.locator("details[data-pdf] summary").click()
    page.locator("iframe[title=讲义]").wait_for()
    page.wait_for_timeout(300)
    assert [frame.url for frame in page.frames if frame.url.startswith("chrome-extension:")], "the reader of the browser itself"
    assert tab.wrong() == []


def test_a_site_opened_from_a_folder_works_as_well(tab: Tab, talked: Path) -> None:
    """Chromium takes 'self' for every file there; browsers that do not go by ``file:``."""
    top = f"{talked.as_uri()}/"
    for path in ("index.html", RESOURCE, "bases/index.html"):
        page = tab.open(top + path)
        page.locator(".jd-search input, .jd-ask input").last.fill("一次函数")
        expect(page.locator(".jd-hit-title").first).to_contain_text("一次函数", timeout=PATIENCE)
        assert page.locator("body").evaluate("one => getComputedStyle(one).fontSize") != "16px", "the style sheet"
        assert tab.wrong() == [], path
    page = tab.open(f"{top}find/index.html?q=函数")
    expect(page.locator("#content").get_by_role("link", name="一次函数").first).to_be_visible(timeout=PATIENCE)
    page = tab.open(top + RESOURCE)
    page.locator("details[data-pdf] summary").click()
    page.locator("iframe[title=讲义]").wait_for()
    page.locator(".jd-search input").fill("函数")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/index.html?q=*")
    assert tab.wrong() == []


@pytest.fixture
def planted(context: BrowserContext, server: Server, templates: Mapping[str, str]) -> Iterator[Any]:
    """Opens a page of the sample with something planted into its text; ``bare``: without its policy. Says what ran and which host was asked."""
    text = (server.folder / templates["resource"]).read_text("utf-8")

    def open(what: str, bare: bool = False) -> list[str]:
        page, outside = context.new_page(), list[str]()
        made = (POLICY.sub("", text, count=1) if bare else text).replace('id="content">', f'id="content">{what}', 1)
        page.add_init_script("addEventListener('message', () => { window.ran = 1 })")

        def foreign(route: Route) -> None:
            outside.append(route.request.url)
            script = route.request.resource_type == "script"
            route.fulfill(body="window.ran = 1" if script else "<p>", content_type="text/javascript" if script else "text/html")

        page.route("https://example.cn/**", foreign)
        page.route("**/assets/**", lambda route: route.abort())  # what is planted needs none of ours, and waits for nothing
        page.route(server.url + templates["resource"], lambda route: route.fulfill(body=made, content_type="text/html; charset=utf-8"))
        page.goto(server.url + templates["resource"], wait_until="load")
        if page.locator("#planted").count():
            page.locator("#planted").click(no_wait_after=True)
        ran = list[str]()
        for _ in range(100 if bare else 3):  # a slow machine takes its time; what is refused is refused at once
            page.wait_for_timeout(100)
            ran = outside or ["ran"] * bool(page.evaluate("window.ran"))
            if ran:
                break
        page.close()
        return ran

    yield open


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_into_a_page_neither_runs_nor_asks_another_host(planted: Any, what: str) -> None:
    assert planted(PLANTED[what], bare=True), "without the policy it would"
    assert planted(PLANTED[what]) == []


def test_a_planted_base_does_not_turn_the_scripts_of_the_page_to_another_host(context: BrowserContext, planted: Any) -> None:
    link = '<base href="https://example.cn/"><script src="x.js"></script>'
    assert planted(link, bare=True) == ["https://example.cn/x.js"]
    assert planted(link) == []
