"""简报: one page to print, a few lines to paste, whatever the record says; who came, by county and school."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import docx as library
import pytest
from conftest import TODAY, Run
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jidi.documents import pages
from jidi.load import load
from jidi.model.city import Entry
from jidi.model.work import Activity
from jidi.publish import Output
from jidi.publish.activity.attendance import attendance, attendance_files, in_words
from jidi.publish.activity.bulletin import CHAT, bulletin, bulletin_beside, chat, composed, have_bulletins, offers, written
from jidi.publish.activity.plain import MORE, gist, paragraphs, shortened
from jidi.publish.world import World
from libreoffice import converted
from publish.record import FULL, HELD, words_of
from python_calamine import CalamineWorkbook


def world_of(root: Path) -> World:
    loaded, findings = load(root, TODAY)
    return World(loaded, tuple(findings))


def activity(world: World, id: str = HELD) -> Entry[Activity]:
    return world.by_id[id]  # type: ignore[return-value]


@pytest.fixture
def told(city: Path) -> World:
    (city / f"bases/{HELD}.md").write_text(FULL, "utf-8")
    with (city / "content/standards/city.yml").open("a", encoding="utf-8") as file:
        file.write("网站地址: https://jidi.example.cn\n")
    return world_of(city)


def came(world: World, entry: Entry[Activity]) -> str:
    return in_words(attendance(world, entry.record))


def offered(world: World, entry: Entry[Activity]) -> dict[str, object]:
    """What the page of an activity offers."""
    return offers(world, entry, bulletin_beside(world, entry), came(world, entry))


def by_type(files: tuple[Output, ...]) -> dict[str, bytes]:
    return {one.path.rsplit(".", 1)[1]: one.content for one in files}  # type: ignore[misc]


def test_the_bulletin_says_when_where_who_what_and_what_came_of_it(told: World) -> None:
    files = by_type(bulletin(told, activity(told)).files)
    document = library.Document(io.BytesIO(files["docx"]))
    lines = [*(one.text for one in document.paragraphs), *(cell.text for table in document.tables for row in table.rows for cell in row.cells)]
    printed, written = words_of(files["pdf"]), re.sub(r"\s", "", "".join(lines))
    for words in (
        "教研活动简报", "平顶山市初中数学学科教研基地", "《一次函数》同课异构", "2026年10月12日周一14:30—16:50", "湖滨中学录播教室（线下）", "市级同课异构",
        "主讲/执教：李文静（一次函数的图象）；点评：陈立新", "同一课题，两种引入，比较学生的提问。", "第二种从图象说起。", "3所学校和单位，共13人",
        "《一次函数的图象》教学设计", "李文静：把两种引入各用一次（2026-11-01前）", "全文：https://jidi.example.cn/bases/cz-shuxue/activities/",
    ):  # fmt: skip
        assert words in printed and words in written, words
    assert not any(left in written for left in ("代码不要", "引文不要", "**", "一、主题与问题", "示例.cn/x"))
    assert pages(files["pdf"]) == 1


def test_the_same_record_is_the_same_bytes_remembered_or_made_anew(told: World) -> None:
    first, remembered = bulletin(told, activity(told)), bulletin(told, activity(told))
    for made in (composed, written):
        made.cache_clear()
    assert first == remembered == bulletin(told, activity(told))


def test_what_is_remembered_of_a_bulletin_is_not_shown_once_the_record_was_changed(told: World) -> None:
    before, one = by_type(bulletin(told, activity(told)).files), activity(told)
    changed = replace(one, record=one.record.model_copy(update={"place": "河滨中学报告厅"}))
    after = by_type(bulletin(told, changed).files)
    assert "河滨中学报告厅" in words_of(after["pdf"]) and "河滨中学报告厅" not in words_of(before["pdf"])
    assert before["docx"] != after["docx"]


def test_the_chat_is_short_and_ends_with_the_address(told: World) -> None:
    text = chat(told, activity(told), came(told, activity(told)))
    assert len(text) <= CHAT
    lines = text.split("\n")
    assert lines[0] == "【教研简报】《一次函数》同课异构" and lines[-1] == f"https://jidi.example.cn/bases/{HELD}.html"
    assert "同一课题，两种引入，比较学生的提问。" in text and "共 13 人" in text and "后续：李文静" in text


LONG = st.text("一二三四五六七八九十，。；：？！“”《》（）abc 1", min_size=1, max_size=400).filter(str.strip)


@given(title=LONG, place=LONG, topic=LONG, follow=LONG, body=LONG, many=st.integers(0, 12))
@example("题" * 300, "地" * 300, "课" * 300, "事" * 300, "文。" * 5000, 12)
@settings(max_examples=12, deadline=None)
def test_however_long_the_record_is_its_bulletin_is_one_page_and_its_chat_is_short(
    town: World, title: str, place: str, topic: str, follow: str, body: str, many: int
) -> None:
    entry = activity(town)
    one, two = entry.record.speakers[0], entry.record.follow_ups[0]
    record = entry.record.model_copy(update={
        "title": title, "place": place, "speakers": (one.model_copy(update={"topic": topic}),) * many,
        "follow_ups": (two.model_copy(update={"what": follow, "who": title}),) * many, "participants": entry.record.participants * many,
    })  # fmt: skip
    changed = Entry(entry.kind, entry.base, entry.id, entry.file, record, body)
    assert pages(by_type(bulletin(town, changed).files)["pdf"]) == 1
    assert len(chat(town, changed, came(town, changed))) <= CHAT


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> World:
    from conftest import lay_city

    root = lay_city(tmp_path_factory.mktemp("town") / "city")
    (root / f"bases/{HELD}.md").write_text(FULL, "utf-8")
    return world_of(root)


@pytest.mark.slow
def test_the_longest_bulletin_is_one_page_in_an_office_too(town: World, tmp_path: Path) -> None:
    entry = activity(town)
    long = Entry(entry.kind, entry.base, entry.id, entry.file, entry.record, "我们听了两节课，讨论了三个问题，定下了四件事。\n\n" * 80)
    (tmp_path / "a.docx").write_bytes(by_type(bulletin(town, long).files)["docx"])
    assert pages(converted(tmp_path / "a.docx", "pdf").read_bytes()) == 1


def test_a_sign_that_cannot_be_printed_leaves_the_docx_and_is_named_on_the_page(city: Path) -> None:
    (city / f"bases/{HELD}.md").write_text(FULL.replace("同一课题", "同一课题😀"), "utf-8")
    world = world_of(city)
    made = bulletin(world, activity(world))
    assert made.unprintable == "😀" and "docx" in by_type(made.files) and "pdf" not in by_type(made.files)
    shown = offered(world, activity(world))
    assert shown["unprintable"] == "😀" and [one.type for one in shown["papers"]] == ["docx"]  # type: ignore[attr-defined]


def test_only_held_activities_have_one_and_only_the_newest_lie_beside_their_page(city: Path) -> None:
    folder = city / "bases/cz-shuxue/activities"
    for number in range(8):
        (folder / f"2026-09-{number + 1:02}-ci.md").write_text(FULL.replace("2026-10-12", f"2026-09-{number + 1:02}"), "utf-8")
    (folder / "2026-12-01-jihua.md").write_text(FULL.replace("2026-10-12", "2026-12-01").replace("计划项", "状态: 计划\n计划项"), "utf-8")
    world = world_of(city)
    made = world.once(have_bulletins, "cz-shuxue")
    assert len(made) == 6 and HELD in made and not any("jihua" in id or "09-01" in id for id in made)
    old, planned = activity(world, "cz-shuxue/activities/2026-09-01-ci"), activity(world, "cz-shuxue/activities/2026-12-01-jihua")
    assert offered(world, old)["chat"] and not offered(world, old)["papers"]
    assert not offered(world, planned)["chat"]


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_city_says_of_how_many_activities_papers_lie_beside_the_page(city: Path, count: int) -> None:
    folder, settings = city / "bases/cz-shuxue/activities", city / "content/standards/city.yml"
    for number in range(3):
        (folder / f"2026-09-{number + 1:02}-ci.md").write_text(FULL.replace("2026-10-12", f"2026-09-{number + 1:02}"), "utf-8")
    settings.write_text(f"{settings.read_text('utf-8')}简报份数: {count}\n", "utf-8")
    world = world_of(city)
    held = [one for one in world.of(Activity, "cz-shuxue") if one.record.status == "已举办"]
    with_papers = [one for one in held if offered(world, one)["papers"]]
    assert len(held) > 3 and len(with_papers) == min(count, len(held))
    assert all(offered(world, one)["chat"] for one in held)


def test_who_came_stands_by_county_and_school_on_the_page_in_csv_and_in_xlsx(told: World) -> None:
    counties = attendance(told, activity(told).record)
    assert [(one.name, one.schools, one.proper) for one in counties] == [
        ("新华区", (("新华区湖滨中学", 9),), True), ("宝丰县", (("宝丰县闹店中学", 3),), True), ("市直学校", (("平顶山市基础教研室", 1),), False),
    ]  # fmt: skip
    assert in_words(counties) == "2 个县（市、区）3 所学校和单位，共 13 人"
    files = by_type(tuple(attendance_files(told, activity(told))))
    assert files["csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert rows[0] == ["县（市、区）", "学校或单位", "人数"] and rows[1] == ["新华区", "新华区湖滨中学", "9"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"])).get_sheet_by_index(0).to_python()
    assert sheet[2] == ["新华区", "新华区湖滨中学", 9.0] and sheet[-1][2] == 13.0
    assert files == by_type(tuple(attendance_files(told, activity(told)))), "the same bytes"


def test_a_school_named_like_a_formula_is_no_formula(city: Path) -> None:
    (city / f"bases/{HELD}.md").write_text(FULL, "utf-8")
    schools = city / "content/standards/schools.yml"
    schools.write_text(schools.read_text("utf-8").replace("新华区湖滨中学", "=HYPERLINK(1)"), "utf-8")
    world = world_of(city)
    assert (
        b"\n=" not in by_type(tuple(attendance_files(world, activity(world))))["csv"]
        and b",=" not in by_type(tuple(attendance_files(world, activity(world))))["csv"]
    )


@given(st.text("字句。；！”，… \n-#|*_`[]()<>&1.", max_size=300), st.integers(0, 200))
@settings(max_examples=150, deadline=None)
def test_no_text_is_longer_than_its_room(text: str, room: int) -> None:
    assert sum(map(len, gist(text, room))) <= room
    assert len(shortened(text, room)) <= room
    assert all(paragraphs(text))


@pytest.mark.parametrize(
    ("text", "room", "cut"),
    [
        ("一句。两句。", 4, "一句。"),
        ("他说：“好。”大家笑了。", 8, "他说：“好。”"),
        ("没有句号的一长串话还在说下去", 10, f"没有句号的一长串{MORE}"),
        ("甲；乙；丙丙丙丙", 6, f"甲；乙{MORE}"),
        ("短", 5, "短"),
    ],
)
def test_a_text_is_cut_at_the_end_of_a_sentence(text: str, room: int, cut: str) -> None:
    assert shortened(text, room) == cut


def test_the_command_makes_the_bulletin_of_any_activity_without_hidden_names(city: Path, jidi: Run, tmp_path: Path) -> None:
    (city / f"bases/{HELD}.md").write_text(FULL, "utf-8")
    (city / "content/standards/unnamed.yml").write_text("不署名:\n  - {姓名: 李文静}\n", "utf-8")
    run = jidi("--root", city, "bulletin", f"bases/{HELD}.md", "--out", tmp_path / "out")
    assert run.returncode == 0, run.stderr
    files = {one.suffix: one.read_bytes() for one in (tmp_path / "out").iterdir()}
    assert set(files) == {".docx", ".pdf", ".csv", ".xlsx"}
    assert "李老师" in words_of(files[".pdf"]) and "李文静" not in words_of(files[".pdf"])
