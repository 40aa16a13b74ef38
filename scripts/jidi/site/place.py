"""A folder takes another's place in one step: what is published is always whole."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock
from filelock import Timeout as Locked


class Busy(Exception):
    """Another build is writing the same folder."""


@contextlib.contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A fresh folder that takes the place of ``target`` in one step when all went well.

    Killed at any moment, the old ``target`` is still there and whole.
    :raises Busy: if another process is at it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    try:
        with FileLock(target.with_name(f".{target.name}.lock"), timeout=0):
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            yield fresh
            swap(fresh, target)
            shutil.rmtree(fresh, ignore_errors=True)
    except Locked:
        raise Busy from None


def swap(fresh: Path, target: Path) -> None:
    """Exchange two folders: in one step where the system can, in two quick ones elsewhere."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = target.with_name(f".{target.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """renameat2(RENAME_EXCHANGE) on Linux, renamex_np(RENAME_SWAP) on macOS."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(ctypes.util.find_library("c"))
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*names, 2) == 0)
        return bool(sys.platform == "linux" and libc.renameat2(-100, names[0], -100, names[1], 2) == 0)
    except (OSError, AttributeError, TypeError):
        return False
