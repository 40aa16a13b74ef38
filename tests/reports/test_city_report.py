"""The city's annual report: its figures are those of the material, its grades those of a closed round, and it ranks nobody."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jidi.documents import Block, Heading, Paper, Table
from jidi.model.city import City, Entry
from jidi.model.work import Activity, Participants, Resource
from jidi.reports import Gap, Report, Year, year_of
from jidi.reports.annual.base import base_reports
from jidi.reports.annual.city import city_report
from jidi.reports.annual.county import county_reports
from reports.small import AFTER, YEAR, activity, closed_round, graded_fail, reports, rows, said, second_base, sentences, summary, sums, table, year

RANKING = re.compile("排名|名次|第一名|位居|位列|领先|垫底|倒数|总分")
BODY = "## 一、主要工作与成效\n\n前测先行。\n\n## 二、典型案例\n\n一张方格纸。\n"


def paper(root: Path, today: datetime.date = AFTER) -> Paper:
    return only(city_report(year(root, today)))


def only(made: object) -> Paper:
    (one,) = reports(made)  # type: ignore[arg-type]
    return one.paper


@pytest.fixture
def town(city: Path) -> Path:
    second_base(city)
    activity(city, "gz-wuli", "2026-12-01", {"bf-longshan": 5, "yx-rendian": 2})
    summary(city, "cz-shuxue", BODY)
    return city


def test_the_figures_are_those_of_the_material(town: Path) -> None:
    made = paper(town)
    assert rows(made, "分学段")["普通高中"] == (1, 2, 0, 19, 0, 1, 0)  # its copy of the other's activity, and its own
    assert rows(made, "县区参加")["叶县"][:4] == (3, 1, 1, 2)
    assert rows(made, "基地到县区")["普通高中物理基地"][-1] == 19
    assert "全市基地举办活动 3 次（上学年 0 次，多 3 次）。教师参加 31 人次（上学年 0 人次，多 31 人次）。发布资源 2 份（上学年 0 份，多 2 份）。" in sentences(
        made
    )


def test_one_school_of_another_county_changes_exactly_its_county(town: Path) -> None:
    before = rows(paper(town), "县区参加")
    file = town / "bases/gz-wuli/activities/2026-12-01-yici.md"
    file.write_text(file.read_text("utf-8").replace("yx-rendian", "ls-shanqu"), "utf-8")
    made = paper(town)
    after = rows(made, "县区参加")
    assert {name for name in before if before[name] != after[name]} == {"叶县", "鲁山县"}
    assert after["叶县"] == (3, 0, 0, 0, 0) and after["鲁山县"] == (3, 1, 1, 2, 0)
    assert any("叶县" in one for one in sentences(made) if "没有参加过的" in one)


def test_what_is_called_off_planned_or_of_another_year_is_not_counted(town: Path) -> None:
    for day, line in (("2026-12-02", "取消原因: 停电\n"), ("2027-09-02", ""), ("2026-12-03", "")):
        activity(town, "gz-wuli", day, {"yx-rendian": 50}, f"状态: {'取消' if line else '计划' if day == '2026-12-03' else '已举办'}\n{line}")
    assert rows(paper(town), "县区参加")["叶县"][3] == 2


def test_the_map_of_seats_says_who_holds_and_what_is_vacant(town: Path) -> None:
    made = paper(town)
    assert rows(made, "覆盖矩阵")["数学"] == ("空缺", "已建（新华区湖滨中学）", "空缺")
    assert rows(made, "覆盖矩阵")["历史"][0] is None  # no such subject there
    assert any(one.startswith("普通高中空缺 ") and "物理" not in one for one in sentences(made))
    (town / "content/decisions/2027-09-15-gz-wuli-tuichu.yml").write_text(
        "标题: 退出\n类型: 批复\n基地: gz-wuli\n事项: 主动退出\n日期: 2027-09-15\n机关: 平顶山市学科基地建设领导小组\n理由: 学校撤并\n", "utf-8"
    )
    later = paper(town)
    assert rows(later, "覆盖矩阵")["物理"][2] == "已建（宝丰县龙山高级中学）" and "此后的变化：普通高中物理由“已建”变为“空缺”。" in sentences(later)


def test_grades_are_told_only_of_a_closed_round(town: Path) -> None:
    assert any("尚未公布" in one for one in sentences(paper(town)))
    closed_round(town)
    assert any("尚未公布" in one for one in sentences(paper(town, datetime.date(2027, 10, 14))))  # the last day of publicity
    told = said(paper(town))
    assert "尚未公布" not in told and "优秀（1 个）：初中数学基地。" in told and told.index("优秀（1 个）") < told.index("良好（1 个）")
    assert "平教体〔2027〕83号" in told and "87.6" not in told and "送教时当场写反馈" in told


def test_a_fail_is_named_only_once_a_decision_says_it(town: Path) -> None:
    closed_round(town, {"cz-shuxue": "优秀", "gz-wuli": "不合格"})
    hidden = said(paper(town))
    assert "不合格（" not in hidden and "公布等次的基地 1 个：优秀 1 个。" in hidden and "每月例会" not in hidden
    graded_fail(town, "gz-wuli")
    assert "不合格（1 个）：普通高中物理基地。" in said(paper(town))


def test_every_base_with_the_best_grade_has_its_page_in_its_own_words(town: Path) -> None:
    closed_round(town)
    blocks = paper(town).blocks
    told = said(paper(town))
    assert "前测先行。" in told and "一张方格纸。" in told and "考核反馈的经验：前测先行" in told
    names = [one.text for one in blocks if isinstance(one, Heading) and one.level == 2]
    assert "初中数学基地" in names and "普通高中物理基地" not in names
    (town / f"bases/cz-shuxue/summaries/{YEAR}.md").unlink()
    assert "没有学年总结，主要工作和案例从略。" in said(paper(town))


def test_the_firmness_of_grades_names_no_base(town: Path) -> None:
    closed_round(town)
    blocks = list(paper(town).blocks)
    start = next(at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.text == "等次的稳定性")
    part = said(replace(paper(town), blocks=tuple(blocks[start : start + 3])))
    assert "上调一成" in part and "基地。" not in part.replace("几个基地", "") and "cz-shuxue" not in part


def test_advice_rests_on_the_figure_that_the_table_shows(town: Path) -> None:
    made = paper(town)
    lacks = {row[0]: (row[2], row[3]) for row in table(made, "共性问题").rows}
    advice = [one for one in sentences(made) if "依据：" in one]
    assert len(advice) == sum(bool(part) for _, part in lacks.values()) > 0
    for one in advice:
        name, whole, part = re.search(r"依据：(.+)，(\d+) \S+中的 (\d+) ", one).groups()  # type: ignore[union-attr]
        assert lacks[name] == (int(whole), int(part))
    assert lacks["基地没有交学年总结"] == (2, 1)


def test_what_lacks_is_counted_thing_by_thing(town: Path) -> None:
    late = "后续:\n  - {负责人: 李文静, 期限: 2026-12-20, 事项: 重测, 完成: 2027-09-05}\n  - {负责人: 李文静, 期限: 2026-12-20, 事项: 再测, 完成: 2026-12-19}\n"
    activity(town, "gz-wuli", "2026-12-02", {}, late)
    (town / "bases/cz-shuxue/guidance.yml").write_text(
        "指导:\n  - {编号: ZD01, 日期: 2026-10-08, 教研员: 陈立新, 意见: 先测, 回复: 好, 回复日期: 2027-09-01}\n"
        "  - {编号: ZD02, 日期: 2026-10-08, 教研员: 陈立新, 意见: 再测, 回复: 好, 回复日期: 2026-10-09}\n",
        "utf-8",
    )
    lesson = "---\n标题: 课例\n日期: 2026-10-08\n执教: 李文静\n年级: 八年级\n课题: 函数\n研究问题: 何为\n过程:\n  - {环节: 初备, 日期: 2026-10-08, 人员: 李文静, 说明: 初稿}\n---\n\n## 一、研究的问题\n\n何为。\n"
    (town / "bases/cz-shuxue/lessons").mkdir()
    (town / "bases/cz-shuxue/lessons/keli.md").write_text(lesson, "utf-8")
    made = paper(town)
    assert {row[0]: row[2:4] for row in table(made, "共性问题").rows[:9]} == {
        "持有名称的基地没有活动记录": (2, 0), "学年计划的任务没有活动或资源对应": (2, 0), "活动没有产出资源，也没有写明原因": (4, 2),
        "活动没有登记参加人数": (4, 1), "到期的后续行动没有办结": (2, 1), "课例研究没有对应的资源": (1, 1), "资源没有外校使用记录": (2, 2),
        "指导意见没有回复": (2, 1), "基地没有交学年总结": (2, 1),
    }  # fmt: skip
    assert "逐项核对 12 件事，10 件有缺口，2 件没有。只列数量，不列基地。" in sentences(made)


def test_a_running_year_is_a_stage_and_is_compared_with_the_same_days(town: Path) -> None:
    for day in ("2025-10-20", "2026-06-01"):
        activity(town, "gz-wuli", day, {"bf-longshan": 5})
    made = paper(town, datetime.date(2026, 11, 25))
    assert any("举办活动 2 次（上学年同期 1 次，多 1 次）" in one for one in sentences(made))
    assert any("举办活动 3 次（上学年 2 次，多 1 次）" in one for one in sentences(paper(town)))
    assert made.draft == "阶段稿：数据截至2026年11月25日" and paper(town).draft == ""
    assert not any("没有交学年总结" in one for one in sentences(made))


def test_a_base_whose_card_is_broken_is_named_and_counted(town: Path) -> None:
    (town / "bases/gz-wuli/base.yml").write_text("全称: [", "utf-8")
    made = paper(town)
    assert rows(made, "分学段")["基地卡片读不出来"][:2] == (1, 2)
    assert "gz-wuli：bases/gz-wuli/base.yml" in sentences(made)


def test_a_year_without_bases_is_a_gap(city: Path) -> None:
    (gap,) = city_report(year(city, AFTER, "2024-2025"))
    assert isinstance(gap, Gap) and "2024-2025" in gap.why and gap.fix


def test_a_hidden_name_is_hidden_here_too(town: Path) -> None:
    closed_round(town)
    one = town / f"content/rounds/{YEAR}.yml"
    one.write_text(one.read_text("utf-8").replace("前测先行", "李文静带头"), "utf-8")
    summary(town, "cz-shuxue", BODY.replace("前测先行", "李文静的前测先行"))
    assert "李文静" in said(paper(town))
    members = town / "bases/cz-shuxue/members.yml"
    members.write_text(members.read_text("utf-8").replace("角色: 学科教研组长、核心成员}", "角色: 学科教研组长、核心成员, 不署名: 是}"), "utf-8")
    assert "李文静" not in said(paper(town)) and "李老师的前测先行" in said(paper(town))


@pytest.mark.slow
def test_the_same_material_is_the_same_paper(town: Path) -> None:
    closed_round(town)
    assert paper(town) == paper(town)


def test_no_public_paper_has_a_score_or_ranks(town: Path) -> None:
    closed_round(town)
    summary(town, "gz-wuli", BODY)
    one = year(town)
    assert one.assessment
    totals = {f"{value:f}" for card in one.assessment.cards for value in (card.total, card.best, card.raw)} | {"87.6"}
    public = [made for make in (city_report, county_reports, base_reports) for made in reports(make(one)) if made.public]
    assert {made.kind for made in public} == {"city", "base"}
    for made in public:
        words = said(made.paper)
        assert not RANKING.search(words), made.stem
        for total in totals:
            assert not re.search(rf"(?<![\d.]){re.escape(total)}(?![\d])", words), (made.stem, total)


SCHOOLS = ("xh-hubin", "bf-minzhu", "bf-longshan", "yx-rendian", "ls-shanqu", "sjys", "szx-shiyan", "nobody")
CAME = st.lists(st.tuples(st.sampled_from(SCHOOLS), st.integers(0, 40)), max_size=4)
HELD = st.lists(st.tuples(st.sampled_from(("cz-shuxue", "gz-wuli")), st.integers(-400, 400), CAME), max_size=8)
MADE = st.lists(st.tuples(st.sampled_from(("cz-shuxue", "gz-wuli")), st.integers(-400, 400)), max_size=5)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Year:
    from conftest import lay_city

    root = lay_city(tmp_path_factory.mktemp("town") / "city")
    second_base(root)
    for base in ("cz-shuxue", "gz-wuli"):
        summary(root, base, BODY)
    return year(root)


def varied(city: City, held: list[tuple[str, int, list[tuple[str, int]]]], made: list[tuple[str, int]]) -> City:
    """The same city with other activities and resources, days counted from the first of the year's second term."""
    middle = datetime.date(2027, 2, 1)
    kept = [one for one in city.entries if not isinstance(one.record, Activity | Resource)]
    act, res = next(city.of(Activity)), next(city.of(Resource))
    for number, (base, days, came) in enumerate(held):
        people = tuple(Participants.model_validate({"学校": school, "人数": str(count)}) for school, count in came)
        record = act.record.model_copy(update={"day": middle + datetime.timedelta(days), "participants": people})
        kept.append(_entry(act, base, f"activities/a{number}", record))
    for number, (base, days) in enumerate(made):
        kept.append(_entry(res, base, f"resources/r{number}", res.record.model_copy(update={"day": middle + datetime.timedelta(days)})))
    return replace(city, entries=tuple(kept))


