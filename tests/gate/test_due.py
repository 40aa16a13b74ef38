"""The monthly digest: facts for the base itself, and nothing beside another."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from conftest import ROOT
from jidi.gate.digest import last_month

from gate.forge import ACTIVITY, jidi_here, swap

PLAN = "bases/cz-shuxue/plans/2026-2027.md"
OWNERS = "基地:\n  - {基地: cz-shuxue, 账号: wenjing-li、haifeng-zhao}\n"


def due(root: Path, day: str, *more: str) -> dict[str, list[str]]:
    run = jidi_here(root, "due", "--as-of", day, "--format", "json", *more)
    assert run.exit_code == 0, run.output
    [one] = json.loads(run.stdout)
    return {key: [todo["message"] for todo in todos] for key, todos in one["todos"].items()}


def test_a_plan_item_without_activity_is_told_when_its_month_has_come(city: Path) -> None:
    swap(city, ACTIVITY, "计划项: P01\n", "")
    assert "plan" not in due(city, "2026-09-20")
    [said] = due(city, "2026-11-25")["plan"]
    assert "P01 一次函数同课异构" in said and "10 月" in said and "李文静" in said


def test_an_activity_of_another_year_does_not_do_this_years_task(city: Path) -> None:
    swap(city, ACTIVITY, "日期: 2026-10-12", "日期: 2026-05-12")
    assert any("P01" in said for said in due(city, "2026-11-25")["plan"])


def test_what_was_done_is_not_told(city: Path) -> None:
    assert "plan" not in due(city, "2026-11-25")


@pytest.mark.parametrize(("day", "told"), [("2027-06-20", False), ("2027-06-21", True), ("2027-07-05", True), ("2027-07-10", True)])
def test_the_summary_is_told_fourteen_days_ahead(city: Path, day: str, told: bool) -> None:
    assert any("学年总结" in said for said in due(city, day).get("papers", [])) is told


def test_overdue_follow_ups_come_with_their_hint(city: Path) -> None:
    swap(city, ACTIVITY, "产出: ", "后续:\n  - {负责人: 赵海峰, 期限: 2026-11-01, 事项: 写出教学设计}\n产出: ")
    [first] = due(city, "2026-11-08")["follow_ups"]
    [second] = due(city, "2026-11-15")["follow_ups"]
    assert "已超 7 天（第 1 次提示）" in first and "已超 14 天（第 2 次提示）" in second


def test_advice_without_an_answer_is_told(city: Path) -> None:
    (city / "bases/cz-shuxue/guidance.yml").write_text("指导:\n  - {编号: ZD01, 日期: 2026-10-30, 教研员: 陈立新, 意见: 把量表再减一半}\n", "utf-8")
    assert "把量表再减一半" in due(city, "2026-11-25")["guidance"][0]


def test_nothing_yet_this_term(city: Path) -> None:
    assert "term" not in due(city, "2026-11-25")
    assert "term" not in due(city, "2027-02-20"), "the term has hardly begun"
    assert "第二学期" in due(city, "2027-03-01")["term"][0]


def test_one_issue_a_base_with_its_people(city: Path) -> None:
    (city / "content/standards/owners.yml").write_text(OWNERS, "utf-8")
    swap(city, ACTIVITY, "计划项: P01\n", "")
    swap(city, PLAN, "任务: 一次函数同课异构", '任务: "@all 看 #1 的[课](https://evil.example)"')
    run = jidi_here(city, "due", "--as-of", "2026-11-25", "--write", city / "out")
    assert run.exit_code == 0, run.output
    assert (city / "out/issues.txt").read_text("utf-8") == "cz-shuxue||wenjing-li,haifeng-zhao|初中数学基地：2026 年 11 月提示\n"
    text = (city / "out/cz-shuxue.md").read_text("utf-8")
    assert text.startswith("<!-- jidi-due: cz-shuxue -->\n") and "- [ ] P01" in text
    assert "@" not in text and "#1" not in text and "://" not in text


def test_an_open_issue_is_kept_up_to_date_instead_of_a_second(city: Path) -> None:
    swap(city, ACTIVITY, "计划项: P01\n", "")
    mark = "<!-- jidi-due: cz-shuxue -->\nx"
    mine, copied = ({"number": number, "body": mark, "user": {"type": kind}} for number, kind in ((41, "Bot"), (42, "User")))
    (city / "open.json").write_text(json.dumps([[{"number": 1, "body": None, "user": {"type": "Bot"}}], [mine, copied]]))
    jidi_here(city, "due", "--as-of", "2026-11-25", "--write", city / "out", "--open", city / "open.json")
    assert (city / "out/issues.txt").read_text("utf-8").startswith("cz-shuxue|41||")


def test_a_base_with_nothing_due_is_left_in_peace(city: Path) -> None:
    run = jidi_here(city, "due", "--as-of", "2026-11-25", "--write", city / "out")
    assert run.exit_code == 0 and sorted(one.name for one in (city / "out").iterdir()) == ["issues.txt"]
    assert "没有要提醒的" in jidi_here(city, "due", "--as-of", "2026-11-25").stdout


@pytest.mark.slow
def test_no_ranking_and_no_points_in_the_samples_digests() -> None:
    said = jidi_here(ROOT, "due", "--as-of", "2026-11-25", "--format", "md").stdout
    assert said.count("## ") >= 9 and not [word for word in ("排名", "名次", "得分", "总分", "最差", "落后") if word in said]


@pytest.mark.parametrize(
    ("when", "month"),
    [("10 月", "2026-10"), ("9—10月", "2026-10"), ("3月中旬", "2027-03"), ("9、11、2 月", "2027-02"), ("12 月前", "2026-12"), ("全年", None), ("每月", None), ("2026-2027", None), ("13 月", None)],
)  # fmt: skip
def test_months_as_people_write_them(when: str, month: str | None) -> None:
    found = last_month(when, datetime.date(2026, 9, 1))
    assert (f"{found:%Y-%m}" if found else None) == month
