"""A reader before the module's own ``shelf``, a built site, at the module's own ``screen``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from web.server import Server

Reader = tuple[BrowserContext, list[str]]


@pytest.fixture(scope="module")
def server(shelf: Path) -> Iterator[Server]:
    with Server(shelf) as started:
        yield started


@pytest.fixture(scope="module")
def reader(browser: Browser, screen: dict[str, int]) -> Iterator[Reader]:
    """One profile for the module, for to begin one costs more than most visits do; what went wrong in its pages."""
    made, wrong = browser.new_context(viewport=screen), list[str]()  # type: ignore[arg-type]
    made.set_default_timeout(8_000)
    made.on("weberror", lambda error: wrong.append(str(error.error)))
    yield made, wrong
    made.close()


def forget(page: Page, url: str) -> None:
    """Takes what earlier pages of this profile fetched, and what they kept for the host of ``url`` and for files."""
    past = page.context.new_cdp_session(page)
    past.send("Network.clearBrowserCache")
    for origin in (f"http://{urlsplit(url).netloc}", "file://"):
        past.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    past.detach()


@pytest.fixture
def page(reader: Reader, server: Server) -> Iterator[Page]:
    """A tab of somebody who was never here: nothing chosen, nothing fetched; whatever goes wrong in a page fails the test."""
    made, wrong = reader
    wrong.clear()
    page = made.new_page()
    forget(page, server.url)
    yield page
    for one in made.pages:
        one.close()
    assert wrong == []
