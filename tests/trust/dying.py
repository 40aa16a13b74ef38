"""A process that runs ``jidi`` again and again in forks of itself, each of which can be cut off at any operation on files.

``python dying.py`` reads orders, one JSON a line, and answers each with one. An order: ``words``, ``env``, and at which operation
(from 1; 0: never) what happens (``how``): ``kill``, the whole process group at once; ``tear``, in the middle of the next write, by the
system's own limit on the size of files; ``full``, from then on no file grows, as on a disk without room (EFBIG stands for ENOSPC).
Counted are the operations that alter something, as Python's audit events tell them, before they are done.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

ALTERING = {f"os.{name}" for name in ("mkdir", "rename", "remove", "rmdir", "link", "symlink", "truncate", "chmod", "utime")}
ALTERING |= {"sqlite3.connect", "ctypes.dlsym"}  # what is remembered; the exchange of two folders
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Ended(NamedTuple):
    """How a run ended: ``code`` is negative for a signal; ``count``: how many operations it did, if it came to its end."""

    code: int
    said: str
    count: int

    @property
    def killed(self) -> bool:
        return self.code in (-signal.SIGKILL, -signal.SIGXFSZ)


class Runner:
    """The test's side of such a process."""

    def __init__(self, temporary: Path, umask: int = -1, **env: str) -> None:
        scripts = Path(__file__).parents[2] / "scripts"
        own = {**os.environ, "PYTHONPATH": str(scripts), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "TMPDIR": str(temporary), **env}
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        self._process = subprocess.Popen([sys.executable, __file__], env=own, umask=umask, **pipes)

    def __call__(self, *words: object, at: int = 0, how: str = "kill", **env: str) -> Ended:
        order = {"words": [str(one) for one in words], "at": at, "how": how, "env": env}
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Ended(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate()


def serve() -> None:
    """Answer orders to the end. What a run had to import is imported here too, so that the next has it."""
    import jidi.__main__  # noqa: F401

    for line in sys.stdin:
        order = json.loads(line)
        code, said, told = _forked(order)
        for name in told.get("modules", ()):
            with contextlib.suppress(ImportError):
                import_module(name)
        sys.stdout.write(json.dumps([code, said, told.get("count", 0)]) + "\n")
        sys.stdout.flush()


def _forked(order: Mapping[str, Any]) -> tuple[int, str, dict[str, Any]]:
    (said, saying), (told, telling) = os.pipe(), os.pipe()
    if not (child := os.fork()):
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(saying, 1)
        os.dup2(saying, 2)
        _work(telling, **order)
    os.close(saying)
    os.close(telling)
    with open(said, encoding="utf-8", errors="replace") as words, open(told, "rb") as end, ThreadPoolExecutor(2) as reading:
        text, data = reading.submit(words.read), reading.submit(end.read)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)  # what it has started, which would keep the other ends open
        return code, text.result(), json.loads(data.result() or b"{}")


def _work(telling: int, words: Sequence[str], at: int, how: str, env: Mapping[str, str]) -> None:
    """Do what was ordered, and end."""
    import jidi.__main__

    os.environ.update(env)
    before, count, code = {*sys.modules}, _watched(at, how), 0
    try:
        if problem := jidi.__main__.run(words):
            print(problem, file=sys.stderr)
            code = 2
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        code = 1
    done = next(count) - 1
    with contextlib.suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    sys.stdout.flush()
    sys.stderr.flush()
    modules = [name for name, one in list(sys.modules.items()) if name not in before and getattr(one, "__spec__", None)]
    with open(telling, "wb") as end:
        end.write(json.dumps({"count": done, "modules": modules if not at else []}).encode())
    os._exit(code)


def _watched(at: int, how: str) -> Iterator[int]:
    """Count the operations from now on, and let it happen at the one with that number."""

    def numbers() -> Iterator[int]:
        number = 0
        while True:
            number += 1
            yield number

    count = numbers()

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if not (event in ALTERING or (event == "open" and isinstance(args[2], int) and args[2] & WRITING)):
            return
        if next(count) == at:
            if how == "kill" or (how == "tear" and event.startswith("os.")):
                os.killpg(0, signal.SIGKILL)
            if how == "tear":
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))

    sys.addaudithook(hook)
    return count


if __name__ == "__main__":
    serve()
