"""One decision met with one row of the table: what a guard looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..model.city import City, Entry
from ..model.lifecycle import Lifecycle, State, Transition
from ..model.standards import Decision
from .facts import Facts
from .life import Cycle, Graded, Problem, Step


@dataclass
class Progress:
    """A life while it is replayed; ``years`` maps the name of a decision's file to the school year that it graded."""

    base: str
    state: State
    remedy: bool = False
    cycles: list[Cycle] = field(default_factory=list)
    grades: dict[str, Graded] = field(default_factory=dict)
    years: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def arrival(self) -> Step | None:
        """The step by which it came into its present state from another."""
        return next((step for step in reversed(self.steps) if step.after.id == self.state.id != step.before.id), None)


@dataclass(frozen=True)
class Case:
    """A decision that asks for a transition, with all that was known on its day."""

    table: Lifecycle
    facts: Facts
    lives: Mapping[str, Progress]
    life: Progress
    entry: Entry[Decision]
    row: Transition

    @property
    def city(self) -> City:
        return self.facts.city

    @property
    def decision(self) -> Decision:
        return self.entry.record

    def others(self) -> list[Progress]:
        """The other bases for the same seat."""
        return [one for one in self.lives.values() if self.facts.same_seat(self.life.base, one.base)]


class Refusal(NamedTuple):
    """Why a guard does not hold: what, how to mend it, and the field to point at."""

    message: str
    fix: str
    key: str = "事项"


Guard = Callable[[Case], Refusal | None]
