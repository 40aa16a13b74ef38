"""A plan becomes the published site: what is unchanged stays, the rest is made beside it, then all is put in place in one step."""

from __future__ import annotations

import datetime
import os
import pickle
from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ..memo import Memo, Store
from ..publish import BASE, Made, Plan, Task
from ..publish.shared import others
from .crew import helped, settled
from .errands import rows_in
from .making import Done, Making
from .place import replaced, sealed_again, seals


class Published(NamedTuple):
    """What is known of a site from when it was made: where, in which manner its names are told, how its folders looked, all its files, the tasks that made
    them, and in which files it differs from the one before.
    """

    target: str
    manner: str
    seals: dict[str, str]
    files: tuple[Made, ...]
    tasks: tuple[str, ...]
    changed: tuple[str, ...]


def build(
    root: Path, plan: Plan, target: Path, day: datetime.date, store: Store | None = None, memo: Memo | None = None,
    scheduler: str = "", tick: Callable[[int], None] = lambda records: None,
) -> tuple[Made, ...]:  # fmt: skip
    """Publish a plan to ``target``; all its files. ``day`` stands for the clock, so that bytes repeat.

    ``store``, ``memo``: what is known of an earlier build at the same place; without them everything is made.
    ``scheduler``: of a Dask cluster that is to do the work. ``tick`` is told of records as their pages are made.
    """
    _set_clock(day)
    if memo:
        memo.foresee()
    before = _before(store, target, plan.world.city.told) if store and memo else None
    with replaced(target, before.changed if before else None, keep=memo is not None) as folder:
        making = Making(root, plan, folder, memo)
        files = _make(making, scheduler, day, tick)
        for path in {one.path for one in before.files} - {one.path for one in files} if before else ():
            folder.drop(path)
    if store and memo:
        tasks = tuple(task.name for task in (*plan.tasks, *plan.records))
        looked = sealed_again(target, before.seals, folder.changed) if before else seals(target)
        known = Published(str(target), plan.world.city.told, looked, files, tasks, tuple(sorted(folder.changed)) if before else ())
        if before:
            making.forget(memo, set(before.tasks) - set(tasks))
        else:  # what made another site tells nothing of this one's files
            making.finished += [name for name in store.names() if not name.startswith(_OF_NO_SITE)]
        rows = (row for aside in making.aside for row in rows_in(aside))
        store.write(jobs=chain(rows, memo.handed_over()), finished=making.finished, marks={"site": pickle.dumps(known, 5)})
    for aside in making.aside:
        aside.unlink(missing_ok=True)
    return files


def _make(making: Making, scheduler: str, day: datetime.date, tick: Callable[[int], None]) -> tuple[Made, ...]:
    """Carry out all tasks, the pages of the records by several processes if they are many; then what must know of all others."""
    plan = making.plan
    with helped(making, scheduler) as crew:
        files = [*making.run("looks", lambda: Done(tuple(making.writer.looks())))]
        for task in plan.tasks:
            files += _one(making, task)
            settled(making, task.name)
        files += making.last(plan.index.name, pages := plan.index.pick(files), lambda: _indexed(making, pages))
        settled(making, plan.index.name)
        for made in crew:
            files += made
            tick(sum(one.path.endswith(".html") for one in made))
    for last in plan.last:
        files += making.finish(last.name, last.pick(files), partial(last.make, plan.world))
    pages = tuple(sorted(one.path for one in files if one.path.endswith(".html") and one.path != "404.html"))
    files += making.finish("sitemap", (str(day), pages), lambda picked: making.writer.pages.sitemap(picked[1]))
    return tuple({one.path: one for one in files}.values())


def _one(making: Making, task: Task) -> tuple[Made, ...]:
    """Carry out a task. If all is made anew, whatever is found out of a base is found out along with its page: its records are read once, and let go."""
    if not (making.anew and task.name.startswith(BASE)):
        return making.carry_out(task)
    world, base = making.plan.world, task.name.removeprefix(BASE)
    others(world, base)
    files = making.carry_out(task)
    world.city.forget(base)
    return files


def _indexed(making: Making, pages: tuple[tuple[str, tuple[str, str]], ...]) -> Done:
    from .searching import indexed  # with the search and its dictionaries: for who changes what can be found

    return indexed(making, pages)


def _before(store: Store, target: Path, manner: str) -> Published | None:
    """What is known of the site that is at ``target`` now; nothing if it is another one than we left there, or tells names in another manner."""
    try:
        known: Published = pickle.loads(store.marks()["site"])
        return known if known[:2] == (str(target), manner) and known.seals == seals(target) else None
    except Exception:  # nothing was kept, or nothing is there, or what was kept is damaged: everything is made
        return None


_OF_NO_SITE = ("table ", "check", "assessment ")  # jobs that make no files
_MARK = "JIDI_DATE_EPOCH"  # the time that we set ourselves, and may set again


def _set_clock(day: datetime.date) -> None:
    """What MkDocs takes for the time of the build, unless somebody has set another."""
    noon = str(int(datetime.datetime.combine(day, datetime.time(12), datetime.UTC).timestamp()))
    if os.environ.get("SOURCE_DATE_EPOCH") in {None, os.environ.get(_MARK)}:
        os.environ["SOURCE_DATE_EPOCH"] = os.environ[_MARK] = noon
