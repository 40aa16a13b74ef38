"""What stands beside the author's words: numbers of headings, cells of tables, sums."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jidi.documents import Column, Figure, Heading, Table, Text, Title
from jidi.documents.printed import chinese, depths, numbers, rows_of

DAY = datetime.date(2026, 9, 1)


def cells(kind: str, *values: object, total: bool = False) -> list[str]:
    """A column as it is printed, with its sum if it has one."""
    made = rows_of(Table("表", (Column("项"), Column("值", kind, total=total)), tuple(("x", value) for value in values)))  # type: ignore[arg-type]
    return [row[1] for row in made.body] + list(made.total[1:])


def test_levels_are_numbered_as_the_standard_says() -> None:
    levels = [1, 2, 2, 3, 4, 4, 3, 0, 1, 2, 1]
    assert numbers([Heading("题", level) for level in levels]) == ["一、", "（一）", "（二）", "1.", "（1）", "（2）", "2.", "", "二、", "（一）", "三、"]


def test_captions_are_numbered_and_what_has_none_is_not() -> None:
    bare, named, drawn = Table("a", (), ()), Table("b", (), (), caption="题"), Figure("", "", "图", "题")
    assert numbers([bare, named, drawn, Text("文"), named, Figure("", "", "图"), drawn]) == ["", "表1", "图1", "", "表2", "", "图2"]


@pytest.mark.parametrize("number, said", [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (45, "四十五"), (99, "九十九"), (100, "100")])
def test_chinese_numbers(number: int, said: str) -> None:
    assert chinese(number) == said


@given(st.lists(st.sampled_from([Title("题"), Text("文"), *(Heading("节", level) for level in range(5))])))
def test_no_level_is_left_out_for_who_listens(blocks: list[Title | Text | Heading]) -> None:
    found = [one for one in depths(blocks) if one]
    assert all(after <= before + 1 for before, after in zip([0, *found], found, strict=False))


def test_unknown_is_not_zero_and_the_sum_with_it_is_unknown() -> None:
    assert cells("int", 3, None, 0, total=True) == ["3", "—", "0", "—"]
    assert cells("int", 3, 0, total=True) == ["3", "0", "3"]
    assert cells("decimal", float("nan")) == ["—"]


@pytest.mark.parametrize(
    "kind, values, shown",
    [
        ("percent", (0.25, 1), ["25%", "100%"]),
        ("percent", (0.25, 1 / 3), ["25.0%", "33.3%"]),
        ("percent", (0.0005,), ["0.1%"]),
        ("decimal", (1, 2.5, 0.125), ["1.00", "2.50", "0.13"]),
        ("decimal", (1.0, 2), ["1", "2"]),
        ("decimal", (0.1 + 0.2, -0.001), ["0.3", "0.0"]),
        ("decimal", (1e300, 10**40), [str(10**300)[:1] + "0" * 300, "1" + "0" * 40]),
        ("int", (7, "停课"), ["7", "停课"]),
        ("day", (DAY, None), ["2026-09-01", "—"]),
    ],
)
def test_cells_of_a_column_have_equally_many_places(kind: str, values: tuple[object, ...], shown: list[str]) -> None:
    assert cells(kind, *values) == shown


def test_sums_are_exact_and_named_in_the_first_column_that_has_none() -> None:
    table = Table("表", (Column("序", "int"), Column("人数", "int", unit="人", total=True), Column("均", "decimal", total=True)), ((1, 2, 0.1), (2, 3, 0.2)))
    assert rows_of(table).head == ("序", "人数（人）", "均") and rows_of(table).total == ("合计", "5", "0.3")
    assert rows_of(Table("表", table.columns, ())).total == () == rows_of(Table("表", (Column("名"),), (("a",),))).total


@given(st.lists(st.one_of(st.none(), st.integers(), st.floats(), st.text()), min_size=1), st.sampled_from(["text", "int", "decimal", "percent", "day"]))
def test_any_cell_at_all_is_printed(values: list[object], kind: str) -> None:
    assert len(cells(kind, *values, total=True)) == len(values) + 1
