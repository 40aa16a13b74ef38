"""Every template, opened once: axe finds nothing on a phone and on a desktop, light and dark; a screen reader finds its way; nobody else is asked."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from web.axe import SCREENS, violations
from web.server import Server

pytestmark = pytest.mark.slow

ACTS = {"link", "button", "checkbox", "radio", "textbox", "searchbox", "combobox", "listbox", "DisclosureTriangle", "slider", "switch", "tab", "menuitem"}


@dataclass(frozen=True)
class Seen:
    """What there was on one page at each screen; ``noted``: what it asked of others, could not get or complained of."""

    lang: str
    axe: dict[str, list[str]] = field(default_factory=dict)
    trees: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server, web: Path) -> Iterator[tuple[Page, list[str]]]:
    """A tab, wide as a phone's at first, that knows axe; what went wrong in it."""
    context, noted = browser.new_context(reduced_motion="reduce"), list[str]()
    context.add_init_script((web / "axe-core/axe.min.js").read_text("utf-8"))
    context.route(lambda url: not url.startswith(server.url.removesuffix("site/")), lambda route: (noted.append(route.request.url), route.abort()))
    page = context.new_page()
    page.on("console", lambda message: noted.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: noted.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: noted.append(f"{page.url}: {answer.status} {answer.url}") if answer.status >= 400 else None)
    yield page, noted
    context.close()


@pytest.fixture(scope="module")
def tour(opened: tuple[Page, list[str]], server: Server, templates: Mapping[str, str]) -> dict[str, Seen]:
    page, noted = opened
    made = {}
    for template, path in templates.items():
        page.set_viewport_size(SCREENS["phone"])  # type: ignore[arg-type]
        page.goto(server.url + path, wait_until="networkidle")
        seen = made[template] = Seen(page.locator("html").get_attribute("lang") or "")
        for screen, size in SCREENS.items():
            page.set_viewport_size(size)  # type: ignore[arg-type]
            seen.axe[screen] = violations(page)
            seen.trees[screen] = tree(page)
        seen.noted.extend(noted)
        noted.clear()
    return made


def tree(page: Page) -> list[dict[str, Any]]:
    """Role, name and level of all that Chromium hands to a screen reader, in reading order, without what it leaves out."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    known, order = {one["nodeId"]: one for one in nodes}, list[dict[str, Any]]()

    def walk(one: dict[str, Any]) -> None:
        if not one.get("ignored"):
            level = next((item["value"].get("value") for item in one.get("properties", []) if item["name"] == "level"), None)
            order.append({"role": one["role"]["value"], "name": one.get("name", {}).get("value", ""), "level": level})
        for child in one.get("childIds", []):
            if child in known:
                walk(known[child])

    walk(nodes[0])
    return order


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(tour: dict[str, Seen], screen: str) -> None:
    assert {template: seen.axe[screen] for template, seen in tour.items() if seen.axe[screen]} == {}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_reader_finds_its_way(tour: dict[str, Seen], screen: str) -> None:
    for template, seen in tour.items():
        assert seen.lang == "zh", template
        nodes = seen.trees[screen]
        roles = [one["role"] for one in nodes]
        assert [roles.count(role) for role in ("banner", "main", "contentinfo")] == [1, 1, 1], template
        navigation = [one["name"] for one in nodes if one["role"] == "navigation"]
        assert all(navigation) and len(navigation) == len(set(navigation)), (template, navigation)
        levels = [one["level"] for one in nodes if one["role"] == "heading"]
        assert levels[:1] == [1] and levels.count(1) == 1, (template, levels)
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (template, levels)
        nameless = [one for one in nodes if one["role"] in ACTS and not one["name"].strip()]
        assert nameless == [], template


def test_no_page_asks_another_host_or_complains(tour: dict[str, Seen]) -> None:
    assert {template: seen.noted for template, seen in tour.items() if seen.noted} == {}


def test_faint_words_a_strange_host_and_a_page_without_a_heading_are_noticed(opened: tuple[Page, list[str]], server: Server) -> None:
    """That the tour can find fault."""
    page, noted = opened
    page.goto(server.url + "index.html", wait_until="networkidle")
    faint = "[data-md-color-scheme=slate] main p { color: #333 !important } [data-md-color-scheme=default] main p { color: #ddd !important }"
    page.evaluate("(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); document.adoptedStyleSheets.push(sheet) }", faint)
    assert {one.split(": ")[0] for one in violations(page) if "color-contrast" in one} == {"default", "slate"}
    page.evaluate("document.querySelector('h1').remove(); new Image().src = 'https://example.cn/a.png'")
    page.wait_for_timeout(200)
    assert "heading" not in [one["role"] for one in tree(page) if one["level"] == 1]
    assert [one for one in noted if "https://example.cn/a.png" in one]  # the page's policy stops it, and says so
    noted.clear()
