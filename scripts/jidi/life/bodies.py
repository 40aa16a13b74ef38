"""Who may decide: the body's name is read for the words by which the city knows it."""

from __future__ import annotations

from ..model.lifecycle import Actor
from .case import Case, Refusal


def wrong_body(case: Case) -> Refusal | None:
    """Whether none of the row's bodies made the decision."""
    allowed = [one for one in case.table.actors if one.id in case.row.actors]
    if not allowed or any(_is(case, one) for one in allowed):
        return None
    names = "或".join(one.name for one in allowed)
    return Refusal(f"“{case.decision.event}”写的机关是“{case.decision.actor}”", f"这件事由{names}作决定；「机关」写错了就改正", "机关")


def _is(case: Case, actor: Actor) -> bool:
    text, level = case.decision.actor, case.city.vocabulary.find("governance_level", actor.level)
    if level and level.id == "xiao":
        school = case.facts.school(case.life.base)
        return school is None or school.name in text
    named = any(name in text for names in case.facts.counties for name in names)
    own_level = named == bool(level and level.id == "xianqu")
    return own_level and any(word in text for word in actor.words) and not any(word in text for word in actor.but)
