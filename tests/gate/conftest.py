"""One forge laid once; each test gets a copy of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gate.forge import copy_of, lay_forge


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_forge(tmp_path_factory.mktemp("laid") / "forge")


@pytest.fixture
def forge(laid: Path, tmp_path: Path) -> Path:
    return copy_of(laid, tmp_path / "forge")
