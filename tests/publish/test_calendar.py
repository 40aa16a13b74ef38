"""Activities: what comes next, months, calendars that phones subscribe to, and who gets in whose way."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import icalendar
import pytest
from conftest import TODAY, lay_city
from hypothesis import example, given
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from jidi.load import load
from jidi.model.city import Entry, History
from jidi.model.types import read_line
from jidi.model.work import Activity
from jidi.publish import Output, Page, publish
from jidi.publish.activity.calendar import Span, ordered, span, this_week, upcoming
from jidi.publish.activity.clash import clashes, shared
from jidi.publish.activity.ics import CITY, base_feed, calendar, subject_feed, written_event
from jidi.publish.activity.lists import by_month
from jidi.publish.activity.page import NEAR, activity_fields
from jidi.publish.machine.markup import allowed
from jidi.publish.world import World

SHANGHAI = datetime.timedelta(hours=8)
HELD = "cz-shuxue/activities/2026-10-12-tongke-yigou"
BASES = {"cz-shuxue": ("初中", "数学", "xh-hubin"), "gz-shuxue": ("普通高中", "数学", "szx-shiyan"), "xx-yuwen": ("小学", "语文", "xh-hubin")}
PLANNED = {"状态": "计划", "参加": "[]", "产出": "", "计划项": ""}


def lay_activity(root: Path, base: str, name: str, **fields: str) -> str:
    """An activity of the small city with some fields changed; its record id."""
    text = (root / f"bases/{HELD}.md").read_text("utf-8")
    head, body = text.split("产出: resources/yici-hanshu\n")
    own = {"日期": name[:10], **fields}
    for key in own:
        head = "".join(line for line in head.splitlines(keepends=True) if not line.startswith(f"{key}:"))
    if "参加" in own:
        head = "".join(line for line in head.splitlines(keepends=True) if not line.startswith("  - "))
    path = root / f"bases/{base}/activities/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + "".join(f"{key}: {value}\n" for key, value in own.items() if value) + body, "utf-8")
    return f"{base}/activities/{name}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three bases, two of them of one subject; what is held, planned and called off."""
    root = lay_city(tmp_path_factory.mktemp("calendar") / "city")
    card = (root / "bases/cz-shuxue/base.yml").read_text("utf-8")
    for base, (stage, subject, school) in list(BASES.items())[1:]:
        (root / f"bases/{base}").mkdir()
        own = card.replace("初中数学", f"{stage}{subject}").replace("学段: 初中", f"学段: {stage}").replace("学科: 数学", f"学科: {subject}")
        (root / f"bases/{base}/base.yml").write_text(own.replace("xh-hubin", school), "utf-8")
    lay_activity(root, "cz-shuxue", "2026-11-26-yanke", **PLANNED, **{"标题": "研课；磨课", "开始": '"14:30"', "结束": '"16:50"', "面向全市": "是"})
    lay_activity(
        root,
        "gz-shuxue",
        "2026-11-26-jiangzuo",
        **PLANNED,
        **{"标题": "讲座", "开始": "下午两点半", "主持人": "周晓燕", "面向全市": "是", "地点": "线上", "形式": "线上"},
    )
    lay_activity(root, "xx-yuwen", "2026-11-26-duxie", **PLANNED, **{"标题": "读写", "开始": '"08:30"', "结束": '"11:00"', "主持人": "李文静"})
    lay_activity(root, "xx-yuwen", "2026-11-29-zhoumo", **{**PLANNED, "状态": "取消"}, **{"标题": "周末活动", "取消原因": "学校停电, 改到下月"})
    lay_activity(root, "xx-yuwen", "2027-03-01-kaixue", **PLANNED, **{"标题": "开学第一课"})
    lay_activity(root, "xx-yuwen", "2024-10-10-jiu", **{"标题": "旧活动"})
    return root


@pytest.fixture(scope="module")
def world(root: Path) -> World:
    loaded, findings = load(root, TODAY)
    assert [one for one in findings if "activities" in one.place.file or "base.yml" in one.place.file] == []
    return World(loaded, tuple(findings))


@pytest.fixture(scope="module")
def outputs(world: World) -> dict[str, Output]:
    return {output.path: output for output in publish(world.city, (), ())}


def read(output: Output) -> Calendar:
    """A calendar as another library reads it."""
    assert isinstance(output.content, bytes)
    return IcsCalendarStream.calendar_from_ics(output.content.decode())


