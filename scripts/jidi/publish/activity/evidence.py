"""Which indicators count an activity: on its page as 「这次活动用在哪里」, never with points (plan 六.1)."""

from __future__ import annotations

from ...model.city import Entry
from ...model.work import Activity
from ..assessment.rounds import rubric_address
from ..output import Link
from ..world import World


def counted_in(world: World, entry: Entry[Activity]) -> list[Link]:
    """The indicators of the running assessment that list it among their evidence, in the rubric's order."""
    return world.once(_by_file, entry.base).get(entry.file, [])


def _by_file(world: World, base: str) -> dict[str, list[Link]]:
    one, found = world.assessed(base), {}  # type: ignore[var-annotated]
    for card in one.cards if one else ():
        for score in card.scores:
            link = Link(f"{score.indicator.id} {score.indicator.name}", rubric_address(one.year, score.indicator.id)) if one else Link("")
            for file in dict.fromkeys(used.evidence.file for used in score.count.used):
                found.setdefault(file, []).append(link)
    return found
