"""A thousand resources, checked and built as the real city would be; what it cost is printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.alone]


def measured(*args: object) -> tuple[int, float, float]:
    """Exit code, seconds and peak MB of a command."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *map(str, args)], env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")}, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return os.waitstatus_to_exitcode(status), time.perf_counter() - started, used.ru_maxrss / unit


def test_a_thousand_resources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "city"
    assert measured(ROOT / "tests/bench/make_city.py", "--resources", 1000, "--out", root)[0] == 0
    check = measured("-m", "jidi", "--root", root, "check")
    build = measured("-m", "jidi", "--root", root, "build", "--out", tmp_path / "site")
    assert check[0] in (0, 1) and build[0] == 0
    rows = json.loads((tmp_path / "site/data/resources.json").read_text("utf-8"))["records"]
    broken = {f["file"] for f in json.loads((tmp_path / "site/data/findings.json").read_text("utf-8"))["findings"] if f["level"] == "error"}
    assert len(rows) + sum("/resources/" in file for file in broken) >= 1000
    row = rows[0]
    assert f'data-id="{row["语料编号"]}"' in (tmp_path / "site" / row["address"]).read_text("utf-8")
    with capsys.disabled():
        for name, (_, seconds, peak) in (("check", check), ("build", build)):
            print(f"\n1,000 resources, {name}: {seconds:.1f} s, {peak:.0f} MB", end="")
        print()
