"""A teacher finds next week's lesson: the page that finds and the box of every page, in a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from conftest import Run, lay_city
from playwright.sync_api import Browser, Page, Request, Route, expect
from web.reader import page as page
from web.reader import reader as reader
from web.reader import server as server
from web.server import Server

pytestmark = pytest.mark.slow

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
LESSONS = {"七年级": ("有理数", "整式的加减", "平行线"), "八年级": ("勾股定理", "平行四边形", "全等三角形"), "九年级": ("二次函数", "圆周角", "相似三角形")}
TYPES = ("教学设计", "课件", "学案/导学案", "试卷")
BOMB = "<img src=x onerror=\"document.title='炸了'\"> 圆锥的侧面积"
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    """The small city with three dozen resources more, built once."""
    root = lay_city(tmp_path_factory.mktemp("find") / "city")
    one = (root / RESOURCE).read_text("utf-8")
    made = [(grade, lesson, type) for grade, lessons in LESSONS.items() for lesson in lessons for type in TYPES]
    for number, (grade, lesson, type) in enumerate(made):
        text = one.replace("标题: 《一次函数的图象》教学设计", f"标题: {lesson}{type}\n课题: {lesson}")
        text = text.replace("类型: 教学设计", f"类型: {type}").replace("年级: 八年级", f"年级: {grade}").replace("2026-10-08", f"2026-09-{number % 28 + 1:02}")
        (root / RESOURCE).with_name(f"nr-{number:02}.md").write_text(text, "utf-8")
    settings = root / "content/standards/city.yml"
    settings.write_text(settings.read_text("utf-8") + "邮箱: jidi@example.cn\n", "utf-8")
    run = jidi("--root", root, "build")
    assert run.returncode == 0, run.stderr
    return root / "site"


@pytest.fixture(scope="module")
def screen() -> dict[str, int]:
    return DESK


def said(page: Page, words: str) -> None:
    expect(page.locator(".jd-find-say")).to_have_text(words)


def titles(page: Page) -> list[str]:
    return page.locator(".jd-find-results .jd-card-title").all_inner_texts()


def asked(page: Page) -> dict[str, list[str]]:
    """The address bar."""
    return parse_qs(urlsplit(page.url).query)


def box(page: Page) -> None:
    page.locator(".jd-find-box input").click()


def test_thirty_seconds_on_a_phone(server: Server, page: Page) -> None:
    """From the first page: type, choose a grade, open, take the file."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(server.url)
    page.get_by_label("找资源", exact=True).first.fill("教学设计")
    page.keyboard.press("Enter")
    said(page, "找到 10 份")
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("dialog", name="筛选").get_by_role("checkbox", name="八年级").check()
    page.get_by_role("button", name="看 4 份").click()
    said(page, "找到 4 份")
    assert asked(page) == {"q": ["教学设计"], "grade": ["八年级"]}
    page.get_by_role("link", name="《一次函数的图象》教学设计").click()
    page.wait_for_url("**/yici-hanshu.html")
    with page.expect_download() as download:
        page.locator("a[download]", has_text="学案").first.click()
    assert Path(download.value.path()).read_text("utf-8").startswith("画出")


