"""One engine over the same texts and searches as the others, in a process of its own that may take only so long."""

from __future__ import annotations

import multiprocessing
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from . import drive
from .corpus import Text
from .engine import Engine
from .queries import Search

FEW = 2  # cold visits to an engine that always fetches all


@dataclass(frozen=True)
class Task:
    """``given``, ``unseen``: what is asked; ``timed``: what is asked once more; ``cold``, ``plain``: what first visits ask, the latter without compression."""

    texts: Sequence[Text]
    given: Sequence[Search]
    unseen: Sequence[Search]
    timed: Sequence[Search]
    cold: Sequence[Search]
    plain: Sequence[Search]


@dataclass
class Measured:
    """``build`` in seconds, ``size`` of the index in bytes in so many ``files``; ``plain``: cold visits without compression."""

    engine: str
    failed: str = ""
    build: float = 0.0
    size: int = 0
    files: int = 0
    cold: list[drive.Cold] = field(default_factory=list)
    plain: list[drive.Cold] = field(default_factory=list)
    warm: drive.Warm = field(default_factory=drive.Warm)


def measure(engine: Engine, task: Task, folder: Path, limit: float) -> Measured:
    """What did not come about within ``limit`` seconds says so in ``failed``."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, engine, task, folder))
    process.start()
    theirs.close()
    made, end = Measured(engine.name), time.monotonic() + limit
    try:
        while process.is_alive() or ours.poll():
            if not ours.poll(max(0.0, end - time.monotonic())):
                made.failed = f"not done within {limit:.0f} s, after: {_reached(made)}"
                process.kill()
                break
            made = ours.recv()
    except EOFError:
        pass
    process.join()
    if not made.failed and not made.warm.again:
        made.failed = f"stopped, after: {_reached(made)}"
    return made


def _work(pipe: Connection, engine: Engine, task: Task, folder: Path) -> None:
    """Sends what is known after every step."""
    made = Measured(engine.name)
    try:
        started = time.perf_counter()
        engine.build(task.texts, folder)
        made.build = time.perf_counter() - started
        made.size, made.files = _weighed(engine, folder)
        pipe.send(made)
        made.cold = drive.cold(engine, folder, task.cold[: FEW if engine.whole else None], shrink=True)
        pipe.send(made)
        made.plain = drive.cold(engine, folder, task.plain[: 1 if engine.whole else None], shrink=False)
        pipe.send(made)
        made.warm = drive.warm(engine, folder, [*task.given, *task.unseen], task.timed)
    except Exception as error:
        made.failed = f"{type(error).__name__}: {str(getattr(error, 'stderr', '') or error)[-300:]}, after: {_reached(made)}"
    pipe.send(made)


def _weighed(engine: Engine, folder: Path) -> tuple[int, int]:
    """Bytes and number of the files that searching may fetch."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file() and re.search(engine.index, f"/{file.relative_to(folder).as_posix()}")]
    return sum(sizes), len(sizes)


def _reached(made: Measured) -> str:
    steps = {"cold visits without compression": made.plain, "cold visits": made.cold, "index": made.build}
    return next((name for name, done in steps.items() if done), "nothing")
