"""教学质量动态分析报告: what may be told of a year beside the years before, and never what rests on a few."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jidi.documents import Figure, Paper, Table
from jidi.reports import Report
from jidi.reports.quality import quality_reports
from reports.small import reports, said, year

BASE = "bases/cz-shuxue/quality"
METRICS = (("得分率", "全部样本", 96, "0.73"), ("合格率", "全部样本", 96, "80.2%"), ("得分率", "提高题", 60, "0.41"), ("合格率", "提高题", 60, "35.0%"))


@pytest.fixture
def root(city: Path) -> Path:
    record(city, "2026", METRICS)
    return city


def record(root: Path, name: str, metrics: tuple[tuple[str, str, int, str], ...], *, grade: str = "八年级", month: int = 10, change: str = "") -> None:
    first = int(name[:4])
    lines = "".join(f'  - {{指标: {one}, 范围: {scope}, n: {n}, 数值: "{value}"}}\n' for one, scope, n, value in metrics)
    (root / BASE).mkdir(exist_ok=True)
    (root / BASE / f"{name}.md").write_text(
        f"---\n标题: 一次函数学情分析{name}\n日期: {first}-{month}-20\n学年: {first}-{first + 1}\n年级: {grade}\n数据来源: 作业分析\n依据: 调研\n"
        f"问题: 学生卡在哪一步\n指标:\n{lines}诊断: 把斜率和截距混在一起\n建议: |-\n  先看图说话\n  再写式子\n{change and f'变化: {change}'}\n---\n",
        "utf-8",
    )


def only(root: Path, of: str = "2026-2027") -> Report:
    (made,) = reports(quality_reports(year(root, of=of)))
    return made


def cells(paper: Paper, caption: str) -> list[tuple[object, ...]]:
    return [row for one in paper.blocks if isinstance(one, Table) and one.caption == caption for row in one.rows]


def test_everything_the_record_says_stands_in_the_report_with_its_legal_basis(root: Path) -> None:
    record(root, "2026", METRICS, change="比上次好")
    made = only(root)
    words = said(made.paper)
    for one in ("学生卡在哪一步", "八年级，数据来自作业分析，2026年10月20日定稿", "依据是“调研”：教基厅〔2025〕3号", "没有学生个人的成绩",
                "把斜率和截距混在一起", "先看图说话\n再写式子", "比上次好", "平均分除以满分"):  # fmt: skip
        assert one in words, one
    assert made.public and made.base == "cz-shuxue" and made.stem == "quality-cz-shuxue-2026-2027"


def test_samples_with_the_same_metrics_stand_side_by_side(root: Path) -> None:
    paper = only(root).paper
    (one,) = (block for block in paper.blocks if isinstance(block, Table) and block.name.startswith("指标"))
    assert [column.name for column in one.columns] == ["范围", "样本数", "得分率", "合格率"]
    assert one.rows == (("全部样本", 96, "0.73", "80.2%"), ("提高题", 60, "0.41", "35.0%")) and not one.note


def test_metrics_that_share_nothing_are_listed(root: Path) -> None:
    record(root, "2026", (("通分出错", "有错的作业", 103, "0.51"), ("全对", "六个班", 180, "0.43")))
    assert cells(only(root).paper, "汇总指标") == [("通分出错", "有错的作业", 103, "0.51"), ("全对", "六个班", 180, "0.43")]


def test_a_sample_of_a_few_is_withheld_with_what_it_could_be_worked_out_from(root: Path) -> None:
    record(root, "2026", (("得分率", "全部", 100, "0.70"), ("得分率", "城区", 91, "0.71"), ("得分率", "乡村", 9, "0.63"), ("合格率", "全部", 100, "80.0%")))
    made = only(root)
    words = said(made.paper)
    assert not made.public
    assert "0.70" in words and "80.0%" in words and not re.search(r"0\.71|0\.63|\b91\b|\b9\b", words)
    assert any("样本太少" in one.note for one in made.paper.blocks if isinstance(one, Table))


def test_the_same_metric_of_earlier_years_stands_beside_it_and_is_drawn(root: Path) -> None:
    record(root, "2024", (("得分率", "全部样本", 90, "0.64"),))
    record(root, "2025", (("得分率", "全部样本", 80, "0.69"), ("得分率", "基础题", 80, "0.90")))
    paper = only(root).paper
    assert cells(paper, "相同指标在各学年的数值") == [("得分率", "全部样本", "0.64", "0.69", "0.73")]
    (figure,) = (block for block in paper.blocks if isinstance(block, Figure))
    assert "2024-2025：" in figure.alt and all(value in figure.alt for value in ("0.64", "0.69", "0.73"))


def test_another_grade_or_a_later_year_is_no_trend(root: Path) -> None:
    record(root, "2025", METRICS, grade="七年级")
    record(root, "2027", METRICS)
    assert "各学年的变化" not in said(only(root).paper)


def test_of_several_in_a_year_the_last_is_compared(root: Path) -> None:
    record(root, "2025", (("得分率", "全部样本", 90, "0.50"),))
    record(root, "2025-2", (("得分率", "全部样本", 90, "0.60"),), month=12)
    assert cells(only(root).paper, "相同指标在各学年的数值") == [("得分率", "全部样本", "0.60", "0.73")]


def test_what_was_a_few_in_an_earlier_year_is_unknown_and_keeps_the_report_inside(root: Path) -> None:
    record(root, "2024", (("得分率", "全部样本", 90, "0.64"),))
    record(root, "2025", (("得分率", "全部样本", 8, "0.55"),))
    made = only(root)
    assert cells(made.paper, "相同指标在各学年的数值") == [("得分率", "全部样本", "0.64", None, "0.73")]
    assert "0.55" not in said(made.paper) and not made.public


def test_values_that_are_no_plain_numbers_are_not_drawn(root: Path) -> None:
    for name, value in (("2025", "-0.15"), ("2026", "0.20")):
        record(root, name, (("平均标准分", "城区", 60, value),))
    paper = only(root).paper
    assert cells(paper, "相同指标在各学年的数值") == [("平均标准分", "城区", "-0.15", "0.20")]
    assert not any(isinstance(block, Figure) for block in paper.blocks)


def test_a_base_without_such_records_has_no_report_and_an_unreadable_one_is_named(root: Path) -> None:
    assert list(quality_reports(year(root, of="2025-2026"))) == []
    (root / BASE / "2026.md").write_text("---\n标题: [\n---\n", "utf-8")
    (gap,) = quality_reports(year(root))
    assert f"{BASE}/2026.md 读不出来" in gap.why  # type: ignore[union-attr]


def test_the_same_material_gives_the_same_paper(root: Path) -> None:
    record(root, "2025", METRICS)
    assert only(root) == only(root)


def test_a_city_without_rules_still_has_its_report(root: Path) -> None:
    (root / "content/standards/quality.yml").unlink()
    assert "依据是“调研”。" in said(only(root).paper)
