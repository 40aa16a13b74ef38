"""Only one at a time sends a site to a place: whoever does gives signs of life there."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from .afar import Afar, Unsent

CLAIM = "jidi-sending"
BEAT, PATIENCE = 5.0, 20.0  # seconds between the signs of life, and for how long there must be none before another takes over


@contextmanager
def claimed(there: Afar) -> Iterator[Callable[[], None]]:
    """While it lasts nobody else sends; what is given is to be asked before each step whether that is still so.

    No clock is compared: a claim that changes while one looks at it is somebody's who lives, one that does not is of a process that was killed.

    :raises Unsent: if another process sends, now or, asked again, in the meantime: it took this one, which was cut off, for dead
    """
    mine, over = uuid.uuid4().hex, Event()
    if (found := there.read(CLAIM)) and _silent(there, found):
        there.remove(CLAIM)
    if not there.create(CLAIM, mine.encode()):
        raise Unsent(f"另一台电脑或另一个窗口正在往“{there.address}”送，这一次没有送。改法：等它结束，再运行一次。")

    def still_mine() -> None:
        if not (there.read(CLAIM) or b"").startswith(mine.encode()):
            raise Unsent(f"往“{there.address}”送到一半，另一台电脑接了手，这一次停下了。改法：等它结束，再运行一次。")

    def beat() -> None:
        count = 0
        while not over.wait(BEAT):
            with suppress(Unsent):
                still_mine()
                there.write(CLAIM, f"{mine} {(count := count + 1)}".encode())

    beating = Thread(target=beat, daemon=True)
    beating.start()
    try:
        yield still_mine
    finally:
        over.set()
        beating.join()
        with suppress(Unsent):
            still_mine()
            there.remove(CLAIM)


def _silent(there: Afar, found: bytes) -> bool:
    """Whether who left this there gives no sign of life."""
    looks = Event()
    for _ in range(round(PATIENCE / BEAT)):
        looks.wait(BEAT)
        if there.read(CLAIM) != found:
            return False
    return True
