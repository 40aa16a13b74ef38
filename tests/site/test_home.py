"""The first page, the palette and the cards: what a teacher sees before doing anything."""

from __future__ import annotations

import datetime
import functools
import html
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ROOT, TODAY, lay_city
from jidi.check import check
from jidi.load import load
from jidi.publish import plan as planned
from jidi.site import build
from playwright.sync_api import Browser, Page

ACTIVITY = "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
EXPERIENCE = """---
标题: 错题先收再讲
日期: 2026-10-20
主题: 备课组建设
作者: 李文静
推广:
  - {学校: bf-minzhu, 日期: 2026-11-02, 做法: 每周收一次, 效果: 讲评少了一半}
  - {学校: bf-minzhu, 日期: 2026-11-09, 做法: 又收一次}
---

## 做法

先收，再分类，最后讲。
"""


def plan(root: Path, day: datetime.date, title: str, *lines: str) -> None:
    """An activity of the small city that is still to come."""
    text = (root / ACTIVITY).read_text("utf-8")
    text = text.replace("标题: 《一次函数》同课异构", "\n".join([f"标题: {title}", *lines])).replace("日期: 2026-10-12", f"日期: {day}")
    text = re.sub(r"参加:\n(?:  - .*\n)+计划项: P01\n产出: .*\n", "参加: []\n", text)
    (root / ACTIVITY).with_name(f"{day}-jihua.md").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small city with something to come, something called off, and something that another school took up."""
    root = lay_city(tmp_path_factory.mktemp("home") / "city")
    plan(root, TODAY + datetime.timedelta(days=1), "明天的研课", "状态: 计划", "面向全市: 是", '开始: "14:30"')
    plan(root, TODAY + datetime.timedelta(days=9), "下周的报告", "状态: 取消", "取消原因: 大雪")
    (root / "bases/cz-shuxue/experience").mkdir()
    (root / "bases/cz-shuxue/experience/cuoti.md").write_text(EXPERIENCE, "utf-8")
    text = (root / RESOURCE).read_text("utf-8").replace("年级: 八年级", "课题: 23.2 一次函数\n年级: 八年级")
    (root / RESOURCE).write_text(text, "utf-8")
    city, findings = load(root, TODAY)
    assert [one.code for one in [*findings, *check(city)] if one.level == "error"] == []
    build(root, planned(city, findings, ()), root / "site", TODAY)
    return root / "site"


@pytest.fixture(scope="module")
def home(lively: Path) -> str:
    return (lively / "index.html").read_text("utf-8")


def part(page: str, start: str, end: str) -> str:
    return page[page.index(start) : page.index(end, page.index(start))]


def words(markup: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", markup)))


def test_the_search_needs_no_script_and_the_examples_are_searches(home: str) -> None:
    form = part(home, '<form class="jd-ask"', "</form>")
    assert 'action="find/index.html"' in form and 'method="get"' in form and 'name="q"' in form and "<button" in form
    asked = [urlsplit(html.unescape(one)) for one in re.findall(r'href="(find/index\.html\?[^"]*)"', home)]
    assert [parse_qs(one.query)["q"] for one in asked] == [["八年级 数学 一次函数"]]


def test_it_says_for_whom_and_leads_to_the_four_centres(home: str, lively: Path) -> None:
    assert "给平顶山市中小学老师" in home
    centres = part(home, '<ul class="jd-centres">', "</ul>")
    assert re.findall(r'<a href="[^"]*">([^<]*)</a>', centres) == ["课程改革实验中心", "课程资源中心", "教学交流中心", "教师发展中心"]
    for address in re.findall(r'<a href="([^"]*)"', centres):
        path, _, mark = address.partition("#")
        assert path == "find/index.html" or (lively / path).is_file()
        assert not mark or f'id="{mark}"' in (lively / path).read_text("utf-8")


def test_what_comes_is_told_in_order_with_what_was_called_off(home: str) -> None:
    agenda = part(home, '<h2 id="coming">', "</section>")
    assert agenda.startswith('<h2 id="coming">本周活动')
    first, second = re.findall(r"<li>.*?</li>", agenda, re.S)
    assert "明天的研课" in words(first) and "下周的" in words(second)
    assert "11月26日" in words(first) and "14:30" in first and "面向全市" in first and "取消" not in first
    assert "取消" in words(second)


def test_what_was_not_held_is_not_counted(home: str) -> None:
    assert words(part(home, '<ul class="jd-figures">', "</ul>")).split() == ["1", "个基地", "1", "份资源", "1", "次活动已开展"]


def test_what_can_be_borrowed_says_by_how_many_schools_it_was(home: str, lively: Path) -> None:
    card = part(home, '<h2 id="practice">', "</ul>")
    assert "错题先收再讲" in card and "备课组建设" in card and "1 所学校用过" in card
    page = (lively / "practice/index.html").read_text("utf-8")
    assert "错题先收再讲" in part(page, '<h2 id="experience">', "</ul>") and "还没有材料" in part(page, '<h2 id="experiments">', '<h2 id="experience">')


def test_a_card_tells_what_whose_when_and_which_files(lively: Path) -> None:
    card = part((lively / "resources/index.html").read_text("utf-8"), '<li class="jd-card">', "</li>")
    assert words(card).split() == ["《一次函数的图象》教学设计", "教学设计", "八年级", "下册", "人教版", "初中数学基地", "2026-10-08", "署名-非商业", "TXT"]
    assert card.count("<a ") == 1


def test_an_empty_city_has_a_first_page_too(tmp_path: Path) -> None:
    root = lay_city(tmp_path / "city")
    shutil.rmtree(root / "bases")
    shutil.rmtree(root / "content/decisions")
    city, findings = load(root, TODAY)
    build(root, planned(city, findings, ()), root / "site", TODAY)
    page = (root / "site/index.html").read_text("utf-8")
    assert "还没有资源" in page and "近期没有排定的活动" in page and 'id="practice"' not in page


def channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def light(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    red, green, blue = (channel(int(digits[at : at + 2], 16)) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_text_of_the_palette_can_be_read_on_every_ground(scheme: str) -> None:
    """WCAG 1.4.3: 4.5 to 1, in both schemes."""
    sheet = (ROOT / "overrides/styles/10-base.css").read_text("utf-8")
    colours = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6});", part(sheet, f'[data-md-color-scheme="{scheme}"]', "}")))
    grounds = ["--md-default-bg-color", "--jd-card", "--jd-ground", "--jd-tint", "--jd-warn-bg"]
    texts = ["--jd-ink", "--jd-soft", "--jd-accent", "--jd-good", "--jd-warn", "--jd-bad"]
    pairs = [(text, ground) for text in texts for ground in grounds] + [("--jd-on-fill", "--jd-fill"), ("--md-code-fg-color", "--md-code-bg-color")]
    assert {pair: found for pair in pairs if (found := round(contrast(colours[pair[0]], colours[pair[1]]), 2)) < 4.5} == {}
    assert contrast("#d7e8e5", colours["--md-primary-fg-color"]) >= 4.5


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console."""


