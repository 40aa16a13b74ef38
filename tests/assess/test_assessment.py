"""A round as a whole: who takes part, what it was computed from, and that neither order nor what is known later changes it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from assess.town import (
    AFTER,
    BASE,
    RUNNING,
    YEAR,
    a_round,
    activity,
    assessed,
    card,
    city_event,
    decision,
    entry,
    panel,
    plan,
    points,
    recognised,
    rubric,
    settings,
    town,
)  # fmt: skip
from jidi.assess import Scorecard, assess
from jidi.assess.assessment import _ordered, faults_of
from jidi.model.city import History
from jidi.model.finding import Finding, Place

OPEN = (plan(), city_event("2026-10-12"))


def fault(file: str, code: str) -> Finding:
    return Finding(Place(file), code, "有误", "改")


def test_faults_are_sorted_by_base_and_file() -> None:
    found = [
        fault("bases/a/x.md", "YS03"),
        fault("bases/a/x.md", "YS01"),
        fault("bases/a/y.md", "ZY03"),
        fault("bases/b/x.md", "YS01"),
        fault("content/z.md", "ZY03"),
    ]
    assert faults_of([*found, *found]) == {
        "a": {"bases/a/x.md": frozenset({"YS01", "YS03"}), "bases/a/y.md": frozenset({"ZY03"})},
        "b": {"bases/b/x.md": frozenset({"YS01"})},
        "": {"content/z.md": frozenset({"ZY03"})},
    }


def test_an_assessment_says_what_it_was_computed_from() -> None:
    city = town(card(), recognised(), *OPEN)
    city = replace(city, history=History("abc", dirty=True, shallow=True, arrived=city.history.arrived))
    made = assess(city, rubric(), AFTER)
    assert (made.year, made.as_of, made.rubric, made.rubric_sha256) == (YEAR, AFTER, rubric().record, rubric().sha256)
    assert (made.commit, made.dirty, made.shallow, made.running) == ("abc", True, True, False)
    last = datetime.date(2027, 9, 5)
    assert assess(city, rubric(), last).running and not assess(city, rubric(), last + datetime.timedelta(1)).running


def test_the_order_in_which_files_were_read_changes_nothing() -> None:
    """Of two means for one indicator the one in the later file counts, whichever was read first."""
    told = [{"基地": BASE, "指标": "1.3", "平均": "1", "份数": 5, "极差": "0"}]
    again = entry("panels", {"学年": YEAR, "评价标准": "1.0", "评议": told}, f"content/rounds/{YEAR}-later-panel.yml")
    city = town(card(), recognised(), card("cz-yuwen", subject="语文"), recognised(base="cz-yuwen"), *OPEN, activity("2026-10-13"), panel(), again)
    turned = replace(city, entries=tuple(reversed(city.entries)))
    assert assess(turned, rubric(), AFTER) == assess(city, rubric(), AFTER)
    assert [(one.base, points(one, "1.3")) for one in assess(turned, rubric(), AFTER).cards] == [(BASE, "1.00"), ("cz-yuwen", "waiting")]
    assert [one.base for one in assess(city, rubric(), AFTER, bases=["cz-yuwen", "cz-none"]).cards] == ["cz-yuwen"]


def test_a_city_that_is_read_in_the_order_of_its_folders_is_the_very_same() -> None:
    """Else nothing that was worked out of it would be known any more. A folder comes before another whose name goes on."""
    city = town(card("cz-a"), card("cz-a-2"), card("cz-b"), settings())
    read = replace(city, entries=tuple(sorted(city.entries, key=lambda one: one.file.split("/"))))
    turned = replace(city, entries=tuple(reversed(read.entries)))
    assert [one.base for one in read.entries if one.base] == ["cz-a", "cz-a-2", "cz-b"]
    assert _ordered(read) is read and _ordered(turned).entries == read.entries


def test_what_is_decided_later_is_not_known_on_the_day() -> None:
    pieces = (card(), recognised("2026-12-01"))
    assert assessed(*pieces, on=RUNNING).cards == () and [one.months for one in assessed(*pieces).cards] == [9]
    [made] = assess(town(*pieces), rubric(), RUNNING, bases=[BASE]).cards
    assert made.months == 12


def test_who_remembers_is_asked_by_the_name_of_the_base() -> None:
    kept: dict[str, Scorecard] = {}

    def remember(base: str, make: Callable[[], Scorecard]) -> Scorecard:
        return kept.setdefault(base, make())

    city = town(card(), recognised(), *OPEN, card("cz-yuwen", subject="语文"), recognised(base="cz-yuwen"))
    made = assess(city, rubric(), AFTER, remember=remember)
    assert made == assess(city, rubric(), AFTER) and tuple(kept.values()) == made.cards and [*kept] == [BASE, "cz-yuwen"]


@pytest.mark.parametrize(
    ("day", "left", "takes"),
    [
        ("2027-08-31", "", True),
        ("2027-09-01", "", False),
        ("2026-07-10", "2026-08-31", False),
        ("2026-07-10", "2026-09-01", True),
        ("2023-09-01", "", False),
        ("2023-09-02", "", True),
    ],
)
def test_who_held_the_title_on_a_day_of_the_year_takes_part(day: str, left: str, takes: bool) -> None:
    """The year begins on 1 September 2026; a cycle has three years, to the day before."""
    more = (decision("主动退出", left),) if left else ()
    assert bool(assessed(card(), recognised(day), *more).cards) is takes


def test_a_round_that_names_a_base_nobody_knows_assesses_the_others() -> None:
    assert [one.base for one in assessed(card(), recognised(), a_round(范围=["cz-none", BASE])).cards] == [BASE]
