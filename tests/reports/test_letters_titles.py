"""What is written of the title itself: the application, 聘书, who is proposed, recognised, losing the name, near the end, the plaque."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from conftest import TODAY
from jidi.documents import Box, Break, Cover, Grid, Sign, pages, pdf
from jidi.reports import Gap, Report
from jidi.reports.letters import LETTERS
from reports.letters import BODY, HEAD, SECTIONS, applying, decide, failed_twice, gaps, made, worded, words_of
from reports.small import AFTER, YEAR, closed_round, graded_fail, year

SECOND = datetime.date(2028, 11, 1)


@pytest.fixture
def town(city: Path) -> Path:
    return worded(city)


def test_the_application_is_a_whole_report_with_its_annexes_and_the_five_opinions(town: Path) -> None:
    applying(town)
    reviews = town / "content/reviews"
    reviews.mkdir()
    (reviews / "a.yml").write_text("基地: cz-shuxue\n类型: 专家审核\n日期: 2026-04-20\n份数: 5\n意见: 成果扎实。\n结论: 推荐\n", "utf-8")
    one = made(year(town, TODAY), "application")["application-cz-shuxue"]
    told, blocks = words_of(one), one.paper.blocks
    cover = next(block for block in blocks if isinstance(block, Cover))
    assert (cover.office, cover.day) == ("新华区湖滨中学", "2026年3月1日") and "依托学科组：数学教研组（7人）" in cover.lines
    assert all(f"{name}的话。" in told for name in SECTIONS) and "一、学校" not in told, "the paper numbers its headings itself"
    for words in ("李文静", "学科教研组长、核心成员", "结题证书", "2026/xuean.txt", "没有登记课题、成果和获奖。", "近三年概况：课题一项。"):
        assert words in told, words
    boxes = {block.name: block.text for block in blocks if isinstance(block, Box)}
    assert list(boxes) == ["学校意见", "县（区）教研室意见", "专家组意见", "市学科基地建设工作指导小组意见", "市学科基地建设领导小组审核意见"]
    assert "新华区教研室，2026年3月27日" in boxes["县（区）教研室意见"] and "成果扎实。结论：推荐。" in boxes["专家组意见"]
    assert boxes["市学科基地建设领导小组审核意见"] == "" and not one.public


def test_an_application_without_a_section_is_a_gap_that_names_it(town: Path) -> None:
    applying(town, BODY.replace("建设基础", "从前").replace("附表", "表"))
    (gap,) = gaps(year(town, TODAY), "application")
    assert (gap.name, gap.why) == ("申报报告：初中数学基地", "bases/cz-shuxue/application.md 缺“建设基础”“附表”") and gap.fix


def test_only_who_applies_has_an_application_and_who_has_not_written_one_is_told(town: Path) -> None:
    (town / "bases/cz-shuxue/application.md").write_text(HEAD + BODY, "utf-8")
    assert not LETTERS["application"](year(town, TODAY)), "the base holds its title"
    applying(town)
    (town / "bases/cz-shuxue/application.md").unlink()
    assert [one.why for one in gaps(year(town, TODAY), "application")] == ["没有申报报告"]
    assert not LETTERS["application"](year(town, TODAY, "2024-2025")), "long before anybody applied"


def test_members_from_another_school_have_a_page_with_their_term_or_the_cycles(town: Path) -> None:
    register = town / "bases/cz-shuxue/members.yml"
    more = "  - {姓名: 何文斌, 学校: szx-shiyan, 角色: 特聘专家, 加入: 2026-09-01, 届满: 2028-08-31}\n  - {姓名: 早满, 学校: szx-shiyan, 角色: 成员, 届满: 2026-08-01}\n"
    register.write_text(register.read_text("utf-8").replace("工作组:", f"{more}工作组:"), "utf-8")
    one = made(year(town), "appointment")["appointment-cz-shuxue-2026-2027"]
    told = words_of(one)
    assert "赵海峰老师：" in told and "聘请您（宝丰县闹店中学）担任基地成员，聘期自2026年7月10日至2029年7月9日" in told
    assert "何文斌老师：" in told and "特聘专家，聘期自2026年9月1日至2028年8月31日" in told
    assert not any(name in told for name in ("李文静", "陈立新", "早满")), "of the school itself, the 教研员, whose term is over"
    assert pages(pdf(one.paper)) == 2 == 1 + sum(isinstance(block, Break) for block in one.paper.blocks)


def test_a_name_hidden_on_the_site_stands_on_the_letter(town: Path) -> None:
    (town / "content/standards/unnamed.yml").write_text("不署名: [{姓名: 赵海峰}]\n", "utf-8")
    one = made(year(town), "appointment")["appointment-cz-shuxue-2026-2027"]
    assert "赵海峰老师：" in words_of(one) and not one.public


def test_who_was_proposed_and_recognised_in_the_year_has_its_papers(town: Path) -> None:
    found = made(year(town, TODAY, "2025-2026"), "notice")
    assert list(found) == ["notice-candidates-2026-06-17", "notice-recognition-2026-07-10-cz-shuxue"]
    shown, known = map(words_of, found.values())
    assert "自2026年6月17日起5个工作日，遇法定节假日顺延" in shown and "平顶山市初中数学学科教研基地\n新华区湖滨中学" in shown
    assert "平教体〔2026〕1号" in known and "2026年7月10日至2029年7月9日" in known
    sign = next(block for block in found["notice-recognition-2026-07-10-cz-shuxue"].paper.blocks if isinstance(block, Sign))
    assert sign.day == "2026年7月10日" and not any(one.paper.draft for one in found.values())
    assert not made(year(town, TODAY), "notice") and not made(year(town, TODAY), "plaque"), "not in the next year"


def test_before_the_title_is_given_the_notice_of_candidates_is_a_draft(town: Path) -> None:
    (town / "content/decisions/2026-07-10-cz-shuxue.yml").unlink()
    (one,) = made(year(town, TODAY, "2025-2026"), "notice").values()
    assert one.stem == "notice-candidates-2026-06-17" and one.paper.draft.startswith("草稿")


def test_the_plaque_has_the_full_name_who_gives_it_and_the_month(town: Path) -> None:
    (one,) = made(year(town, TODAY, "2025-2026"), "plaque").values()
    grid = next(block for block in one.paper.blocks if isinstance(block, Grid))
    assert grid.rows == (("序号", "基地全称", "授牌机关", "年月"), ("1", "平顶山市初中数学学科教研基地", "平顶山市", "二〇二六年七月"))


def test_near_the_end_of_its_cycle_a_base_is_told_and_not_before(town: Path) -> None:
    (one,) = made(year(town, datetime.date(2029, 3, 1), "2028-2029"), "notice").values()
    told = words_of(one)
    assert one.stem == "notice-renewal-2028-2029" and "平顶山市初中数学学科教研基地\n新华区湖滨中学\n2029年7月9日" in told and "每3年认定一次" in told
    assert not made(year(town, datetime.date(2028, 6, 30), "2027-2028"), "notice")
    assert made(year(town, datetime.date(2028, 7, 10), "2027-2028"), "notice")


def test_a_second_fail_makes_the_draft_of_the_decision_with_both_facts_and_room_for_what_the_school_says(town: Path) -> None:
    failed_twice(town)
    for of in ("2027-2028", "2028-2029"):  # the year of the second fail, and the year in which it waits
        one = made(year(town, SECOND, of), "notice")["notice-revocation-cz-shuxue"]
        told = words_of(one)
        for words in (
            "关于取消平顶山市初中数学学科教研基地\n命名的决定", "2026—2027学年考核等次为不合格，见《年度考核的决定》（平教体〔2027〕83号）",
            "2027—2028学年考核等次为不合格，见《关于又不合格的决定》（平教体〔2028〕70号）", "第六节第3条", "（待填：学校哪一天到会陈述", "平教体〔　　〕　　号",
        ):  # fmt: skip
            assert words in told, words
        assert one.paper.draft.startswith("草稿：听取学校陈述") and not one.public
    assert "notice-revocation-cz-shuxue" not in made(year(town, SECOND, YEAR), "notice")


def test_once_it_is_decided_what_the_school_said_stands_in_it(town: Path) -> None:
    failed_twice(town)
    decide(
        town,
        "cz-shuxue",
        "2028-10-30",
        "取消命名",
        "文号: 平教体〔2028〕88号\n理由: 连续两年不合格\n陈述: 学校到会陈述，没有异议。\n",
        "取消命名决定",
        "平顶山市教育体育局",
    )
    one = made(year(town, SECOND, "2027-2028"), "notice")["notice-revocation-cz-shuxue"]
    told = words_of(one)
    assert "学校到会陈述，没有异议。" in told and "平教体〔2028〕88号" in told and "待填" not in told and one.paper.draft == ""
    assert next(block for block in one.paper.blocks if isinstance(block, Sign)).day == "2028年10月30日"


def test_one_fail_revokes_nothing(town: Path) -> None:
    closed_round(town, {"cz-shuxue": "不合格"})
    graded_fail(town, "cz-shuxue")
    assert not [stem for stem in made(year(town), "notice") if "revocation" in stem]


@pytest.mark.slow
def test_letters_have_no_seal_no_red_head_and_are_never_public(town: Path) -> None:
    failed_twice(town)
    found = [one for kind in LETTERS for of in ("2025-2026", YEAR, "2027-2028") for one in LETTERS[kind](year(town, AFTER, of)) if not isinstance(one, Gap)]
    assert len(found) > 4 and not any(one.public for one in found) and {one.paper.look for one in found} == {"official"}
    assert len({one.name for one in found if isinstance(one, Report)}) == len(found), "no two files of one name"
