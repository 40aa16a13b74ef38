"""What a plan promised and what an activity did of it: the rows of the plan's completion (R-4.4.1.1)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.city import Entry
from ...model.work import Activity, Plan, Resource, Task
from ..output import Link
from ..world import World
from .calendar import held


@dataclass(frozen=True)
class Completion:
    """A task of a school year's plan with all that was done of it, oldest first."""

    plan: Entry[Plan]
    task: Task
    done: tuple[Link, ...]


def completion(world: World, plan: Entry[Plan]) -> list[Completion]:
    """Every task of a plan in its order; what is planned or called off has done nothing."""
    return [_completed(world, plan, task) for task in plan.record.tasks]


def _completed(world: World, plan: Entry[Plan], task: Task) -> Completion:
    done = world.once(_done, plan.base).get((plan.record.year or "", task.id), ())
    return Completion(plan, task, tuple(link for _, link in done))


def completed_by(world: World, entry: Entry[Activity]) -> list[Completion]:
    """The rows that an activity belongs to."""
    items, year = entry.record.plan_items, world.city.school_year(entry.record.day)
    plans = [plan for plan in world.of(Plan, entry.base) if plan.record.year == year] if items else []
    return [_completed(world, plan, task) for plan in plans for task in plan.record.tasks if task.id in items]


def _done(world: World, base: str) -> dict[tuple[str, str], list[tuple[datetime.date, Link]]]:
    """School year and task of a base → its activities and resources, each with its day."""
    found: dict[tuple[str, str], list[tuple[datetime.date, Link]]] = {}
    for entry in _deeds(world, base):
        for item in entry.record.plan_items:
            row = found.setdefault((world.city.school_year(entry.record.day), item), [])
            row.append((entry.record.day, Link(entry.record.title, entry.address)))
    return {key: sorted(row, key=lambda one: one[0]) for key, row in found.items()}


def _deeds(world: World, base: str) -> Iterator[Entry[Activity] | Entry[Resource]]:
    yield from (one for one in world.of(Activity, base) if held(world, one.record))
    yield from world.of(Resource, base)
