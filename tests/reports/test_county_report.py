"""县区汇总: each county its own, all of it inside; what is overdue is named with a way out, what is done is not."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from jidi.documents import Break, Paper, Table
from jidi.reports.annual.county import county_reports
from reports.small import AFTER, YEAR, activity, closed_round, reports, rows, said, second_base, sentences, sums, table, year

RUNNING = datetime.date(2026, 12, 20)


@pytest.fixture
def town(city: Path) -> Path:
    second_base(city)
    activity(city, "gz-wuli", "2026-12-01", {"bf-longshan": 5, "yx-rendian": 2, "sjys": 1})
    return city


def papers(root: Path, today: datetime.date = AFTER) -> dict[str, Paper]:
    return {one.stem: one.paper for one in reports(county_reports(year(root, today)))}


def test_every_county_and_the_citys_own_schools_have_one_and_none_is_public(town: Path) -> None:
    made = reports(county_reports(year(town)))
    assert [one.stem for one in made][:3] == [f"county-{name}-{YEAR}" for name in ("xinhua", "weidong", "shilong")]
    assert made[-1].stem == f"county-szx-{YEAR}" and made[-1].name.startswith("市直学校")
    assert len({one.stem for one in made}) == len({one.name for one in made}) == 13 and not any(one.public for one in made)


def test_a_county_that_takes_no_part_has_none(town: Path) -> None:
    with (town / "content/standards/city.yml").open("a", encoding="utf-8") as file:
        file.write("不参加的县区: [石龙区]\n")
    assert f"county-shilong-{YEAR}" not in papers(town) and len(papers(town)) == 12


def test_a_county_has_its_bases_its_teachers_and_its_schools(town: Path) -> None:
    made = papers(town)
    assert "持有名称的基地 1 个：普通高中物理基地。" in sentences(made[f"county-baofeng-{YEAR}"])
    assert rows(made[f"county-baofeng-{YEAR}"], "活动资源参加")["普通高中物理基地"] == (2, 0, 20, 0, 1, 0)
    assert rows(made[f"county-ye-{YEAR}"], "学校参加")["叶县任店中学"] == ("是", 1, 2)
    assert "没有到过的 2 所：叶县昆阳小学、叶县昆阳高级中学。" in said(made[f"county-ye-{YEAR}"])
    assert "没有持有名称的基地。" in sentences(made[f"county-ye-{YEAR}"])
    own = made[f"county-szx-{YEAR}"]
    assert rows(own, "学校参加")["平顶山市基础教研室"] == ("", 1, 1) and sums(table(own, "学校参加"))["教师"] == 1


def test_the_first_page_stands_alone(town: Path) -> None:
    blocks = papers(town)[f"county-baofeng-{YEAR}"].blocks
    cut = next(at for at, one in enumerate(blocks) if isinstance(one, Break))
    assert not any(isinstance(one, Table) for one in blocks[:cut]) and sum(len(getattr(one, "text", "")) for one in blocks[:cut]) < 22 * 28


def test_what_is_overdue_at_its_bases_is_named_with_a_way_out(town: Path) -> None:
    activity(town, "gz-wuli", "2026-12-02", {"bf-longshan": 5}, "后续:\n  - {负责人: 李文静, 期限: 2026-12-10, 事项: 重测三次}\n")
    made = papers(town, RUNNING)
    line = next(row for row in table(made[f"county-baofeng-{YEAR}"], "要办的事").rows if "重测三次" in str(row))
    assert line[:2] == ("普通高中物理基地", "后续行动超期") and line[3] and line[4] == datetime.date(2026, 12, 10)
    assert "后续行动超期 1 件（普通高中物理基地）。" in said(made[f"county-baofeng-{YEAR}"])
    assert "重测三次" not in said(made[f"county-xinhua-{YEAR}"])
    activity(town, "gz-wuli", "2026-12-02", {"bf-longshan": 5}, "后续:\n  - {负责人: 李文静, 期限: 2026-12-10, 事项: 重测三次, 完成: 2026-12-09}\n")
    assert "重测三次" not in said(papers(town, RUNNING)[f"county-baofeng-{YEAR}"])


def test_after_the_summer_only_a_year_without_activities_is_silence(town: Path) -> None:
    assert "没有活动记录" not in said(papers(town)[f"county-xinhua-{YEAR}"])
    (town / "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md").unlink()
    assert f"{YEAR} 学年没有活动记录" in said(papers(town)[f"county-xinhua-{YEAR}"])


def test_the_county_knows_every_grade_once_the_round_is_closed(town: Path) -> None:
    assert "尚未公布" in said(papers(town)[f"county-baofeng-{YEAR}"])
    closed_round(town, {"cz-shuxue": "优秀", "gz-wuli": "不合格"})
    assert "考核等次：普通高中物理基地不合格。" in sentences(papers(town)[f"county-baofeng-{YEAR}"])
    assert "尚未公布" in said(papers(town, datetime.date(2027, 10, 10))[f"county-baofeng-{YEAR}"])


def test_a_base_whose_card_is_broken_is_in_no_county_and_stops_none(town: Path) -> None:
    (town / "bases/gz-wuli/base.yml").write_text("全称: [", "utf-8")
    made = papers(town)
    assert len(made) == 13 and not any("普通高中物理" in said(one) for one in made.values())
