"""What a round makes: feedback on one page for each base, notices, the draft of the commendation and its certificates."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jidi.documents import Block, Break, Figure, Grid, Paper, Sign, docx, pages, pdf
from jidi.load import load
from jidi.model.city import City
from jidi.model.rubric import Rubric
from jidi.model.standards import Round, RoundResult
from jidi.reports import Report, Year
from jidi.reports.letters import LETTERS
from libreoffice import converted
from reports.letters import all_words, decide, gaps, made, worded, words_of
from reports.small import AFTER, YEAR, closed_round, graded_fail, second_base, year

ROUND = f"content/rounds/{YEAR}.yml"
BEFORE = datetime.date(2027, 10, 10)  # within the publicity
NOMINEES = """表彰:
  - {类别: 优秀基地成员, 姓名: 赵海峰, 基地: gz-wuli, 事迹: 送教四次。}
  - {类别: 优秀学科教研组长, 姓名: 李文静, 基地: gz-wuli, 事迹: 课例完整。}
  - {类别: 优秀基地成员, 姓名: 李文静, 基地: cz-shuxue, 事迹: 前测先行。}
"""


@pytest.fixture
def town(city: Path) -> Path:
    second_base(worded(city))
    return city


def swap(root: Path, old: str, new: str) -> None:
    text = (root / ROUND).read_text("utf-8")
    assert old in text
    (root / ROUND).write_text(text.replace(old, new, 1), "utf-8")


def front(report: Report) -> Paper:
    """The letter without the page behind it."""
    blocks = report.paper.blocks
    at = next((number for number, block in enumerate(blocks) if isinstance(block, Break)), len(blocks))
    return Paper(report.paper.title, report.paper.author, report.paper.day, blocks[:at], True, "official")


def test_the_feedback_letter_says_all_its_parts(town: Path) -> None:
    closed_round(town)
    found = made(year(town), "feedback")
    assert list(found) == ["feedback-cz-shuxue-2026-2027", "feedback-gz-wuli-2026-2027"]
    one = found["feedback-cz-shuxue-2026-2027"]
    grid = next(block for block in one.paper.blocks if isinstance(block, Grid))
    assert dict(grid.rows) == {
        "考核等次": "优秀。", "突出经验": "前测先行", "主要问题": "反馈偏少", "意见建议": "多收反馈\n以上建议请在下一学年工作计划中逐条答复。",
        "整改要求与时限": "每月例会\n请于2027年12月1日前完成。", "申诉途径": dict(grid.rows)["申诉途径"],
    }  # fmt: skip
    assert "15个工作日" in dict(grid.rows)["申诉途径"]
    told = words_of(one)
    assert "平顶山市初中数学学科教研基地\n2026—2027学年考核反馈意见书" in told and "新华区湖滨中学：" in told and "平教体〔2027〕63号" in told
    assert (one.public, one.paper.look, one.paper.draft, one.base) == (False, "official", "", "cz-shuxue")
    assert next(block for block in one.paper.blocks if isinstance(block, Sign)).day == ""


def test_before_the_round_is_closed_the_letter_is_a_draft(town: Path) -> None:
    closed_round(town)
    assert all(one.paper.draft.startswith("草稿") for one in made(year(town, BEFORE), "feedback").values())


def test_a_part_that_lacks_is_a_gap_that_names_it(town: Path) -> None:
    closed_round(town, {"cz-shuxue": "不合格", "gz-wuli": "良好"})
    swap(town, "问题: 反馈偏少, 建议: [多收反馈], 整改要求: 每月例会, 整改时限: 2027-12-01", "建议: [多收反馈]")
    (gap,) = gaps(year(town), "feedback")
    assert (gap.name, gap.why) == ("考核反馈意见书：初中数学基地", f"{ROUND} 里“cz-shuxue”的结果没有写「问题」「整改要求」「整改时限」")
    assert gap.fix == "在“cz-shuxue”的结果下补上「问题」「整改要求」「整改时限」"


def test_a_base_without_a_result_is_a_gap(town: Path) -> None:
    closed_round(town, {"cz-shuxue": "优秀"})
    swap(town, "结果:", "范围: [cz-shuxue, gz-wuli, cz-dili]\n结果:")
    assert [(one.name, one.why) for one in gaps(year(town), "feedback")] == [
        ("考核反馈意见书：cz-dili", "没有“cz-dili”这个基地"), ("考核反馈意见书：普通高中物理基地", f"{ROUND} 里没有“gz-wuli”的结果"),
    ]  # fmt: skip


def test_a_year_without_a_round_has_no_letters(town: Path) -> None:
    for kind in ("feedback", "commendation", "notice"):
        assert not LETTERS[kind](year(town, of="2027-2028")), kind


def behind(root: Path) -> tuple[Block, ...]:
    """The page behind the letter."""
    blocks = made(year(root), "feedback")["feedback-cz-shuxue-2026-2027"].paper.blocks
    return blocks[next(at for at, block in enumerate(blocks) if isinstance(block, Break)) :]


def test_what_the_panel_has_not_judged_is_not_known_on_the_page_behind(town: Path) -> None:
    closed_round(town)
    grid = next(block for block in behind(town) if isinstance(block, Grid))
    assert {row[1] for row in grid.rows[1:]} == {"—"} and not [block for block in behind(town) if isinstance(block, Figure)]


def test_the_page_behind_has_the_bases_own_categories_and_a_radar(town: Path) -> None:
    closed_round(town)
    rubric = next(load(town, AFTER)[0].of(Rubric)).record
    marks = "".join(f"  - {{基地: cz-shuxue, 指标: '{one.id}', 平均: 1, 份数: 5, 极差: 0}}\n" for one in rubric.indicators if one.judged)
    (town / f"content/rounds/{YEAR}-panel.yml").write_text(f"学年: {YEAR}\n评价标准: {rubric.title}\n评议:\n{marks}", "utf-8")
    blocks = behind(town)
    grid = next(block for block in blocks if isinstance(block, Grid))
    assert grid.rows[0] == ("类别", "得分", "分值", "得分率") and [row[0] for row in grid.rows[1:]] == [one.name for one in rubric.categories]
    assert sum(float(row[2]) for row in grid.rows[1:]) == 100 and all(0 <= float(row[1]) <= float(row[2]) for row in grid.rows[1:])
    figure = next(block for block in blocks if isinstance(block, Figure))
    assert all(f"{row[0]}：{row[3]}" in figure.alt for row in grid.rows[1:])
    assert pages(pdf(Paper("得分", "办公室", AFTER, blocks[1:], True, "official"))) == 1
    assert "只供初中数学基地和新华区使用" in all_words(blocks) and "物理" not in all_words(blocks)


LONG = st.text("一二三四五六七八九十，。；：？！“”《》（）a1", min_size=1, max_size=1500).filter(str.strip)


@pytest.mark.slow
@given(good=LONG, problem=LONG, remedy=LONG, advice=st.lists(LONG, min_size=1, max_size=12))
@example("好。" * 900, "题" * 900, "改" * 900, ["议。" * 300] * 12)
@example("1" * 900, "a" * 900, "》" * 900, ["“"] * 90)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_long_the_words_the_letter_is_one_page_and_says_what_was_left_out(
    town: Path, good: str, problem: str, remedy: str, advice: list[str]
) -> None:  # fmt: skip
    closed_round(town, {"cz-shuxue": "优秀"})
    one = year(town)
    result = one.round.results[0].model_copy(update={"good": good, "problem": problem, "remedy": remedy, "advice": tuple(advice)})  # type: ignore[union-attr]
    report = made(with_result(one, result), "feedback")["feedback-cz-shuxue-2026-2027"]
    assert pages(pdf(front(report))) == 1
    told = words_of(report)
    whole = all(words in told.replace("\n", "") for words in (good, problem, remedy, *advice))
    assert whole == ("以上有删节" not in told)


def with_result(one: Year, result: RoundResult) -> Year:
    """The same year with another result, the only one, in its round."""

    def changed(city: City) -> City:
        entries = (
            replace(each, record=each.record.model_copy(update={"results": (result,)})) if isinstance(each.record, Round) else each for each in city.entries
        )
        return replace(city, entries=tuple(entries))

    return replace(one, world=replace(one.world, city=changed(one.world.city)), real=replace(one.real, city=changed(one.real.city)))


@pytest.mark.slow
def test_the_longest_letter_is_one_page_in_an_office_too(town: Path, tmp_path: Path) -> None:
    closed_round(town, {"cz-shuxue": "优秀"})
    one = year(town)
    result = one.round.results[0].model_copy(
        update={"good": "做法清楚。" * 200, "problem": "不够。" * 200, "remedy": "改。" * 300, "advice": ("补上。" * 50,) * 9}
    )  # type: ignore[union-attr]
    (tmp_path / "a.docx").write_bytes(docx(front(made(with_result(one, result), "feedback")["feedback-cz-shuxue-2026-2027"])))
    assert pages(converted(tmp_path / "a.docx", "pdf").read_bytes()) == 1


def test_the_running_round_has_its_notice_with_the_citys_own_numbers(town: Path) -> None:
    (town / "content/rounds").mkdir(exist_ok=True)
    (town / ROUND).write_text(f"学年: {YEAR}\n状态: 进行中\n清单编号: 2026-11\n范围: [gz-wuli, cz-shuxue]\n", "utf-8")
    (one,) = made(year(town, datetime.date(2026, 11, 25)), "notice").values()
    told = words_of(one)
    for words in (
        "关于开展2026—2027学年学科教研基地\n年度考核工作的通知", "编号2026-11", "以科学教育发展观为指导", "2026年9月1日至2027年8月31日", "学科教研基地2个",
        "2027年9月5日以前入库", "总分100分：", "学科基地管理制度（8分）", "公示5个工作日", "优秀、良好、合格、不合格", "平教体〔　　〕　　号",
    ):  # fmt: skip
        assert words in told, words
    assert told.index("平顶山市初中数学学科教研基地") < told.index("平顶山市普通高中物理学科教研基地"), "the city's order"
    assert one.paper.draft and not one.public


def test_results_are_shown_then_stand_without_a_fail_that_no_decision_has_told(town: Path) -> None:
    closed_round(town, {"cz-shuxue": "不合格", "gz-wuli": "良好"})
    found = made(year(town), "notice")
    assert list(found) == ["notice-publicity-2026-2027", "notice-results-2026-2027"]
    shown, stands = map(words_of, found.values())
    for told in (shown, stands):
        assert "平顶山市普通高中物理学科教研基地\n良好" in told and "初中数学" not in told and "87.6" not in told
    assert "公示期5个工作日：2027年10月8日至2027年10月14日" in shown and "署真实姓名" in shown and "15个工作日内答复" in shown
    assert "平教体〔2027〕83号" in stands and "送教时当场写反馈" in stands
    graded_fail(town, "cz-shuxue")
    assert "平顶山市初中数学学科教研基地\n不合格" in words_of(made(year(town), "notice")["notice-results-2026-2027"])


def test_before_publicity_only_the_draft_of_what_will_be_shown_is_there(town: Path) -> None:
    closed_round(town)
    swap(town, "公示起: 2027-10-08\n公示止: 2027-10-14\n决定文号: 平教体〔2027〕83号\n", "")
    found = made(year(town), "notice")
    assert list(found) == ["notice-assessment-2026-2027", "notice-publicity-2026-2027"]
    assert "　　　　年　　月　　日至　　　　年　　月　　日" in words_of(found["notice-publicity-2026-2027"]) and found["notice-publicity-2026-2027"].paper.draft
    assert not LETTERS["commendation"](year(town))


def test_a_first_fail_has_its_notice_to_mend(town: Path) -> None:
    closed_round(town, {"cz-shuxue": "不合格", "gz-wuli": "良好"})
    graded_fail(town, "cz-shuxue")
    told = words_of(made(year(town), "notice")["notice-remedy-cz-shuxue-2026-2027"])
    for words in (
        "2026—2027学年考核等次为不合格（平教体〔2027〕83号，2027年10月20日）",
        "反馈偏少",
        "每月例会",
        "2027年12月1日前提交",
        "连续两年考核不合格的取消命名",
    ):
        assert words in told, words


def test_a_first_fail_without_feedback_is_a_gap(town: Path) -> None:
    closed_round(town, {"cz-shuxue": "不合格"})
    graded_fail(town, "cz-shuxue")
    swap(town, "整改要求: 每月例会, ", "")
    assert [(one.name, one.why) for one in gaps(year(town), "notice")] == [("整改通知：初中数学基地", f"{ROUND} 里“cz-shuxue”的结果没有写「整改要求」")]


def test_a_corrected_fail_needs_no_notice(town: Path) -> None:
    closed_round(town, {"cz-shuxue": "合格", "gz-wuli": "良好"})
    graded_fail(town, "cz-shuxue")
    more = f"学年: {YEAR}\n等次: 合格\n更正: 2027-10-20-cz-shuxue-kaohe\n理由: 经核实属实\n文号: 平教体〔2027〕90号\n"
    decide(town, "cz-shuxue", "2027-10-28", "等次更正", more)
    assert not [stem for stem in made(year(town), "notice") if "remedy" in stem]


def test_the_commendation_names_bases_in_the_citys_order_and_people_by_prize_and_base(town: Path) -> None:
    closed_round(town, {"gz-wuli": "优秀", "cz-shuxue": "优秀"})
    swap(town, "结果:", f"{NOMINEES}结果:")
    found = made(year(town), "commendation")
    assert list(found) == ["commendation-2026-2027"]
    assert all(one.paper.draft.startswith("草稿") and not one.public for one in found.values())
    told = words_of(found["commendation-2026-2027"])
    assert told.index("平顶山市初中数学学科教研基地（新华区湖滨中学）") < told.index("平顶山市普通高中物理学科教研基地（宝丰县龙山高级中学）")
    assert "成绩优秀的3名同志" in told and "李文静（优秀学科教研组长，普通高中物理基地推荐）：课例完整。" in told
    people = next(block for block in found["commendation-2026-2027"].paper.blocks if isinstance(block, Grid)).rows
    assert [row[1:3] for row in people[1:]] == [("优秀学科教研组长", "李文静"), ("优秀基地成员", "李文静"), ("优秀基地成员", "赵海峰")]
    assert "87.6" not in told and "第一名" not in told


def test_each_of_them_has_a_certificate_on_a_page(town: Path) -> None:
    closed_round(town, {"gz-wuli": "良好", "cz-shuxue": "优秀"})
    swap(town, "结果:", f"{NOMINEES}结果:")
    found = made(year(town), "certificate")
    bases, people = found["honour-base-2026-2027"], found["honour-person-2026-2027"]
    assert "平顶山市初中数学学科教研基地：" in words_of(bases) and "等次为优秀，予以表彰" in words_of(bases) and "物理" not in words_of(bases)
    assert "赵海峰同志：" in words_of(people) and "被评为优秀基地成员" in words_of(people)
    assert (pages(pdf(bases.paper)), pages(pdf(people.paper))) == (1, 3)


def test_nothing_is_commended_before_the_publicity(town: Path) -> None:
    closed_round(town)
    for kind in ("commendation", "certificate"):
        assert not LETTERS[kind](year(town, datetime.date(2027, 10, 7)))
        assert LETTERS[kind](year(town, BEFORE))


def test_a_commendation_without_people_speaks_of_none(town: Path) -> None:
    closed_round(town)
    told = words_of(made(year(town), "commendation")["commendation-2026-2027"])
    assert "名同志" not in told and "附件" not in told


@pytest.mark.slow
def test_the_same_material_makes_the_same_papers(town: Path) -> None:
    closed_round(town)
    for kind in LETTERS:
        assert LETTERS[kind](year(town, AFTER)) == LETTERS[kind](year(town, AFTER))
