"""Where the bases stand: what was decided in the year, which grades are in force, the city's own order (plan 四.1, 六)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...life import Graded, Step
from ...model.lifecycle import State
from .desk import Desk


def steps(desk: Desk, fits: Callable[[Step], bool]) -> list[tuple[str, Step]]:
    """What was decided in the year, up to its last day that counts: base and step, by day and base."""
    found = [(one.decision.record.day, base, one) for base, life in desk.lives.items() if base in desk.bases for one in life.steps]
    return [(base, one) for when, base, one in sorted(found, key=lambda each: each[:2]) if when >= desk.year.span[0] and fits(one)]


def graded_in(desk: Desk) -> Iterator[tuple[str, Graded, Step]]:
    """Each base's grade of this year that is in force today, and the step that put it in force."""
    for base, life in desk.world.lives.items():
        graded = life.grades.get(desk.year.year)
        step = next((one for one in life.steps if graded and one.decision is graded.decision), None)
        if graded and step and base in desk.bases:
            yield base, graded, step


def waits_for(desk: Desk, state: State, guard: str) -> bool:
    """Whether a decision under this guard of ``lifecycle.yml`` can follow in a state."""
    rows = desk.table.from_state(state.id) if desk.table else ()
    return any(guard in (*row.premises, *row.conditions) for row in rows)


def in_city_order(desk: Desk, bases: Iterable[str]) -> list[str]:
    """The city's own order: by stage and subject as it lists them, which says nothing of anybody."""
    stages = list(desk.world.city.stages)
    return sorted((base for base in bases if base in desk.bases), key=lambda base: (*_seat(desk, base, stages), base))


def _seat(desk: Desk, base: str, stages: list[str]) -> tuple[int, int]:
    stage, _, subject = base.partition("-")
    subjects = desk.world.city.stages.get(stage, {}).get("subjects")
    names = list(subjects) if isinstance(subjects, dict) else []
    return stages.index(stage) if stage in stages else len(stages), names.index(subject) if subject in names else len(names)
