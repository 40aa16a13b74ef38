"""What of the rounds is public, and where it is read (plan 六.3). The grade switch of the city is looked up here only."""

from __future__ import annotations

from collections.abc import Mapping

from ...assess.rounds import closed
from ...model.standards import Round, RoundResult, Settings
from ..world import World


def rubric_address(year: str, indicator: str = "") -> str:
    """Where the rubric of a school year is read, or one indicator of it."""
    return f"assessment/rubric-{year}.html" + (f"#i-{indicator}" if indicator else "")


def console_address(base: str) -> str:
    """Where a base's desk is."""
    return f"bases/{base}/console.html"


def level_of(world: World) -> str:
    """The id of the switch that says how much is public; the strictest if the city's word is not known."""
    settings, default = world.settings, str(Settings.model_fields["publish"].default)
    term = world.city.vocabulary.find("publish_level", settings.publish if settings else default)
    return term.id if term else "dengci"


def announced(world: World) -> list[Round]:
    """The rounds that are closed, the newest first."""
    return sorted((entry.record for entry in closed(world.city)), key=lambda one: one.year, reverse=True)


def rounds(world: World) -> list[Round]:
    """All rounds, the newest first."""
    return sorted((entry.record for entry in world.city.of(Round)), key=lambda one: one.year, reverse=True)


def is_public(world: World, year: str, result: RoundResult) -> bool:
    """Whether a base's grade may be told: 不合格 only once a decision, which is a public paper, says it."""
    if not world.city.vocabulary.is_term("assessment_grade", result.grade, "buhege"):
        return True
    return any(entry.record.year == year and entry.record.grade == result.grade for entry in world.decisions(result.base))


def by_base(one: Round) -> list[RoundResult]:
    """The results of a round by the bases' ids: an order that says nothing."""
    return sorted(one.results, key=lambda result: result.base)


def assessment_rows(world: World) -> list[dict[str, object]]:
    """``data/assessments.json``: announced rounds as the public may have them; totals only if the city publishes all."""
    totals = level_of(world) == "quanbu"
    return [
        {
            "学年": one.year, "决定文号": one.number, "反馈主题": list(one.themes),
            "结果": [_result(r, totals) for r in by_base(one) if is_public(world, one.year, r)],
        }
        for one in reversed(announced(world))
    ]  # fmt: skip


def _result(one: RoundResult, totals: bool) -> dict[str, object]:
    row: dict[str, object] = {"基地": one.base, "等次": one.grade, "原等次": one.was or ""}
    return row | ({"总分": None if one.total is None else f"{one.total:f}"} if totals else {})


def consoles(world: World) -> Mapping[str, str]:
    """The bases that have a desk, those that take part in the year that is running, with its address."""
    return world.once(_consoles)


def _consoles(world: World) -> dict[str, str]:
    one = world.assessment
    runs = one is not None and one.year == world.city.school_year(world.city.today)
    return {card.base: console_address(card.base) for card in one.cards if card.base in world.base_names} if one and runs else {}
