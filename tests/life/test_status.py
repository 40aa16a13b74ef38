"""``jidi status`` as people run it, on the right-and-true city: where the base stands on a day, and what is to be done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from jidi.publish.assessment.columns import columns, width

ACTIVITY = "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
DECISIONS = "content/decisions"
LEADING = "机关: 平顶山市学科基地建设领导小组\n"
AWARD = f"{DECISIONS}/2026-07-10-cz-shuxue.yml"
GUIDANCE = """指导:
  - {编号: ZD01, 日期: 2026-09-20, 教研员: 陈立新, 意见: 让写错的学生先说, 回复: 照办, 回复日期: 2026-11-20}
  - {编号: ZD02, 日期: 2026-11-18, 教研员: 陈立新, 意见: 送教要回访}
"""


def status(jidi: Run, city: Path, day: str) -> dict[str, Any]:
    run = jidi("--root", city, "status", "--as-of", day, "--format", "json")
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout))


def fail(city: Path, event: str, year: str, day: str, grade: str = "不合格") -> str:
    file = f"{DECISIONS}/{day}-cz-shuxue.yml"
    head = f"标题: 通报\n类型: 通报\n基地: cz-shuxue\n事项: {event}\n日期: {day}\n{LEADING}"
    (city / file).write_text(f"{head}学年: {year}\n等次: {grade}\n反馈: 恢复例会\n", "utf-8")
    return file


def texts(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['file']}:{row['line']} {row['message']} {row['fix']}" for row in rows]


def test_the_table_says_it_all_in_one_line_a_base(city: Path, jidi: Run) -> None:
    run = jidi("--root", city, "status", "--as-of", "2026-11-23")
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    [row] = [line for line in lines if line.startswith("cz-shuxue ")]
    assert row.split() == ["cz-shuxue", "初中数学基地", "已授牌", "第", "1", "个", "2029-07-09", "无", "2026-10-12"]
    head = lines[lines.index(row) - 1]
    assert width(head[: head.index("届满")]) == width(row[: row.index("2029")])
    assert "席位：小学 已建 0、申报中 0、空缺 12；初中 已建 1、申报中 0、空缺 15；普通高中 已建 0、申报中 0、空缺 17。" in lines
    assert f"{ACTIVITY}:8: cz-shuxue 最近的活动是 2026-10-12，已 42 天没有活动记录" in lines


@pytest.mark.parametrize(
    ("day", "state", "seat", "last"),
    [
        ("2026-03-01", "DRAFT", "申报中", None),
        ("2026-04-30", "EXPERT_OK", "申报中", None),
        ("2026-07-09", "PUBLICITY", "申报中", None),
        ("2026-07-10", "ACTIVE", "已建", None),
        ("2026-10-12", "ACTIVE", "已建", "2026-10-12"),
    ],
)
def test_as_of_shows_the_board_of_that_day(city: Path, jidi: Run, day: str, state: str, seat: str, last: str | None) -> None:
    [base] = status(jidi, city, day)["bases"]
    assert (base["state"], base["seat"]) == (state, seat)
    assert (base["last_activity"] or {}).get("day") == last


@pytest.mark.parametrize(("day", "said"), [("2028-07-09", None), ("2028-07-10", "12"), ("2029-01-10", "6"), ("2029-04-10", "3"), ("2029-07-09", "3")])
def test_notices_come_twelve_six_and_three_months_before_the_end(city: Path, jidi: Run, day: str, said: str | None) -> None:
    found = [one for one in texts(status(jidi, city, day)["due"]) if "届满" in one]
    assert (len(found) == 0) if said is None else (f"届满前 {said} 个月的提醒" in found[0] and found[0].startswith(f"{AWARD}:8 "))
    if said in ("6", "3"):
        assert "“认定期届满前开启”（T19）的决定" in found[0]


def test_a_cycle_that_has_run_out_is_said(city: Path, jidi: Run) -> None:
    [found] = texts(status(jidi, city, "2029-07-20")["due"])
    assert "认定期 2029-07-09 已满 11 天，没有新的决定" in found and "T19" in found
    opened = f"标题: 开启\n类型: 通知\n基地: cz-shuxue\n事项: 认定期届满前开启\n日期: 2029-03-01\n{LEADING}"
    (city / DECISIONS / "2029-03-01-cz-shuxue.yml").write_text(opened, "utf-8")
    board = status(jidi, city, "2029-07-20")
    assert board["bases"][0]["state"] == "RENEWAL" and "“重新认定通过”（T20）或“期满终止”（T21）的决定" in texts(board["due"])[0]


def test_a_failed_year_asks_for_a_plan_within_thirty_days(city: Path, jidi: Run) -> None:
    file = fail(city, "首次不合格", "2026-2027", "2027-10-15")
    assert [one for one in texts(status(jidi, city, "2027-10-20")["due"]) if f"{file}:8 " in one and "还有 25 天" in one]
    assert [one for one in texts(status(jidi, city, "2027-11-22")["due"]) if "2027-11-14 前要交，已超 8 天（第 1 次提示）" in one]
    plan = city / "bases/cz-shuxue/plans/2026-2027.md"
    answers = "整改答复:\n  - {学年: 2026-2027, 第几条: 1, 答复: 每月一次例会}\n---\n\n## 一"
    plan.write_text(plan.read_text("utf-8").replace("---\n\n## 一", answers), "utf-8")
    assert status(jidi, city, "2027-11-22")["due"] == []


def test_two_fails_are_proposed_with_both_files_and_nothing_is_executed(city: Path, jidi: Run) -> None:
    first = fail(city, "首次不合格", "2026-2027", "2027-10-15")
    second = fail(city, "又不合格", "2027-2028", "2028-10-15")
    board = status(jidi, city, "2028-10-20")
    [base] = board["bases"]
    assert (base["state"], base["seat"]) == ("REVOKE_PENDING", "已建")
    assert base["proposal"] == {"years": ["2026-2027", "2027-2028"], "files": [first, second], "decided": True}
    [found] = [one for one in texts(board["due"]) if "拟取消命名" in one]
    assert found.startswith(f"{second}:8 ") and first in found and "“取消命名”（T17）的决定" in found
    assert status(jidi, city, "2028-10-14")["bases"][0]["state_name"] == "已授牌（整改）"


def test_a_corrected_grade_says_what_it_was(city: Path, jidi: Run) -> None:
    file = fail(city, "年度考核", "2026-2027", "2027-10-15", "合格")
    text = f"标题: 更正\n类型: 通报\n基地: cz-shuxue\n事项: 等次更正\n日期: 2027-11-01\n{LEADING}更正: 2027-10-15-cz-shuxue\n等次: 良好\n理由: 复核\n"
    (city / DECISIONS / "2027-11-01-cz-shuxue.yml").write_text(text, "utf-8")
    assert "2026-2027 良好（原合格）" in jidi("--root", city, "status", "--as-of", "2027-11-02").stdout
    [grade] = status(jidi, city, "2027-10-31")["bases"][0]["grades"]
    assert grade == {"year": "2026-2027", "grade": "合格", "was": "", "file": file}


def test_advice_without_an_answer_waits_on_the_board(city: Path, jidi: Run) -> None:
    (city / "bases/cz-shuxue/guidance.yml").write_text(GUIDANCE, "utf-8")
    [late] = texts(status(jidi, city, "2026-10-12")["guidance"])
    assert late.startswith("bases/cz-shuxue/guidance.yml:2 ZD01 2026-09-20 提出，22 天没有回复，超过 14 天的期限（第 1 次提示）")
    [new] = texts(status(jidi, city, "2026-11-23")["guidance"])
    assert "guidance.yml:3 ZD02" in new and "5 天没有回复：送教要回访" in new


def test_a_follow_up_past_its_day_is_overdue_until_it_is_done(city: Path, jidi: Run) -> None:
    text = (city / ACTIVITY).read_text("utf-8")
    follow = "后续:\n  - {负责人: 李文静, 期限: 2026-11-01, 事项: 寄学案, 完成: 2026-11-20}\n"
    (city / ACTIVITY).write_text(text.replace("计划项: P01", f"{follow}计划项: P01"), "utf-8")
    assert status(jidi, city, "2026-11-01")["follow_ups"] == []
    [found] = texts(status(jidi, city, "2026-11-16")["follow_ups"])
    assert found.startswith(f"{ACTIVITY}:15 李文静 2026-11-01 前要做“寄学案”，已超 15 天（第 2 次提示）")
    assert status(jidi, city, "2026-11-20")["follow_ups"] == []


def test_a_base_is_silent_after_thirty_days(city: Path, jidi: Run) -> None:
    assert status(jidi, city, "2026-11-11")["silent"] == []
    assert len(status(jidi, city, "2026-11-12")["silent"]) == 1
    assert status(jidi, city, "2026-07-01")["silent"] == []
    [found] = texts(status(jidi, city, "2026-09-01")["silent"])
    assert "授牌以来没有活动记录" in found


def test_decisions_outside_the_table_are_counted(city: Path, jidi: Run) -> None:
    (city / DECISIONS / "2026-04-22-cz-shuxue-shenhe.yml").unlink()
    board = status(jidi, city, "2026-11-23")
    assert (board["bases"][0]["state"], board["problems"]) == ("COUNTY_OK", 4)
    assert "有 4 处决定不合乎转移表" in jidi("--root", city, "status", "--as-of", "2026-11-23").stdout


def test_markdown_holds_the_same_words(city: Path, jidi: Run) -> None:
    out = jidi("--root", city, "status", "--as-of", "2026-11-23", "--format", "md").stdout
    assert "| cz-shuxue | 初中数学基地 | 已授牌 | 第 1 个 | 2029-07-09 | 无 | 2026-10-12 |" in out
    assert f"（`{ACTIVITY}:8`）" in out and "## 没有答复的指导\n\n没有。" in out


def test_without_the_table_the_board_still_prints(city: Path, jidi: Run) -> None:
    (city / "content/standards/lifecycle.yml").unlink()
    run = jidi("--root", city, "status", "--as-of", "2026-11-23")
    assert run.returncode == 0 and "拟申报" in run.stdout and "Traceback" not in run.stderr


def test_columns_line_up_whatever_the_width_of_the_characters() -> None:
    one, two = columns([("基地", "x"), ("ab", "y")])
    assert width(one[: one.index("x")]) == width(two[: two.index("y")]) == 6
