"""What belongs to a school year, and which volume takes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from archive.laid import BASE, holding
from conftest import TODAY, lay_city
from jidi.archive.year import belongs
from jidi.load import load
from jidi.load.city import kind_of, read
from jidi.model.city import City

HEAD = "---\n标题: 甲\n日期: {day}\n"
RULE = HEAD + "类型: 章程\n---\n正文。\n"
PLAN = HEAD + "类型: 三年规划\n起始学年: 2025-2026\n终止学年: 2027-2028\n---\n正文。\n"
SUMMARY = HEAD + "学年: 2025-2026\n---\n正文。\n"
STUDY = (
    HEAD
    + "执教: 李文静\n年级: 八年级\n课题: 一次函数\n研究问题: 甲\n过程:\n  - {{环节: 初备, 日期: {day}, 人员: 李文静, 说明: 甲}}\n  - {{环节: 上课, 日期: 2026-09-20, 人员: 李文静, 说明: 乙}}\n---\n正文。\n"
)
TRIAL = HEAD + "问题: 甲\n方法: 乙\n状态: {state}\n负责人: 李文静\n---\n正文。\n"
YEARS = ("2024-2025", "2025-2026", "2026-2027", "2027-2028")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> City:
    return load(lay_city(tmp_path_factory.mktemp("small") / "city"), TODAY)[0]


@pytest.mark.parametrize(
    ("file", "text", "years"),
    [
        ("rules/zhangcheng.md", RULE.format(day="2025-03-01"), YEARS),  # rules hold until they are changed
        ("rules/zhangcheng.md", RULE.format(day="2026-09-01"), YEARS[2:]),  # but never before they were made
        ("rules/zhangcheng.md", RULE.format(day="2026-08-31"), YEARS[1:]),
        ("plans/guihua.md", PLAN.format(day="2025-09-01"), YEARS[1:]),
        ("summaries/2025-2026.md", SUMMARY.format(day="2026-09-10"), ("2025-2026",)),  # of the year that it is about, not the one it was written in
        ("lessons/keli.md", STUDY.format(day="2026-05-10"), YEARS[1:3]),
        ("experiments/shiyan.md", TRIAL.format(day="2025-10-01", state="进行中"), YEARS[1:]),
        ("experiments/shiyan.md", TRIAL.format(day="2025-10-01", state="中止"), ("2025-2026",)),
    ],
)
def test_a_record_belongs_to_the_years_that_it_speaks_of(small: City, tmp_path: Path, file: str, text: str, years: tuple[str, ...]) -> None:
    name = f"bases/{BASE}/{file}"
    path, kind = tmp_path / name, kind_of(name)
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    entry, findings = read(tmp_path, name, kind, small.vocabulary)  # type: ignore[arg-type]
    assert entry and not findings
    assert tuple(year for year in YEARS if belongs(small, entry, year)) == years


def test_every_volume_is_there_in_the_city_s_order_and_says_how_long_it_is_kept(city: Path) -> None:
    volumes = holding(city).volumes
    terms = load(city, TODAY)[0].vocabulary.of("archive_volume")
    assert [one.name for one in volumes] == [one.name for one in terms] and len(volumes) == 9
    assert all(re.fullmatch("永久|[0-9]+年", one.kept) for one in volumes)
    filed = {one.name[:2]: [row.title for row, _ in one.items] for one in volumes}
    assert filed["卷2"] == ["成员名册"] and filed["卷3"] == ["2026—2027 学年工作计划"] and filed["卷5"] == ["《一次函数》同课异构"]
    assert filed["卷8"] == ["《一次函数的图象》教学设计"] and filed["卷4"] == []


def test_a_base_without_material_of_the_year_has_none_of_its_own(city: Path) -> None:
    assert holding(city).own and holding(city, year="2025-2026").own and not holding(city, year="2023-2024").own


def test_what_the_archive_cannot_hold_is_said_with_the_reason(city: Path) -> None:
    file = city / f"bases/{BASE}/resources/yici-hanshu.md"
    far = "{网址: https://v.example.cn/a.mp4, 名称: 录像, 大小: 356 MB}"
    file.write_text(file.read_text("utf-8").replace("名称: 学案}", f"名称: 学案}}\n  - {{文件: 2026/meiyou.pdf, 名称: 丢了的}}\n  - {far}"), "utf-8")
    [row] = [one for one in holding(city).rows if one.title == "《一次函数的图象》教学设计"]
    assert row.remark == "附件“丢了的”没有归档：找不到这个文件；附件“录像”在 https://v.example.cn/a.mp4（356 MB），不在档案里"
    assert row.responsible == "李文静"


def test_a_file_of_two_records_lies_there_once(city: Path) -> None:
    plan = city / f"bases/{BASE}/plans/2026-2027.md"
    plan.write_text(plan.read_text("utf-8").replace("学年: 2026-2027", "学年: 2026-2027\n附件:\n  - {文件: 2026/xuean.txt, 名称: 学案}"), "utf-8")
    made = holding(city)
    assert [piece.content for piece in made.pieces].count(f"bases/{BASE}/files/2026/xuean.txt") == 1
    [row] = [one for one in made.rows if one.title == "《一次函数的图象》教学设计"]
    assert row.remark == "附件“学案”见“2026—2027 学年工作计划”"


def test_a_broken_file_keeps_the_archive_from_being_made(city: Path) -> None:
    (city / f"bases/{BASE}/plans/2026-2027.md").write_text("---\n标题: [\n---\n", "utf-8")
    assert holding(city).problems == (f"bases/{BASE}/plans/2026-2027.md：读不懂，归档就少了这一份",)
