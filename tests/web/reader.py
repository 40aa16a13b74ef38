"""A reader before the module's own ``shelf``, a built site, at the module's own ``screen``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from web.server import Server


@pytest.fixture(scope="module")
def server(shelf: Path) -> Iterator[Server]:
    with Server(shelf) as started:
        yield started


@pytest.fixture
def context(browser: Browser, screen: dict[str, int]) -> Iterator[BrowserContext]:
    """A new reader; whatever goes wrong in a page fails the test."""
    made, wrong = browser.new_context(viewport=screen), list[str]()  # type: ignore[arg-type]
    made.set_default_timeout(8_000)
    made.on("weberror", lambda error: wrong.append(str(error.error)))
    yield made
    made.close()
    assert wrong == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
