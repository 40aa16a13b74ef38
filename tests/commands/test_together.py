"""Whoever reads and checks – this process, several, or one of several that dies – what is found and what is remembered is the same."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from conftest import TODAY
from jidi import check
from jidi.commands import together
from jidi.commands.shared import examined
from jidi.load import city as loading
from jidi.load import processes
from jidi.model.city import City
from jidi.model.finding import Finding

RESOURCE = "resources/yici-hanshu.md"
OTHERS = ("cz-wuli", "cz-yuwen", "gz-shuxue")
Kept = dict[str, Any]


@pytest.fixture
def material(city: Path) -> Path:
    """Four bases with faults: a file cannot be read, others point at it and at nothing, a number is given away.

    李文静 does not want to be named, and stands in the attachments of two; in one it is 李文静怡, whom another base's lesson names.
    """
    bases = city / "bases"
    for name in OTHERS:
        shutil.copytree(bases / "cz-shuxue", bases / name)
    (bases / "cz-wuli" / RESOURCE).write_text("没有表头", "utf-8")
    (bases / "cz-yuwen" / RESOURCE).unlink()
    activity = next((bases / "cz-shuxue/activities").iterdir())
    more = "\n13800138000 [有](../../cz-wuli/resources/yici-hanshu.md) [无](../../cz-wuli/resources/erci.md)\n"
    activity.write_text(activity.read_text("utf-8").replace("产出: resources/yici", "产出: cz-yuwen/resources/yici") + more, "utf-8")
    lesson = bases / "gz-shuxue" / RESOURCE
    lesson.write_text(lesson.read_text("utf-8").replace("作者: 李文静", "作者: [{姓名: 李文静怡, 学校: bf-minzhu}]"), "utf-8")
    (city / "content/standards/unnamed.yml").write_text("不署名: [{姓名: 李文静}]\n", "utf-8")
    (bases / "gz-shuxue/files/2026/xuean.txt").write_text("执教：李文静老师", "utf-8")
    (bases / "cz-shuxue/files/2026/xuean.txt").write_text("执教：李文静怡老师", "utf-8")
    return city


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same processes whatever this machine has."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(processes, "way", lambda: "fork")


def looked(root: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, many: int) -> tuple[list[Finding], list[object], Kept]:
    """Findings, the records with all that is known of them, and what was remembered; not the words, which are like none but themselves."""
    monkeypatch.setattr(loading, "MANY", many)
    monkeypatch.setenv("JIDI_CACHE", str(kept))
    known = examined(root, TODAY)
    city = known.city
    seen = [(one, one.lines, one.prints) for one in city.entries], city.broken, dict(city.files), city.today, city.history
    return known.findings, [*seen], remembered(kept)


def remembered(kept: Path) -> Kept:
    with sqlite3.connect(next(kept.glob("*.sqlite"))) as store:
        files = {row[0]: (*row[2:5], *map(value, row[5:])) for row in store.execute("select * from files")}
        jobs = {name: (value(trace), value(made)) for name, trace, made in store.execute("select * from jobs where name != 'standards'")}
    return files | jobs


def value(data: bytes | None) -> object:
    return pickle.loads(data) if data else data


class Spied:
    """What a function of a module is given in this process."""

    def __init__(self, module: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.given, self._do = list[tuple[Any, ...]](), getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *arguments: Any) -> Any:
        self.given.append(arguments)
        return self._do(*arguments)


def alike(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What several find is what one finds, and so is what they remember; the findings."""
    alone = looked(root, tmp_path / "alone", monkeypatch, 10**9)
    shared = Spied(processes, "shared_out", monkeypatch)
    found, seen, kept = looked(root, tmp_path / "together", monkeypatch, 1)
    assert found == alone[0] and seen == alone[1]
    assert kept.keys() == alone[2].keys()
    assert [name for name in kept if kept[name] != alone[2][name]] == []
    assert len(shared.given) == 1
    return alone[0]


def test_several_find_what_one_finds(material: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = alike(material, tmp_path, monkeypatch)
    assert {"WJ03", "YS02", "LJ02", "YY03"} <= {one.code for one in found}
    assert [one.place.file for one in found if one.code == "YS07"] == [f"bases/gz-shuxue/{RESOURCE}"]


def test_what_another_base_must_be_known_for_is_not_guessed(material: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose names hold a hidden one can only be told from all material: bases with such attachments are looked through where all is known."""
    looked(material, tmp_path / "alone", monkeypatch, 10**9)
    here = Spied(check, "check_part", monkeypatch)
    looked(material, tmp_path / "together", monkeypatch, 1)
    assert [base for _, base in here.given if base] == ["cz-shuxue", "gz-shuxue"]


@pytest.mark.slow
def test_processes_that_know_nothing_from_birth(material: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and macOS, where none can be forked."""
    monkeypatch.setattr(processes, "way", lambda: "spawn")
    alike(material, tmp_path, monkeypatch)


def test_one_that_is_killed_leaves_its_work_to_this_process(material: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for want of memory."""
    here, left = os.getpid(), list[list[str]]()

    def killed(city: City, bases: Collection[str], files: list[str]) -> together.Looked:
        if os.getpid() == here:
            left.append(files)
        elif "bases/cz-yuwen/base.yml" in files:
            os.kill(os.getpid(), signal.SIGKILL)
        return look(city, bases, files)

    look = together.look
    monkeypatch.setattr(together, "look", killed)
    alike(material, tmp_path, monkeypatch)
    assert left
