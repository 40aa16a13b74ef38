"""Writing that may be cut off at any moment: each file is the old one or the new one, and one command writes at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import click

PATIENCE, _LOOK = 60.0, 0.05  # seconds to wait for another command that writes in the same folder, and between the looks
_HELD: set[Path] = set()  # by this process


def hold(folder: Path) -> None:
    """Until the command ends: :func:`alone`."""
    click.get_current_context().with_resource(alone(folder))


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Meanwhile no other command writes below this folder: waits for one that does, and stops with a sentence if that takes too long."""
    folder.mkdir(parents=True, exist_ok=True)
    if (here := folder.resolve()) in _HELD:
        yield
        return
    if (release := _lock(here)) is None:
        click.echo(f"另一个命令正在写“{folder}”，等了 {PATIENCE:.0f} 秒还没有写完，这一次没有做。改法：等它结束，再运行一次。", err=True)
        sys.exit(2)
    _HELD.add(here)
    try:
        yield
    finally:
        _HELD.discard(here)
        release()


def _lock(folder: Path) -> Callable[[], None] | None:
    """Lock the folder itself, so that no file is left there; what lets it go, nothing if another process has it too long."""
    if os.name == "nt":  # which opens no folders
        from filelock import FileLock, Timeout

        lock = FileLock(folder / ".writing.new", timeout=PATIENCE)
        try:
            lock.acquire()
        except Timeout:
            return None
        return lock.release
    opened = os.open(folder, os.O_RDONLY)
    if not _gained(opened):
        os.close(opened)
        return None
    return partial(os.close, opened)


def _gained(opened: int) -> bool:
    """Whether the lock was gained in time."""
    from filelock import lock_descriptor  # only who writes waits for it

    try:
        for _ in range(round(PATIENCE / _LOOK)):
            if lock_descriptor(opened, blocking=False):
                return True
            time.sleep(_LOOK)
    except OSError:  # a share in a network that locks no folders: as well as it can be
        return True
    return False


def replace(path: Path, content: bytes) -> None:
    """Write one file: see :func:`replace_all`. Two at once write one after the other."""
    with alone(path.parent):
        replace_all([(path, content)])


def replace_all(writes: Iterable[tuple[Path, bytes | Path]]) -> None:
    """Write all beside their places, then put them there in this order; for a path, what is in that file. The caller holds the folder.

    A full disk leaves all as it was. A kill leaves each file old or new, never half, and all of them old but for the moment of putting them there.

    :raises OSError: and nothing is left beside.
    """
    laid = [(path.with_name(f"{path.name}.new"), path, content) for path, content in writes]
    try:
        for beside, _, content in laid:
            _lay(beside, content)
        for beside, path, _ in laid:
            os.replace(beside, path)
    except BaseException:
        for beside, _, _ in laid:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
        raise


def _lay(beside: Path, content: bytes | Path) -> None:
    """A new file, whatever a command that was killed has left there, or somebody a link."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    beside.unlink(missing_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, beside)
    else:
        with beside.open("xb") as file:
            file.write(content)
