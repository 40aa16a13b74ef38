"""The small right-and-true city, copied fresh for each test that spoils one thing of it."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jidi.check import check
from jidi.load import load
from jidi.model.finding import Finding

HERE = Path(__file__).parent
TODAY = datetime.date(2026, 11, 23)


def lay_city(folder: Path) -> Path:
    """A copy of ``tests/city`` with the project's real words, schools and looks."""
    shutil.copytree(HERE / "city", folder, dirs_exist_ok=True)
    for name in ("vocabulary.yml", "stages.yml", "schools.yml"):
        shutil.copy(HERE.parent / "content/standards" / name, folder / "content/standards")
    shutil.copytree(HERE.parent / "overrides", folder / "overrides")
    shutil.copy(HERE.parent / "mkdocs.yml", folder)
    return folder


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return lay_city(tmp_path / "city")


Examine = Callable[[Path], list[Finding]]


@pytest.fixture
def examine() -> Examine:
    """All findings of a city folder."""

    def run(root: Path) -> list[Finding]:
        loaded, findings = load(root, TODAY)
        return sorted([*findings, *check(loaded)])

    return run
