"""axe-core in an open page, and the widths at which pages are looked at."""

from __future__ import annotations

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Dark is the same page in other colours, so only what those can spoil is looked at again; ``site/test_browser.py`` sees the reader's setting turn them on.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SCHEMES: dict[str, object] = {"default": RULES, "slate": COLOURS}
SCREENS = {"phone": {"width": 360, "height": 760}, "desktop": {"width": 1440, "height": 900}}
RUN = """async ([scheme, rules]) => {
    document.body.setAttribute("data-md-color-scheme", scheme);
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    document.getAnimations().forEach(one => one.finish());
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")} | ${node.html.slice(0, 160)} | ${node.failureSummary}`));
}"""


def violations(page: Page) -> list[str]:
    """Everything that axe finds on the open page as wide as it is, each with its colours, once it has answered; the page has to know ``axe``."""
    page.locator("[aria-busy]").wait_for(state="detached")
    return [f"{scheme}: {one}" for scheme, rules in SCHEMES.items() for one in page.evaluate(RUN, [scheme, rules])]
