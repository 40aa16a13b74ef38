"""What a command costs: seconds, and the memory of it and of all that it starts (memory from Linux' /proc; 0 where there is none)."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MB = 1_000_000


@dataclass(frozen=True)
class Cost:
    """Seconds; peak bytes of all processes together (shared pages counted once) and of the largest one; why there is none."""

    wall: float = 0.0
    cpu: float = 0.0
    together: float = 0.0
    largest: float = 0.0
    failed: str = ""


def measured(
    command: Sequence[object], limit: float, good: Sequence[int] = (0,), environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Cost:
    """Run a command to its end, at most ``limit`` seconds; ``good``: the exit codes that are no failure."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)), env=surroundings(environment or {}), cwd=folder, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
        )
        watch = Watch(process.pid, limit)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        watch.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode("utf-8", "replace").strip()
    well = process.returncode in good and "Traceback" not in words  # a program of Python that broke ends with 1, as one that found faults may
    failed = "" if well else f"exit code {process.returncode}: {words[-150:]}"
    if watch.late:
        failed = f"not done within {limit:.0f} s"
    return Cost(wall, used.ru_utime + used.ru_stime, watch.together, watch.largest, failed)


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables of a command: ours, and these. Python keeps what it compiled, as it does for everybody who does not forbid it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | dict(environment)


class Watch:
    """Looks at a process and its descendants until told to stop; ends them all after ``limit`` seconds."""

    def __init__(self, pid: int, limit: float = float("inf")) -> None:
        self.pid, self.end = pid, time.monotonic() + limit
        self.together, self.largest, self.late = 0.0, 0.0, False
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        pause = 0.0
        while not self._done.wait(pause):
            began = time.perf_counter()
            seen = [memory(pid) for pid in descendants(self.pid)]
            self.together = max(self.together, sum(shared for shared, _ in seen))
            self.largest = max(self.largest, *(own for _, own in seen)) if seen else self.largest
            if time.monotonic() > self.end and not self.late:
                self.late = True
                os.killpg(self.pid, signal.SIGKILL)
            pause = max(0.04, 20 * (time.perf_counter() - began))  # looking walks the page tables of what is measured


def descendants(pid: int) -> list[int]:
    """A process, its children, and theirs."""
    found = [pid]
    for one in found:
        try:
            for children in Path(f"/proc/{one}/task").glob("*/children"):
                found += map(int, children.read_text().split())
        except OSError:
            continue  # it has ended
    return found


def memory(pid: int) -> tuple[float, float]:
    """Bytes now, each shared page divided among those that share it, and the most it ever held (resident)."""
    try:
        rollup, status = Path(f"/proc/{pid}/smaps_rollup").read_text(), Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0, 0.0
    return _kilobytes(rollup, "Pss:"), _kilobytes(status, "VmHWM:")


def _kilobytes(text: str, name: str) -> float:
    return next((float(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith(name)), 0.0)


def processor(pid: int) -> float:
    """CPU seconds that a process and its descendants have used so far, those that ended included."""
    ticks = 0
    for one in descendants(pid):
        try:
            ticks += sum(map(int, Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[11:15]))
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")
