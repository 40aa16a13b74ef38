"""Conditions on other bases and on counties: one seat, one base (plan 四.1, 七.1)."""

from __future__ import annotations

from .case import Case, Guard, Progress, Refusal
from .days import add_months


def ban(case: Case) -> Refusal | None:
    """Not inside the years after the same school lost a base of the same subject."""
    card, years = case.facts.cards.get(case.life.base), case.table.limits.ban_years.n
    for other in case.lives.values():
        theirs = case.facts.cards.get(other.base)
        if not (card and theirs and other.state.bans and other.arrival) or (theirs.school, theirs.subject) != (card.school, card.subject):
            continue
        free = add_months(other.arrival.decision.record.day, 12 * years)
        if case.decision.day < free:
            message = f"同一学校的“{other.base}”{other.arrival.decision.record.day} {other.state.name}，{years} 年内不能再报{card.subject}"
            return Refusal(message, f"{free} 以后再申报，或由别的学校申报", "日期")
    return None


def county(case: Case) -> Refusal | None:
    """The county that looks first is the host school's own."""
    school = case.facts.school(case.life.base)
    if school is None:
        return None
    if case.city.vocabulary.is_term("county", school.county, "szx"):
        event = next((row.event for row in case.table.from_state(case.life.state.id) if "city-school" in row.premises), "")
        return Refusal(f"{school.name}是市直学校，不经县区初核", f"直接写“{event}”的决定")
    names = next((names for names in case.facts.counties if school.county in names), (school.county,))
    if any(name in case.decision.actor for name in names):
        return None
    return Refusal(f"{school.name}在{school.county}，初核的却是“{case.decision.actor}”", f"由{school.county}教研室初核；「机关」写错了就改正", "机关")


def all_visited(case: Case) -> Refusal | None:
    """Every other application for the seat has come as far, or has left."""
    order = [state.id for state in case.table.states]
    mine = order.index(case.life.state.id)
    late = [one for one in case.others() if 0 < order.index(one.state.id) < mine and not one.state.terminal]
    return Refusal(f"同一席位的{_names(late)}还没有实地调研", "等它们调研完或退出，再一起报领导小组") if late else None


def alone(case: Case) -> Refusal | None:
    """At most one candidate, and nobody holds the seat."""
    rivals = [one for one in case.others() if one.state.holds or one.state.id == case.row.target]
    return Refusal(f"同一席位还有{_names(rivals)}", "每学科只设一个：先终止或退回另一个，再拟确认") if rivals else None


def unique(case: Case) -> Refusal | None:
    """Nobody else holds the seat."""
    rivals = [one for one in case.others() if one.state.holds]
    return Refusal(f"同一席位已有{_names(rivals)}", "每学科只设一个：查清哪一个有效，另一个补上终止的决定") if rivals else None


def _names(lives: list[Progress]) -> str:
    return "、".join(f"“{one.base}”（{one.state.name}）" for one in lives)


RIVALS: dict[str, Guard] = {"ban": ban, "county": county, "all-visited": all_visited, "alone": alone, "unique": unique}
