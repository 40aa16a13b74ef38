"""Several processes of this machine, where one would take long."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def way() -> str:
    """A process is forked only while it does nothing else: a lock that another thread holds, as Typst's do, would stay closed in the child for ever."""
    tasks = Path("/proc/self/task")
    return "fork" if sys.platform == "linux" and tasks.is_dir() and len(list(tasks.iterdir())) == 1 else "spawn"


class _Given:
    """What this process was given once for all that it does."""

    do: Callable[[list[str]], object]


def _give(do: Callable[[list[str]], object]) -> None:
    _Given.do = do


def _done(heap: list[str]) -> object:
    return _Given.do(heap)


def shared_out(do: Callable[[list[str]], T], heaps: Sequence[list[str]]) -> Iterator[T]:
    """``do(heap)`` of each, in their order, by as many processes as there are processors: they begin with the largest, so that none is left alone at the end.

    A process that was killed, as for want of memory, has the others stopped too: then this one does what is left.
    """
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context(way()), _give, (do,)) as executor:
        largest = sorted(range(len(heaps)), key=lambda number: -len(heaps[number]))
        begun: dict[int, Future[T] | None] = {number: _begun(executor, heaps[number]) for number in largest}
        for number, heap in enumerate(heaps):
            future = begun.pop(number)  # what is handed on is not held here as well
            try:
                result = future.result() if future else do(heap)
            except BrokenExecutor:
                result = do(heap)
            yield result


def _begun(executor: Executor, heap: list[str]) -> Future[Any] | None:
    try:
        return executor.submit(_done, heap)
    except BrokenExecutor:
        return None
