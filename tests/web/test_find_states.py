"""axe-core finds nothing on the page that finds, whatever it shows, nor on the open box of another page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from web.axe import SCREENS, violations
from web.server import Server

pytestmark = pytest.mark.slow


def box(page: Page) -> None:
    page.locator(".jd-search-go:visible, .jd-search input:visible").first.click()
    page.keyboard.type("函数")
    page.locator(".jd-hit").first.wait_for()
    page.keyboard.press("ArrowDown")


def facets(page: Page) -> None:
    for opener in page.get_by_role("button", name="筛选").all():
        opener.click()
    page.locator("summary", has_text="教材版本").click()
    page.locator("[data-facet=edition] label:visible").first.wait_for()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "found": ("find/index.html?q=函数&grade=八年级", lambda page: None),
    "nothing found": ("find/index.html?q=函数&grade=四年级&subject=语文", lambda page: None),
    "understood": ("find/index.html?q=hanshu&kind=全部", lambda page: None),
    "facets": ("find/index.html?q=函数", facets),
    "box": ("bases/index.html", box),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_state_is_clean(browser: Browser, server: Server, web: Path, screen: str) -> None:
    context = browser.new_context(viewport=SCREENS[screen], reduced_motion="reduce")  # type: ignore[arg-type]
    context.add_init_script((web / "axe-core/axe.min.js").read_text("utf-8"))
    page, found = context.new_page(), {}
    for state, (path, act) in STATES.items():
        page.goto(server.url + path, wait_until="networkidle")
        act(page)
        if wrong := violations(page):
            found[state] = wrong
    context.close()
    assert found == {}
