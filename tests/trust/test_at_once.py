"""Two commands at once: one waits for the other or says that it did nothing, and what is there in the end is as if one had come after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import Run, lay_city
from filelock import lock_descriptor
from intake.desk import activities
from jidi.commands import writing

from trust.dying import Ended, Runner
from trust.kept import Stage, tree
from trust.test_kills import BASE, messy, rows

TIMES = 3


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Runner]]:
    made = [Runner(tmp_path_factory.mktemp("temporary"), JIDI_CACHE="") for _ in range(2)]
    yield made
    for one in made:
        one.close()


def both(two: list[Runner], one: tuple[object, ...], other: tuple[object, ...]) -> list[Ended]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda run, words: run(*words), two, (one, other)))


def as_if_in_turn(two: list[Runner], words: tuple[object, ...], stage: Stage) -> None:
    """The same command twice at once, several times: both end well, and all is as after one."""
    for run in two:
        stage.lay()
        assert run(*words).code == 0
    wanted = stage.tree()
    for _ in range(TIMES):
        stage.lay()
        assert [one.code for one in both(two, words, words)] == [0, 0]
        assert stage.tree(beside=True) == wanted


def test_who_waits_too_long_does_nothing_and_says_so(tmp_path: Path, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lay_city(tmp_path / "city")
    messy(root)
    before, opened = tree(root), os.open(root, os.O_RDONLY)
    monkeypatch.setattr(writing, "PATIENCE", 0.1)
    assert lock_descriptor(opened)
    run = jidi("--root", root, "fix", "--write")
    assert run.returncode == 2 and f"另一个命令正在写“{root}”" in run.stderr and "改法：" in run.stderr and tree(root) == before
    assert jidi("--root", root, "fix").returncode == 0  # who only looks waits for nobody
    os.close(opened)
    assert jidi("--root", root, "fix", "--write").returncode == 0 and tree(root) != before


@pytest.mark.slow
def test_two_imports_make_no_twins(tmp_path: Path, two: list[Runner]) -> None:
    root = lay_city(tmp_path / "city")
    (tmp_path / "登记表.xlsx").write_bytes(activities(*rows(30)))
    as_if_in_turn(two, ("--root", root, "import", tmp_path / "登记表.xlsx", "--base", BASE, "--write"), Stage(root, "bases", "content"))
    assert len(list((root / f"bases/{BASE}/activities").iterdir())) == 31


@pytest.mark.slow
def test_two_fixes_and_two_archives_do_not_meet(tmp_path: Path, two: list[Runner]) -> None:
    root = lay_city(tmp_path / "city")
    messy(root)
    as_if_in_turn(two, ("--root", root, "fix", "--write"), Stage(root, "bases", "content"))
    (tmp_path / "out/one").mkdir(parents=True)
    as_if_in_turn(two, ("--root", root, "archive", "--year", "2026-2027", "--out", tmp_path / "out/one"), Stage(tmp_path / "out", "one"))


@pytest.mark.slow
def test_two_builds_and_a_build_beside_a_fix(tmp_path: Path, two: list[Runner]) -> None:
    """Of two builds one may have done nothing. A build beside a fix shows all of before or all of after; the next all of after."""
    root = lay_city(tmp_path / "city")
    messy(root)
    build, fix = ("--root", root, "build"), ("--root", root, "fix", "--write")
    ended = both(two, build, build)
    assert sorted(one.code for one in ended) in ([0, 0], [0, 2]) and all(one.code == 0 or "另一个生成正在进行" in one.said for one in ended)
    old = tree(root / "site")
    ended = both(two, build, fix)
    assert [one.code for one in ended] == [0, 0], ended
    beside = tree(root / "site")
    assert two[0](*build).code == 0
    new = tree(root / "site")
    assert two[1](*build, "--out", root / "clean").code == 0
    assert [*new.values()] == [*tree(root / "clean").values()]
    assert beside in (old, new)
