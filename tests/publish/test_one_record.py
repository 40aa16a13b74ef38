"""One input, many outputs: one activity record, walked through everything that comes of it (domain f, adoption rule 1)."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx as library
import pytest
from conftest import TODAY, Run
from ical.calendar_stream import IcsCalendarStream
from jidi.archive.row import row_of
from jidi.assess import assess, rubric_of
from jidi.documents import pages
from jidi.load import load
from jidi.model.city import City
from jidi.model.work import Plan
from jidi.publish import Output, Page, publish
from jidi.publish.activity.certificate import certificate_paper, certificates
from jidi.publish.activity.completion import completion
from jidi.publish.activity.ics import CITY
from jidi.publish.world import World
from publish.record import FULL, HELD, words_of

STEM = f"bases/{HELD}"
EVIDENCE = "2026/xianchang.txt"


@pytest.fixture
def made(city: Path) -> tuple[City, World, Mapping[str, Output]]:
    """The record, once written; everything below comes of it."""
    (city / f"bases/cz-shuxue/files/{EVIDENCE}").write_text("现场记录", "utf-8")
    (city / f"{STEM}.md").write_text(FULL.replace("计划项: P01", f"计划项: P01\n面向全市: 是\n附件:\n  - {{文件: {EVIDENCE}, 名称: 现场记录}}"), "utf-8")
    loaded, findings = load(city, TODAY)
    assert findings == []
    rubric = rubric_of(loaded, "2026-2027")
    assert rubric
    running = assess(loaded, rubric, TODAY, findings)
    return loaded, World(loaded, (), assessment=running), {one.path: one for one in publish(loaded, (), (), running)}


def content(outputs: Mapping[str, Output], path: str) -> bytes:
    data = outputs[path].content
    assert isinstance(data, bytes)
    return data


def test_one_record_becomes_everything(made: tuple[City, World, Mapping[str, Output]]) -> None:
    _, world, outputs = made
    entry: Any = world.by_id[HELD]

    # 1. its page, and the calendar that phones subscribe to
    page = outputs[f"{STEM}.html"].content
    assert isinstance(page, Page) and page.title == "《一次函数》同课异构"
    fields: Any = page.fields
    [event] = IcsCalendarStream.calendar_from_ics(content(outputs, CITY).decode()).events
    assert event.summary == "《一次函数》同课异构" and event.start.isoformat()[:16] == "2026-10-12T14:30"

    # 2. 简报: to print, to edit, to paste
    assert pages(content(outputs, f"{STEM}.pdf")) == 1 and "教研活动简报" in words_of(content(outputs, f"{STEM}.pdf"))
    assert "教研活动简报" in [one.text for one in library.Document(io.BytesIO(content(outputs, f"{STEM}.docx"))).paragraphs]
    assert fields["chat"].startswith("【教研简报】《一次函数》同课异构") and len(fields["chat"]) <= 300
    assert [one.address for one in fields["papers"]] == [f"{STEM}.docx", f"{STEM}.pdf"]
    assert all(re.fullmatch(r"简报-2026-10-12-《一次函数》同课异构\.(docx|pdf)", one.name) for one in fields["papers"])

    # 3. who came, by county and school
    assert fields["came"] == "2 个县（市、区）3 所学校和单位，共 13 人"
    rows = list(csv.reader(io.StringIO(content(outputs, f"{STEM}.csv").decode("utf-8-sig"))))
    assert rows[1:] == [["新华区", "新华区湖滨中学", "9"], ["宝丰县", "宝丰县闹店中学", "3"], ["市直学校", "平顶山市基础教研室", "1"]]
    assert content(outputs, f"{STEM}.xlsx").startswith(b"PK")

    # 4. the plan's completion row
    [plan] = world.of(Plan, "cz-shuxue")
    done = {row.task.id: [link.text for link in row.done] for row in completion(world, plan)}
    assert done["P01"] == ["《一次函数》同课异构"] and not any(done[id] for id in done if id != "P01")
    assert [row.task.id for row in fields["tasks"]] == ["P01"]

    # 5. which indicators count it, and no points
    counted = {link.text.split()[0] for link in fields["counted"]}
    card = world.assessment.card("cz-shuxue")  # type: ignore[union-attr]
    assert counted == {score.indicator.id for score in card.scores if any(one.evidence.file == f"{STEM}.md" for one in score.count.used)}  # type: ignore[union-attr]
    assert counted and all(link.address.startswith("assessment/rubric-2026-2027.html#i-") for link in fields["counted"])
    assert not any("分" in link.text for link in fields["counted"])

    # 6. 证明, and what verifies it
    [one, *others] = certificates(world, entry)
    assert len(others) == 4 and one.name == "李文静"
    assert one.sentence in [block.text for block in certificate_paper(world, one).blocks if hasattr(block, "text")]
    assert f'"{one.number}":["{one.sentence}","{STEM}.html"]' in content(outputs, f"verify/{one.number[-2:]}.js").decode()
    assert fields["verify"] == "verify/index.html" and isinstance(outputs["verify/index.html"].content, Page)

    # 7. the archive's entry
    row = row_of(world, entry)
    assert (row.volume, row.title, row.responsible, row.day.isoformat()) == ("卷5 市级专题研讨", page.title, "平顶山市初中数学学科教研基地", "2026-10-12")
    assert [(file.path, file.sha256) for file in row.files] == [
        (f"{STEM}.md", entry.sha256), (f"bases/cz-shuxue/files/{EVIDENCE}", hashlib.sha256("现场记录".encode()).hexdigest()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "volume"), [("校级", "卷4 教研活动记录"), ("联片", "卷4 教研活动记录"), ("市级", "卷5 市级专题研讨"), ("省级", "卷5 市级专题研讨")]
)
def test_the_volume_follows_the_level(city: Path, level: str, volume: str) -> None:
    (city / f"{STEM}.md").write_text(FULL.replace("级别: 市级", f"级别: {level}"), "utf-8")
    world = World(load(city, TODAY)[0], ())
    assert row_of(world, world.by_id[HELD]).volume == volume  # type: ignore[arg-type]


def test_a_file_elsewhere_is_in_the_archive_by_its_address_and_digest(city: Path) -> None:
    video = f"附件:\n  - {{网址: https://v.example.cn/a.mp4, 名称: 录像, sha256: {'a' * 64}, 大小: 356 MB}}\n"
    (city / f"{STEM}.md").write_text(FULL.replace("计划项: P01\n", f"计划项: P01\n{video}"), "utf-8")
    world = World(load(city, TODAY)[0], ())
    assert row_of(world, world.by_id[HELD]).files[1:] == (row_of(world, world.by_id[HELD]).files[1],)  # type: ignore[arg-type]
    assert row_of(world, world.by_id[HELD]).files[1].sha256 == "a" * 64  # type: ignore[arg-type]


def test_a_plan_is_not_done_by_what_was_only_planned(city: Path) -> None:
    (city / f"{STEM}.md").write_text(FULL.replace("计划项: P01", "状态: 计划\n计划项: P01"), "utf-8")
    world = World(load(city, TODAY)[0], ())
    assert not any(row.done for plan in world.of(Plan) for row in completion(world, plan))


def test_without_an_assessment_the_page_claims_nothing(city: Path) -> None:
    (city / f"{STEM}.md").write_text(FULL, "utf-8")
    outputs = {one.path: one for one in publish(load(city, TODAY)[0], (), ())}
    page: Any = outputs[f"{STEM}.html"].content
    assert page.fields["counted"] == []


@pytest.mark.slow
def test_the_built_page_offers_all_of_it(city: Path, jidi: Run) -> None:
    (city / f"{STEM}.md").write_text(FULL, "utf-8")
    assert jidi("--root", city, "build").returncode == 0
    html = (city / f"site/{STEM}.html").read_text("utf-8")
    for words in ("参加学校", "下载这张表", "能改的简报", "打印用的简报", "发到微信群的话", "【教研简报】《一次函数》同课异构", "在这里核对"):
        assert words in html, words
    scripts = re.findall(r'<script src="([^"?]+)', html)
    joined = "".join((city / f"site/{STEM}.html").parent.joinpath(one).read_text("utf-8") for one in scripts)
    assert "navigator.clipboard" in joined  # what copies the words for the group
    for file in re.findall(r'href="([^"]+\.(?:docx|pdf|csv|xlsx))"', html):
        assert (city / f"site/{STEM}.html").parent.joinpath(file).is_file(), file
