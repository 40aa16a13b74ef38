"""The material at a commit, and what changed between two: git is asked here, the rooms get values."""

from __future__ import annotations

import contextlib
import io
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..gate.changes import DIFF, Change, read_changes
from ..load import load
from ..load.attachments import Attachments, pointer_at
from ..model.city import City
from ..model.finding import Finding
from .shared import git, stop

TOPS = ("bases", "content")


def commit_of(root: Path, revision: str) -> str:
    """The whole number of a commit; stops if there is none."""
    return _ask(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}", about=revision).decode().strip()


def fork_points(root: Path, base: str, head: str) -> list[str]:
    """The commits from which ``head`` went its own way: one, or several where lines crossed; stops if the two have nothing in common."""
    failure = f"“{base}”和“{head}”在 git 里没有共同的起点（可能只取了一部分历史，要先 git fetch --unshallow）。"
    return git(root, "merge-base", "--all", base, head, failure=failure).decode().split()


def changes_between(root: Path, old: str, new: str) -> tuple[Change, ...]:
    """Every file that differs between two commits, in the whole repository."""
    try:
        return read_changes(_ask(root, *DIFF, old, new, "--", about=f"{old}..{new}"))
    except (ValueError, StopIteration):
        stop(f"git 给出的改动清单读不懂（{old[:12]}..{new[:12]}），没有放行。请告诉维护人。")


def material_at(root: Path, commit: str) -> tuple[City, list[Finding]]:
    """The city as it stood at a commit; of its history nothing."""
    with laid_out(root, commit) as folder:
        return load(folder)


@contextlib.contextmanager
def laid_out(root: Path, commit: str) -> Iterator[Path]:
    """A folder with the material of a commit, as data: nothing of it is run, links that lead outside are left out.

    Attachments whose bytes this computer has elsewhere lie in it whole: from that folder nobody finds the repository's objects.
    """
    have = _ask(root, "ls-tree", "--name-only", commit, "--", *TOPS, about=commit).decode().split()
    archive = _ask(root, "archive", "--format=tar", commit, "--", *have, about=commit) if have else b""
    with tempfile.TemporaryDirectory() as folder:
        if archive:
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                tar.extractall(folder, [one for one in tar if one.isfile() or one.isdir()], filter="data")
        _fill_in(root, Path(folder))
        yield Path(folder)


def _fill_in(root: Path, folder: Path) -> None:
    attachments = Attachments(root)
    for path in folder.glob("bases/*/files/**/*"):
        if (pointer := pointer_at(path)) and (bytes_at := attachments.here(pointer)):
            shutil.copyfile(bytes_at, path)


def _ask(root: Path, *args: str, about: str) -> bytes:
    return git(root, *args, failure=f"git 里没有“{about}”这个提交。写提交号、分支名或 origin/main（可能要先 git fetch）。")
