"""Visits where something goes wrong: odd words and addresses, a site built anew meanwhile, files that do not come; in a real Chromium."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import Run, lay_city
from playwright.sync_api import Browser, Page, Route, expect
from web.reader import page as page
from web.reader import reader as reader
from web.reader import server as server
from web.server import Server

pytestmark = pytest.mark.slow

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
TITLES = ("长" * 900, "a\\u200bb 零宽", "&amp; \\\"引号\\\" 'x'", "行\\u2028分", "🙂 表情 עברית", "{{ 7*7 }} ${x}")
UNITS = ("__proto__", "constructor", "第/二\\\\章 toString")


def lay_shelf(folder: Path, count: int, text: str = "") -> Path:
    """The small city with so many resources more, all with hostile titles and units."""
    root = lay_city(folder)
    one = (root / RESOURCE).read_text("utf-8")
    for number in range(count):
        title, unit = TITLES[number % len(TITLES)], UNITS[number % len(UNITS)]
        head = f'标题: "第{number}份 {title}"\n单元: "{unit}"\n课题: {"啊" * 60 if number % 2 else "有理数"}'
        made = one.replace("标题: 《一次函数的图象》教学设计", head) + "".join(f"\n{text}{chr(0x4E00 + number * 40 + at)}" for at in range(40) if text)
        (root / RESOURCE).with_name(f"o-{number:03}.md").write_text(made, "utf-8")
    return root


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    root = lay_shelf(tmp_path_factory.mktemp("broken") / "名 录#1 50%", 12)
    run = jidi("--root", root, "build")
    assert run.returncode == 0, run.stderr
    return root / "site"


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    """The same site after a year: its index has more shards."""
    root = lay_shelf(tmp_path_factory.mktemp("larger") / "city", 90, "不同的字")
    run = jidi("--root", root, "build")
    assert run.returncode == 0, run.stderr
    return root / "site"


@pytest.fixture(scope="module")
def screen() -> dict[str, int]:
    return {"width": 320, "height": 640}


def said(page: Page, words: str) -> None:
    expect(page.locator(".jd-find-say")).to_have_text(re.compile(words))


def type_in(page: Page, text: str) -> None:
    """As if pasted; also what no keyboard writes."""
    page.locator(".jd-find-box input").evaluate("(input, text) => { input.value = text; input.dispatchEvent(new InputEvent('input')); }", text)


@pytest.mark.parametrize(
    "typed",
    [
        "__proto__", "constructor", "toString", "' OR 1=1 --", "<img src=x onerror=alert(1)>", "[a-z]+(.*)*$", "\\", "！？《》", "🙂👨‍👩‍👧", "עברית \u202e",
        "ai" * 50 + "1", "ang" * 60 + "1", "a" * 200, "n" * 60, "的" * 10_000, "浮 力 " * 3_000, "啊" * 10_000, "ﷺ" * 500, "e\u0301" * 300,
    ],
)  # fmt: skip
def test_any_words_are_answered_at_once(server: Server, page: Page, typed: str) -> None:
    page.goto(server.url + "find/index.html")
    type_in(page, typed)
    said(page, "找到|没有找到")
    assert page.evaluate("new Promise(done => { const start = performance.now(); setTimeout(() => done(performance.now() - start), 0); })") < 1_000


def test_half_a_character_is_no_failure(server: Server, page: Page) -> None:
    for address, box in (("find/index.html", ".jd-find-box input"), ("policies/index.html", ".jd-search input")):
        page.goto(server.url + address)
        page.locator(box).evaluate("input => { input.value = '没有\\ud83d'; input.dispatchEvent(new InputEvent('input')); }")
        expect(page.get_by_text(re.compile("没有找到")).first).to_be_attached()
        assert "没能取到" not in page.content()


@pytest.mark.parametrize(
    "address",
    [
        "?subject=<img src=x onerror=alert(1)>", "?unit=__proto__&unit=constructor&unit=toString&grade=valueOf", "?__proto__=1&constructor=2&kind=__proto__",
        "?q=%ED%A0%80%00%0A%FF", "?n=999999", "?n=-1e999", "?kind=nope&sort=nope&exact=nope", "?q=" + "长" * 3_000, "#没有", "?q=x#%E0%A4%A",
    ],
)  # fmt: skip
def test_any_address_is_answered(server: Server, page: Page, address: str) -> None:
    page.goto(server.url + "find/index.html" + address)
    said(page, "找到|没有找到|最新的资源")
    page.wait_for_function("!document.querySelector('.jd-find').hasAttribute('aria-busy')")
    text = page.locator(".jd-find").inner_text()
    assert "native code" not in text and "[object" not in text and "NaN" not in text and "undefined" not in text
    assert page.locator(".jd-find img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_thousands_of_choices_in_an_address(server: Server, page: Page) -> None:
    page.goto(server.url + "find/index.html?" + "&".join(f"grade=年级{number}&z{number}=1" for number in range(900)))
    said(page, "没有找到")
    assert page.locator(".jd-find-chosen button").count() <= 41
    page.get_by_role("button", name="全部清除").click()
    said(page, "最新的资源")


def test_a_unit_of_any_name_counts(server: Server, page: Page) -> None:
    page.goto(server.url + "find/index.html?unit=__proto__")
    said(page, "找到 4 份")
    labels = page.locator("[data-facet=unit] label")
    expect(labels).to_have_count(3)
    assert set(labels.all_text_contents()) == {f"{unit}4" for unit in ("__proto__", "constructor", "第/二\\章 toString")}


def test_an_address_with_two_slashes(server: Server, page: Page) -> None:
    page.goto(server.url.replace("/site/", "//find/index.html"))
    type_in(page, "有理数")
    said(page, "找到")
    page.wait_for_url("**//find/index.html?q=*")


def test_a_browser_that_refuses_more_addresses(server: Server, page: Page) -> None:
    """Safari throws after a hundred in half a minute."""
    page.add_init_script("history.replaceState = history.pushState = () => { throw new DOMException('SecurityError'); }")
    page.goto(server.url + "find/index.html")
    type_in(page, "有理数")
    said(page, "找到 6 份")


def test_answers_out_of_order(server: Server, page: Page) -> None:
    """The first words' answer comes after the second words': it is not shown."""
    held: list[Route] = []
    page.route("**/search/sounds.js*", lambda route: held.append(route))
    page.goto(server.url + "find/index.html")
    type_in(page, "youlishu")
    page.wait_for_timeout(400)
    type_in(page, "图象")
    said(page, "找到 13 份")
    assert held
    for route in held:
        route.continue_()
    page.wait_for_timeout(400)
    said(page, "找到 13 份")
    assert page.locator(".jd-find-understood").is_hidden()


def test_a_site_that_grew_while_a_page_was_open(shelf: Path, larger: Path, tmp_path: Path, page: Page) -> None:
    """What a browser has kept of the build before, with the index from after it."""
    old, new = [re.search(r'"widths":\[([^]]*)', (one / "assets/known.js").read_text("utf-8")) for one in (shelf, larger)]
    assert old and new and old[1] != new[1]
    both = shutil.copytree(larger, tmp_path / "both")
    for kept in ("find/index.html", "assets/known.js"):
        shutil.copy(shelf / kept, both / kept)
    with Server(both) as server:
        page.goto(server.url + "find/index.html")
        for typed in ("有理数", "一次函数", "图象"):
            type_in(page, typed)
            said(page, "找到")


def test_a_site_built_anew_during_a_visit(shelf: Path, larger: Path, tmp_path: Path, page: Page) -> None:
    """Files that the old index had are gone: the new one is taken without a word."""
    served = shutil.copytree(larger, tmp_path / "served")
    with Server(served) as server:
        page.goto(server.url + "find/index.html?q=有理数")
        said(page, "找到 45 份")
        shutil.rmtree(served / "search")
        shutil.copytree(shelf / "search", served / "search")
        type_in(page, "一次函数的图象")
        said(page, "找到 1 份")
        type_in(page, "有理数")
        said(page, "找到 6 份")


@pytest.mark.parametrize("broken", ["<!doctype html><title>请先登录</title>", 'jidi.put("h0","', "", 'jidi.put("h0","x","%%%")'])
def test_a_file_that_is_not_what_it_should_be(server: Server, browser: Browser, broken: str) -> None:
    """A school's login page in place of a file, or half a file: said, and tried again."""
    page = browser.new_page()
    page.goto(server.url + "find/index.html")
    page.route("**/search/h*.js*", lambda route: route.fulfill(body=broken, content_type="text/javascript"))
    type_in(page, "有理数")
    expect(page.locator(".jd-find-results")).to_contain_text("没能取到搜索数据，请检查网络后再试。")
    page.unroute("**/search/h*.js*")
    page.get_by_role("button", name="再试").click()
    said(page, "找到")
    page.close()


def test_from_a_folder_of_any_name(shelf: Path, page: Page) -> None:
    """``名 录#1 50%``, opened as a file."""
    page.goto((shelf / "find/index.html").as_uri())
    type_in(page, "有理数")
    said(page, "找到")
    page.locator(".jd-find-results .jd-card-title").first.click()
    page.wait_for_url("**/resources/*.html")
    page.go_back()
    said(page, "找到")
    assert page.locator(".jd-find-box input").input_value() == "有理数"


def test_without_storage(server: Server, browser: Browser) -> None:
    """Blocked cookies take ``localStorage`` away, and reading it throws: in the theme's colours, not in what finds."""
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('SecurityError'); } });")
    page.goto(server.url + "find/index.html")
    type_in(page, "有理数")
    said(page, "找到")
    page.close()


def test_long_titles_stay_on_a_small_screen(server: Server, page: Page) -> None:
    for address in ("find/index.html?q=长长长", "bases/cz-shuxue/resources/o-000.html", "resources/index.html", "bases/cz-shuxue/index.html"):
        page.goto(server.url + address, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