def test_pinyin_without_an_input_method(server: Server, page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(server.url + "find/index.html")
    box(page)
    page.keyboard.type("gougudingli", delay=20)
    expect(page.locator(".jd-find-understood")).to_contain_text("已按「勾股定理」查找")
    said(page, "找到 4 份")
    assert {title[:4] for title in titles(page)} == {"勾股定理"}
    page.get_by_role("button", name="仍按原文").click()
    said(page, "没有找到")
    assert asked(page)["exact"] == ["1"]
    page.get_by_role("button", name="去掉 只按原文").click()
    said(page, "找到 4 份")


def test_an_input_method_is_left_in_peace(server: Server, page: Page) -> None:
    """Letters that are still being composed are no query."""
    page.goto(server.url + "find/index.html")
    box(page)
    client = page.context.new_cdp_session(page)
    for letters in ("g", "gg", "ggdl"):
        client.send("Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)})
    page.wait_for_timeout(400)
    said(page, "最新的资源")
    client.send("Input.insertText", {"text": "勾股定理"})
    said(page, "找到 4 份")
    assert asked(page) == {"q": ["勾股定理"]}


def test_a_link_says_everything(server: Server, page: Page) -> None:
    page.goto(server.url + "find/index.html?q=课件&grade=八年级&grade=九年级&sort=newest&nonsense=1")
    said(page, "找到 6 份")
    assert page.title().startswith("课件 八年级 九年级 - ")
    assert page.locator("select").input_value() == "newest"
    assert page.get_by_role("checkbox", name="八年级").is_checked() and not page.get_by_role("checkbox", name="七年级").is_checked()
    assert page.locator(".jd-find-chosen button").all_inner_texts() == ["八年级 ×", "九年级 ×", "全部清除"]
    days = page.locator(".jd-find-results time").all_inner_texts()
    assert days == sorted(days, reverse=True)
    page.get_by_role("button", name="去掉 八年级").click()
    said(page, "找到 3 份")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "去掉 九年级"
    page.get_by_role("button", name="去掉 九年级").click()
    said(page, "找到 9 份")
    assert asked(page) == {"q": ["课件"], "sort": ["newest"]}


def test_back_returns_step_by_step(server: Server, page: Page) -> None:
    page.goto(server.url + "bases/index.html")
    page.goto(server.url + "find/index.html")
    box(page)
    page.keyboard.type("课件", delay=20)
    said(page, "找到 9 份")
    page.get_by_role("checkbox", name="七年级").check()
    said(page, "找到 3 份")
    page.locator(".jd-kinds button", has_text="全部").click()
    said(page, "找到 3 条")
    page.get_by_role("link", name="平行线课件").click()
    page.wait_for_url("**/nr-*.html")
    page.go_back()
    said(page, "找到 3 条")
    page.go_back()
    said(page, "找到 3 份")
    page.go_back()
    said(page, "找到 9 份")
    assert not page.get_by_role("checkbox", name="七年级").is_checked() and page.locator(".jd-find-box input").input_value() == "课件"
    page.go_back()
    page.wait_for_url("**/bases/index.html")


def test_counts_say_what_a_choice_would_find(server: Server, page: Page) -> None:
    """OR within a facet, AND across; its own choice does not change a facet's numbers."""
    page.goto(server.url + "find/index.html?q=课件")
    said(page, "找到 9 份")
    grades = page.locator("[data-facet=grade] label:visible")
    before = grades.all_inner_texts()
    assert [text.split() for text in before] == [["七年级", "3"], ["八年级", "3"], ["九年级", "3"]]
    page.get_by_role("checkbox", name="七年级").check()
    said(page, "找到 3 份")
    page.get_by_role("checkbox", name="九年级").check()
    said(page, "找到 6 份")
    assert grades.all_inner_texts() == before
    expect(page.locator("[data-facet=type] label", has_text="课件").locator("small")).to_have_text("6")
    page.locator("summary", has_text="册次").click()
    expect(page.locator("[data-facet=volume] label")).to_have_text(re.compile("下册\\s*6"))


def test_the_page_before_the_first_key(server: Server, page: Page) -> None:
    """The newest, counts and names, and nothing of the index; opening a facet fetches that one."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(server.url)))
    page.goto(server.url + "find/index.html", wait_until="networkidle")
    assert len(titles(page)) == 12 and titles(page)[0] == "《一次函数的图象》教学设计"
    assert [text.split() for text in page.locator("[data-facet=grade] label").all_inner_texts()] == [["七年级", "12"], ["八年级", "13"], ["九年级", "12"]]
    box(page)
    page.wait_for_timeout(300)
    assert [name for name in fetched if name.startswith("search/")] == []
    page.locator("summary", has_text="册次").click()
    expect(page.locator("[data-facet=volume] label")).to_have_text(re.compile("下册\\s*37"))
    assert "search/f-volume.js" in fetched and "search/f-edition.js" not in fetched


def test_three_round_trips_to_the_first_ten(server: Server, page: Page) -> None:
    waves: dict[str, int] = {}
    done = 0

    def begun(request: Request) -> None:
        waves[request.url.removeprefix(server.url)] = done + 1

    def ended(request: Request) -> None:
        nonlocal done
        done = max(done, waves.get(request.url.removeprefix(server.url), 0))

    page.goto(server.url + "find/index.html", wait_until="networkidle")
    box(page)
    page.wait_for_load_state("networkidle")
    page.on("request", begun)
    page.on("requestfinished", ended)
    slow = {"offline": False, "latency": 150, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.keyboard.insert_text("教学设计")
    said(page, "找到 10 份")
    cards = [wave for name, wave in waves.items() if re.match(r"search/c\d+\.js", name)]
    assert cards and max(cards) <= 3, waves


def tabs(page: Page, until: str, most: int) -> None:
    """Tab on until the focus is where it should be."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(until):
            return
    raise AssertionError(until)


def test_keyboard_alone(server: Server, page: Page) -> None:
    page.goto(server.url + "find/index.html")
    page.keyboard.press("/")
    page.keyboard.type("教学设计", delay=10)
    said(page, "找到 10 份")
    name = "document.activeElement.name + document.activeElement.value"
    tabs(page, f"{name} == 'grade八年级'", 40)
    page.keyboard.press("Space")
    said(page, "找到 4 份")
    assert page.evaluate(name) == "grade八年级"
    page.locator(".jd-find-box input").focus()
    tabs(page, "document.activeElement.textContent == '跳到结果'", 15)
    page.keyboard.press("Enter")
    tabs(page, "document.activeElement.classList.contains('jd-card-title')", 5)
    title = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/resources/*.html")
    assert page.locator("h1").inner_text().startswith(title)


def test_more_come_below_and_the_first_of_them_has_the_focus(server: Server, page: Page) -> None:
    page.goto(server.url + "find/index.html?grade=八年级")
    said(page, "找到 13 份")
    first = titles(page)
    page.get_by_role("button", name="再看 20 条").click()
    expect(page.locator(".jd-find-results .jd-card")).to_have_count(13)
    assert len(first) == 10 and titles(page)[:10] == first
    assert page.evaluate("document.activeElement.textContent") == titles(page)[10]
    assert asked(page)["n"] == ["30"] and page.get_by_role("button", name="再看 20 条").is_hidden()


def test_nothing_found_offers_the_nearest(server: Server, page: Page) -> None:
    page.goto(server.url + "find/index.html?q=勾股定理&grade=九年级&type=课件")
    said(page, "没有找到")
    offers = page.locator(".jd-find-results .jd-chip")
    expect(offers.first).to_have_text("去掉「九年级」：1 条")
    assert offers.all_inner_texts() == ["去掉「九年级」：1 条", "去掉全部筛选：4 条", "去掉筛选，在全部类别里找：4 条"]
    assert titles(page) == ["勾股定理课件"]
    letter = unquote(page.get_by_role("link", name="请人补这份资源").get_attribute("href") or "")
    assert letter.startswith("mailto:jidi@example.cn") and "勾股定理 九年级 课件" in letter
    offers.nth(1).click()
    said(page, "找到 4 份")
    assert asked(page) == {"q": ["勾股定理"]}


def test_what_people_write_stays_text(server: Server, page: Page) -> None:
    """The checks let no ``<`` into a title; the page would not take it for more than text either."""
    page.goto(server.url + "find/index.html?q=<img src=x onerror=alert()>&grade=<i>斜</i>")
    said(page, "没有找到")
    assert page.locator(".jd-find-chosen button").first.inner_text() == "<i>斜</i> ×"
    card = {"title": BOMB, "address": "x.html", "day": "<b>", "what": [BOMB], "base": BOMB, "licence": "", "adopters": 0, "files": [], "state": [], "id": '">'}
    page.evaluate("card => document.querySelector('.jd-find-results').append(jidi.item(card, ['圆锥', '<img']))", card)
    assert page.locator(".jd-find-results .jd-card-title").last.inner_text() == BOMB
    assert page.locator(".jd-find mark").all_inner_texts() == ["<img", "圆锥"]
    assert page.locator(".jd-find :is(img, i)").count() == 0 and "炸了" not in page.title()


def answered(page: Page, query: str) -> None:
    """Not to half of what was typed."""
    last = page.locator("[role=listbox] .jd-hits-all")
    expect(last).to_have_attribute("href", re.compile(re.escape(f"?q={quote(query)}&")))


def test_what_the_arrow_points_at_stays_when_answers_come_late(server: Server, page: Page) -> None:
    page.goto(server.url + "policies/index.html")
    page.keyboard.press("/")
    page.keyboard.type("函", delay=20)
    answered(page, "函")
    box, pointed = page.get_by_role("combobox", name="查找"), page.get_by_role("option", selected=True)
    page.keyboard.press("ArrowUp")
    expect(pointed).to_have_text(re.compile("查看全部"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    title = pointed.locator(".jd-hit-title").inner_text()
    assert "函数" in title
    page.keyboard.type("数")
    answered(page, "函数")
    assert pointed.locator(".jd-hit-title").inner_text() == title and box.get_attribute("aria-activedescendant") == pointed.get_attribute("id")


def test_the_box_of_every_page(server: Server, page: Page) -> None:
    page.goto(server.url + "policies/index.html")
    page.keyboard.press("/")
    page.keyboard.type("函数", delay=20)
    field, groups = page.get_by_role("combobox", name="查找"), page.get_by_role("listbox").get_by_role("group")
    answered(page, "函数")
    assert {"资源", "活动"} <= set(page.locator(".jd-hits-kind").all_inner_texts()) and groups.count() >= 2
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true" and "函数" in active.inner_text()
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_text(re.compile(r"查看全部 \d+ 条结果"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert field.input_value() == "函数"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bases/cz-shuxue/**")
    page.go_back()
    page.locator(".jd-search input").fill("函数")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/index.html?q=*")
    said(page, "找到 5 份")


def test_the_box_on_a_phone_fills_the_screen(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(server.url + "policies/index.html")
    page.get_by_role("button", name="查找", exact=True).click()
    page.keyboard.type("gougu", delay=20)
    expect(page.get_by_role("option").first).to_contain_text("勾股定理")
    shape = page.locator(".jd-search").bounding_box()
    assert shape and (shape["width"], shape["height"]) == (360, 740)
    assert all((one.bounding_box() or {"height": 0})["height"] >= 40 for one in page.get_by_role("option").all())
    page.get_by_role("button", name="关闭查找").click()
    assert page.get_by_role("heading", level=1).is_visible() and page.locator(".jd-search input").is_hidden()


def test_from_a_folder(shelf: Path, page: Page) -> None:
    page.goto((shelf / "bases/cz-shuxue/index.html").as_uri())
    page.locator(".jd-search input").fill("平行线")
    page.get_by_role("option").filter(has_text="平行线课件").click()
    page.wait_for_url("**/nr-*.html")
    page.goto((shelf / "find/index.html").as_uri() + "?q=课件")
    said(page, "找到 9 份")
    page.get_by_role("checkbox", name="九年级").check()
    said(page, "找到 3 份")
    assert asked(page) == {"q": ["课件"], "grade": ["九年级"]}
    page.go_back()
    said(page, "找到 9 份")


def test_no_network_is_said_and_tried_again(server: Server, page: Page) -> None:
    page.goto(server.url + "find/index.html")
    page.route("**/search/h*.js", lambda route: route.abort())
    box(page)
    page.keyboard.insert_text("课件")
    expect(page.locator(".jd-find-results")).to_contain_text("没能取到搜索数据，请检查网络后再试。")
    page.unroute("**/search/h*.js")
    page.get_by_role("button", name="再试").click()
    said(page, "找到 9 份")


def test_a_site_built_anew_is_read_anew(server: Server, page: Page) -> None:
    """A file that a browser kept from yesterday is fetched again; a page opened yesterday takes today's index."""
    fetched: list[str] = []

    def yesterday(route: Route) -> None:
        fetched.append(route.request.url.rsplit("/", 1)[1])
        old = re.sub(r'^(jidi\.put\("\w[^"]*",)"[^"]*"', r'\1"yesterday"', route.fetch().text())
        route.fulfill(body=old, content_type="text/javascript") if "?" not in route.request.url else route.continue_()

    page.route("**/search/h*.js*", yesterday)
    page.goto(server.url + "find/index.html?q=课件")
    said(page, "找到 9 份")
    assert [name.split("?")[0] for name in fetched[::2]] == [name.split("?")[0] for name in fetched[1::2]]
    page.unroute("**/search/h*.js*")
    page.route("**/search/manifest.js*", yesterday)
    page.goto(server.url + "find/index.html?q=勾股定理")
    said(page, "找到 4 份")
    assert len([name for name in fetched if name.startswith("manifest")]) == 2


def test_nothing_jumps(server: Server, page: Page) -> None:
    """Cumulative layout shift of a link from a colleague, on a phone and at a desk."""
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(one => shift += one.value)).observe({type: 'layout-shift', buffered: true})"
    )
    for size in (DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(server.url + "find/index.html?q=课件", wait_until="networkidle")
        said(page, "找到 9 份")
        assert page.evaluate("shift") < 0.05


def test_without_scripts(server: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + "index.html")
    page.locator(".jd-search input").fill("课件")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/index.html?q=*")
    assert len(titles(page)) == 12 and page.locator(".jd-facets").is_hidden()
    page.locator(".jd-find-results a", has_text="按教材目录找").click()
    page.wait_for_url("**/books/index.html")
    context.close()
