"""A task is carried out in another process, and what came of it is told.

A process that was forked has the plan already. Any other reads it from a file, the briefing, that it must see under the same
name, like the project and the folder of the site; so nobody writes pages into a folder that only looks like it.
"""

from __future__ import annotations

import os
import pickle
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import BinaryIO, NamedTuple

from ..load import unhurried
from ..memo import Memo, Store
from ..memo.memory import stamp_of
from ..memo.store import JobRow
from ..model.inputs import Inputs
from ..publish import Made, plan
from .making import Making
from .place import Folder


class Unhelped(Exception):
    """Other processes could not do the work: the words for whoever asked for it."""


ROWS, TAKEN = ".rows", ".taken"  # how the names of files end: with what is to be remembered; empty ones, of errands that somebody is at


class Errand(NamedTuple):
    """A task to carry out: of which build, where its briefing is, its number among the tasks, what was in it before.

    ``free``: whoever comes first does it, who leads the build too; otherwise it is whose it was given to, and again after it failed.
    """

    build: str
    briefing: str
    number: int
    inside: tuple[str, ...] = ()
    free: bool = False

    def take(self) -> bool:
        """Whether it was free until now. By a file: who is killed over it leaves nothing locked."""
        try:
            _private(Path(self.briefing).with_suffix(f".{self.number}{TAKEN}")).close()
        except FileExistsError:
            return False
        return True


class Report(NamedTuple):
    """What came of it: the files, what is to be remembered, tasks that are no more, and paths that were written or taken away.

    ``kept``: the file with the rows of what is to be remembered, if there are any.
    """

    files: tuple[Made, ...]
    kept: Path | None
    finished: list[str]
    changed: set[str]


def rows_in(path: Path) -> Iterator[JobRow]:
    """What was set aside there. :raises OSError: if somebody took the file away"""
    with path.open("rb") as file, suppress(EOFError):
        while True:
            yield pickle.load(file)


class Shared(Folder):
    """The folder of a build that another process leads: nothing more is written once that is over and its briefing gone.

    What is there may be from a process that died over the same task, so it is taken away first.
    """

    def __init__(self, path: Path, briefing: Path) -> None:
        super().__init__(path, renewed=True)
        self._briefing = briefing

    def place(self, path: str) -> Path:
        if not self._briefing.exists():
            raise Unhelped("这次生成已经结束，没有再写。")
        return super().place(path)


MAKINGS: dict[str, Making] = {}  # by build: what this process was forked with, or has read
_ALONE = Lock()  # a Dask worker may have several threads; a plan is carried out by one


def work(errand: Errand) -> Report:
    """Carry out one task, in whatever process; an empty report if another has taken it. :raises Unhelped: if it cannot be done here"""
    if errand.free and not errand.take():
        return Report((), None, [], set())
    with _ALONE, unhurried():
        if errand.build not in MAKINGS:
            MAKINGS.clear()
            MAKINGS[errand.build] = _briefed(Path(errand.briefing))
        making = MAKINGS[errand.build]
        files = making.carry_out(making.plan.records[errand.number])
        kept, names = set_aside(making)
        report = Report(files, kept, [*making.finished, *sorted({*errand.inside} - names)], {*making.folder.changed})
        making.finished.clear()
        making.folder.changed.clear()
        making.forget_records()
    return report


def set_aside(making: Making) -> tuple[Path | None, set[str]]:
    """Write down what is to be remembered beside the site that is being made, and its names: it is much, and nobody asks for it before that is done."""
    if not making.memo:
        return None, set()
    path, names = making.folder.path.with_suffix(f".{uuid.uuid4().hex}{ROWS}"), set()
    with _private(path) as file:
        for row in making.memo.handed_over():
            names.add(row[0])
            pickle.dump(row, file, 5)
    return path, names


def brief(path: Path, making: Making) -> None:
    """Write down all that a process elsewhere must know: the material, where it lies, where the site is to be.

    Only the same user may read it: the material names people whom the site does not.
    """
    root = making.root
    told = root, making.plan.made_of, making.folder.path, making.memo is not None, os.environ["SOURCE_DATE_EPOCH"]
    with _private(path) as file:
        pickle.dump((_same(root), told), file, 5)


def _private(path: Path) -> BinaryIO:
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _briefed(path: Path) -> Making:
    """A :class:`Making` as it was written down."""
    try:
        same, told = pickle.loads(path.read_bytes())
    except OSError as error:
        raise Unhelped(
            f"集群里的机器读不到“{path}”（{error.strerror}）。改法：项目文件夹和网站所在的文件夹放在每台机器都有、路径相同的共享盘上，用同一个用户启动。"
        ) from None
    except Exception:  # whatever another version left in it cannot be named here
        same, told = "", None
    root = told[0] if told else Path()
    if same != _same(root):
        raise Unhelped("集群里有的机器，程序、装的部件或 overrides 和这里不一样，做出的网页会不同。改法：都更新到同一版，再重新启动那里的 dask worker。")
    _, arguments, folder, remembers, day = told
    os.environ["SOURCE_DATE_EPOCH"] = day
    whole = plan(*arguments)
    memo = Memo(Store(None), Inputs(whole.city)) if remembers else None
    if memo:
        whole.remembered_by(memo)
    return Making(root, whole, Shared(folder, path), memo)


def _same(root: Path) -> bytes:
    """What two processes must have alike to make the same pages: this program, its libraries, and the looks. That of the program is as it was first seen."""
    return stamp_of([root / "mkdocs.yml", root / "overrides"])