@pytest.fixture(scope="module")
def site(lively: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(lively)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def lowest(page: Page, *selectors: str) -> float:
    """The lower edge of the lowest of what is named, in pixels."""
    boxes = [page.locator(selector).first.bounding_box() for selector in selectors]
    assert all(boxes)
    return max(box["y"] + box["height"] for box in boxes if box)


@pytest.mark.slow
def test_one_screen_says_what_this_is(site: str, browser: Browser) -> None:
    for width, height, shown in ((1440, 900, ("#q", ".jd-centres", ".jd-agenda", ".jd-brief", ".jd-seats")), (360, 740, ("#q", ".jd-centres", "#coming"))):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(site)
        assert lowest(page, *shown) <= height, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


@pytest.mark.slow
def test_a_search_starts_without_scripts(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site)
    page.fill("#q", "浮力")
    page.get_by_role("button", name="找资源").click()
    page.wait_for_url("**/find/index.html?q=%E6%B5%AE%E5%8A%9B")
    context.close()


@pytest.mark.slow
def test_a_whole_card_can_be_tapped(site: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{site}resources/index.html")
    box = page.locator(".jd-card").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)
    page.wait_for_url("**/yici-hanshu.html")
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["index.html", "practice/index.html", "resources/index.html", "bases/index.html", "guide/index.html"])
def test_a_finger_hits_what_it_means(site: str, browser: Browser, path: str) -> None:
    """On a phone whatever leads somewhere and is no word in a sentence is at least 40 px high; a card or a line counts as a whole."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(site + path)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             ".jd-card, .jd-chip, .jd-button, .jd-centre, .jd-agenda li, .jd-brief li, .jd-seats a, .jd-matrix a, .jd-ways li, .jd-ask input")]
             .filter(one => one.getBoundingClientRect().height < 39.5).map(one => one.className + one.textContent)"""
    )
    assert small == []
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["index.html", "bases/cz-shuxue/index.html", "resources/index.html", "decisions.html"])
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_jumps_while_a_page_comes(site: str, browser: Browser, path: str, width: int) -> None:
    """Cumulative layout shift, as Chromium counts it. What jumps once must not jump in two more visits: a busy machine may paint half a page."""
    if moved := jumps(browser, site + path, width):
        assert not (again := jumps(browser, site + path, width) + jumps(browser, site + path, width)), (moved, again)


def jumps(browser: Browser, address: str, width: int) -> list[str]:
    """What moved by itself in a visit, and how far; nothing if all of it together is too little to see."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(
        """window.shift = 0, window.moved = []
        const told = one => `${one.node?.className || one.node?.nodeName}: ${one.previousRect.y} to ${one.currentRect.y}`
        new PerformanceObserver(list => list.getEntries().forEach(one => (window.shift += one.value, window.moved.push(...one.sources.map(told)))))
          .observe({type: 'layout-shift', buffered: true})"""
    )
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(300)
    shift, moved = page.evaluate("[window.shift, window.moved]")
    page.close()
    return [f"{shift:.4f}", *moved] if shift >= 0.01 else []
