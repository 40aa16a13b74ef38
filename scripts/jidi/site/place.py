"""A folder takes another's place in one step: what is published is always whole."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from filelock import FileLock
from filelock import Timeout as Locked


class Busy(Exception):
    """Another build is writing the same folder."""


class Folder:
    """A site that is being made, beside the one that is published.

    Its unchanged files may be the very files of the published one under another name (hard links), so a file is never
    written into: it is taken away, and another put in its place.
    """

    def __init__(self, path: Path, renewed: bool = False) -> None:
        self.path, self.renewed = path, renewed
        self._folders: set[Path] = set()
        self.changed: set[str] = set()

    def write(self, path: str, content: bytes) -> None:
        self.place(path).write_bytes(content)

    def place(self, path: str) -> Path:
        """Where to write a file that is to be at ``path``; nothing is there, but its folder is."""
        target = self.path / path
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        if self.renewed:
            target.unlink(missing_ok=True)
        self.changed.add(path)
        return target

    def drop(self, path: str) -> None:
        """Take a file away, and the folders that it leaves empty."""
        target = self.path / path
        target.unlink(missing_ok=True)
        self.changed.add(path)
        with contextlib.suppress(OSError):
            for folder in target.parents:
                if folder == self.path:
                    break
                folder.rmdir()
                self._folders.discard(folder)


def seals(folder: Path) -> dict[str, str]:
    """What tells each folder at and below ``folder``, by its path from there, from any other: by names, sizes and times, without reading files."""
    found, open_ = dict[str, str](), ["."]
    while open_:
        path = open_.pop()
        found[path], inside = _seal(folder / path)
        open_ += [one if path == "." else f"{path}/{one}" for one in inside]
    return found


def sealed_again(folder: Path, before: Mapping[str, str], changed: Iterable[str]) -> dict[str, str]:
    """The :func:`seals` of a folder that is like one with the seals ``before``, but for these paths of files and the folders that they lie in."""
    seen = {os.fspath(one) for path in changed for one in PurePosixPath(path).parents}
    found = {path: one for path, one in before.items() if path not in seen}
    return found | {path: _seal(folder / path)[0] for path in seen if (folder / path).is_dir()}


def _seal(folder: Path) -> tuple[str, list[str]]:
    """What tells one folder from any other, and the names of those in it."""
    inside, rows = list[str](), list[tuple[str, int, int]]()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                inside.append(entry.name)
            else:
                seen = entry.stat(follow_symlinks=False)
                rows.append((entry.name, seen.st_size, seen.st_mtime_ns))
    return hashlib.sha256(repr((sorted(inside), sorted(rows))).encode("utf-8", "surrogateescape")).hexdigest(), inside


@contextlib.contextmanager
def held(target: Path) -> Iterator[None]:
    """Meanwhile no other process puts another site in the place of this one. :raises Busy: if one is at it"""
    lock = FileLock(target.with_name(f".{target.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Locked:
        raise Busy from None
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def replaced(target: Path, changed: Iterable[str] | None = None, keep: bool = False) -> Iterator[Folder]:
    """A folder that takes the place of ``target`` in one step when all went well.

    It begins empty, or, if ``changed`` is given, like ``target``: then these are the paths in which the generation before,
    kept beside it, differs. ``keep``: keep the generation that is replaced for the next time.
    Killed at any moment, the old ``target`` is still there and whole.

    :raises Busy: if another process is at it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh, spare = (target.with_name(f".{target.name}.{name}") for name in ("new", "spare"))
    with held(target):
        _recover(target)
        for beside in (fresh, *([spare] if spare.is_symlink() else [])):
            _cleared(beside)
        folder = Folder(fresh, renewed=changed is not None)
        try:
            if changed is None:
                fresh.mkdir()
            else:
                _begin(fresh, spare, target, changed)
            yield folder
        except BaseException:  # a full disk must not stay full of what came to nothing
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        swap(fresh, target)
        shutil.rmtree(spare, ignore_errors=True)
        if keep and folder.renewed and fresh.exists():
            fresh.rename(spare)
        shutil.rmtree(fresh, ignore_errors=True)
        if keep and not spare.exists():
            _mirror(target, spare, fresh)


def _mirror(target: Path, spare: Path, fresh: Path) -> None:
    """Have a second generation ready for the next time, if it costs no room."""
    with contextlib.suppress(OSError, shutil.Error):
        shutil.copytree(target, fresh, copy_function=os.link)
        fresh.rename(spare)
    shutil.rmtree(fresh, ignore_errors=True)


def _begin(fresh: Path, spare: Path, target: Path, changed: Iterable[str]) -> None:
    """Make ``fresh`` like ``target``. While ``spare`` has another name nobody takes it for what it was."""
    if spare.exists():
        spare.rename(fresh)
        folder = Folder(fresh, renewed=True)
        for path in changed:
            if (target / path).is_file():
                _link(target / path, folder.place(path))
            else:
                folder.drop(path)
    else:
        shutil.copytree(target, fresh, copy_function=_link)


def _link(source: str | Path, to: str | Path) -> None:
    """The same file under another name; a copy where the system has no such thing."""
    try:
        os.link(source, to)
    except OSError:
        shutil.copy2(source, to)


def swap(fresh: Path, target: Path) -> None:
    """Exchange two folders: in one step where the system can, in two quick ones elsewhere."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = _old(target)
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
        fresh.rename(target)
        old.rename(fresh)


def _recover(target: Path) -> None:
    """Put back what a process that was killed between the two steps of :func:`swap` had moved away."""
    old = _old(target)
    if not target.exists() and old.exists() and not old.is_symlink():
        old.rename(target)
    _cleared(old)


def _cleared(path: Path) -> None:
    """Take away what lies there: of a link that somebody left the link, not what it leads to."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    shutil.rmtree(path, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """renameat2(RENAME_EXCHANGE) on Linux, renamex_np(RENAME_SWAP) on macOS."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None)  # what is loaded already: to look for it by its name would start another program
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*names, 2) == 0)
        return bool(sys.platform == "linux" and libc.renameat2(-100, names[0], -100, names[1], 2) == 0)
    except (OSError, AttributeError, TypeError):
        return False
