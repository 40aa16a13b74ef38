"""What git knows of the material: the commit, and when each file first came into the main line (R-7.2.3)."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..memo.tables import Watched
from ..model.city import History

if TYPE_CHECKING:
    from .remembered import Remembered

Days = dict[str, datetime.date]
ZONE = datetime.timezone(datetime.timedelta(hours=8))
_LOG = ("log", "--first-parent", "-m", "--reverse", "-M90%", "--name-status", "-z", "--format=%x01%ct", "--relative")


def history(root: Path, revision: str = "HEAD", before: Remembered | None = None) -> History:
    """Read from git, up to a revision; an empty history outside a repository or before the first commit. Nothing is raised.

    The day of a file is the committer's day, in UTC+8, of the commit on the first-parent line that brought it: the
    merge, not the author's date, which anybody can set. A renamed file keeps its day. ``before``: what earlier runs read of the same commit.
    """
    commit = _git(root, "rev-parse", "--short=12", revision).strip()
    if not commit:
        return History()
    dirty = revision == "HEAD" and bool(_git(root, "status", "--porcelain", "--", "bases", "content").strip())

    def read() -> tuple[Days, Days]:
        return _days(_git(root, *_LOG, revision, "--", "bases", "content"))

    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
    # What a shallow copy knows grows while its commit stays.
    arrived, changed = before.once("history", commit, read) if before and not shallow else read()
    return History(commit, dirty, shallow, Watched(("arrived",), arrived), Watched(("changed",), changed))


def _git(root: Path, *args: str) -> str:
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", "-c", "log.showRoot=true", *args]
    try:
        run = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError:
        return ""
    return run.stdout.decode("utf-8", "replace") if run.returncode == 0 else ""


def _days(log: str) -> tuple[Days, Days]:
    """File → day of arrival, and file → day of the last change, from commits oldest first: ``\\x01TIME\\0\\nA\\0path\\0R100\\0old\\0new\\0``.

    Days never go back along the line: a commit that claims to be older than what it follows is as old as that.
    Read word by word: a path is only ever taken after a status, so that no file's name can pass for a commit's time.
    """
    arrived: Days = {}
    changed: Days = {}
    day = datetime.date.min
    words = iter(log.split("\0"))
    for word in words:
        if word.startswith("\x01"):
            day = max(day, datetime.datetime.fromtimestamp(int(word[1:]), ZONE).date())
        else:
            _apply(arrived, changed, word.strip("\n"), words, day)
    return arrived, changed


def _apply(arrived: Days, changed: Days, status: str, words: Iterator[str], day: datetime.date) -> None:
    """One line of ``--name-status``; a file that comes back keeps its first day, a renamed one its day of arrival."""
    if status.startswith(("R", "C")):
        old, new = next(words), next(words)
        arrived.setdefault(new, arrived.get(old, day) if status.startswith("R") else day)
        changed[new] = day
    elif status:
        path = next(words)
        changed[path] = day
        if status == "A":
            arrived.setdefault(path, day)


@dataclass(frozen=True, slots=True)
class Backward:
    """A commit of the first-parent line whose day is before that of the one it follows, with what it brought below ``bases/``."""

    commit: str
    day: datetime.date
    after: datetime.date
    files: tuple[str, ...]


def backward(root: Path, revision: str = "HEAD") -> list[Backward]:
    """Commits that claim to be older, by a day or more, than what they follow: somebody set the clock or the date, or wrote history anew.

    Only what is still on the line can be seen: commits that were pushed away by force have left no mark in a clone.
    """
    found: list[Backward] = []
    latest = datetime.date.min
    for commit, day, files in _commits(_git(root, *_LOG[:-2], "--format=%x01%ct %h", "--relative", revision)):
        if day < latest:
            found.append(Backward(commit, day, latest, tuple(sorted(one for one in files if one.startswith("bases/")))))
        latest = max(latest, day)
    return found


def _commits(log: str) -> Iterator[tuple[str, datetime.date, set[str]]]:
    """Each commit with its day and the files that it brought, read word by word as :func:`_days` does."""
    words = iter(log.split("\0"))
    head, files = "", set[str]()
    for word in words:
        if word.startswith("\x01"):
            yield from _commit_of(head, files)
            head, files = word[1:], set()
        elif status := word.strip("\n"):
            files.add([next(words) for _ in range(2 if status.startswith(("R", "C")) else 1)][-1])
    yield from _commit_of(head, files)


def _commit_of(head: str, files: set[str]) -> Iterator[tuple[str, datetime.date, set[str]]]:
    seconds, _, commit = head.partition(" ")
    if commit:
        yield commit, datetime.datetime.fromtimestamp(int(seconds), ZONE).date(), files


def vanished(root: Path, commits: Iterable[str], revision: str = "HEAD") -> list[str]:
    """Of commits that somebody wrote down, those that are not in the history of a revision (any more)."""
    return [one for one in commits if not _is_past(root, one, revision)]


def _is_past(root: Path, name: str, revision: str) -> bool:
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").strip()
    return bool(commit) and _git(root, "merge-base", commit, revision).strip() == commit
