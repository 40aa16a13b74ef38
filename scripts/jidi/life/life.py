"""What the replay tells of one base: its state, cycles and grades, every step, and what does not fit the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..model.city import Entry
from ..model.finding import Place
from ..model.lifecycle import State, Transition
from ..model.standards import Decision


@dataclass(frozen=True, slots=True)
class Cycle:
    """A recognition cycle, first and last day included (plan 六.4): ``end`` = ``start`` + 3 years − 1 day."""

    number: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Graded:
    """The grade in force of a school year and the decision that put it in force; ``was`` if it was corrected."""

    year: str
    grade: str
    decision: Entry[Decision]
    was: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A decision with the transition that it made; ``None`` if it made none."""

    decision: Entry[Decision]
    transition: Transition | None
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Problem:
    """A decision that the table does not allow.

    ``transition``: the row, as ``T16``, or several joined by 、. ``guard``: the id of the guard in ``lifecycle.yml``, or
    ``table`` (no row fits), ``body`` (the wrong body decides), ``number`` (no 文号). ``key``: the field to point at.
    """

    decision: Entry[Decision]
    transition: str
    guard: str
    message: str
    fix: str
    source: str
    key: str = "事项"

    @property
    def place(self) -> Place:
        """The line to mend."""
        return self.decision.at(self.key)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two adjacent failed years (plan 六.3): a computed 拟取消命名. Only a decision executes it.

    ``decided``: whether the second fail was decided as such, so that the base already stands in the state before revocation.
    """

    first: Graded
    second: Graded
    decided: bool


@dataclass(frozen=True)
class Life:
    """One base from its first decision to the day asked for."""

    base: str
    state: State
    remedy: bool
    cycles: tuple[Cycle, ...]
    grades: Mapping[str, Graded]
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    proposal: Proposal | None = None

    @property
    def name(self) -> str:
        """The state as people say it, with the substate if it is not the usual one: ``已授牌（整改）``."""
        return f"{self.state.name}（{self.state.substates[1]}）" if self.remedy and len(self.state.substates) > 1 else self.state.name

    @property
    def last_grade(self) -> Graded | None:
        """The grade of the latest school year."""
        return self.grades[max(self.grades)] if self.grades else None

    @property
    def ended(self) -> Step | None:
        """The step into a terminal state, if there was one."""
        return next((one for one in self.steps if one.after.terminal and not one.before.terminal), None)
