"""The site as a reader meets it: a real Chromium, with every other host out of reach."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request
from web.reader import forget

pytestmark = pytest.mark.slow

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.html"
PAGES = (
    "index.html",
    "bases/index.html",
    "bases/cz-shuxue/index.html",
    RESOURCE,
    "resources/index.html",
    "find/index.html",
    "policies/shishi-fangan.html",
    "guide/fields.html",
    "guide/rules.html",
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console."""


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    """The site under a sub-path, as on a shared host."""
    handler = functools.partial(Quiet, directory=str(built.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/site/"
    server.shutdown()


Closed = tuple[BrowserContext, list[str]]


@pytest.fixture(scope="module")
def shut(browser: Browser) -> Iterator[Closed]:
    """A context whose network ends at this machine; whatever is asked of others is noted."""
    context, asked = browser.new_context(), list[str]()

    def note(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "file:///", "data:", "blob:")):
            asked.append(request.url)

    context.on("request", note)
    context.route(lambda url: not url.startswith(("http://127.0.0.1:", "file:///")), lambda route: route.abort())
    yield context, asked
    context.close()


@pytest.fixture
def closed(shut: Closed, site: str) -> Iterator[Closed]:
    """The same without what an earlier test asked for, chose or left open."""
    shut[1].clear()
    yield shut
    forget(shut[0].new_page(), site)
    for page in shut[0].pages:
        page.close()


def watch(page: Page) -> list[str]:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


def find(page: Page, words: str) -> list[str]:
    """Titles that the header's box shows first."""
    page.locator(".jd-search input").fill(words)
    page.wait_for_selector(".jd-hit-title")
    return page.locator(".jd-hit-title").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_open_without_errors_or_other_hosts(site: str, closed: Closed, scheme: str) -> None:
    context, asked = closed
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    errors = watch(page)
    for path in PAGES:
        page.goto(site + path, wait_until="networkidle")
        assert page.locator("h1").first.is_visible(), path
        assert page.locator("body").get_attribute("data-md-color-scheme") == {"light": "default", "dark": "slate"}[scheme], path
        assert (asked, errors) == ([], []), path


def test_search_finds_a_word_from_the_middle_of_a_title(site: str, closed: Closed) -> None:
    context, asked = closed
    page = context.new_page()
    for words in ("函数", "图象", "一次函数", "教学设计"):
        page.goto(site + "index.html")
        assert "《一次函数的图象》教学设计" in find(page, words), words
    assert asked == []


def test_a_file_downloads_with_one_tap(site: str, closed: Closed) -> None:
    page = closed[0].new_page()
    page.goto(site + RESOURCE)
    with page.expect_download() as download:
        page.get_by_role("link", name="学案").click()
    assert Path(download.value.path()).read_text("utf-8").startswith("画出")


def test_nothing_sticks_out_on_a_phone(site: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 760})
    for path in PAGES:
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.close()


def test_the_menu_opens_on_a_phone(site: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site + RESOURCE)
    page.get_by_role("button", name="菜单").click()
    page.locator(".md-nav--primary a", has_text="政策").first.click()
    page.wait_for_url("**/policies/index.html")
    page.close()


def test_a_clause_has_an_address(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site + "policies/shishi-fangan.html#一指导思想")
    assert page.locator("h2[id='一指导思想']").is_visible()
    page.close()
