"""No branch of the scoring, the guard and the sanitizer is left untried by their own quick tests. ``tests/mutation`` asks whether these would also notice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from mutation.run import GROUPS, TESTS

LEAST = 95
MODULES = [module for group in GROUPS.values() for module in group]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What coverage found in each module, of the same tests in a process of their own."""
    folder = tmp_path_factory.mktemp("coverage")
    watched = [f"--cov=jidi.{module.replace('/', '.')}" for module in MODULES]
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "-m", "not slow and not alone", "--cov-branch", f"--cov-report=json:{folder / 'found.json'}"]
    command = [sys.executable, "-m", "pytest", *options, *watched, *(test for group in TESTS.values() for test in group)]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, "COVERAGE_FILE": str(folder / "data")}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]
    found: dict[str, Any] = json.loads((folder / "found.json").read_text("utf-8"))["files"]
    return {Path(file).as_posix(): one for file, one in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_every_branch_is_tried(measured: dict[str, Any], module: str) -> None:
    found = measured.get(f"scripts/jidi/{module}.py")
    assert found, f"{module} is asked for by none of these tests"
    total, left = found["summary"], f"{module}: lines {found['missing_lines']}, from line to line {found['missing_branches']}"
    assert total["covered_lines"] * 100 >= LEAST * total["num_statements"] > 0, left
    assert total["covered_branches"] * 100 >= LEAST * total["num_branches"], left
