"""三年认定报告: only when it is time, year by year, and who decides is read off the city's own table."""

from __future__ import annotations

import datetime
from pathlib import Path

from jidi.documents import Figure, Paper
from jidi.reports.annual.recognition import recognition_reports
from reports.small import activity, closed_round, reports, rows, said, second_base, sentences, sums, table, year

NEAR = datetime.date(2028, 10, 1)  # the cycle of the small city ends on 2029-07-09
OF = "2028-2029"
PLAN = """---
标题: 三年规划
类型: 三年规划
日期: {day}
起始学年: {first}
终止学年: {last}
---

## 一、要解决的问题

学生说不出理由。
"""


def papers(root: Path, today: datetime.date = NEAR, of: str = OF) -> dict[str, Paper]:
    return {one.base: one.paper for one in reports(recognition_reports(year(root, today, of)))}


def test_it_is_written_only_within_a_year_of_the_end_and_only_inside(city: Path) -> None:
    assert papers(city, datetime.date(2027, 11, 1), "2026-2027") == {}
    (made,) = reports(recognition_reports(year(city, NEAR, OF)))
    assert (made.stem, made.public, made.base) == (f"recognition-cz-shuxue-{OF}", False, "cz-shuxue")


def test_it_is_written_while_the_renewal_is_open_and_no_more_once_the_title_is_gone(city: Path) -> None:
    (city / "content/standards/lifecycle.yml").write_text(
        (city / "content/standards/lifecycle.yml").read_text("utf-8").replace("认定周期年数: {数: 3", "认定周期年数: {数: 5"), "utf-8"
    )
    assert papers(city) == {}
    _decide(city, "2028-09-10", "认定期届满前开启", "平顶山市基础教研室")
    assert set(papers(city)) == {"cz-shuxue"}
    _decide(city, "2028-09-20", "期满终止", "平顶山市教育体育局")
    assert papers(city) == {}


def _decide(root: Path, day: str, event: str, actor: str) -> None:
    (root / f"content/decisions/{day}-cz-shuxue.yml").write_text(
        f"标题: 决定\n类型: 通知\n基地: cz-shuxue\n事项: {event}\n日期: {day}\n机关: {actor}\n文号: 平教体〔2028〕7号\n理由: 期满\n", "utf-8"
    )


def test_the_years_of_the_cycle_are_rolled_up(city: Path) -> None:
    activity(city, "cz-shuxue", "2028-09-20", {"yx-rendian": 4})
    closed_round(city, {"cz-shuxue": "优秀"})
    made = papers(city)["cz-shuxue"]
    assert rows(made, "三年工作") == {"2025-2026": (0, 0, 0), "2026-2027": (1, 12, 1), "2027-2028": (0, 0, 0), OF: (1, 4, 0)}
    assert "4 个学年共举办活动 2 次，教师参加 16 人次，发布资源 1 份。" in sentences(made)
    assert sums(table(made, "覆盖情况"))["2026-2027"] == 12 and rows(made, "覆盖情况")["叶县"] == (0, 0, 0, 4)
    assert rows(made, "考核等次")["2026-2027"] == ("优秀", "前测先行", "反馈偏少")
    assert rows(made, "考核等次")["2027-2028"] == (None, None, None)
    assert rows(made, "规划完成")["2026-2027"] == (1, 1, 1.0) and rows(made, "规划完成")["2027-2028"] == (None, None, None)
    assert "87.6" not in said(made)
    drawn = next(one.alt for one in made.blocks if isinstance(one, Figure))
    assert "2026-2027：活动 1，资源 1" in drawn and f"{OF}：活动 未知" in drawn  # a year that runs would look like a fall


def test_a_round_that_is_not_closed_tells_no_grade(city: Path) -> None:
    closed_round(city, {"cz-shuxue": "优秀"})
    file = city / "content/rounds/2026-2027.yml"
    file.write_text(file.read_text("utf-8").replace("已公布", "进行中"), "utf-8")
    assert rows(papers(city)["cz-shuxue"], "考核等次")["2026-2027"] == (None, None, None)


def test_the_plan_of_the_next_cycle_is_quoted_or_asked_for(city: Path) -> None:
    made = papers(city)["cz-shuxue"]
    assert any("还没有从 2028-2029 学年开始的三年规划" in one for one in sentences(made))
    plans = city / "bases/cz-shuxue/plans"
    (plans / "sannian.md").write_text(PLAN.format(day="2026-09-05", first="2026-2027", last="2028-2029"), "utf-8")
    (plans / "xia-sannian.md").write_text(PLAN.format(day="2028-09-05", first="2029-2030", last="2031-2032"), "utf-8")
    told = papers(city)["cz-shuxue"]
    assert any(one.startswith("三年规划：三年规划（2026-2027 到 2028-2029") for one in sentences(told))
    assert "学生说不出理由。" in sentences(told) and not any("还没有从" in one for one in sentences(told))


def test_who_decides_is_read_off_the_citys_table(city: Path) -> None:
    made = papers(city)["cz-shuxue"]
    assert list(rows(made, "认定程序")) == ["认定期届满前开启", "重新认定通过", "期满终止"]
    assert "市学科基地建设领导小组" in str(rows(made, "认定程序")["重新认定通过"][0]) and rows(made, "认定程序")["重新认定通过"][2] == "要"
    assert "2029年1月10日起可以开启重新认定。" in sentences(made) and "plan " not in said(made)
    table_file = city / "content/standards/lifecycle.yml"
    table_file.write_text(table_file.read_text("utf-8").replace("开启认定月数: {数: 6", "开启认定月数: {数: 4"), "utf-8")
    assert "2029年3月10日起可以开启重新认定。" in sentences(papers(city)["cz-shuxue"])


def test_a_broken_card_stops_no_other_base(city: Path) -> None:
    second_base(city)
    (city / "bases/gz-wuli/base.yml").write_text("全称: [", "utf-8")
    assert set(papers(city)) == {"cz-shuxue", "gz-wuli"} and "卡片读不出来" in said(papers(city)["gz-wuli"])
