"""How a rule is written: a title, a reason for the teacher, and a generator of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..model.city import City
from ..model.finding import Finding, Level, Place, Rule

Slip = tuple[Place, str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that finds where it is broken (place, what, how to mend)."""

    rule: Rule
    find: Callable[[City], Iterator[Slip]]

    def __call__(self, city: City) -> Iterator[Finding]:
        return (self.rule.at(*slip) for slip in self.find(city))


def rule(code: str, title: str, source: str = "本项目约定", level: Level = "error") -> Callable[[Callable[[City], Iterator[Slip]]], Check]:
    """Make a :class:`Check`; the function's docstring is printed in the guide."""

    def wrap(find: Callable[[City], Iterator[Slip]]) -> Check:
        return Check(Rule(code, title, " ".join((find.__doc__ or "").split()), source, level=level), find)

    return wrap
