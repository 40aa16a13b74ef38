"""How a rule is written: a title, a reason for the teacher, and a generator of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..model.city import City
from ..model.finding import Finding, Level, Place, Rule

Slip = tuple[Place, str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that finds where it is broken (place, what, how to mend).

    Most rules are asked of each base's part of the city: they look at ``city.own`` and at ``city.of`` kinds that bases have, and
    their findings lie in that base. ``whole``: must see several bases at once, or is about ``content/``; asked of the whole city.
    """

    rule: Rule
    find: Callable[[City], Iterator[Slip]]
    whole: bool = False

    def __call__(self, city: City) -> tuple[Finding, ...]:
        """What the city, or a part of it, breaks."""
        return tuple(self.rule.at(*slip) for slip in self.find(city))


def rule(
    code: str, title: str, source: str = "本项目约定", level: Level = "error", *, whole: bool = False
) -> Callable[[Callable[[City], Iterator[Slip]]], Check]:
    """Make a :class:`Check`; the function's docstring is printed in the guide."""

    def wrap(find: Callable[[City], Iterator[Slip]]) -> Check:
        return Check(Rule(code, title, " ".join((find.__doc__ or "").split()), source, level=level), find, whole)

    return wrap
