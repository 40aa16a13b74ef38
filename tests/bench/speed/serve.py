"""How long after a save the new page comes from ``jidi serve``."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .city import City, edit_body
from .meter import Cost, Watch, processor, surroundings
from .row import Row

SETTLE = 2.0  # seconds after the first page, until the server watches the files


def served(command: Sequence[object], environment: Mapping[str, str], city: City, source: Path, number: int, limit: float) -> Iterator[Row]:
    """One row: seconds from the save of ``source`` to its words over HTTP, and what the server used for it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [*map(str, command), "--port", str(port)]
    process = subprocess.Popen(words, env=surroundings(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    address = f"http://127.0.0.1:{port}/{source.relative_to(city.root).with_suffix('.html').as_posix()}"
    try:
        cost = _saved(process, address, source, number, limit)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    yield Row("ours", "serve, save → new page", city.records, cost)


def _saved(process: subprocess.Popen[bytes], address: str, source: Path, number: int, limit: float) -> Cost:
    if not _has(process, address, "</html>", limit):
        return Cost(failed=f"no page within {limit:.0f} s")
    time.sleep(SETTLE)
    watch, used, started = Watch(process.pid), processor(process.pid), time.perf_counter()
    there = _has(process, address, edit_body(source, number), limit)
    wall = time.perf_counter() - started
    watch.stop()
    cost = Cost(wall, processor(process.pid) - used, watch.together, watch.largest)
    return cost if there else Cost(failed=f"not new within {limit:.0f} s")


def _has(process: subprocess.Popen[bytes], address: str, words: str, limit: float) -> bool:
    """Whether the page comes to have these words."""
    end = time.monotonic() + limit
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=limit) as page:
                if words in page.read().decode("utf-8"):
                    return True
        except OSError:
            pass
        time.sleep(0.02)
    return False
