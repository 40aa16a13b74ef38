"""Several processes carry out the tasks of a plan: on this machine, or on those of a cluster that has its own scheduler.

A task is told by its number. A process that was forked has the plan already; any other reads it from a file, the briefing,
that all machines of a cluster must see, like the project and the folder of the site.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ..load import unhurried
from ..memo import Memo, Store
from ..memo.store import JobRow
from ..model.inputs import Inputs
from ..publish import Made, plan
from .making import Making
from .place import Folder


class Errand(NamedTuple):
    """A task to carry out: of which build, where its briefing is, its number among the tasks."""

    build: str
    briefing: str
    number: int


class Report(NamedTuple):
    """What came of it: the files, what is to be remembered, tasks that are no more, and paths that were written or taken away."""

    files: tuple[Made, ...]
    rows: list[JobRow]
    finished: list[str]
    changed: set[str]


_MAKINGS: dict[str, Making] = {}  # by build: what this process was forked with, or has read


def work(errand: Errand) -> Report:
    """Carry out one task, in whatever process."""
    if errand.build not in _MAKINGS:
        _MAKINGS.clear()
        _MAKINGS[errand.build] = _briefed(Path(errand.briefing))
    making = _MAKINGS[errand.build]
    with unhurried():
        files = making.carry_out(making.plan.records[errand.number])
        rows = making.memo.handed_over() if making.memo else []
    report = Report(files, rows, list(making.finished), set(making.writer.folder.changed))
    making.finished.clear()
    making.writer.folder.changed.clear()
    return report


def _brief(path: Path, making: Making) -> None:
    """Write down all that a process elsewhere must know: the material, where it lies, where the site is to be."""
    folder = making.writer.folder
    told = making.writer.root, making.plan.made_of, folder.path, folder.renewed, making.memo is not None, os.environ.get("SOURCE_DATE_EPOCH", "")
    path.write_bytes(pickle.dumps(told, 5))


def _briefed(path: Path) -> Making:
    """A :class:`Making` as it was written down."""
    root, arguments, folder, renewed, remembers, day = pickle.loads(path.read_bytes())
    os.environ["SOURCE_DATE_EPOCH"] = day
    whole = plan(*arguments)
    memo = Memo(Store(None), Inputs(whole.city)) if remembers else None
    if memo:
        whole.remembered_by(memo)
    return Making(root, whole, Folder(folder, renewed), memo)


MANY = 200  # records that must be made again before it pays to start other processes


@contextmanager
def helped(making: Making, scheduler: str) -> Iterator[Iterator[Report]]:
    """The reports on all tasks that make records' pages, as they come in: from this process if there is little to do, otherwise from several.

    Meanwhile this process is free for the rest. ``scheduler``: the address of a cluster's.
    """
    numbers = _by_size(making)
    if not scheduler and sum(size for size, _ in numbers) < MANY:
        yield (_here(making, number) for number, _ in enumerate(making.plan.records))
        return
    ready = {number for _, number in numbers}
    briefing = making.writer.folder.path.with_suffix(".briefing")
    errands = [Errand(f"{os.getpid()} {briefing}", str(briefing), number) for _, number in numbers]
    with _cluster(scheduler) if scheduler else _forked(making, errands[0].build) as executor:
        if scheduler or _WAY != "fork":
            _brief(briefing, making)
        futures = [executor.submit(work, one) for one in errands]
        yield chain((_here(making, number) for number in range(len(making.plan.records)) if number not in ready), _gathered(making, futures))
    briefing.unlink(missing_ok=True)


def _by_size(making: Making) -> list[tuple[int, int]]:
    """How many records each task has that is to be done again, and its number; the largest first, so that none is left alone at the end."""
    sizes = Counter(entry.base for entry in making.plan.city.entries)
    memo = making.memo if not making.anew else None
    tasks = enumerate(making.plan.records)
    return sorted(((sizes[task.name.split()[1]], number) for number, task in tasks if not (memo and memo.holds(task.name))), reverse=True)


def _here(making: Making, number: int) -> Report:
    return Report(making.carry_out(making.plan.records[number]), [], [], set())


def _gathered(making: Making, futures: Sequence[Future[Report]]) -> Iterator[Report]:
    """Reports as they come in; what they changed in the folder is known here too."""
    for future in as_completed(futures):
        report = future.result()
        making.finished += report.finished
        making.writer.folder.changed |= report.changed
        making.tick(len(report.files))
        yield report


_WAY = "fork" if sys.platform == "linux" else "spawn"


@contextmanager
def _forked(making: Making, build: str) -> Iterator[Executor]:
    """As many processes as there are processors; on Linux they know the plan from birth."""
    _MAKINGS[build] = making
    try:
        with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context(_WAY)) as executor:
            yield executor
    finally:
        del _MAKINGS[build]


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    """The processes of a Dask cluster, whose scheduler listens at ``address`` (``tcp://…``)."""
    from distributed import Client

    with Client(address) as client:  # type: ignore[no-untyped-call]
        yield client.get_executor(retries=3)
