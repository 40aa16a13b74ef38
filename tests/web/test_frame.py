"""The way through a page without a mouse: focus, the skip link, the menu of a phone. Landmarks, headings and names: ``test_templates.py``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from web import MAIN
from web.server import Server

pytestmark = pytest.mark.slow

PHONE, DESKTOP = {"width": 360, "height": 760}, {"width": 1440, "height": 900}
# Where the focus is, and whether anything there (the thing itself, or the label that stands for a hidden switch) shows it.
FOCUS = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const shown = [at, ...(at.labels || []), ...(at.closest("[role=radiogroup]") || at).querySelectorAll("label")].filter(one => one.getBoundingClientRect().width > 1);
    const styles = shown.flatMap(one => [getComputedStyle(one), getComputedStyle(one, "::after")]);
    const seen = styles.some(one => (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) > 0) || one.boxShadow !== "none");
    const box = (shown[0] || at).getBoundingClientRect();
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && getComputedStyle(at).visibility === "visible";
    return {what: at.outerHTML.slice(0, 120), seen: seen && inside};
}"""


@pytest.fixture(scope="module")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def desk(profile: BrowserContext) -> Iterator[Page]:
    yield from _opened(profile, DESKTOP)


@pytest.fixture
def phone(profile: BrowserContext) -> Iterator[Page]:
    yield from _opened(profile, PHONE)


def _opened(profile: BrowserContext, size: dict[str, int]) -> Iterator[Page]:
    page = profile.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]
    yield page
    if page.url != "about:blank":
        page.evaluate("localStorage.clear()")
    page.close()


def test_the_first_tab_skips_to_the_text(desk: Page, server: Server, templates: Mapping[str, str]) -> None:
    for template in (*MAIN, "404", "base", "list", "policy", "fields"):
        desk.goto(server.url + templates[template])
        desk.keyboard.press("Tab")
        assert desk.evaluate("document.activeElement.textContent") == "跳到正文", template
        box, opacity = desk.locator(".jd-skip").bounding_box(), desk.locator(".jd-skip").evaluate("one => getComputedStyle(one).opacity")
        assert box and box["x"] >= 0 and box["y"] >= 0 and box["height"] >= 20 and opacity == "1", template
        desk.keyboard.press("Enter")
        desk.keyboard.press("Tab")
        inside = desk.evaluate("document.activeElement.closest('#content, footer, .md-sidebar--secondary') !== null")
        assert inside, f"{template}: the next stop is in the text or after it"


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_the_focus_is_always_seen(server: Server, templates: Mapping[str, str], screen: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(screen)
    unseen = dict[str, list[str]]()
    for template in (*MAIN, "base", "books", "activities"):
        page.goto(server.url + templates[template])
        for _ in range(40):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUS)
            if not at:
                break
            if not at["seen"]:
                unseen.setdefault(template, []).append(at["what"])
    assert unseen == {}


def test_the_menu_of_a_phone_by_keyboard(phone: Page, server: Server, templates: Mapping[str, str]) -> None:
    phone.goto(server.url + templates["resource"])
    menu = phone.get_by_role("button", name="菜单")
    assert menu.get_attribute("aria-expanded") == "false"
    assert not phone.get_by_role("navigation", name="菜单").is_visible(), "a closed menu is not read out"
    menu.focus()
    phone.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert phone.evaluate("document.activeElement.textContent.trim()") == "首页"
    phone.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false" and menu.evaluate("one => one === document.activeElement")
    menu.click()
    phone.get_by_role("navigation", name="菜单").get_by_role("link", name="政策").click()
    phone.wait_for_url("**/policies/index.html")
    assert phone.get_by_role("button", name="菜单").get_attribute("aria-expanded") == "false"


def test_a_menu_that_the_focus_leaves_closes(phone: Page, server: Server, templates: Mapping[str, str]) -> None:
    phone.goto(server.url + templates["home"])
    phone.get_by_role("button", name="菜单").click()
    for _ in range(12):
        phone.keyboard.press("Tab")
    assert phone.get_by_role("button", name="菜单").get_attribute("aria-expanded") == "false"


def test_light_and_dark_by_keyboard(desk: Page, server: Server, templates: Mapping[str, str]) -> None:
    desk.goto(server.url + templates["home"])
    assert desk.get_by_role("radio", name="浅色").is_checked()
    desk.get_by_role("radio", name="浅色").focus()
    desk.keyboard.press("Enter")
    assert desk.locator("body").get_attribute("data-md-color-scheme") == "slate" and desk.get_by_role("radio", name="深色").is_checked()
    desk.reload()
    assert desk.locator("body").get_attribute("data-md-color-scheme") == "slate", "the choice is kept"


def test_the_way_on_without_script(browser: Browser, server: Server, templates: Mapping[str, str]) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(server.url + templates["resource"])
    page.get_by_role("navigation", name="栏目").get_by_role("link", name="基地").click()
    assert page.url.endswith("/bases/index.html") and not page.get_by_role("button", name="菜单").is_visible()
    page.get_by_role("contentinfo").get_by_role("link", name="教研人员").click()
    assert page.url.endswith("/people/index.html")
    context.close()
