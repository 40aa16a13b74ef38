"""``kill -9`` at any operation on files: what is published is a whole site, no file of the material is half, and running again completes it.

By hand, with more moments for each command: ``JIDI_KILLS=1000 .venv/bin/pytest -n 0 -m slow tests/trust/test_kills.py``.
"""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from archive.laid import lay as lay_archive
from conftest import lay_city
from gate.test_issue_form import issue
from intake.desk import NEXT, ROW, activities
from panel.office import GUESTS, MATHS, PHYSICS, answers, fill, lay_round, make

from trust.dying import Ended, Runner
from trust.kept import Stage, cut_everywhere, litter, schedule, tree

pytestmark = pytest.mark.slow

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
BASE = "cz-shuxue"


@pytest.fixture(scope="module")
def jidi_dying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    runner = Runner(tmp_path_factory.mktemp("temporary"))
    yield runner
    runner.close()


def change(root: Path, old: str, new: str) -> None:
    text = (root / RESOURCE).read_text("utf-8")
    assert old in text
    (root / RESOURCE).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, jidi_dying: Runner) -> tuple[Path, list[dict[str, str]]]:
    """A city whose resource is in its first state, and the digests of the sites of its two states, made from nothing."""
    root = lay_city(tmp_path_factory.mktemp("sites") / "city")
    wanted = []
    for one, other in (WAYS, WAYS[::-1]):
        assert jidi_dying("--root", root, "build", "--out", root.parent / "clean").code == 0
        wanted.append({os.path.relpath(path, root.parent / "clean"): sum for path, sum in tree(root.parent / "clean").items()})
        change(root, one, other)
    assert wanted[0] != wanted[1]
    return root, wanted


WAYS = ("## 教学过程", "## 新的一版")


@pytest.mark.parametrize(("remembers", "many"), [(False, 6), (True, 94)])
def test_a_site_is_whole_whenever_its_build_is_killed(
    sites: tuple[Path, list[dict[str, str]]], jidi_dying: Runner, tmp_path: Path, remembers: bool, many: int
) -> None:
    """From the one state to the other, and back: each begins where the last was cut off, and comes to its end in between."""
    first, wanted = sites
    root = shutil.copytree(first, tmp_path / "city")
    cache = tmp_path / "cache"

    def build(at: int = 0, how: str = "kill") -> Ended:
        for known in () if remembers else cache.glob("*.sqlite*"):  # the templates stay, which are only slow to make
            known.unlink()
        return jidi_dying("--root", root, "build", at=at, how=how, JIDI_CACHE=str(cache))

    def published() -> int:
        found = {os.path.relpath(path, root / "site"): sum for path, sum in tree(root / "site").items()}
        assert found in wanted, sorted(set(found.items()) ^ set(wanted[0].items()))[:9]
        return wanted.index(found)

    assert build().code == 0 and published() == 0
    state, cuts, usual = 0, 0, {path.name for path in root.iterdir()}
    change(root, *WAYS)
    count = build().count
    assert published() == 1
    state = 1
    for number, (at, how) in enumerate(schedule(count, many, last=8 if not remembers else 20)):
        change(root, *(WAYS[::-1] if state else WAYS))
        state = 1 - state
        cut = build(at=at, how=how)
        cuts += cut.killed
        assert published() == state or cut.killed, cut.said
        if number % (2 if remembers else 4) == 0:
            assert build().code == 0 and published() == state
            assert {path.name for path in root.iterdir()} <= usual | {".site.spare"}
    assert cuts >= many * 0.9
    assert build().code == 0 and published() == state


def messy(root: Path) -> None:
    """Two files that ``fix`` has something to mend in."""
    for file, pairs in (
        (RESOURCE, (("标题: ", "标题："),)),
        ("bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md", (("日期: 2026-10-12", "日期: ２０２６．１０．１２"),)),
    ):
        text = (root / file).read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        (root / file).write_text(text, "utf-8")


def test_mends_are_whole(tmp_path: Path, jidi_dying: Runner) -> None:
    root = lay_city(tmp_path / "city")
    messy(root)
    stage = Stage(root, "bases", "content")
    assert cut_everywhere(partial(jidi_dying, "--root", root, "fix", "--write"), stage, 10) >= 10


def test_an_import_is_completed_without_twins(tmp_path: Path, jidi_dying: Runner) -> None:
    root = lay_city(tmp_path / "city")
    (tmp_path / "登记表.xlsx").write_bytes(activities(*rows(30)))
    stage = Stage(root, "bases", "content")
    assert cut_everywhere(partial(jidi_dying, "--root", root, "import", tmp_path / "登记表.xlsx", "--base", BASE, "--write"), stage, 10) >= 10
    assert len(list((root / f"bases/{BASE}/activities").iterdir())) == 31


def rows(count: int) -> list[list[object]]:
    """Activities of as many days, each with a title of its own."""
    days = (datetime.date(2026, 9, 1) + datetime.timedelta(days=number) for number in range(count))
    return [[f"《第{number}课》磨课", *ROW[1:6], day.isoformat(), *NEXT[7:]] for number, day in enumerate(days)]


def test_sums_of_a_panel_are_the_old_or_the_new(tmp_path: Path, jidi_dying: Runner) -> None:
    root, folder = lay_round(tmp_path / "city"), tmp_path / "评议"
    assert make(root, folder, GUESTS[:2]).exit_code == 0
    for number in (1, 2):
        for base in (MATHS, PHYSICS):
            fill(folder / f"评分表-Z0{number}.xlsx", base, answers("0.93"))
    stage = Stage(root, "content", "bases")
    assert cut_everywhere(partial(jidi_dying, "--root", root, "panel", "collect", folder, "--write"), stage, 10) >= 10


def test_what_a_web_form_becomes_is_whole(tmp_path: Path, jidi_dying: Runner) -> None:
    root = lay_city(tmp_path / "city")
    event, stage = issue(root), Stage(root, "bases", "content")
    assert cut_everywhere(partial(jidi_dying, "--root", root, "intake-issue", event, "--write"), stage, 10) >= 10


def test_an_archive_is_whole_or_not_there(tmp_path: Path, jidi_dying: Runner) -> None:
    root = lay_city(tmp_path / "city")
    (root / "dist").mkdir()
    stage = Stage(root, "dist", "bases", "content")

    def sound() -> None:
        assert all(path.with_name(f"{path.name}.sha256").exists() for path in (root / "dist").rglob("archive-*/*.zip"))

    assert cut_everywhere(partial(jidi_dying, "--root", root, "archive", "--year", "2026-2027"), stage, 12, sound) >= 10


def test_what_an_archive_gives_back_is_whole(tmp_path: Path, jidi_dying: Runner) -> None:
    root = lay_city(tmp_path / "city")
    zips = [lay_archive(root, tmp_path / "zips", base) for base in (BASE, "")]
    (tmp_path / "to/new").mkdir(parents=True)
    stage = Stage(tmp_path / "to", "new")
    assert cut_everywhere(partial(jidi_dying, "--root", root, "archive", "restore", *zips, "--to", tmp_path / "to/new"), stage, 12) >= 10
    assert not litter(tmp_path)
