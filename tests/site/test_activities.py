"""The activities as a teacher meets them on a phone and at a desk: without scripts, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run, lay_city
from ical.calendar_stream import IcsCalendarStream
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

HELD = "bases/cz-shuxue/activities/2026-10-12-tongke-yigou"
COMING = "bases/cz-shuxue/activities/2999-10-07-guankan"
HOSTILE = '"><img src=x onerror=alert(1)>'.replace("<", "＜").replace(">", "＞")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    """The small city with three activities far ahead on one day, one of them called off."""
    root = lay_city(tmp_path_factory.mktemp("activities") / "city")
    text = (root / f"{HELD}.md").read_text("utf-8").replace("2026-10-12", "2999-10-07")
    text = re.sub(r"参加:\n(  - .*\n)+计划项: P01\n产出: .*\n", '参加: []\n状态: 计划\n面向全市: 是\n开始: "14:30"\n结束: "16:50"\n', text)
    (root / f"{COMING}.md").write_text(text.replace("《一次函数》同课异构", "二次函数观课"), "utf-8")
    (root / f"{COMING}-2.md").write_text(text.replace("《一次函数》同课异构", f"'命题{HOSTILE}'"), "utf-8")
    (root / f"{COMING}-3.md").write_text(text.replace("《一次函数》同课异构", "说课").replace("状态: 计划", "状态: 取消\n取消原因: 场地检修"), "utf-8")
    run = jidi("--root", root, "build", "--strict")
    assert run.returncode == 0, run.stdout + run.stderr
    return root / "site"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small phone with scripts switched off."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def test_a_phone_without_scripts_puts_an_activity_into_its_calendar(site: Path, phone: Page, tmp_path: Path) -> None:
    phone.goto((site / "activities/index.html").as_uri())
    phone.click(".jd-events >> text=二次函数观课")
    assert "14:30—16:50" in phone.inner_text(".jd-glance") and "全市教师都可以报名参加" in phone.inner_text(".jd-glance")
    assert phone.inner_text(".jd-planned").startswith("计划中的活动")
    assert "同一个基地、同一位主持人、同一个地点" in phone.inner_text(".jd-same")
    with phone.expect_download() as taken:
        phone.click("text=加到日历")
    taken.value.save_as(tmp_path / "one.ics")
    [event] = IcsCalendarStream.calendar_from_ics((tmp_path / "one.ics").read_text("utf-8")).events
    assert (event.summary, event.start.hour) == ("二次函数观课", 14)


def test_a_held_activity_is_two_steps_away_and_shows_what_came_of_it(site: Path, phone: Page) -> None:
    phone.goto((site / "activities/index.html").as_uri())
    phone.click("summary:has-text('2026-2027 学年')")
    phone.click("text=2026年10月")
    phone.click(".jd-month a")
    assert phone.url.endswith(f"{HELD}.html")
    assert phone.locator(".jd-products a").first.inner_text() == "《一次函数的图象》教学设计"
    assert "署名-非商业" in phone.inner_text(".jd-products")
    assert "2 所学校和单位，共 12 人" in phone.inner_text("article")
    assert "加到日历" not in phone.inner_text("article")


def test_what_was_called_off_says_so_everywhere(site: Path, phone: Page) -> None:
    phone.goto((site / "activities/index.html").as_uri())
    card = phone.inner_text(".jd-events > li.jd-cancelled")
    assert "已取消" in card and "场地检修" in card
    assert "已取消" in phone.inner_text(".jd-month a.jd-cancelled")
    phone.goto((site / f"{COMING}-3.html").as_uri())
    assert "场地检修" in phone.inner_text(".jd-notice") and phone.locator(".jd-planned, .jd-same").count() == 0


def test_the_month_is_a_list_on_a_phone_and_a_grid_at_a_desk(site: Path, phone: Page, desk: Page) -> None:
    for page in (phone, desk):
        page.goto((site / "activities/2026-10.html").as_uri())
    assert phone.locator(".jd-empty").first.is_hidden() and not phone.locator(".jd-weekdays").is_visible()
    assert "10月12日 周一" in phone.inner_text(".jd-day:not(.jd-empty) time")
    monday, first = desk.locator(".jd-day:not(.jd-empty)").bounding_box(), desk.locator(".jd-weekdays span").first.bounding_box()
    assert monday and first and abs(monday["x"] - first["x"]) < 3, "10月12日在周一那一列"
    thursday, column = desk.locator(".jd-day").first.bounding_box(), desk.locator(".jd-weekdays span").nth(3).bounding_box()
    assert thursday and column and abs(thursday["x"] - column["x"]) < 3, "10月1日在周四那一列"


def test_it_fits_a_phone_and_a_thumb(site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    for path in ("activities/index.html", "activities/2999-10.html", "activities/shuxue.html", f"{COMING}.html", f"{HELD}.html"):
        page.goto((site / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path
        small = page.eval_on_selector_all(
            ".jd-chip, .jd-feed, .jd-months a, .jd-day a, .jd-jump a, .jd-actions a, .jd-events > li > div > a, .jd-take a",
            "all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 39.5).map(one => one.textContent)",
        )
        assert small == [], path
        assert page.locator("[onerror]").count() == 0, path
    context.close()


def test_on_paper_it_is_a_record(site: Path, desk: Page) -> None:
    desk.goto((site / f"{COMING}.html").as_uri())
    desk.emulate_media(media="print")
    assert desk.locator(".jd-glance").is_visible() and desk.locator(".jd-actions").is_hidden() and desk.locator(".jd-others").first.is_hidden()
