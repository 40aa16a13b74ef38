"""SECURITY.md tells of no file and no test that is not there."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| 威胁"))
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:12])
def test_what_stops_a_threat_and_what_proves_it_are_there(row: list[str]) -> None:
    _, stopped, proved = row
    files = [one for one in re.findall(r"`([^`]+)`", stopped) if "/" in one or one.endswith(".lock")]
    tests = re.findall(r"`([^`]+)`", proved)
    assert files or stopped.startswith("一切按材料算")
    assert [one for one in files if not ((ROOT / "scripts/jidi" / one).exists() or (ROOT / one).exists())] == []
    assert tests and [one for one in tests if not _is_there(one)] == []


def _is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    file = ROOT / "tests" / path
    return file.is_file() and (not name or f"\ndef {name}(" in file.read_text("utf-8"))


def test_there_are_as_many_threats_as_were_thought_of() -> None:
    assert len(ROWS) >= 30 and len({row[0] for row in ROWS}) == len(ROWS)
