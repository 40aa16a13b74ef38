"""axe-core finds nothing on any template: light and dark, on a phone and on a desktop, Material's own parts with ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from web.server import Server

pytestmark = pytest.mark.slow

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = {"phone": {"width": 360, "height": 760}, "desktop": {"width": 1440, "height": 900}}
RUN = """async rules => {
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")} | ${node.html.slice(0, 160)} | ${node.failureSummary}`));
}"""


def violations(page: Page, axe: str) -> list[Any]:
    page.evaluate(axe)
    return list(page.evaluate(RUN, RULES))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_template_is_clean(browser: Browser, server: Server, templates: dict[str, str], web: Path, screen: str, scheme: str) -> None:
    axe = (web / "axe-core/axe.min.js").read_text("utf-8")
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page, found = context.new_page(), {}
    for template, path in templates.items():
        page.goto(server.url + path, wait_until="load")
        if wrong := violations(page, axe):
            found[f"{template} ({path})"] = wrong
    context.close()
    assert found == {}
