"""Consecutive fails: adjacent years, a gap, a renewal between, a corrected grade; and the proposal that only a decision executes."""

from __future__ import annotations

from typing import Any

import pytest
from jidi.check import check
from jidi.life import Life, replay
from town import ACTIVE, AGAIN, BASE, FAIL, OPEN, PENDING, RENEWED, Told, graded, settings, told, town

GAP = graded("年度考核", "2027-2028", "不定等次")
THIRD = graded("又不合格", "2028-2029", "不合格")
SECOND_FIRST_FAIL = graded("首次不合格", "2027-2028", "不合格")


def life_of(*decisions: Told, **switches: Any) -> Life:
    return replay(town((*ACTIVE, *decisions), *([settings(**switches)] if switches else [])))[BASE]


def codes(*decisions: Told) -> list[tuple[str, str, str]]:
    return [(one.code, one.level, one.message) for one in check(town((*ACTIVE, *decisions))) if one.code.startswith("ZG")]


def correction(file: str, grade: str, day: str) -> Told:
    return told("等次更正", day, 更正=file, 等次=grade, 理由="复核")


def test_two_adjacent_fails_are_proposed_with_their_evidence() -> None:
    life = replay(town(PENDING))[BASE]
    assert life.state.id == "REVOKE_PENDING" and life.proposal and life.proposal.decided
    assert [(one.year, one.decision.file) for one in (life.proposal.first, life.proposal.second)] == [
        ("2026-2027", f"content/decisions/2027-10-15-08-{BASE}.yml"),
        ("2027-2028", f"content/decisions/2028-10-15-09-{BASE}.yml"),
    ]
    assert codes(FAIL, AGAIN) == []


def test_two_fails_decided_as_two_first_ones_are_still_found() -> None:
    life = life_of(FAIL, SECOND_FIRST_FAIL)
    assert life.state.id == "ACTIVE" and life.remedy and life.proposal and not life.proposal.decided
    found = codes(FAIL, SECOND_FIRST_FAIL)
    assert [(code, level) for code, level, _ in found] == [("ZG02", "error"), ("ZG05", "warning")]
    assert "T16" in found[1][2] and "plan 六.3" in found[1][2] and "2026-2027" in found[1][2]


def test_the_proposal_alone_takes_no_title_away() -> None:
    life = replay(town(PENDING))[BASE]
    assert life.state.holds and not life.state.terminal


@pytest.mark.parametrize(("breaks", "state"), [("是", "ACTIVE"), ("否", "REVOKE_PENDING")])
def test_a_year_without_a_grade_breaks_the_chain_or_is_stepped_over(breaks: str, state: str) -> None:
    life = life_of(FAIL, GAP, THIRD, 不定等次断开连续=breaks)
    assert life.state.id == state
    assert bool(life.proposal) == (state != "ACTIVE")
    assert [one.guard for one in life.problems] == (["chain"] if state == "ACTIVE" else [])


def test_after_a_gap_a_fail_is_a_first_one_again() -> None:
    life = life_of(FAIL, GAP, graded("首次不合格", "2028-2029", "不合格"))
    assert life.problems == () and life.proposal is None and life.remedy


def test_a_year_that_nobody_recorded_is_no_fail() -> None:
    life = life_of(FAIL, THIRD, 不定等次断开连续="否")
    assert life.proposal is None and [one.guard for one in life.problems] == ["chain"]


def test_the_chain_runs_across_a_renewal() -> None:
    first = graded("首次不合格", "2028-2029", "不合格")
    life = life_of(OPEN, first, RENEWED, graded("又不合格", "2029-2030", "不合格"))
    assert (life.problems, life.state.id, len(life.cycles)) == ((), "REVOKE_PENDING", 2)


def test_a_renewed_base_is_still_in_remedy_if_its_last_grade_failed() -> None:
    life = life_of(OPEN, graded("首次不合格", "2028-2029", "不合格"), RENEWED)
    assert (life.state.id, life.remedy, life.name) == ("ACTIVE", True, "已授牌（整改）")


def test_a_grade_without_verdict_leaves_the_base_in_remedy() -> None:
    life = life_of(FAIL, GAP)
    assert life.remedy and life.problems == ()


def test_a_corrected_grade_keeps_what_it_was() -> None:
    good = graded("年度考核", "2026-2027", "合格")
    life = life_of(good, correction(f"2027-10-15-08-{BASE}", "良好", "2027-11-01"))
    [one] = life.grades.values()
    assert life.problems == () and life.state.id == "ACTIVE"
    assert (one.grade, one.was, one.decision.record.event) == ("良好", "合格", "等次更正")


def test_a_corrected_fail_is_no_part_of_a_chain() -> None:
    life = life_of(FAIL, correction(f"2027-10-15-08-{BASE}.yml", "合格", "2027-11-01"), SECOND_FIRST_FAIL)
    assert life.problems == () and life.proposal is None and life.remedy


def test_a_correction_downward_can_make_a_chain() -> None:
    fine = graded("年度考核", "2026-2027", "合格")
    life = life_of(fine, SECOND_FIRST_FAIL, correction(f"2027-10-15-08-{BASE}", "不合格", "2028-11-01"))
    assert life.proposal and not life.proposal.decided and life.state.id == "ACTIVE"


def test_a_chain_made_by_a_correction_can_be_decided() -> None:
    fine = graded("年度考核", "2026-2027", "合格")
    down = correction(f"2027-10-15-08-{BASE}", "不合格", "2028-11-01")
    life = life_of(fine, SECOND_FIRST_FAIL, down, {**AGAIN, "日期": "2028-11-10"})
    assert (life.problems, life.state.id) == ((), "REVOKE_PENDING")
    assert life.grades["2027-2028"].was == ""


def test_a_correction_may_be_corrected() -> None:
    fine = graded("年度考核", "2026-2027", "合格")
    story = (fine, correction(f"2027-10-15-08-{BASE}", "良好", "2027-11-01"), correction(f"2027-11-01-09-{BASE}", "优秀", "2027-11-20"))
    [one] = life_of(*story).grades.values()
    assert (one.grade, one.was) == ("优秀", "良好")
