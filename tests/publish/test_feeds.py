"""Feeds as a feed library reads them: what is in them, for whom, and that any words come back as they were written."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from conftest import ROOT, TODAY, Run, lay_city
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.load import load
from jidi.model.city import Entry, History
from jidi.model.record import Record
from jidi.model.work import Resource
from jidi.publish import Output, Page, publish
from jidi.publish.machine.atom import atom
from jidi.publish.machine.catalogue import HEAD, safe
from jidi.publish.machine.markup import allowed
from jidi.publish.world import World

RESOURCE, ACTIVITY = "bases/cz-shuxue/resources/yici-hanshu.md", "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
ADDRESS = "https://jidi.example.cn/pds"
Files = dict[str, bytes]
Titled = Callable[[str], tuple[World, list[Entry[Record]]]]


def files_of(root: Path, history: History | None = None) -> Files:
    """Every made file by its path; ``history``: what git is to have said."""
    loaded, findings = load(root, TODAY)
    outputs = publish(replace(loaded, history=history or loaded.history), findings, ())
    return {output.path: output.content for output in outputs if isinstance(output.content, bytes)}


def read(data: bytes, where: str = "") -> Any:
    """A feed as a reader sees it, fetched from ``where``."""
    found = feedparser.parse(io.BytesIO(data), response_headers={"content-type": "application/atom+xml; charset=utf-8", "content-location": where})
    assert not found.bozo and found.version == "atom10", found.get("bozo_exception")
    return found


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def with_address(city: Path) -> Path:
    file = city / "content/standards/city.yml"
    file.write_text(file.read_text("utf-8") + f"网站地址: {ADDRESS}/\n", "utf-8")
    return city


def test_a_reader_sees_what_is_new_from_whom_and_how_it_may_be_used(city: Path) -> None:
    feed = read(files_of(with_address(city))["feeds/resources.xml"])
    [one] = feed.entries
    assert (feed.feed.title, feed.feed.language) == ("教学资源 - 平顶山市学科教研基地资源中心", "zh-CN")
    assert (one.title, one.author, one.link) == ("《一次函数的图象》教学设计", "李文静", f"{ADDRESS}/{RESOURCE.replace('.md', '.html')}")
    assert {tag.label for tag in one.tags} == {"教学资源", "初中", "数学", "教学设计"} and "jiaoxuesheji" in {tag.term for tag in one.tags}
    assert "不能拿去卖钱" in one.rights and "八年级 下册" in one.summary
    [file] = one.enclosures
    assert (file.href, file.type, int(file.length)) == (
        f"{ADDRESS}/bases/cz-shuxue/files/2026/xuean.txt", "text/plain", (city / "bases/cz-shuxue/files/2026/xuean.txt").stat().st_size,
    )  # fmt: skip


def test_without_an_address_links_hang_on_the_feed_itself(city: Path) -> None:
    files = files_of(city)
    one = read(files["feeds/bases/cz-shuxue.xml"], "http://127.0.0.1/x/feeds/bases/cz-shuxue.xml")
    links = {entry.title: entry.link for entry in one.entries}
    assert links["《一次函数》同课异构"] == f"http://127.0.0.1/x/{ACTIVITY.replace('.md', '.html')}"
    assert one.feed.link == "http://127.0.0.1/x/bases/cz-shuxue/index.html"


def test_ids_stay_when_the_site_gets_or_changes_its_address(city: Path) -> None:
    before = [one.id for one in read(files_of(city)["feeds/all.xml"]).entries]
    after = [one.id for one in read(files_of(with_address(city))["feeds/all.xml"]).entries]
    assert before == after and len(set(before)) == len(before) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in before)


def test_days_are_those_of_the_material_and_never_today(city: Path) -> None:
    told = History(arrived={RESOURCE: datetime.date(2026, 10, 9)}, changed={RESOURCE: datetime.date(2026, 11, 2)})
    [one] = read(files_of(city, told)["feeds/resources.xml"]).entries
    assert (one.published, one.updated) == ("2026-10-09T00:00:00+08:00", "2026-11-02T00:00:00+08:00")
    [one] = read(files_of(city, replace(told, shallow=True))["feeds/resources.xml"]).entries
    assert (one.published, one.updated) == ("2026-10-08T00:00:00+08:00", "2026-10-08T00:00:00+08:00")


def test_what_is_called_off_says_so(city: Path) -> None:
    change(city, ACTIVITY, "形式: 线下", "形式: 线下\n状态: 取消\n取消原因: 大雪")
    [one] = read(files_of(city)["feeds/activities.xml"]).entries
    assert one.title == "（取消）《一次函数》同课异构" and "大雪" in one.summary


def test_what_is_not_public_is_in_no_file(city: Path) -> None:
    change(city, RESOURCE, "状态: 已发布", "状态: 草稿")
    change(city, RESOURCE, "《一次函数的图象》", "《此处不可见》")
    made = files_of(with_address(city))
    assert all("此处不可见" not in data.decode("utf-8", "replace") for data in made.values())
    assert read(made["feeds/resources.xml"]).entries == [] and "feeds/types/jiaoxuesheji.xml" not in made and "oai.xml" not in made


@pytest.mark.slow
def test_a_feed_holds_the_newest_and_no_more_and_every_feed_is_sound(published: tuple[Output, ...]) -> None:
    files = {output.path: output.content for output in published if isinstance(output.content, bytes)}
    feeds = {path: read(data) for path, data in files.items() if path.startswith("feeds/")}
    assert {"feeds/all.xml", "feeds/subjects/shuxue.xml", "feeds/bases/xx-yuwen.xml", "feeds/types/weike.xml"} <= set(feeds)
    for path, feed in feeds.items():
        days = [one.published for one in feed.entries]
        assert len(days) <= 50 and days == sorted(days, reverse=True), path
        assert feed.feed.id and feed.feed.title and feed.feed.updated == max((one.updated for one in feed.entries), default=feed.feed.updated)
        assert all(one.id and one.title and one.author and one.link for one in feed.entries), path
    assert len(feeds["feeds/all.xml"].entries) == 50
    assert files_of(ROOT) == files


def test_the_page_offers_every_feed_and_the_catalogue(built: Path) -> None:
    text = (built / "feeds/index.html").read_text("utf-8")
    for name in ("all.xml", "subjects/shuxue.xml", "bases/cz-shuxue.xml", "types/jiaoxuesheji.xml", "../catalogue.csv", "../activities/city.ics"):
        assert f'href="{name}"' in text, name
    assert "还没有公开的网址" in text


def test_the_catalogue_opens_in_a_spreadsheet(city: Path) -> None:
    change(city, RESOURCE, "标题: 《一次函数的图象》教学设计", "标题: '=1+2，\"引号\"'")
    data = files_of(city)["catalogue.csv"]
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    made = dict(zip(head, row, strict=True))
    assert tuple(head) == HEAD and (made["标题"], made["作者"], made["学科"], made["附件数"]) == ('\'=1+2，"引号"', "李文静", "数学", "1")


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    made = safe(text)
    assert made.removeprefix("'") == text.removeprefix("'") and not re.match(r"\s*[=+\-@]", made)


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Titled:
    """The small city with its resource called ``title``, past every check of the loader."""
    city = load(lay_city(tmp_path_factory.mktemp("small") / "city"), TODAY)[0]
    [entry] = city.of(Resource)

    def made(title: str) -> tuple[World, list[Entry[Record]]]:
        changed = replace(entry, record=entry.record.model_copy(update={"title": title, "unit": title}))
        entries = tuple(changed if one is entry else one for one in city.entries)
        return World(replace(city, entries=entries), ()), [changed]  # type: ignore[list-item]

    return made


@settings(deadline=None)
@given(title=st.text().map("《{}》".format))
def test_any_words_come_back_as_they_were(titled: Titled, title: str) -> None:
    """The marks around the words keep feedparser from mending what it takes for UTF-8 that was read as Latin-1."""
    world, entries = titled(title)
    data = atom(world, "feeds/resources.xml", "教学资源", "resources/index.html", entries)
    ElementTree.fromstring(data)
    [one] = read(data).entries
    assert one.title == allowed(title).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.slow
def test_the_map_of_the_site_holds_public_pages_only_and_repeats(city: Path, jidi: Run) -> None:
    with_address(city)
    text = (city / RESOURCE).read_text("utf-8")
    (city / "bases/cz-shuxue/resources/caogao.md").write_text(text.replace("状态: 已发布", "状态: 草稿"), "utf-8")
    maps = []
    for _ in range(2):
        run = jidi("--root", city, "build")
        assert run.returncode == 0, run.stderr
        maps.append((city / "site/sitemap.xml").read_bytes())
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    rows = ElementTree.fromstring(maps[0]).findall("s:url", spaces)
    pages = [str(row.findtext("s:loc", "", spaces)).removeprefix(f"{ADDRESS}/") or "index.html" for row in rows]
    assert maps[0] == maps[1] and "bases/cz-shuxue/resources/yici-hanshu.html" in pages
    assert [one for one in pages if "caogao" in one or not (city / "site" / one).is_file()] == []
    assert {str(row.findtext("s:lastmod", "", spaces)) for row in rows} <= {"2026-10-12", "2026-11-25"}


def test_a_page_leads_to_its_own_feeds(city: Path) -> None:
    loaded, findings = load(city, TODAY)
    pages = {output.path: output.content for output in publish(loaded, findings, ()) if isinstance(output.content, Page)}
    offered = {path: [address for _, _, address in page.head.feeds] for path, page in pages.items()}
    assert offered[RESOURCE.replace(".md", ".html")] == ["feeds/bases/cz-shuxue.xml", "feeds/types/jiaoxuesheji.xml"]
    assert offered["bases/cz-shuxue/index.html"] == ["feeds/bases/cz-shuxue.xml", "bases/cz-shuxue/activities.ics"]
    assert offered["index.html"][0] == "feeds/all.xml"
