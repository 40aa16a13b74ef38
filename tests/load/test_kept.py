"""What was read once – the days of git, the city's words – is read again as soon as it can have changed, and only then."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, TODAY
from jidi.commands.shared import examined
from jidi.load import load
from jidi.model.city import City

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("JIDI_CACHE", str(folder))
    return folder


def git(city: Path, *args: str, day: str = "2026-09-01") -> None:
    day = f"{day}T12:00:00+0800"
    command = ["git", "-C", str(city), "-c", "user.name=甲", "-c", "user.email=a@b.cn", *args]
    subprocess.run(command, check=True, capture_output=True, env={"GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day, "PATH": "/usr/bin:/bin"})


def facts(city: City) -> tuple[object, ...]:
    return city.history, city.vocabulary.terms, city.vocabulary.titles, city.stages


def same_as_read_anew(city: Path) -> City:
    seen = examined(city, TODAY).city
    assert facts(seen) == facts(load(city, TODAY)[0])
    return seen


def test_a_commit_and_another_word_are_seen(city: Path, kept: Path) -> None:
    git(city, "init", "-q")
    git(city, "add", "-A")
    git(city, "commit", "-qm", "材料", day="2026-09-01")
    first = [same_as_read_anew(city).history.changed.get(RESOURCE) for _ in range(2)]
    (city / RESOURCE).write_text((city / RESOURCE).read_text("utf-8") + "再改\n", "utf-8")
    git(city, "commit", "-qam", "改", day="2026-10-01")
    then = [same_as_read_anew(city).history.changed.get(RESOURCE) for _ in range(2)]
    assert [str(day) for day in (*first, *then)] == ["2026-09-01"] * 2 + ["2026-10-01"] * 2
    words = city / "content/standards/vocabulary.yml"
    words.write_text(words.read_text("utf-8").replace('"专题讲座"', '"大讲座"'), "utf-8")
    assert "大讲座" in str(same_as_read_anew(city).vocabulary.terms)


def test_what_is_damaged_is_read_anew(city: Path, kept: Path) -> None:
    same_as_read_anew(city)
    [store] = kept.glob("*.sqlite")
    with sqlite3.connect(store) as to:
        assert to.execute("update jobs set value = ? where name in ('history', 'standards')", (b"\x80nonsense",)).rowcount
    same_as_read_anew(city)


def test_who_finds_all_as_it_was_waits_for_no_models() -> None:
    """They are two thirds of a start-up: with nothing changed ``check`` needs none."""
    told = "import sys, jidi.commands.check; print(sorted({'pydantic', 'yaml', 'mkdocs', 'jidi.life', 'jidi.assess', 'jidi.check'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "scripts")}, check=True)
    assert ran.stdout.strip() == "[]"
