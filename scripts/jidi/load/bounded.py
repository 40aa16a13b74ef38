"""What somebody wrote is read within bounds of time and memory, should it be worse than all that :mod:`.limits` knows.

A file that comes near them is none that a person wrote: a text as large as may be needs a twentieth. So on no machine does
a page depend on how fast that is. Only the main thread of a process can be stopped in time, and only where there are such
signals (not on Windows); memory is bounded on Linux alone. Elsewhere the limits of the texts themselves have to do.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 20.0  # of the processor, for one file
_AGAIN = 0.1  # seconds after which it is told again: what is called back by the collector of garbage swallows an exception
ROOM = 1 << 30  # bytes, beside those that are in use when it is begun


class Beyond(BaseException):
    """A file took more than it may: what of, in Chinese. No library takes it for an error of its own."""


class _Clock:
    """Whether something is being read against time. A signal that comes late stops nothing."""

    runs = False
    ready = False


@contextmanager
def bounded() -> Iterator[None]:
    """Read one file inside.

    :raises Beyond: as soon as it takes too long, between two steps of Python or of a regular expression, or too much memory
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = _narrowed()
    try:
        _started(SECONDS)
        try:
            yield
        finally:
            _Clock.runs = False
    except MemoryError:
        raise Beyond(f"内存超过 {ROOM >> 20} MB") from None
    finally:  # once more, for the signal may have come just before the first
        _Clock.runs = False
        _started(0)
        _widened(before)


if sys.platform == "win32":

    def _started(seconds: float) -> None:
        """Nothing can be stopped."""

else:

    def _started(seconds: float) -> None:
        if not _Clock.ready:
            signal.signal(signal.SIGVTALRM, _over)
            _Clock.ready = True
        _Clock.runs = seconds > 0
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds and _AGAIN)


def _over(*_: object) -> None:
    if _Clock.runs:
        raise Beyond(f"用了 {SECONDS:g} 秒还没有读完")


if sys.platform == "linux":
    import resource

    _PAGE = os.sysconf("SC_PAGE_SIZE")

    def _narrowed() -> tuple[int, int]:
        """Let this process grow by no more than the room; the bounds before."""
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        with open("/proc/self/statm", "rb", buffering=0) as told:
            most = int(told.read(64).split()[0]) * _PAGE + ROOM
        if soft == resource.RLIM_INFINITY or most < soft:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        return soft, hard

    def _widened(before: tuple[int, int]) -> None:
        resource.setrlimit(resource.RLIMIT_AS, before)

else:

    def _narrowed() -> None:
        """Memory is not bounded."""

    def _widened(before: None) -> None:
        """Nor set free."""
