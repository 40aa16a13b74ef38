"""The same material gives the same bytes: wherever it lies, whatever the clock's zone, the language, the umask, the seed of hashes, the order of the disk."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, lay_city
from reports.small import AFTER, YEAR, closed_round, second_base, summary

from trust.dying import Runner

pytestmark = pytest.mark.slow

ACTIVITY = "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
WORLDS = (
    ("一 二", 0o022, {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"}),
    ("deep/er", 0o077, {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
    ("three", 0o000, {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "3"}),
)
COMMANDS = (
    ("archive", "--year", YEAR),
    ("report", "--year", YEAR, "--kind", "city,base", "--format", "docx,pdf,xlsx,html", "--as-of", AFTER),
    ("bulletin", ACTIVITY),
    ("certificate", ACTIVITY),
)


def laid_anew(source: Path, target: Path, number: int) -> Path:
    """A copy whose files were made in another order, at another time."""
    files = sorted(path for path in source.rglob("*") if path.is_file())
    if number == 1:
        files.reverse()
    if number > 1:
        random.Random(number).shuffle(files)
    for at, path in enumerate(files):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
        os.utime(place, (10**9 + 997 * at * number, 10**9 + 997 * at * number))
    return target


def made(root: Path) -> dict[str, bytes]:
    """All that was published and written, but for the sentences on the screen."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for top in ("site", "dist") for path in (root / top).rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_city(tmp_path_factory.mktemp("town") / "city")
    second_base(root)
    closed_round(root)
    for base in ("cz-shuxue", "gz-wuli"):
        summary(root, base, "## 工作\n\n开了会。\n")
    return root


@pytest.fixture
def runners(tmp_path: Path) -> Iterator[list[Runner]]:
    started = [Runner(tmp_path, umask, JIDI_CACHE="", **env) for _, umask, env in WORLDS]
    yield started
    for one in started:
        one.close()


def test_all_papers_and_archives_of_a_town_are_the_same_to_the_byte(town: Path, tmp_path: Path, runners: list[Runner]) -> None:
    found = []
    for number, ((where, *_), run) in enumerate(zip(WORLDS, runners, strict=True)):
        root = laid_anew(town, tmp_path / where / "city", number)
        for words in COMMANDS:
            ended = run("--root", root, *words)
            assert ended.code == 0, (words, ended.said)
        found.append(made(root))
    assert len(found[0]) > 20 and {path.rpartition(".")[2] for path in found[0]} >= {"html", "docx", "pdf", "xlsx", "zip", "sha256"}
    for other in found[1:]:
        assert {path for path in {*found[0], *other} if found[0].get(path) != other.get(path)} == set()


def test_the_site_of_the_sample_is_the_same_to_the_byte(tmp_path: Path, runners: list[Runner]) -> None:
    sample = tmp_path / "sample"
    for name in ("bases", "content", "overrides"):
        shutil.copytree(ROOT / name, sample / name)
    shutil.copy(ROOT / "mkdocs.yml", sample)
    found = []
    for number, ((where, *_), run) in enumerate(zip(WORLDS, runners, strict=True)):
        root = laid_anew(sample, tmp_path / where / "sample", number)
        ended = run("--root", root, "build")
        assert ended.code == 0, ended.said
        found.append(made(root))
    assert len(found[0]) > 500
    for other in found[1:]:
        assert {path for path in {*found[0], *other} if found[0].get(path) != other.get(path)} == set()