def _entry(one: Entry, base: str, id: str, record: Activity | Resource) -> Entry:  # type: ignore[type-arg]
    return replace(one, base=base, id=f"{base}/{id}", file=f"bases/{base}/{id}.md", record=record)


@pytest.mark.slow
@given(held=HELD, made=MADE)
@example([("gz-wuli", 0, [("nobody", 3), ("sjys", 2)]), ("cz-shuxue", 1, [])], [("gz-wuli", 2)])
@settings(max_examples=40, deadline=None)
def test_whatever_was_done_all_totals_and_sentences_agree(
    loaded: Year, held: list[tuple[str, int, list[tuple[str, int]]]], made: list[tuple[str, int]]
) -> None:
    one = year_of(varied(loaded.real.city, held, made), (), YEAR)
    start, end = one.span
    inside = [came for _, days, came in held if start <= datetime.date(2027, 2, 1) + datetime.timedelta(days) <= end]
    people, works = (
        sum(count for came in inside for _, count in came),
        [d for _, d in made if start <= datetime.date(2027, 2, 1) + datetime.timedelta(d) <= end],
    )
    told = only(city_report(one))
    line = next(one for one in sentences(told) if one.startswith("全市基地举办活动"))
    assert [int(n) for n in re.findall(r"(?:活动|参加|资源) (\d+)", line)] == [len(inside), people, len(works)]
    for name in ("分学段", "分学科", "分县区"):
        found = sums(table(told, name))
        assert (found["活动"], found["参加"], found["资源"]) == (len(inside), people, len(works)), name
    assert sums(table(told, "县区参加"))["参加"] == people == sums(table(told, "基地到县区"))["合计"]
    assert sums(table(told, "活动类型")).get("本学年", 0) == len(inside)
    _counties_agree(one, told)
    _bases_agree(one, told)


