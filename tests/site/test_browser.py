"""The site as a reader meets it: a real Chromium, with every other host out of reach."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

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


@pytest.fixture
def closed(browser: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A context whose network ends at this machine; whatever is asked of others is noted."""
    context, asked = browser.new_context(), []

    def note(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "file:///", "data:", "blob:")):
            asked.append(request.url)

    context.on("request", note)
    context.route(lambda url: not url.startswith(("http://127.0.0.1:", "file:///")), lambda route: route.abort())
    yield context, asked
    context.close()


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


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_open_without_errors_or_other_hosts(site: str, closed: tuple[BrowserContext, list[str]], path: str, scheme: str) -> None:
    context, asked = closed
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    errors = watch(page)
    page.goto(site + path, wait_until="networkidle")
    assert page.locator("h1").first.is_visible()
    assert page.locator("body").get_attribute("data-md-color-scheme") == {"light": "default", "dark": "slate"}[scheme]
    assert (asked, errors) == ([], [])


@pytest.mark.parametrize("words", ["函数", "图象", "一次函数", "教学设计"])
def test_search_finds_a_word_from_the_middle_of_a_title(site: str, closed: tuple[BrowserContext, list[str]], words: str) -> None:
    context, asked = closed
    page = context.new_page()
    page.goto(site + "index.html")
    assert "《一次函数的图象》教学设计" in find(page, words)
    assert asked == []


def test_a_file_downloads_with_one_tap(site: str, closed: tuple[BrowserContext, list[str]]) -> None:
    page = closed[0].new_page()
    page.goto(site + RESOURCE)
    with page.expect_download() as download:
        page.get_by_role("link", name="学案").click()
    assert Path(download.value.path()).read_text("utf-8").startswith("画出")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_on_a_phone(site: str, browser: Browser, path: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 760})
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
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
