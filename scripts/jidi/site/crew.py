"""Several processes carry out the tasks of a plan: on this machine, or on those of a cluster."""

from __future__ import annotations

import glob
import multiprocessing
import os
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from itertools import chain
from pathlib import Path

from ..load.processes import way as _way
from ..publish import Made, Task
from ..publish.shared import SPENT, shared, spent
from .cluster import Hands, cluster, finished
from .errands import MAKINGS, ROWS, TAKEN, Errand, Report, Unhelped, brief, set_aside, work
from .making import Done, Making

_LIBRARIES = "docx", "pypdfium2", "typst", "xlsxwriter"  # of bulletins, as every base has some; to import them starts no thread
MANY, SEVERAL = 200, 4  # records, and bases, of which pages must be made again before it pays to start other processes


@contextmanager
def helped(making: Making, scheduler: str) -> Iterator[Iterator[tuple[Made, ...]]]:
    """The files of all tasks that make records' pages, as they come in: from this process if there is little to do, otherwise from several.

    Meanwhile this process is free for the rest. ``scheduler``: the address of a cluster's.

    :raises Unhelped: if the cluster cannot do it
    """
    _clear(making.folder.path, ROWS)  # of builds that were killed
    try:
        with _helped(making, scheduler) as files:
            yield files
    except BaseException:
        _clear(making.folder.path, ROWS)
        raise


@contextmanager
def _helped(making: Making, scheduler: str) -> Iterator[Iterator[tuple[Made, ...]]]:
    numbers = _by_size(making)
    few = len(numbers) < SEVERAL or sum(size for size, _ in numbers) < MANY
    if not numbers or (few and not scheduler):
        yield (making.carry_out(task) for task in making.plan.records)
        return
    ready = {*range(len(making.plan.records))} - {number for _, number in numbers}
    way = _way()
    build, told = uuid.uuid4().hex, bool(scheduler) or way != "fork"
    with _briefing(making, build) as path, cluster(scheduler) if scheduler else _pool(making, build, way) as hands:
        if told:
            brief(path, making)
        errands = [Errand(build, str(path), number, _inside(making, number) if told else (), free=not hands.far) for _, number in numbers]
        futures = {hands.executor.submit(work, one): one for one in errands}
        yield chain((making.carry_out(making.plan.records[number]) for number in sorted(ready)), _gathered(making, futures, hands))


def settled(making: Making, task: str) -> None:
    """If all is made anew, set aside what is known up to now, and let go of what was found out for nobody but this task."""
    if not making.anew or task not in SPENT:
        return
    kept, _ = set_aside(making)
    making.aside += [kept] if kept else []
    spent(making.plan.world, task)
    making.forget_records()


def _by_size(making: Making) -> list[tuple[int, int]]:
    """How many records each task has that is to be done again, and its number; the largest first, so that none is left alone at the end."""
    sizes = Counter(entry.base for entry in making.plan.city.entries)
    memo = making.memo if not making.anew else None
    tasks = enumerate(making.plan.records)
    return sorted(((sizes[task.name.split()[1]], number) for number, task in tasks if not (memo and memo.holds(task.name))), reverse=True)


@contextmanager
def _briefing(making: Making, build: str) -> Iterator[Path]:
    """Where the briefing of a build is to lie; in the end it is gone, as are those of builds that were killed."""
    fresh = making.folder.path
    try:
        yield fresh.with_suffix(f".{build}.briefing")
    finally:
        _clear(fresh, ".briefing")
        _clear(fresh, TAKEN)


def _clear(fresh: Path, suffix: str) -> None:
    for path in fresh.parent.glob(f"{glob.escape(fresh.stem)}.*{suffix}"):
        path.unlink(missing_ok=True)


def _inside(making: Making, number: int) -> tuple[str, ...]:
    """The tasks that were in a task when it was last done, for who does not know."""
    before: Done | None = making.memo.was(making.plan.records[number].name) if making.memo else None
    return before.inside if before else ()


def _gathered(making: Making, futures: dict[Future[Report], Errand], hands: Hands) -> Iterator[tuple[Made, ...]]:
    """Files, as reports come in; what else these tell is known here too. Of what nobody has begun, this process does its share from the end."""
    rest = {*futures}
    for future, errand in reversed(futures.items()):
        if errand.free and not future.done() and errand.take():
            rest.discard(future)
            yield making.carry_out(making.plan.records[errand.number])
            making.forget_records()
    for future in finished(rest, hands):
        report = _report(making, future, making.plan.records[futures[future].number], hands.far)
        making.finished += report.finished
        making.folder.changed |= report.changed
        making.aside += [report.kept] if report.kept else []
        yield report.files


def _report(making: Making, future: Future[Report], task: Task, far: bool) -> Report:
    """One report. A process of this machine that was killed, as for want of memory, has the others stopped too: then this one does the task."""
    try:
        return future.result()
    except BrokenExecutor:
        return _instead(making, task)
    except Unhelped:
        raise
    except CancelledError:
        raise Unhelped("和集群的调度程序断了联系，没有做完；原来的网站没有动。改法：看看网络和那里的 dask scheduler，再运行一次。") from None
    except Exception as error:
        if not far:
            raise
        base, said = task.name.split()[1], f"{type(error).__name__}: {error}".splitlines()[0]
        raise Unhelped(f"集群里的机器做“{base}”的网页时出错（{said}）；原来的网站没有动。改法：看看那台机器上 dask worker 说的话，改好后再运行。") from error


def _instead(making: Making, task: Task) -> Report:
    """Do a task over what may be left of it: that is taken away first."""
    folder = making.folder
    renewed, folder.renewed = folder.renewed, True
    try:
        return Report(making.carry_out(task), None, [], set())
    finally:
        folder.renewed = renewed


@contextmanager
def _pool(making: Making, build: str, way: str) -> Iterator[Hands]:
    """With this process, as many as there are processors; those that are forked know the plan from birth."""
    MAKINGS[build] = making
    if way == "fork":
        _prepared(making)
    try:
        with ProcessPoolExecutor(max(1, (os.cpu_count() or 1) - 1), multiprocessing.get_context(way)) as executor:
            yield Hands(executor, lambda: True, far=False)
    finally:
        del MAKINGS[build]


def _prepared(making: Making) -> None:
    """What each process would have to set up for its first pages is there before they are born: made once, and they share the memory of it.

    Not so the records: each fetches those that it needs, and lets go of them after each task.
    """
    from ..publish import records  # noqa: F401  # with all that pages of records are made of

    assert making.writer
    for library in _LIBRARIES:
        import_module(library)
    shared(making.plan.world)
    making.forget_records()
