"""What must be kept while a command is cut off everywhere: folders by their digests, and the moments to cut at."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from trust.dying import Ended, Runner

Tree = dict[str, str]
MORE = int(os.environ.get("JIDI_KILLS", "0"))  # by hand: at least so many moments for each command


def tree(*folders: Path, beside: bool = False) -> Tree:
    """The digest of every file, by its path; those too, if asked for, that lie beside their places, on the way there."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and (beside or (path.suffix != ".new" and ".archive.new" not in path.parts)):
                found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def litter(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*.new")]


def moments(count: int, many: int, last: int = 20) -> list[int]:
    """Numbers from 1 to ``count``: all of the last ones, the others spread evenly; each but one time if ``count`` is small."""
    many = max(many, MORE)
    ends = list(range(max(1, count - last + 1), count + 1))
    before, wanted = count - len(ends), max(0, many - len(ends))
    spread = {1 + number * before // wanted for number in range(wanted)} if before and wanted else set[int]()
    return sorted({*spread, *ends})


def schedule(count: int, many: int, last: int = 20) -> Iterator[tuple[int, str]]:
    """At least ``many`` moments with how it ends there: killed before the operation, or in the middle of the next write."""
    chosen = moments(count, many, last)
    for turn in range(-(-max(many, MORE) // len(chosen))):
        for at in chosen:
            yield at, ("kill", "tear")[(at + turn) % 2]


class Stage:
    """A folder as it is before a command, laid anew for each cut."""

    def __init__(self, root: Path, *changing: str) -> None:
        self.root, self.kept, self.changing = root, root.with_name(f"{root.name}.kept"), changing
        shutil.copytree(root, self.kept)

    def lay(self) -> None:
        for name in self.changing:
            shutil.rmtree(self.root / name, ignore_errors=True)
            if (self.kept / name).exists():
                shutil.copytree(self.kept / name, self.root / name)

    def tree(self, beside: bool = False) -> Tree:
        return tree(*(self.root / name for name in self.changing), beside=beside)


def cut_everywhere(run: Callable[..., Ended], stage: Stage, many: int, sound: Callable[[], object] = lambda: None) -> int:
    """Cut a command off at many moments; how often it was.

    Each file that it writes is then as it was or as it is to be, no other has changed, ``sound`` has nothing against it, and the same
    command comes to the same end as one that was not cut off, leaving nothing beside.
    """
    stage.lay()
    run()  # what it has to import is there from now on
    stage.lay()
    old, whole = stage.tree(), run()
    new, cuts, completed = stage.tree(), 0, set[str]()
    assert whole.code == 0 and old != new, whole.said
    for at, how in schedule(whole.count, many):
        stage.lay()
        ended = run(at=at, how=how)
        cuts += ended.killed
        now = stage.tree()
        half = [path for path in {*old, *new, *now} if now.get(path) not in (old.get(path), new.get(path))]
        assert not half, (at, how, half, ended.said)
        sound()
        if (state := str(stage.tree(beside=True))) in completed:  # the same files came to that end once
            continue
        completed.add(state)
        again = run()
        assert again.code == 0 and stage.tree() == new, (at, how, again.said)
        assert not litter(stage.root), (at, how)
    return cuts


__all__ = ["Runner", "Stage", "Tree", "cut_everywhere", "litter", "moments", "schedule", "tree"]
