"""Tasks become files, one after another; of an earlier build's files those stay whose task read nothing that has changed."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..memo import Memo
from ..memo.reads import note
from ..publish import Made, Output, Plan, Task
from ..publish.there import is_there
from .place import Folder

if TYPE_CHECKING:
    from .render import Writer


class Done(NamedTuple):
    """What a task made: its files, those of the tasks inside among them, and the names of these."""

    files: tuple[Made, ...]
    inside: tuple[str, ...] = ()


def _give_back() -> None:
    """Memory that is free goes back to the system, where the C library can be asked for that."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class Making:
    """Carries out the tasks of a plan into a folder. Without ``memo``, or into an empty folder, everything is made."""

    def __init__(self, root: Path, plan: Plan, folder: Folder, memo: Memo | None = None) -> None:
        self.root, self.plan, self.folder, self.memo, self.anew = root, plan, folder, memo, not folder.renewed
        self.finished: list[str] = []
        self.aside: list[Path] = []  # files with what is to be remembered

    @cached_property
    def writer(self) -> Writer:
        """Made when the first page is, as is all that knows MkDocs."""
        from .pages import Pages, Site
        from .render import Writer

        return Writer(self.root, Pages(self.root, Site.of(self.plan.world), partial(is_there, self.plan.world)), self.folder)

    def carry_out(self, task: Task) -> tuple[Made, ...]:
        """Do a task, unless what it made before is still right; what it made."""
        return self.run(task.name, lambda: self._do(task))

    def forget_records(self) -> None:
        """Let go of the records that were read, where they are remembered: what is needed again is fetched."""
        if self.memo:
            for city in (self.plan.city, self.plan.world.city):
                city.forget()
            _give_back()

    def run(self, name: str, do: Callable[[], Done]) -> tuple[Made, ...]:
        """The files of a piece of work."""
        if self.memo is None:
            return do().files
        return self.memo.run(name, partial(self._again, self.memo, name, do), self.anew).files

    def finish(self, name: str, picked: Any, make: Callable[[Any], Iterable[Output]]) -> tuple[Made, ...]:
        """The files that are made of what is known of the other files: ``picked``."""
        return self.last(name, picked, lambda: Done(tuple(map(self.writer.write, make(picked)))))

    def last(self, name: str, picked: Any, do: Callable[[], Done]) -> tuple[Made, ...]:
        """The files of a piece of work on what is known of the other files."""
        if self.memo:
            self.memo.inputs.more["made", name] = picked

        def noted() -> Done:
            note(("made", name))
            return do()

        return self.run(name, noted)

    def _again(self, memo: Memo, name: str, do: Callable[[], Done]) -> Done:
        """Do a task once more; tasks that were in it and are no more are forgotten."""
        before: Done | None = memo.was(name)
        done = do()
        self.forget(memo, set(before.inside if before else ()) - set(done.inside))
        return done

    def forget(self, memo: Memo, names: Iterable[str]) -> None:
        """Tasks that are none any more, and all that were in them: if one comes again, its files are not there."""
        for name in names:
            before: Done | None = memo.was(name)
            self.finished.append(name)
            self.forget(memo, before.inside if before else ())

    def _do(self, task: Task) -> Done:
        files, inside = list[Made](), list[str]()
        for one in task.make(self.plan.world):
            if isinstance(one, Task):
                inside.append(one.name)
                files += self.carry_out(one)
            else:
                files.append(self.writer.write(one))
        return Done(tuple(files), tuple(inside))