def _counties_agree(one: Year, told: Paper) -> None:
    """Each county's own paper says what the city's says of it."""
    counties = rows(told, "县区参加")
    for report in reports(county_reports(one)):
        name = report.name.split("学科教研基地")[0]
        assert sums(table(report.paper, "学校参加"))["教师"] == counties[name][3], name
        assert f"教师 {counties[name][3]} 人次" in said(report.paper)


def _bases_agree(one: Year, told: Paper) -> None:
    """Each base's own paper says what the city's map says of it."""
    for report in reports(base_reports(one)):
        name = next(entry.record.short_name for entry in one.world.bases if entry.base == report.base)
        count = rows(told, "基地到县区")[name][-1]
        tables = {block.name: block for block in report.paper.blocks if isinstance(block, Table)}
        assert f"教师参加 {count} 人次" in said(report.paper)
        if "附表5 覆盖情况" in tables:
            assert sums(tables["附表5 覆盖情况"])["参加"] == count


def headings(blocks: tuple[Block, ...], level: int = 1) -> list[str]:
    return [one.text for one in blocks if isinstance(one, Heading) and one.level == level]


def test_the_chapters_stand_in_the_order_of_the_outline(town: Path) -> None:
    made = paper(town)
    assert headings(made.blocks) == ["总体情况", "工作进展", "考核结果", "典型经验", "共性问题", "均衡性分析", "下年度建议"]
    assert headings(made.blocks, 0) == ["附录1　数据口径", "附录2　数据快照和评价标准", "附录3　基地名单"]
    assert table(made, "基地到县区").wide and made.look == "official"
    one: Report = reports(city_report(year(town)))[0]
    assert (one.stem, one.public) == (f"city-{YEAR}", True)
