"""Spoil any file of the city in any way: findings come out and pages are made, never an exception."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from conftest import TODAY, Run, lay_city
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.check import RULES, check
from jidi.load import READER_RULES, load
from jidi.publish import publish

SCRAPS = [
    "---\n",
    ": ",
    "- ",
    "[",
    "{",
    "&a ",
    "*a",
    "!!x ",
    "\t",
    '"',
    "'",
    "#",
    "|\n",
    "：",
    "\r\n",
    "\ufeff",
    "NaN",
    "2026-13-40",
    "null",
    "\n",
    "  ",
    "\0",
    "学" * 50,
]
Edit = st.tuples(st.integers(0, 4000), st.integers(0, 40), st.one_of(st.sampled_from(SCRAPS).map(str.encode), st.binary(max_size=8)))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_city(tmp_path_factory.mktemp("any") / "city")


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(number=st.integers(0, 100), edits=st.lists(Edit, min_size=1, max_size=5))
def test_any_edit_of_any_file_ends_in_findings(whole: Path, number: int, edits: list[tuple[int, int, bytes]]) -> None:
    files = sorted(path for top in ("bases", "content") for path in (whole / top).rglob("*") if path.is_file())
    path = files[number % len(files)]
    data = bytearray(good := path.read_bytes())
    for at, cut, put in edits:
        data[at % (len(data) + 1) : at % (len(data) + 1) + cut] = put
    try:
        path.write_bytes(data)
        city, findings = load(whole, TODAY)
        found = [*findings, *check(city)]
        assert all(one.message and one.fix and one.place.line >= 1 for one in found)
        assert publish(city, found, (*READER_RULES, *RULES))
    finally:
        path.write_bytes(good)


def test_an_empty_city_is_a_city(tmp_path: Path) -> None:
    root = lay_city(tmp_path / "city")
    for name in ("bases", "content"):
        shutil.rmtree(root / name)
        (root / name).mkdir()
    city, findings = load(root, TODAY)
    assert findings == [] and publish(city, [], (*READER_RULES, *RULES))


def test_strange_files_are_named_and_do_not_stop_anything(tmp_path: Path, jidi: Run) -> None:
    root = lay_city(tmp_path / "city")
    folder = root / "bases/cz-shuxue/files/2026"
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    Path(os.fsdecode(bytes(folder) + b"/\xff.txt")).write_text("x")
    (folder / "line\nbreak.txt").write_text("x")
    with (folder / "big.pdf").open("wb") as big:
        big.truncate(80 * 1024 * 1024)
    run = jidi("--root", root, "build")
    assert run.returncode == 0, run.stderr
    codes = [line.split()[1] for line in run.stdout.splitlines() if line.startswith("bases/")]
    assert sorted(codes) == ["FJ04", "WJ07", "WJ07", "WJ08", "WJ08"]