def titles(entries: list[Entry[Activity]]) -> list[str]:
    return [one.record.title for one in entries]


def test_next_comes_first_and_what_was_called_off_is_said(world: World) -> None:
    assert titles(upcoming(world, 9)) == ["讲座", "读写", "研课；磨课", "周末活动", "开学第一课"]
    assert titles(upcoming(world, 2)) == ["讲座", "读写"]
    assert titles(this_week(world)) == ["讲座", "读写", "研课；磨课", "周末活动"]
    assert titles(this_week(replace(world, city=replace(world.city, today=datetime.date(2026, 11, 30))))) == []


@pytest.mark.parametrize(("start", "end", "known"), [("14:30", "16:50", (14, 16)), ("９：05", "", (9, None)), ("下午两点", "16:50", (None, None)), ("16:00", "15:00", (16, None)), ("25:00", "", (None, None))])  # fmt: skip
def test_only_a_time_is_a_time(world: World, start: str, end: str, known: tuple[int | None, int | None]) -> None:
    found = span(world.by_id[HELD].record.model_copy(update={"start": start, "end": end}))  # type: ignore[arg-type]
    assert (found.start and found.start.hour, found.end and found.end.hour) == known


def test_another_library_reads_the_city_calendar(outputs: dict[str, Output]) -> None:
    made = read(outputs[CITY])
    events = {event.uid: event for event in made.events}
    assert len(events) == len(made.events) == 6, "上一学年以前的不在里面"
    yanke = events["cz-shuxue/activities/2026-11-26-yanke@jidi"]
    assert yanke.start.utcoffset() == SHANGHAI and (yanke.start.hour, yanke.end.hour, yanke.end.minute) == (14, 16, 50)
    assert (yanke.summary, yanke.location, yanke.categories) == ("研课；磨课", "湖滨中学录播教室", ["同课异构"])
    assert "面向全市" in yanke.description and yanke.url is None and yanke.organizer is None
    talk = events["gz-shuxue/activities/2026-11-26-jiangzuo@jidi"]
    assert (talk.start, talk.end) == (datetime.date(2026, 11, 26), datetime.date(2026, 11, 27)) and "下午两点半" in talk.description
    off = events["xx-yuwen/activities/2026-11-29-zhoumo@jidi"]
    assert off.status == "CANCELLED" and off.summary == "（取消）周末活动" and "学校停电, 改到下月" in off.description


def test_a_calendar_for_each_subject_and_base_and_for_what_can_still_be_attended(outputs: dict[str, Output]) -> None:
    assert {event.summary for event in read(outputs[subject_feed("shuxue")]).events} == {"《一次函数》同课异构", "研课；磨课", "讲座"}
    assert {event.summary for event in read(outputs[base_feed("gz-shuxue")]).events} == {"讲座"}
    single = sorted(path for path in outputs if path.endswith(".ics") and path.count("/") == 3)
    assert single == [f"bases/{base}/activities/{name}.ics" for base, name in (
        ("cz-shuxue", "2026-11-26-yanke"), ("gz-shuxue", "2026-11-26-jiangzuo"), ("xx-yuwen", "2026-11-26-duxie"), ("xx-yuwen", "2027-03-01-kaixue"),
    )]  # fmt: skip
    assert [event.summary for event in read(outputs[single[0]]).events] == ["研课；磨课"]


def test_the_stamp_comes_from_the_material_and_the_number_only_grows(world: World) -> None:
    def event(changed: datetime.date | None) -> Any:
        file = f"bases/{HELD}.md"
        history = History(arrived={file: datetime.date(2026, 10, 13)}, changed={file: changed}) if changed else History()
        told = replace(world, city=replace(world.city, history=history))
        return read(Output("", calendar("x", [written_event(told, told.by_id[HELD])]))).events[0]  # type: ignore[list-item]

    days = [datetime.date(2026, 10, 13) + datetime.timedelta(days=later) for later in (0, 3, 40)]
    assert [event(day).sequence for day in days] == [0, 3, 40]
    assert all(
        event(day).dtstamp.astimezone(datetime.timezone(SHANGHAI)).date() == event(day).last_modified.astimezone(datetime.timezone(SHANGHAI)).date() == day
        for day in days
    )
    assert event(None).dtstamp.astimezone(datetime.timezone(SHANGHAI)).date() == datetime.date(2026, 10, 12)
    assert event(None).uid == event(days[2]).uid == f"{HELD}@jidi"


