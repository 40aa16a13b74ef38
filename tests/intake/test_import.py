"""``jidi import``: shown first, written whole or not at all, and never twice."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.desk import BASE, HEAD, NEXT, ROW, activities, city_of, examined, files_of, imported, lay, put, run, with_, xlsx
from jidi.intake import Draft, Incoming, plan_import
from jidi.intake.filing.insertion import Untouchable, with_rows
from jidi.load.tree import parse
from jidi.model.base import Meeting
from jidi.model.city import PathKey
from jidi.model.finding import Place
from jidi.model.kinds import KINDS

PPTX = (ROOT / "bases/cz-shuxue/files/2026/liangshu-fangan.pptx").read_bytes()
REGISTERS = (
    ("成员", [["姓名", "学校", "角色", "荣誉"], ["孙雅婷", "湖滨中学", "核心成员、信息采编员", "市级骨干教师 2024；教学能手"]]),
    ("计划任务", [["2026-2027 学年计划"], ["任务", "时间", "负责", "类型"], ["《勾股定理》磨课", "11 月", "赵海峰", "磨课"]]),
    ("课题", [["名称", "级别", "状态", "主持人", "日期"], ["几何证明的第一句", "市级", "立项", "李文静", "2026-10-20"]]),
    ("成果", [["名称", "类型", "级别", "完成人", "日期"], ["《第一句》", "论文", "省级", "李文静、赵海峰", "2026-10-21"]]),
    ("获奖", [["赛事", "级别", "等次", "获奖人", "日期"], ["优质课评选", "市级", "一等奖", "赵海峰", "2026-10-22"]]),
    ("外出学习", [["日期", "人员", "内容"], ["2026-10-23", "李文静、赵海峰", "新教材培训"]]),
    ("会议", [["日期", "议题", "决定"], ["2026-10-24", "教研时间", "每周四下午不排课"]]),
    ("指导", [["日期", "教研员", "意见"], ["2026-10-25", "陈立新", "让写错的学生先说"]]),
    ("工作组", [["名称", "组长", "成员"], ["活动策划组", "李文静", "赵海峰"]]),
    ("结对", [["导师", "学员", "学校", "开始"], ["李文静", "赵海峰", "闹店中学", "2026-09-01"]]),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "city")


def test_shown_before_it_is_written(root: Path, tmp_path: Path) -> None:
    before = files_of(root)
    told = run(root, "import", put(tmp_path, activities(with_(ROW, 级别="校 级"))), "--base", BASE)
    assert told.exit_code == 0 and files_of(root) == before
    for words in ("→ bases/cz-shuxue/activities/2026-11-12-gou-gu-ding-li-mo-ke.md", "    标题: 《勾股定理》磨课", "“校 级”→“校级”", "加 --write 写入"):
        assert words in told.output


def test_written_then_right_and_true(root: Path, tmp_path: Path) -> None:
    table = put(tmp_path, activities(ROW, NEXT))
    assert "已写入 2 份材料" in run(root, "import", table, "--base", BASE, "--write").output
    assert examined(root) == []


def test_the_second_time_adds_nothing(root: Path, tmp_path: Path) -> None:
    table = put(tmp_path, xlsx(("活动", [HEAD, ROW, NEXT]), *REGISTERS))
    assert run(root, "import", table, "--base", BASE, "--write").exit_code == 0
    before = files_of(root)
    again = run(root, "import", table, "--base", BASE, "--write")
    assert again.exit_code == 0 and files_of(root) == before
    assert again.output.count("（内容相同）") == 2 + len(REGISTERS) and "没有新的材料" in again.output


def test_the_same_day_and_title_with_other_words_is_left_alone(root: Path, tmp_path: Path) -> None:
    run(root, "import", put(tmp_path, activities(ROW)), "--base", BASE, "--write")
    before = files_of(root)
    again = run(root, "import", put(tmp_path, activities(with_(ROW, 地点="操场"))), "--base", BASE, "--write")
    assert "内容不同：没有改动，请直接改那个文件" in again.output and files_of(root) == before


def test_one_wrong_cell_and_nothing_of_the_file_is_written(root: Path, tmp_path: Path) -> None:
    before = files_of(root)
    bad = put(tmp_path, xlsx(("活动", [HEAD, ROW, with_(NEXT, 级别="市极")]), *REGISTERS), "坏的.xlsx")
    told = run(root, "import", bad, "--base", BASE, "--write")
    assert told.exit_code == 1 and files_of(root) == before and "坏的.xlsx 活动!C3" in told.output


def test_another_file_is_not_held_up(root: Path, tmp_path: Path) -> None:
    bad, good = put(tmp_path, activities(with_(ROW, 参加="胡校 3人")), "坏的.xlsx"), put(tmp_path, activities(NEXT), "好的.xlsx")
    told = run(root, "import", bad, good, "--base", BASE, "--write")
    assert told.exit_code == 1 and "坏的.xlsx 里有要改的地方" in told.output
    assert [path for path in files_of(root) if "2026-11-1" in path] == ["bases/cz-shuxue/activities/2026-11-19-gou-gu-ding-li-ping-ke.md"]


def test_what_leans_on_a_refused_file_is_refused_too(root: Path, tmp_path: Path) -> None:
    task = [["任务", "时间", "负责", "编号", "学年"], ["磨课", "11 月", "李文静", "P07", "2026-2027"]]
    bad = put(tmp_path, xlsx(("计划任务", task), ("活动", [HEAD, with_(NEXT, 参加="湖滨中学")])), "坏的.xlsx")
    leaning = put(tmp_path, activities([*ROW, "P07"], head=[*HEAD, "计划项"]), "靠它的.xlsx")
    before = files_of(root)
    told = run(root, "import", bad, leaning, "--base", BASE, "--write")
    assert files_of(root) == before and "靠它的.xlsx 活动!K2" in told.output


def test_the_city_s_rules_judge_before_anything_is_written(root: Path, tmp_path: Path) -> None:
    told = run(root, "import", put(tmp_path, activities(with_(ROW, 日期="2027-03-01"))), "--base", BASE, "--write")
    assert told.exit_code == 1 and "登记表.xlsx 活动!G2: HD03" in told.output and not list((root / "bases").rglob("2027-03-01*"))


@pytest.mark.parametrize("sheet", REGISTERS, ids=[name for name, _ in REGISTERS])
def test_a_row_for_a_register_is_put_in_and_every_other_byte_stays(sheet: tuple[str, list[list[str]]], root: Path, tmp_path: Path) -> None:
    for name in ("outcomes", "training", "meetings", "guidance"):
        shutil.copy(ROOT / f"bases/cz-shuxue/{name}.yml", root / "bases/cz-shuxue")
    before = files_of(root)
    found = {one.place.file for one in examined(root)}
    told = run(root, "import", put(tmp_path, xlsx(sheet)), "--base", BASE, "--write")
    assert told.exit_code == 0, told.output
    after = files_of(root)
    (path,) = [path for path in after if after[path] != before.get(path)]
    changes = list(difflib.ndiff(before[path].decode().splitlines(True), after[path].decode().splitlines(True)))
    assert not [line for line in changes if line.startswith("- ")] and 1 <= len([line for line in changes if line.startswith("+ ")]) <= 2
    assert {one.place.file for one in examined(root)} == found


def test_a_register_that_is_not_there_is_begun(root: Path, tmp_path: Path) -> None:
    run(root, "import", put(tmp_path, xlsx(REGISTERS[5])), "--base", BASE, "--write")
    text = (root / "bases/cz-shuxue/training.yml").read_text("utf-8")
    assert text == "外出学习:\n  - {日期: 2026-10-23, 人员: [李文静, 赵海峰], 内容: 新教材培训}\n"
    assert examined(root) == []


def test_numbers_are_given_where_none_is_written(root: Path, tmp_path: Path) -> None:
    rows = [*REGISTERS[2][1], ["错法册", "县级", "立项", "赵海峰", "2026-10-21"]]
    run(root, "import", put(tmp_path, xlsx(("课题", rows))), "--base", BASE, "--write")
    text = (root / "bases/cz-shuxue/outcomes.yml").read_text("utf-8")
    assert "编号: KT01, 名称: 几何证明的第一句" in text and "编号: KT02, 名称: 错法册" in text


def test_a_number_that_is_another_s_is_named(root: Path, tmp_path: Path) -> None:
    task = [["任务", "时间", "负责", "编号", "学年"], ["磨课", "11 月", "李文静", "P01", "2026-2027"]]
    made = imported(root, tmp_path, xlsx(("计划任务", task)))
    assert not made.writes and "登记表.xlsx 计划任务!D2" in str(made.findings[0]) and "已经用了" in made.findings[0].message


def test_tasks_of_a_year_without_a_plan_are_not_lost(root: Path, tmp_path: Path) -> None:
    made = imported(root, tmp_path, xlsx(("计划任务", [["任务", "时间", "负责", "学年"], ["磨课", "11 月", "李文静", "2025-2026"]])))
    assert not made.writes and "没有 2025-2026 学年的学年计划" in made.findings[0].message and "登记表.xlsx 计划任务!D2" in str(made.findings[0])


def test_attachments_lie_beside_the_table(root: Path, tmp_path: Path) -> None:
    desk = tmp_path / "U盘"
    put(desk, PPTX, "《勾股定理》课件.pptx")
    table = put(desk, activities([*ROW, r"D:\我的资料\《勾股定理》课件.pptx"], [*NEXT, "《勾股定理》课件.pptx"], head=[*HEAD, "附件"]))
    told = run(root, "import", table, "--base", BASE, "--write")
    assert told.exit_code == 0, told.output
    stored = [path for path in files_of(root) if path.endswith(".pptx")]
    assert stored == ["bases/cz-shuxue/files/2026/gou-gu-ding-li-ke-jian.pptx"]  # the same bytes lie there once
    text = (root / "bases/cz-shuxue/activities/2026-11-12-gou-gu-ding-li-mo-ke.md").read_text("utf-8")
    assert "{文件: 2026/gou-gu-ding-li-ke-jian.pptx, 名称: 《勾股定理》课件}" in text
    assert examined(root) == []


def test_an_attachment_that_is_not_what_it_says_stops_its_file(root: Path, tmp_path: Path) -> None:
    put(tmp_path / "x", b"not a presentation", "课件.pptx")
    made = imported(root, tmp_path / "x", activities([*ROW, "课件.pptx"], head=[*HEAD, "附件"]))
    assert not made.writes and "登记表.xlsx 活动!K2" in str(made.findings[0]) and "课件.pptx" in made.findings[0].message


def test_a_file_with_an_odd_name_is_called_what_can_be_written(root: Path) -> None:
    places: dict[PathKey, Place] = {(): Place("a.docx")}
    values = dict(zip(HEAD, ROW, strict=True))
    body = "![图](incoming:图<1>\u202e.pptx)\n"
    made = plan_import(city_of(root), [Draft(KINDS["activities"], BASE, values, places, body, (Incoming("图<1>\u202e.pptx", PPTX),))])
    files, record = made.writes
    assert files == ("bases/cz-shuxue/files/2026/tu-1.pptx", PPTX)
    assert "{文件: 2026/tu-1.pptx, 名称: 图＜1＞}" in record.content.decode() and "![图](../files/2026/tu-1.pptx)" in record.content.decode()


def test_a_file_that_cannot_be_read_is_not_written_over(root: Path) -> None:
    (root / "bases/cz-shuxue/application.md").write_text("---\n标题: [\n---\n", "utf-8")
    draft = Draft(KINDS["application"], BASE, {"标题": "a", "日期": "2026-01-02", "学科组人数": "3"}, {(): Place("a.docx")})
    made = plan_import(city_of(root), [draft])
    assert not made.writes and "读不出来，不能盖掉它" in made.findings[0].message


def test_what_is_much_alike_is_shown_with_how_much(root: Path, tmp_path: Path) -> None:
    old = next(entry for entry in city_of(root).entries if entry.kind.id == "activities")
    table = activities([*with_(ROW, 标题=f"{old.record.title}（又）"), old.body], head=[*HEAD, "主题与问题"])  # type: ignore[attr-defined]
    made = imported(root, tmp_path, table)
    said = [note.text for note in made.notes if old.file in note.text]
    assert said and any("% 相同" in text for text in said) and made.writes


def test_what_is_not_alike_is_not_shown(root: Path, tmp_path: Path) -> None:
    assert imported(root, tmp_path, activities(ROW)).notes == ()


def test_a_file_that_is_not_there_is_said(root: Path, tmp_path: Path) -> None:
    told = run(root, "import", tmp_path / "没有.xlsx", "--base", BASE)
    assert told.exit_code == 1 and "没有这个文件" in told.output


def test_a_base_that_is_not_there_is_said(root: Path, tmp_path: Path) -> None:
    told = run(root, "import", put(tmp_path, activities(ROW)), "--base", "xx-xx")
    assert told.exit_code == 2 and "没有“xx-xx”这个基地" in told.output


MEETING = Meeting.model_validate({"日期": "2026-10-24", "议题": "经费", "决定": "单列: 3 万元 # 每年"})
LAYOUTS = (
    b"",
    "会议:\n  - {日期: 2026-09-01, 议题: a, 决定: b}\n".encode(),
    "会议:\n- {日期: 2026-09-01, 议题: a, 决定: b}".encode(),
    "\ufeff会议:\r\n  - 日期: 2026-09-01\r\n    议题: a\r\n    决定: |-\r\n      一\r\n\r\n      二\r\n\r\n# 完\r\n".encode(),
    "# 记录\n会议: []  # 还没有\n".encode(),
    "会议：\n  - {日期: 2026-09-01, 议题: a, 决定: b}\n\n\n".encode(),
    "会议: [{日期: 2026-09-01, 议题: a, 决定: b}]\n".encode(),
    "entries:\n    - 日期: 2026-09-01\n      议题: a\n      决定: >\n        长\n        文\n    # 一句话\n".encode(),
)


@pytest.mark.parametrize("data", LAYOUTS, ids=range(len(LAYOUTS)))
def test_a_row_goes_into_any_layout_of_a_list(data: bytes) -> None:
    new = with_rows(data, KINDS["meetings"], "会议", [MEETING])
    text = new.decode("utf-8-sig").replace("\r\n", "\n")
    value = parse(text, "meetings.yml", 1, frozenset({"会议", "日期", "议题", "决定"})).value
    rows = value.get("会议") or value.get("entries")
    assert rows[-1] == {"日期": "2026-10-24", "议题": "经费", "决定": "单列: 3 万元 # 每年"}
    old = parse(data.decode("utf-8-sig").replace("\r\n", "\n"), "meetings.yml", 1, frozenset({"会议"})).value or {}
    assert rows[:-1] == list(old.get("会议") or old.get("entries") or [])
    assert new.count(b"\r\n") == (new.count(b"\n") if b"\r\n" in data else 0)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=" -:#[]{}会议日期\n\r\"'|>a1", max_size=60))
def test_a_file_of_any_text_gets_a_row_or_is_left_alone(text: str) -> None:
    try:
        new = with_rows(text.encode(), KINDS["meetings"], "会议", [MEETING])
    except Untouchable:
        return
    kept = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip() and "会议" not in line]
    assert all(line in new.decode().replace("\r\n", "\n").split("\n") or "]" in line for line in kept)
