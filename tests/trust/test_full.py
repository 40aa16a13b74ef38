"""A disk that fills at any moment: the command says so in Chinese, what was there stays whole, and with room it is done.

On a small file system of its own where one can be mounted; elsewhere, and for each single operation, the system's limit on the size of
files stands for it (``dying.py``: ``full``). By hand, at more moments: ``JIDI_KILLS=1000``, as for ``test_kills.py``.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from archive.laid import lay as lay_archive
from conftest import lay_city
from intake.desk import activities
from jidi.commands.writing import replace_all

from trust.dying import Ended, Runner
from trust.kept import Stage, litter, moments, tree
from trust.test_kills import BASE, WAYS, change, messy, rows

SAID = "请检查磁盘空间"
STEPS = 10
ROOM = 24 << 20  # bytes of the small file system


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    made = Runner(tmp_path_factory.mktemp("temporary"))
    yield made
    made.close()


class Disk:
    """A file system so small that it can be filled; without the right to mount one, a folder, and a command that may write no more."""

    def __init__(self, path: Path) -> None:
        self.path, self._ballast = path, path / "ballast"
        path.mkdir()
        way = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(path)]
        self._as = next((who for who in ([], ["sudo", "-n"]) if _done([*who, *way])), None)

    def fill(self, run: Callable[..., Ended], count: int, need: int, step: int) -> Ended:
        """Run with room for that many parts of what it needs: ``need`` bytes, ``count`` operations."""
        if self._as is None:
            return run(at=max(1, count * step // STEPS), how="full")
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, self.free() - need * step // STEPS))
        try:
            return run()
        finally:
            self._ballast.unlink()

    def free(self) -> int:
        seen = os.statvfs(self.path)
        return seen.f_bavail * seen.f_frsize

    def close(self) -> None:
        if self._as is not None:
            subprocess.run([*self._as, "umount", "-l", str(self.path)], check=True)


def _done(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "disk")
    yield made
    made.close()


def test_of_several_files_none_is_written_if_there_is_no_room_for_all(tmp_path: Path) -> None:
    """The last cannot be: a folder has its name. The first, which could, is as it was."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b.new/in the way").mkdir(parents=True)
    with pytest.raises(OSError):
        replace_all([(tmp_path / "a", b"new"), (tmp_path / "c", b"new"), (tmp_path / "b", b"new")])
    assert (tmp_path / "a").read_bytes() == b"old" and sorted(path.name for path in tmp_path.iterdir()) == ["a", "b.new"]


def test_what_lies_beside_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"theirs")
    (tmp_path / "a.new").symlink_to(tmp_path / "elsewhere")
    replace_all([(tmp_path / "a", b"ours")])
    assert (tmp_path / "elsewhere").read_bytes() == b"theirs" and not (tmp_path / "a").is_symlink() and (tmp_path / "a").read_bytes() == b"ours"


@pytest.mark.slow
def test_a_site_stays_whole_on_a_full_disk(disk: Disk, runner: Runner) -> None:
    root = lay_city(disk.path / "city")
    build = partial(runner, "--root", root, "build", JIDI_CACHE=str(disk.path / "cache"))
    site, wanted, state, failed, count = root / "site", list[dict[str, str]](), 0, 0, 0
    for one, other in (WAYS, WAYS[::-1], WAYS):
        count = build().count
        wanted.append(tree(site))
        change(root, one, other)
    assert wanted[0] == wanted[2] != wanted[1]
    need = sum(Path(path).stat().st_size + 4096 for path, sum in wanted[0].items() if wanted[1].get(path) != sum)
    for step in range(STEPS):
        ended = disk.fill(build, count, need, step)
        failed += ended.code != 0
        assert (ended.code, tree(site) == wanted[state]) in ((2, True), (0, False)), ended.said
        assert ended.code == 0 or (SAID in ended.said and not (root / ".site.new").exists())
        assert ended.code == 0 or (build().code == 0 and tree(site) == wanted[1 - state])
        change(root, *(WAYS if state else WAYS[::-1]))
        state = 1 - state
    assert failed >= STEPS // 2


@pytest.mark.slow
def test_an_import_is_all_or_nothing_on_a_full_disk(disk: Disk, runner: Runner, tmp_path: Path) -> None:
    root = lay_city(disk.path / "city")
    (tmp_path / "登记表.xlsx").write_bytes(activities(*rows(30)))
    _all_or_nothing(disk, partial(runner, "--root", root, "import", tmp_path / "登记表.xlsx", "--base", BASE, "--write"), Stage(root, "bases", "content"))


@pytest.mark.slow
def test_mends_are_all_or_nothing_on_a_full_disk(disk: Disk, runner: Runner) -> None:
    root = lay_city(disk.path / "city")
    messy(root)
    _all_or_nothing(disk, partial(runner, "--root", root, "fix", "--write"), Stage(root, "bases", "content"))


def _all_or_nothing(disk: Disk, run: Callable[..., Ended], stage: Stage) -> None:
    run()
    stage.lay()
    old, free = stage.tree(), disk.free()
    whole = run()
    new, need = stage.tree(), free - disk.free()
    assert whole.code == 0 and old != new, whole.said
    for step in range(STEPS):
        stage.lay()
        ended = disk.fill(run, whole.count, need, step)
        assert (ended.code, stage.tree() == old, stage.tree() == new) in ((2, True, False), (0, False, True)), (step, ended.said)
        assert ended.code == 0 or (SAID in ended.said and not litter(stage.root))
    stage.lay()
    assert disk.fill(run, whole.count, need, 0).code == 2 and run().code == 0 and stage.tree() == new


@pytest.mark.slow
def test_an_archive_and_what_it_gives_back_are_whole_on_a_full_disk(tmp_path: Path, runner: Runner) -> None:
    """Of several archives each is whole or not there; of what is given back all is there or nothing."""
    root = lay_city(tmp_path / "city")
    (root / "dist").mkdir()
    making = Stage(root, "dist", "bases", "content")
    _at_each_moment(partial(runner, "--root", root, "archive", "--year", "2026-2027"), making, together=False)
    zips = [lay_archive(root, tmp_path / "zips", base) for base in (BASE, "")]
    (tmp_path / "to/new").mkdir(parents=True)
    _at_each_moment(partial(runner, "--root", root, "archive", "restore", *zips, "--to", tmp_path / "to/new"), Stage(tmp_path / "to", "new"), together=True)


def _at_each_moment(run: Callable[..., Ended], stage: Stage, together: bool) -> None:
    run()
    stage.lay()
    old, whole = stage.tree(), run()
    new, failed = stage.tree(), 0
    for at in moments(whole.count, STEPS, 2):
        stage.lay()
        ended, now = run(at=at, how="full"), stage.tree()
        failed += ended.code != 0
        assert all(now.get(path) in (old.get(path), new.get(path)) for path in {*old, *new, *now}), (at, ended.said)
        assert ended.code in (0, 2) and (ended.code == 0 or (SAID in ended.said and (now == old or not together) and not litter(stage.root))), (at, ended.said)
        assert ended.code or now == new, ended.said
    assert failed >= STEPS // 2 and run().code == 0 and stage.tree() == new