def test_the_page_of_an_event_is_named_once_the_site_has_an_address(root: Path, tmp_path: Path) -> None:
    other = shutil.copytree(root, tmp_path / "city")
    with (other / "content/standards/city.yml").open("a", encoding="utf-8") as file:
        file.write("网站地址: https://example.cn/jidi/\n")
    outputs = {output.path: output for output in publish(load(other, TODAY)[0], (), ())}
    assert {str(event.url) for event in read(outputs[base_feed("gz-shuxue")]).events} == {
        "https://example.cn/jidi/bases/gz-shuxue/activities/2026-11-26-jiangzuo.html"
    }
    page = outputs["activities/index.html"].content
    assert isinstance(page, Page) and page.fields["feed"].webcal == "webcal://example.cn/jidi/activities/city.ics"  # type: ignore[attr-defined]


def test_an_activity_is_the_same_in_every_calendar_and_a_calendar_is_what_the_library_would_write(outputs: dict[str, Output]) -> None:
    found: dict[str, set[bytes]] = {}
    for path, output in outputs.items():
        if path.endswith(".ics"):
            assert isinstance(output.content, bytes)
            assert icalendar.Calendar.from_ical(output.content).to_ical() == output.content
            for event in re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", output.content, re.DOTALL):
                found.setdefault(re.search(rb"UID:(.*)\r", event)[1].decode(), set()).add(event)  # type: ignore[index]
    assert f"{HELD}@jidi" in found and len(found) == 6
    assert {id for id, events in found.items() if len(events) != 1} == set()


def test_what_was_just_before_and_just_after_is_of_the_same_base_without_the_same_task(tmp_path: Path) -> None:
    root = lay_city(tmp_path / "city")
    for day in range(1, 10):
        lay_activity(root, "cz-shuxue", f"2026-11-0{day}-x", **{"标题": f"第{day}次", "计划项": "[]" if day % 3 else "P01"})
    world = World(load(root, TODAY)[0], ())
    own = ordered(world, "cz-shuxue")
    assert len(own) > 9 and activity_fields(world, own[3])["series"]
    for at, one in enumerate(own):
        fields = activity_fields(world, one)
        alike = {str(event["address"]) for event in fields["series"]}  # type: ignore[attr-defined]
        others = [[other.address for other in side if other.address not in alike] for side in (own[:at], own[at + 1 :])]
        assert [event["address"] for event in fields["near"]] == [*others[0][-NEAR:], *others[1][:NEAR]]  # type: ignore[attr-defined]


LINES = st.text(st.characters(codec="utf-8", exclude_characters="<>"), max_size=120).filter(lambda text: not _refused(text))


def _refused(text: str) -> bool:
    try:
        return not read_line(text)
    except ValueError:
        return True


def plain(text: str) -> str:
    return allowed(" ".join(text.split())).replace("\\N", "＼N")


@example(r"集合 M\N、\n；a,b;c:d", "一\r二\u2028三\x08四")
@given(LINES.map(read_line), LINES.map(read_line))
def test_any_words_survive_the_calendar(world: World, title: str, place: str) -> None:
    entry: Any = world.by_id[HELD]
    entry = replace(entry, record=entry.record.model_copy(update={"title": title, "place": place}))
    made = calendar(title, [written_event(world, entry)])
    assert all(len(line) <= 75 for line in made.split(b"\r\n")) and made.decode()
    [event] = read(Output("", made)).events
    assert (event.summary, event.location or "") == (plain(title), plain(place))


def test_every_activity_is_in_its_month_and_two_steps_away(world: World, outputs: dict[str, Output]) -> None:
    index, months = outputs["activities/index.html"].content, by_month(world)
    assert isinstance(index, Page)
    linked = {link.address for _, row in index.fields["years"] for link, _ in row}  # type: ignore[attr-defined]
    seen = [event["address"] for address in linked for event in _events(outputs[address])]
    assert sorted(seen) == sorted(entry.address for entry in world.of(Activity)) and len(months) == len(linked) == 4
    november = outputs["activities/2026-11.html"].content
    assert isinstance(november, Page)
    month: Any = november.fields["month"]
    assert month["first"] == 7 and len(month["days"]) == 30
    assert (month["before"].address, month["after"].address) == ("activities/2026-10.html", "activities/2027-03.html")


