"""What is not told cannot be worked out from what is: every table that could be is tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.model.work import Metric
from jidi.quality import Analysis, Marks, analyse
from jidi.quality.marks import Row
from jidi.quality.withhold import Limits, bands, line_of, mean_tellable, tellable_cuts
from quality.exam import CUTS, RULES, marks, with_items

LINES = sorted(map(line_of, CUTS), reverse=True)
SMALL = 3
View = tuple[tuple[str, str, int, str], ...]
TOWN, COUNTRY = "城区", "乡村"


def view(found: Analysis) -> View:
    return tuple((one.name, one.scope, one.n, one.value) for one in found.metrics)


def scopes(found: Iterable[Metric]) -> set[str]:
    return {one.scope for one in found}


def counts(values: Sequence[int], full: int) -> tuple[int, ...]:
    return tuple(bands([Fraction(one, full) for one in values], LINES))


def spreads(persons: int, grades: int) -> Iterable[tuple[int, ...]]:
    """Every way to spread persons over grades."""
    for edges in combinations(range(persons + grades - 1), grades - 1):
        yield tuple(high - low - 1 for low, high in pairwise((-1, *edges, persons + grades - 1)))


@pytest.mark.parametrize(
    ("town", "country", "cuts", "small"),
    [(4, 4, 3, 3), pytest.param(7, 6, 3, 3, marks=pytest.mark.slow), pytest.param(9, 7, 2, 3, marks=pytest.mark.slow), (6, 5, 2, 4)],
)
def test_no_small_count_follows_from_the_counts_of_all_and_of_the_groups(town: int, country: int, cuts: int, small: int) -> None:
    """Every table there could be, the attacker knowing how we choose: no count of 1 to ``small`` − 1 is the same in all that look alike."""
    wanted, limits = CUTS[:cuts], Limits(small, 3, 10, 3)
    middle = [Fraction(low + high, 2) for high, low in pairwise((Fraction(1), *sorted(map(line_of, wanted), reverse=True), Fraction(0)))]
    alike: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for one, other in product(spreads(town, cuts + 1), spreads(country, cuts + 1)):
        first, second = ([rate for rate, count in zip(middle, counts, strict=True) for _ in range(count)] for counts in (one, other))
        whole = tellable_cuts([first + second], wanted, limits)
        groups = tellable_cuts([first, second], whole, limits)
        lines, shared = (sorted(map(line_of, kept), reverse=True) for kept in (whole, groups))
        told = (whole, groups, *map(tuple, (bands(first + second, lines), bands(first, shared), bands(second, shared))))
        alike[told].append((*one, *other, *(x + y for x, y in zip(one, other, strict=True))))
    pinned = [(told, cell) for told, tables in alike.items() for cell in zip(*tables, strict=True) if len(set(cell)) == 1 and 0 < cell[0] < small]
    assert pinned == [] and any(told[0] for told in alike)  # type: ignore[index]


@pytest.mark.parametrize(("n", "full"), [(3, 10), pytest.param(5, 10, marks=pytest.mark.slow)])
def test_no_single_mark_follows_from_the_mean_of_a_few(n: int, full: int) -> None:
    """Every table of a few marks: the mean and the share of the full mark do not say how many are in any grade, nor that all are in one."""
    alike: dict[View, set[tuple[int, ...]]] = defaultdict(set)
    for values in combinations_with_replacement(range(full + 1), n):
        alike[view(analyse(marks(values, full), RULES, SMALL))].add(counts(values, full))
    told = {seen: cells for seen, cells in alike.items() if seen}
    assert told
    for cells in told.values():
        for column in zip(*cells, strict=True):
            assert len(set(column)) > 1 or column[0] == 0
            assert set(column) != {n}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=50), st.lists(st.integers(0, 100), max_size=50), st.integers(3, 15))
def test_every_difference_of_what_is_told_is_of_nobody_or_of_enough(town: list[int], country: list[int], small: int) -> None:
    """From n and the shares, all counts and all their differences, within a group and between all and a group."""
    found = analyse(marks(town + country, groups=[TOWN] * len(town) + [COUNTRY] * len(country)), RULES, small)
    lines = {"excellent": "以上", "pass": "以上", "low": "以下"}
    reached: dict[str, set[int]] = defaultdict(set)
    for one in found.metrics:
        assert one.n >= small
        reached[one.scope.split(" ")[0]] |= {0, one.n}
        if one.name in lines:
            share = round(one.n * float(one.value.rstrip("%")) / 100)
            reached[one.scope] |= {share if one.name != "low" else one.n - share}
    for steps in reached.values():
        assert all(high == low or high - low >= small for low, high in zip(sorted(steps), sorted(steps)[1:], strict=False))
    if {TOWN, COUNTRY} & set(reached):
        assert {TOWN, COUNTRY} <= set(reached), "一类藏着，另一类就减得出来"


def test_a_group_of_a_few_hides_all_groups() -> None:
    values = [60 + at % 30 for at in range(50)]
    nine = analyse(marks(values, groups=[TOWN] * 41 + [COUNTRY] * 9), RULES, 10)
    ten = analyse(marks(values, groups=[TOWN] * 40 + [COUNTRY] * 10), RULES, 10)
    assert not {TOWN, COUNTRY} & scopes(nine.metrics) and any("各类学校都不公布" in one for one in nine.withheld)
    assert {TOWN, COUNTRY} <= scopes(ten.metrics)
    assert "deviation" not in {one.name for one in ten.metrics if one.scope in (TOWN, COUNTRY)}, "乡村不到 30 人，标准差一类也不公布"


def test_a_group_of_one_or_two_schools_hides_all_groups() -> None:
    def made(schools: int) -> Marks:
        rows = [Row(Fraction(50 + at % 40), (), None, TOWN if at % 2 else COUNTRY, f"s{at % 2}{at % schools if at % 2 else at % 8}") for at in range(120)]
        return Marks(Fraction(100), (), tuple(rows))

    assert not {TOWN, COUNTRY} & scopes(analyse(made(2), RULES, 10).metrics)
    assert {TOWN, COUNTRY} <= scopes(analyse(made(6), RULES, 10).metrics)


def test_below_the_citys_smallest_sample_nothing_is_told_and_not_even_why() -> None:
    nine = analyse(marks([60 + at for at in range(9)]), RULES, 10)
    alike = analyse(marks([100] * 12), RULES, 10)
    assert nine.metrics == alike.metrics == () and nine.withheld == alike.withheld


def test_all_or_none_of_a_few_reaching_a_line_is_not_told_but_of_many_it_is() -> None:
    few = analyse(marks([70 + at % 5 for at in range(20)]), RULES, 10)
    many = analyse(marks([70 + at % 5 for at in range(40)]), RULES, 10)
    assert {one.name for one in few.metrics} == {"mean", "rate"}
    assert ("pass", "100.0%") in {(one.name, one.value) for one in many.metrics}


def test_nine_below_the_line_are_not_told_and_ten_are() -> None:
    def lows(count: int) -> set[str]:
        return {one.name for one in analyse(marks([20] * count + [70] * 50), RULES, 10).metrics}

    assert "low" not in lows(9) and "low" in lows(10)


def test_one_question_that_few_tried_hides_all_questions() -> None:
    table = [(at % 61, at % 41) for at in range(60)]
    assert len(analyse(with_items((60, 40), table), RULES, 10).questions) == 2
    made = with_items((60, 40), table)
    rows = tuple(Row(row.total, (row.items[0], row.items[1] if at < 20 else None)) for at, row in enumerate(made.rows))
    found = analyse(Marks(made.full, made.items, rows), RULES, 10)
    assert found.questions == () and any("各题都不公布" in one and "第2题" in one for one in found.withheld)


@pytest.mark.parametrize("small", [0, 1, 2])
def test_a_city_cannot_ask_for_the_sums_of_two(small: int) -> None:
    assert Limits.of(RULES, small).small == 3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=29))
def test_a_mean_that_says_the_same_of_each_of_a_few_is_not_told(values: list[int]) -> None:
    exact = [Fraction(one) for one in values]
    if mean_tellable(exact, Fraction(20), Limits.of(RULES, 10)):
        assert len(values) >= 10 and len(set(values)) > 1 and 20 <= sum(values) <= 20 * len(values) - 20
