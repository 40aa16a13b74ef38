"""Means and spreads: exact, the same in any order, never outside what the experts gave."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jidi.assess import rubric_of
from jidi.load import load
from jidi.model.rubric import PanelRules, Rubric
from jidi.model.standards import PanelMark
from jidi.panel.aggregate import aggregate, flagged, mean, rescored, rounded, spread, trimmed
from jidi.panel.layout import marks_of
from jidi.panel.ledger import panel_of, panel_text
from office import lay_round

RULES = PanelRules.model_validate({"档次": [{"编号": "A", "下限": "0", "说明": "都算"}], "去掉高低分的份数": "5", "至少份数": "3", "分歧": "40"})
marks = st.lists(st.decimals("0", "6", places=2), min_size=1, max_size=9)


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> Rubric:
    city, _ = load(lay_round(tmp_path_factory.mktemp("rubric") / "city"))
    entry = rubric_of(city, "2026-2027")
    assert entry
    return entry.record


@given(marks)
def test_the_mean_lies_between_the_least_and_the_greatest(given_marks: list[Decimal]) -> None:
    assert min(given_marks) <= mean(given_marks, RULES) <= max(given_marks)


@given(marks)
def test_trimming_takes_one_low_and_one_high_from_five_on(given_marks: list[Decimal]) -> None:
    kept = trimmed(given_marks, RULES)
    assert len(kept) == len(given_marks) - (2 if len(given_marks) >= 5 else 0)
    assert sorted([*kept, *([min(given_marks), max(given_marks)] if len(given_marks) >= 5 else [])]) == sorted(given_marks)


@given(marks, st.randoms())
def test_the_order_of_experts_changes_nothing(given_marks: list[Decimal], chance: object) -> None:
    other = list(given_marks)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert (mean(other, RULES), spread(other)) == (mean(given_marks, RULES), spread(given_marks))


def test_one_wild_expert_of_five_moves_only_the_spread() -> None:
    calm = [Decimal(text) for text in ("4.8", "4.9", "5", "5.1", "5.2")]
    wild = [*calm[:4], Decimal("6")]
    assert mean(calm, RULES) == mean(wild, RULES) == 5
    assert (spread(calm), spread(wild)) == (Decimal("0.4"), Decimal("1.2"))


def test_a_third_is_written_half_up_at_four_places(rubric: Rubric) -> None:
    made = aggregate(
        rubric,
        {("cz-shuxue", "5.3"): [Decimal("4"), Decimal("4"), Decimal("4.2")], ("cz-shuxue", "1.3"): [Decimal("1.0001"), Decimal("1.0001"), Decimal("1.00025")]},
    )
    assert [rounded(one).mean for one in made] == [Decimal("1.0002"), Decimal("4.0667")]


@pytest.mark.parametrize(("low", "wide"), [("3.6", False), ("3.59", True)])
def test_flagged_only_beyond_forty_per_cent(rubric: Rubric, low: str, wide: bool) -> None:
    (made,) = aggregate(rubric, {("cz-shuxue", "5.3"): [Decimal(low), Decimal("6"), Decimal("6")]})
    assert flagged(rubric, made) is wide


@given(st.integers(1, 7), marks)
def test_fewer_marks_than_the_rubric_asks_for_are_no_aggregate(rubric: Rubric, least: int, given_marks: list[Decimal]) -> None:
    asked = rubric.model_copy(update={"panel": rubric.panel.model_copy(update={"least": least})})
    assert [one.n for one in aggregate(asked, {("cz-shuxue", "5.3"): given_marks})] == ([len(given_marks)] if len(given_marks) >= least else [])


def test_two_marks_would_be_given_away_by_mean_and_spread(rubric: Rubric) -> None:
    assert rubric.panel.least == 3
    assert aggregate(rubric, {("cz-shuxue", "5.3"): [Decimal("4.73"), Decimal("5.1")]}) == ()


@given(st.lists(st.tuples(marks, marks), min_size=1, max_size=8))
def test_scoring_again_replaces_only_what_was_flagged(rubric: Rubric, both: list[tuple[list[Decimal], list[Decimal]]]) -> None:
    ids = [one.id for one in rubric.indicators if one.judged][: len(both)]
    first = [rounded(one) for one in aggregate(rubric, {("b", id): [*a, Decimal(0), Decimal(0)] for id, (a, _) in zip(ids, both, strict=True)})]
    again = aggregate(
        rubric, {("b", id): [*(b if flagged(rubric, old) else a), Decimal(0), Decimal(0)] for id, old, (a, b) in zip(ids, first, both, strict=True)}
    )
    lines, wrong = rescored(rubric, first, again)
    assert wrong == ()
    for old, new in zip(first, lines, strict=True):
        if flagged(rubric, old):
            assert (new.before_mean, new.before_spread) == (old.mean, old.spread)
        else:
            assert new == old


def test_bands_leave_no_gap_and_share_no_mark(rubric: Rubric) -> None:
    step = Decimal("0.01")
    for indicator in (one for one in rubric.indicators if one.judged):
        spans = sorted(marks_of(rubric, band, indicator.max) for band in rubric.panel.bands)
        assert spans[0][0] == 0 and spans[-1][1] == indicator.max
        assert all(upper[0] - lower[1] == step for lower, upper in pairwise(spans))


def test_what_is_written_is_read_back_the_same(tmp_path: Path, rubric: Rubric) -> None:
    line = PanelMark(
        base="cz-shuxue", indicator="5.3", mean=Decimal("4.06666"), n=3, spread=Decimal("0.20"), before_mean=Decimal("3"), before_spread=Decimal("2.5")
    )
    panel = panel_of(rubric, [line], ["b" * 64, "a" * 64])
    root = lay_round(tmp_path / "city")
    (root / "content/rounds/2026-2027-panel.yml").write_text(panel_text(panel), "utf-8")
    city, findings = load(root)
    assert not findings
    assert [entry.record for entry in city.of(type(panel))] == [panel]
    assert panel.sheets == ("a" * 64, "b" * 64)
