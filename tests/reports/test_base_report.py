"""基地学年总结: the base's words, the tables counted for it, its money apart; without a summary, what to write and by when."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from jidi.documents import Heading, Paper, Table
from jidi.reports import Gap
from jidi.reports.annual.base import base_reports
from reports.small import AFTER, YEAR, activity, reports, rows, said, second_base, sentences, summary, table, year

BODY = """## 一、基本情况

成员四人。

## 二、计划完成情况

| 任务 | 情况 |
| --- | --- |
| P01 | 完成 |

## 三、主要工作与成效

### （一）教学交流中心

1. 办了两次；
2. 记了两次。

## 四、存在问题

反馈偏少。
"""
BUDGET = f"经费:\n  - 学年: {YEAR}\n    明细:\n      - {{类别: 资料, 计划: 3000, 支出: 2764.5}}\n      - {{类别: 培训, 计划: 6000}}\n"


@pytest.fixture
def town(city: Path) -> Path:
    summary(city, "cz-shuxue", BODY)
    return city


def paper(root: Path, base: str = "cz-shuxue") -> Paper:
    return next(one.paper for one in reports(base_reports(year(root))) if one.base == base)


def headings(made: Paper) -> list[tuple[int, str]]:
    return [(one.level, one.text) for one in made.blocks if isinstance(one, Heading)]


def test_the_bases_own_chapters_stand_in_its_order_with_the_tables_in_their_places(town: Path) -> None:
    made = paper(town)
    assert headings(made)[:6] == [(1, "基本情况"), (1, "计划完成情况"), (1, "主要工作与成效"), (2, "教学交流中心"), (1, "存在问题"), (1, "附表")]
    assert [text for level, text in headings(made)[6:]] == ["活动一览", "资源一览", "课题与成果", "教师荣誉", "覆盖情况", "指导意见办理", "经费"]
    order = [getattr(one, "name", getattr(one, "text", "")) for one in made.blocks]
    assert order.index("成员四人。") < order.index("基本情况", order.index("成员四人。")) < order.index("主要工作与成效")
    assert order.index("计划完成情况", order.index("计划完成情况") + 1) < order.index("主要工作与成效")
    assert {"1. 办了两次；", "2. 记了两次。", "反馈偏少。"} <= set(sentences(made)) and "任务|情况" in said(made)


def test_a_summary_without_those_chapters_has_the_tables_before_it(town: Path) -> None:
    summary(town, "cz-shuxue", "我们办了一次。\n")
    assert [text for _, text in headings(paper(town))[:3]] == ["基本情况", "计划完成情况", "说明"]


def test_the_plan_is_checked_against_what_was_done(town: Path) -> None:
    made = paper(town)
    assert rows(made, "计划完成情况")["P01"] == ("一次函数同课异构", "10 月", "《一次函数》同课异构")
    assert "计划任务 1 项，有活动或资源对应的 1 项，占 100%。" in sentences(made)
    file = town / "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
    file.write_text(file.read_text("utf-8").replace("计划项: P01\n", ""), "utf-8")
    assert rows(paper(town), "计划完成情况")["P01"][2] == "没有对应的活动或资源"


def test_the_seven_tables_are_counted_and_what_is_empty_is_said(town: Path) -> None:
    activity(town, "cz-shuxue", "2026-12-01", {})
    made = paper(town)
    assert [row[0] for row in table(made, "附表1 活动一览").rows] == [datetime.date(2026, 10, 12), datetime.date(2026, 12, 1)]
    assert table(made, "附表1 活动一览").rows[1][-1] is None and table(made, "附表1 活动一览").note  # unknown is not zero
    assert rows(made, "附表5 覆盖情况") == {"新华区": (1, 9), "宝丰县": (1, 3)}
    assert sentences(made).count("本学年材料里没有记录。") == 3


def test_money_is_only_in_the_papers_twin(town: Path) -> None:
    (town / "bases/cz-shuxue/budget.yml").write_text(BUDGET, "utf-8")
    one, twin = reports(base_reports(year(town)))
    assert (one.public, twin.public) == (True, False) and one.stem != twin.stem and one.name != twin.name
    assert "2764" not in said(one.paper) and "经费收支另报，不在公开的总结里。" in sentences(one.paper)
    assert rows(twin.paper, "附表7 经费") == {"资料": (3000.0, 2764.5), "培训": (6000.0, None)}


def test_without_a_budget_there_is_no_twin(town: Path) -> None:
    assert [one.public for one in reports(base_reports(year(town)))] == [True]


def test_without_a_summary_it_says_what_to_write_and_by_when(city: Path) -> None:
    (gap,) = base_reports(year(city))
    assert isinstance(gap, Gap) and "初中数学" in gap.name
    assert f"bases/cz-shuxue/summaries/{YEAR}.md" in gap.fix and "2027年7月5日前交" in gap.fix


@pytest.mark.parametrize("file", [f"summaries/{YEAR}.md", "base.yml"])
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_written(town: Path, file: str) -> None:
    second_base(town)
    (town / "bases/gz-wuli" / file).write_text("---\n标题: [\n---\n", "utf-8")
    made = list(base_reports(year(town, AFTER)))
    gap = next(one for one in made if isinstance(one, Gap))
    assert f"bases/gz-wuli/{file}" in gap.why and "检查" in gap.fix
    assert [one.base for one in reports(made)] == ["cz-shuxue"]


def test_no_table_of_a_paper_has_anothers_name(town: Path) -> None:
    (town / "bases/cz-shuxue/budget.yml").write_text(BUDGET, "utf-8")
    for one in reports(base_reports(year(town))):
        names = [block.name for block in one.paper.blocks if isinstance(block, Table)]
        assert len(names) == len(set(names)) and all(0 < len(name) <= 31 for name in names)
