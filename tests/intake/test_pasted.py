"""Words pasted out of a chat: what is certain becomes fields, everything stays in the body, what is missing is asked for by name."""

from __future__ import annotations

import dataclasses
import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, Run, lay_city
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.intake import plan_import
from jidi.intake.papers.pasted import read_pasted, read_text
from jidi.intake.taken import Taken
from jidi.load import load
from jidi.model.city import City

SAID = {"级别": "市级", "目的": "教研", "研训方式": "校际交流"}
TEXT = """11月12日下午2:30在湖滨中学录播室，李文静主持，同课异构《一次函数》，赵海峰、孙雅婷执教，到场：湖滨中学12人、闹店中学3人。
陈立新老师点评：引入要从前测来。
大家约定 12 月前交反思。"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> City:
    city, findings = load(lay_city(tmp_path_factory.mktemp("small") / "city"), TODAY)
    assert not findings
    return city


def read(city: City, text: str, said: dict[str, str] | None = None, today: datetime.date = TODAY) -> Taken:
    return read_text(dataclasses.replace(city, today=today), "cz-shuxue", "粘贴的文字", text, SAID if said is None else said)


def test_ten_lines_become_the_record(small: City) -> None:
    taken = read(small, TEXT)
    assert not taken.findings
    [draft] = taken.drafts
    sure = {
        "标题": "《一次函数》同课异构",
        "类型": "同课异构",
        "日期": "2026-11-12",
        "开始": "14:30",
        "地点": "湖滨中学录播室",
        "主持人": "李文静",
        "形式": "线下",
    }
    assert {key: draft.values[key] for key in sure} == sure
    assert draft.values["参加"] == [{"学校": "xh-hubin", "人数": "12"}, {"学校": "bf-minzhu", "人数": "3"}]
    assert [(one["姓名"], one["角色"]) for one in draft.values["主讲"]] == [("赵海峰", "主讲/执教"), ("孙雅婷", "主讲/执教"), ("陈立新", "点评")]
    made = plan_import(small, taken.drafts)
    assert not made.findings and made.planned[0].path.startswith("bases/cz-shuxue/activities/2026-11-12-")


def test_every_word_stays_in_the_body(small: City) -> None:
    assert read(small, TEXT).drafts[0].body == "\n\n".join(TEXT.split("\n")) + "\n"


def test_what_is_missing_is_asked_for_by_name(small: City) -> None:
    [finding] = read(small, TEXT, {}).findings
    assert finding.message == "看不出「级别」「目的」「研训方式」" and "--set 级别=市级" in finding.fix
    [bare] = read(small, "今天大家一起备了课，收获很大。", {}).findings
    for key in ("标题", "类型", "日期", "地点", "主持人", "参加"):
        assert f"「{key}」" in bare.message


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        ((2026, 11, 25), "11月12日", "2026-11-12"),
        ((2027, 1, 5), "12月28日", "2026-12-28"),
        ((2026, 12, 28), "1月5日", "2027-01-05"),
        ((2026, 11, 25), "2025年3月6日", "2025-03-06"),
        ((2026, 11, 25), "2026.11.12", "2026-11-12"),
        ((2026, 11, 25), "11月12号", "2026-11-12"),
    ],
)
def test_the_year_is_the_one_that_is_near(small: City, today: tuple[int, int, int], text: str, day: str) -> None:
    taken = read(small, TEXT.replace("11月12日", text), today=datetime.date(*today))
    assert taken.drafts[0].values["日期"] == day
    assert ("年" in text or "." in text) or day in taken.notes[0].text  # what was concluded is said


def test_a_day_of_another_season_is_not_guessed(small: City) -> None:
    [finding] = read(small, TEXT.replace("11月12日", "5月12日")).findings
    assert finding.code == "DR05" and "5月12日" in finding.message and "--set 日期=" in finding.fix
    assert read(small, TEXT.replace("11月12日", "5月12日"), SAID | {"日期": "2026-05-12"}).drafts[0].values["日期"] == "2026-05-12"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("下午2:30", "14:30", ""),
        ("14:30—16:10", "14:30", "16:10"),
        ("下午两点半", "14:30", ""),
        ("上午9点", "09:00", ""),
        ("下午2:30-4:10", "14:30", "16:10"),
        ("3:30", "", ""),
    ],
)
def test_the_clock_is_read_only_if_it_is_certain(small: City, text: str, start: str, end: str) -> None:
    values = read(small, TEXT.replace("下午2:30", text)).drafts[0].values
    assert (values.get("开始", ""), values.get("结束", "")) == (start, end)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("闹店中学3人", "民主中学3人", "学校名册里没有“民主中学”"),
        ("闹店中学3人", "闹店中学30多人", "不是准数"),
        ("闹店中学3人", "闹店中学3人、湖滨中学2人", "写了两次"),
        ("大家约定", "11月19日在湖滨中学又备了一次课。\n大家约定", "像是几次活动"),
    ],
)
def test_what_is_doubtful_is_named_at_its_line(small: City, old: str, new: str, said: str) -> None:
    taken = read(small, TEXT.replace(old, new))
    assert not taken.drafts and said in taken.findings[0].message and taken.findings[0].fix
    assert taken.findings[0].place.line == (3 if "几次" in said else 1)


def test_a_total_is_no_school(small: City) -> None:
    assert len(read(small, TEXT.replace("3人。", "3人，共15人，听课教师8人。")).drafts[0].values["参加"]) == 2


def test_lines_with_labels_are_answers(small: City) -> None:
    text = "一次函数教研\n时间：2026年11月12日\n地点：湖滨中学\n主持人：李文静\n类型：集体备课\n级别：校级\n形式：线下\n目的：教研\n研训方式：同伴互助\n到场：湖滨中学9人"
    taken = read(small, text, {})
    assert not taken.findings and taken.drafts[0].values["标题"] == "一次函数教研" and taken.drafts[0].at("地点").line == 3
    assert not plan_import(small, taken.drafts).findings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_text_file_of_any_usual_encoding(small: City, encoding: str) -> None:
    assert read_pasted(small, "cz-shuxue", "群.txt", TEXT.encode(encoding), SAID).drafts[0].values["主持人"] == "李文静"


@pytest.mark.parametrize("data", [b"", b" \n", b"\x00\x01\x02\xff" * 40])
def test_what_is_no_text_is_said(small: City, data: bytes) -> None:
    [finding] = read_pasted(small, "cz-shuxue", "群.txt", data).findings
    assert finding.place.file == "群.txt" and finding.fix


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
    | st.lists(st.sampled_from([*TEXT, "\n", "，", "人", "中学", "12", "月", ":", "主持", "《", "》"]), max_size=80).map("".join)
)
def test_any_words_end_in_a_record_or_a_sentence(text: str) -> None:
    city = _city()
    taken = read(city, text)
    assert taken.drafts or (taken.findings and all(one.message and one.fix for one in taken.findings))


_LOADED: list[City] = []


def _city() -> City:
    if not _LOADED:
        _LOADED.append(load(Path(__file__).parent.parent.parent, TODAY)[0])
    return _LOADED[0]


@pytest.mark.slow
def test_the_command_takes_them_from_a_pipe(city: Path, jidi: Run, tmp_path: Path) -> None:
    (tmp_path / "群.txt").write_text(TEXT, "utf-8")
    said = [part for key, text in (SAID | {"日期": "2026-11-12"}).items() for part in ("--set", f"{key}={text}")]
    shown = jidi("--root", city, "import", tmp_path / "群.txt", "--base", "cz-shuxue", *said)
    assert shown.returncode == 0 and "可以写入 1 份材料" in shown.stdout and len(list((city / "bases/cz-shuxue/activities").iterdir())) == 1
    written = jidi("--root", city, "import", tmp_path / "群.txt", "--base", "cz-shuxue", "--write", *said)
    assert written.returncode == 0 and len(list((city / "bases/cz-shuxue/activities").iterdir())) == 2
    command = [sys.executable, "-m", "jidi", "--root", str(city), "import", "--text", "--base", "cz-shuxue", *said]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONIOENCODING": "utf-8"}
    piped = subprocess.run(command, input=TEXT.encode(), capture_output=True, check=False, env=environment)
    assert piped.returncode == 0 and "已经有了" in piped.stdout.decode()
    wrong = jidi("--root", city, "import", tmp_path / "群.txt", "--base", "cz-shuxue", "--set", "年纪=八年级")
    assert wrong.returncode == 2 and "年纪" in wrong.stderr
