"""A tired teacher's table: right numbers, or a sentence with the cell."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.quality import Asked, Refused, head_of
from jidi.quality.layout import label_of
from quality.exam import RULES, page, read

PLAIN = (("序号", "总分(100分)"), ("1", "86"), ("2", "72.5"), ("3", "59"))
TWO_ROWS = (
    ("九年级数学一模成绩", "", "", "", ""),
    ("学校", "总分", "选择题", "", "解答题"),
    ("", "(20分)", "1(4分)", "2(6分)", "3(10分)"),
    ("一中", "18", "4", "4", "10"),
)
JOINED = (((0, 0), (0, 4)), ((1, 0), (2, 0)), ((1, 2), (1, 3)))


def totals(*rows: tuple[object, ...], asked: Asked | None = None) -> list[Fraction | None]:
    return [row.total for row in read(page(*rows), asked or Asked()).rows]


def refusal(*rows: tuple[object, ...], asked: Asked | None = None, **more: object) -> str:
    with pytest.raises(Refused) as refused:
        read(page(*rows, **more), asked or Asked())  # type: ignore[arg-type]
    return str(refused.value)


def test_a_plain_table() -> None:
    made = read(page(*PLAIN))
    assert made.full == 100 and [row.total for row in made.rows] == [86, Fraction("72.5"), 59]


def test_a_head_of_two_rows_under_a_joined_title() -> None:
    made = read(page(*TWO_ROWS, merged=JOINED))
    assert made.full == 20
    assert [(one.label, one.full) for one in made.items] == [("选择题1", 4), ("选择题2", 6), ("解答题3", 10)]
    assert made.rows[0].items == (4, 4, 10) and made.rows[0].group == "城区"


def test_full_width_digits_the_sign_of_marks_and_the_noise_of_a_formula() -> None:
    assert totals(("总分(100分)",), ("８６．５分",), ("72.30000000000001",), ("  60 ",)) == [Fraction("86.5"), Fraction("72.3"), 60]


@pytest.mark.parametrize("word", ["缺考", "缺 考", "", "-", "—", "请假", "／"])
def test_who_was_not_there_has_no_nought(word: str) -> None:
    made = read(page(("序号", "总分(100分)"), ("1", "50"), ("2", word), ("3", "70")))
    assert [row.total for row in made.rows] == [50, 70] and made.absent == 1


def test_a_nought_stays_a_nought_unless_the_remark_says_absent() -> None:
    made = read(page(("总分(100分)", "备注"), ("0", ""), ("0", "缺考"), ("0", "无"), ("61", "转出")))
    assert [row.total for row in made.rows] == [0, 0, 61] and made.absent == 1


@pytest.mark.parametrize(("last", "closing"), [(("平均分", "69.2"), 1), (("合计", "8312"), 1), (("", ""), 0)])
def test_sums_at_the_foot_are_nobody(last: tuple[str, str], closing: int) -> None:
    made = read(page(*PLAIN, ("", ""), last))
    assert len(made.rows) == 3 and made.closing == closing


def test_the_name_of_a_sum_that_stands_in_the_column_of_names_is_understood() -> None:
    rows = (("姓名", "总分(100分)"), ("张一", "86"), ("李二", "72"), ("王三", ""), ("最高分", "86"))
    made = read(page(*rows), Asked(drop=True))
    assert [row.total for row in made.rows] == [86, 72] and (made.absent, made.closing) == (1, 1)


def test_a_mean_without_a_name_is_named() -> None:
    said = refusal(("总分(100分)",), ("80",), ("71",), ("75.5",))
    assert "成绩.xlsx 一模!A4" in said and "75.5 正好是上面各行的平均" in said and "改法" in said


def test_something_below_an_empty_row_is_named() -> None:
    said = refusal(*PLAIN, ("", ""), ("", "71.2"))
    assert "一模!A6" in said and "第 5 行空着" in said


def test_a_head_that_is_printed_again_is_nobody() -> None:
    assert totals(*PLAIN, PLAIN[0], ("4", "33")) == [86, Fraction("72.5"), 59, 33]


def test_a_row_of_full_marks_under_the_head() -> None:
    made = read(page(("学校", "第1题", "第2题", "总分"), ("满分", "40", "60", "100"), ("一中", "30", "50", "80")))
    assert (made.full, [one.full for one in made.items], len(made.rows)) == (100, [40, 60], 1)


def test_bare_numbers_are_questions_if_there_are_several() -> None:
    made = read(page(("1", "2", "3(1)"), ("3", "2", "10")), Asked(items=(Fraction(3), Fraction(3), Fraction(12))))
    assert [one.label for one in made.items] == ["1", "2", "3(1)"] and made.full == 18 and made.rows[0].total == 15


def test_a_row_of_marks_is_no_head() -> None:
    """Nor are marks questions, however few headings are understood."""
    assert head_of(page(("语文", "数学"), ("90", "71"), ("80", "65")), RULES.headings, Asked()) is None


def test_without_a_total_a_blank_question_leaves_it_unknown() -> None:
    made = read(page(("第1题(5分)", "第2题(5分)"), ("5", "3"), ("4", "")))
    assert [row.total for row in made.rows] == [8, None] and made.rows[1].items == (4, None)


def test_marks_of_a_subject_are_asked_for_by_name() -> None:
    rows = (("语文", "数学", "总分"), ("90", "71", "161"), ("80", "65", "145"))
    assert totals(*rows, asked=Asked(full=Fraction(120), column="数学")) == [71, 65]


@pytest.mark.parametrize(
    ("rows", "cell", "words"),
    [
        ((("总分(100分)",), ("8b",)), "A2", "“8b”不是得分"),
        ((("总分(100分)",), ("-3",)), "A2", "“-3”不是得分"),
        ((("总分(100分)",), ("优",)), "A2", "“优”不是得分"),
        ((("总分(100分)",), ("120",)), "A2", "120 比满分 100 还多"),
        ((("总分",), ("86",)), "A1", "不知道总分满分多少"),
        ((("第1题", "第2题(5分)", "总分(10分)"), ("1", "2", "3")), "A1", "不知道“第1题”满分多少"),
        ((("第1题(5分)", "第2题(5分)", "总分(10分)"), ("5", "4", "8")), "C2", "总分写的是 8，各题加起来是 9"),
        ((("第1题(5分)", "第2题(9分)", "总分(10分)"), ("5", "4", "9")), "C1", "各题满分加起来是 14"),
        ((("总分(100分)", "成绩"), ("5", "5")), "B1", "都像总分"),
        ((("学校", "总分(100分)"), ("城关中学", "55")), "A2", "名册里没有“城关中学”"),
        ((("类别", "总分(100分)"), ("县城", "55")), "A2", "“县城”不是学校的类别"),
        ((("总分(100分)",), ("缺考",)), "A1", "列名下面没有得分"),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(rows: tuple[tuple[str, ...], ...], cell: str, words: str) -> None:
    said = refusal(*rows)
    assert f"一模!{cell}：" in said and words in said and "改法：" in said


def test_all_wrong_cells_are_named_at_once() -> None:
    said = refusal(("总分(100分)",), ("8b",), ("70",), ("120",))
    assert "A2" in said and "A4" in said and "A3" not in said


def test_a_formula_that_was_never_reckoned_is_no_blank() -> None:
    assert "A2：这里是公式，还没有算出数来" in refusal(("总分(100分)",), ("",), ("70",), blind=[(1, 0)])


def test_two_full_marks_that_differ_are_named() -> None:
    said = refusal(*PLAIN, asked=Asked(full=Fraction(120)))
    assert "表里写的满分是 100，--full 写的是 120" in said


@pytest.mark.parametrize(
    ("head", "cells", "cell", "what"),
    [
        ("姓名", ("张一", "李二"), "A1", "“姓名”一列是个人信息或名次"),
        ("班级名次", ("1", "2"), "A1", "“班级名次”一列"),
        ("准考证号", ("1", "2"), "A1", "“准考证号”一列"),
        ("家长电话", ("", ""), "A1", "“家长电话”一列"),
        ("代码", ("2026010101", "2026010102"), "A2", "一长串号码"),
        ("代码", ("100231", "100232"), "A1", "“代码”一列像是学号"),
        ("", ("张一", "李小二"), "A1", "没有列名的一列像是姓名"),
        ("备注", ("", "问13812345678"), "A3", "这里像是手机号"),
    ],
)
@pytest.mark.parametrize("drop", [False, True])
def test_what_points_at_a_pupil_is_refused_or_dropped(head: str, cells: tuple[str, str], cell: str, what: str, drop: bool) -> None:
    sheet = page((head, "总分(100分)"), (cells[0], "60"), (cells[1], "70"))
    look = lambda text: "手机号" if "13812345678" in text else ""  # noqa: E731
    if drop:
        assert [row.total for row in read(sheet, Asked(drop=True), look).rows] == [60, 70]
        return
    with pytest.raises(Refused) as refused:
        read(sheet, Asked(), look)
    said = str(refused.value)
    assert f"一模!{cell}：" in said and what in said and "--drop" in said
    assert not any(text in said for text in cells if len(text) > 1), "个人信息不重复"


def test_a_number_in_a_column_that_is_used_cannot_be_dropped() -> None:
    sheet = page(("学校", "总分(100分)"), ("13812345678", "60"))
    with pytest.raises(Refused, match="这里像是手机号"):
        read(sheet, Asked(drop=True), lambda text: "手机号" if text.startswith("138") else "")


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("湖滨中学第3题", "第3题"),
        ("文言文阅读第5题", "文言文阅读第5题"),
        ("张三作文", "作文"),
        ("T12", "T12"),
        ("第3题得分", "第3题"),
        ("第17题(2)", "第17题(2)"),
    ],
)
def test_a_question_is_called_by_its_number_and_kind_only(heading: str, label: str) -> None:
    assert label_of(heading, RULES.headings) == label


def test_a_sheet_of_something_else_has_no_head() -> None:
    assert head_of(page(("本表由教务处统计", ""), ("联系人", "李老师")), RULES.headings, Asked()) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text("总分(10) 第1题姓名缺考合计86.5\n：", max_size=8), max_size=5), max_size=8))
def test_any_table_gives_marks_or_a_sentence(rows: list[list[str]]) -> None:
    sheet = page(*rows)
    if head_of(sheet, RULES.headings, Asked()):
        try:
            made = read(sheet)
        except Refused as refused:
            assert refused.wrongs and all(one.what and one.fix for one in refused.wrongs)
        else:
            assert all(row.total is None or 0 <= row.total <= made.full for row in made.rows)
