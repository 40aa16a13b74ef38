"""What is published, in parts that are made again each by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from .output import Output, Page
from .world import World


@dataclass(frozen=True)
class Task:
    """Outputs that are made together, under a name that no other task has. Of the tasks inside each is made again only if what *it* reads has changed."""

    name: str
    make: Callable[[World], Iterable[Output | Task]]


@dataclass(frozen=True)
class Last:
    """Outputs that are made when all others are, of what :attr:`pick` takes from these."""

    name: str
    pick: Callable[[Iterable[Made]], Any]
    make: Callable[[World, Any], Iterable[Output]]


class Made(NamedTuple):
    """What is known of an output once it is made. ``page``: title and template of a page that a search may lead to."""

    path: str
    page: tuple[str, str] | None = None
    wrong: str = ""


def made(output: Output, wrong: str = "") -> Made:
    page = output.content
    return Made(output.path, (page.title, page.template) if isinstance(page, Page) and not page.listing else None, wrong)


def outputs(world: World, tasks: Iterable[Task]) -> Iterator[Output]:
    """All outputs of tasks, those of the tasks inside at their place."""
    for task in tasks:
        for one in task.make(world):
            if isinstance(one, Task):
                yield from outputs(world, [one])
            else:
                yield one