def _events(output: Output) -> Iterator[dict[str, Any]]:
    assert isinstance(output.content, Page)
    month: Any = output.content.fields["month"]
    for day in month["days"]:
        assert all(event["day"] == day["day"] for event in day["events"])
        yield from day["events"]


def test_organisers_see_what_else_there_is_at_that_time(world: World) -> None:
    def hints(id: str) -> dict[str, tuple[str, ...]]:
        entry: Any = world.by_id[id]
        return {one.title: one.shared for one in clashes(world, entry)}

    assert hints("cz-shuxue/activities/2026-11-26-yanke") == {"讲座": ("同一学科，都面向全市",)}
    assert hints("gz-shuxue/activities/2026-11-26-jiangzuo") == {"研课；磨课": ("同一学科，都面向全市",)}
    assert hints("xx-yuwen/activities/2026-11-26-duxie") == {}, "上午，与下午的研课不重叠"
    assert hints(HELD) == hints("xx-yuwen/activities/2026-11-29-zhoumo") == {}


SPANS = st.sampled_from(["", "08:00", "10:00", "12:00", "14:00", "全天"])


@st.composite
def pairs(draw: st.DrawFn) -> dict[str, Any]:
    """What an activity may say that matters here."""
    return {
        "day": datetime.date(2026, 12, draw(st.integers(1, 2))), "start": draw(SPANS), "end": draw(SPANS), "host": draw(st.sampled_from(["李文静", "周晓燕、李文静", "王老师", ""])),
        "place": draw(st.sampled_from(["录播教室", "录播 教室", "礼堂"])), "mode": draw(st.sampled_from(["线上", "线下"])), "open_to_city": draw(st.booleans()),
        "status": draw(st.sampled_from(["计划", "取消", "已举办"])),
    }  # fmt: skip


@given(pairs(), pairs(), st.sampled_from(list(BASES)), st.sampled_from(list(BASES)))
def test_a_hint_is_mutual_and_never_of_itself_or_of_what_was_called_off(
    world: World, one: dict[str, Any], other: dict[str, Any], base: str, second: str
) -> None:
    model: Any = world.by_id[HELD]
    first = replace(model, id=f"{base}/activities/a", base=base, record=model.record.model_copy(update=one))
    then = replace(model, id=f"{second}/activities/b", base=second, record=model.record.model_copy(update=other))
    assert shared(world, first, then) == shared(world, then, first)
    assert shared(world, first, first) == ()
    if "取消" in (one["status"], other["status"]) or one["day"] != other["day"]:
        assert shared(world, first, then) == ()
    elif base == second and "" in (one["start"], other["start"]):
        assert "同一个基地" in shared(world, first, then), "没写时间的按全天"


@given(*[st.builds(Span, st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 1, 2)), st.none() | st.times(), st.none() | st.times())] * 2)
def test_overlap_is_mutual(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)


def test_the_page_of_an_activity_tells_no_delay_and_no_hidden_work(root: Path, tmp_path: Path) -> None:
    other = shutil.copytree(root, tmp_path / "city")
    resource = other / "bases/cz-shuxue/resources/yici-hanshu.md"
    file = other / f"bases/{HELD}.md"
    more = "后续:\n  - {负责人: 李文静, 期限: 2026-10-20, 事项: 再上一次}\n迟报原因: 忘记了\n---\n"
    file.write_text(file.read_text("utf-8").replace("---\n\n", more + "\n", 1), "utf-8")
    fields: Any = _fields(other)
    assert [one["title"] for one in fields["products"]] == ["《一次函数的图象》教学设计"] and fields["unseen"] == 0
    assert [(one.task.id, one.task.task) for one in fields["tasks"]] == [("P01", "一次函数同课异构")] and fields["came"].endswith("2 所学校和单位，共 12 人")
    assert "忘记了" not in str(fields) and "迟报" not in str(fields)
    resource.write_text(resource.read_text("utf-8").replace("状态: 已发布", "状态: 草稿"), "utf-8")
    fields = _fields(other)
    assert fields["products"] == [] and fields["unseen"] == 1 and "教学设计" not in str(fields)


def _fields(root: Path) -> Any:
    [page] = [output.content for output in publish(load(root, TODAY)[0], (), ()) if output.path == f"bases/{HELD}.html"]
    assert isinstance(page, Page)
    return page.fields
