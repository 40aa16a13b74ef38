"""The measuring itself: what it says of commands, folders and times of which we know the answer."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bench.speed.city import edit_body, edit_title
from bench.speed.fit import exponent, growth, square
from bench.speed.meter import MB, Cost, measured
from bench.speed.ratios import ratios
from bench.speed.row import Row, medians
from bench.speed.table import table
from bench.speed.weight import Weight, different, weighed
from hypothesis import given
from hypothesis import strategies as st

SIZES = st.lists(st.integers(10, 100_000), min_size=2, max_size=5, unique=True)
FACTORS = st.floats(1e-4, 10)
CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; held = bytearray(90_000_000); time.sleep(.3); sum(range(3_000_000))'])"


@given(SIZES, FACTORS, st.floats(0.2, 3))
def test_a_power_is_told(sizes: list[int], factor: float, power: float) -> None:
    assert exponent({size: factor * size**power for size in sizes}) == pytest.approx(power)


@given(SIZES, FACTORS, FACTORS)
def test_a_square_is_told(sizes: list[int], a: float, b: float) -> None:
    found = square({size: a * size + b * size * size for size in sizes})
    assert found[0] * 4000 + found[1] * 4000**2 == pytest.approx(a * 4000 + b * 4000**2, rel=1e-3)


@given(st.lists(st.integers(10, 100_000), min_size=2, max_size=5, unique=True), FACTORS)
def test_growth_is_one_in_proportion_and_seen_between_any_two(sizes: list[int], factor: float) -> None:
    times = {size: factor * size for size in sizes}
    assert growth(times) == pytest.approx(1)
    assert growth(times | {max(sizes): 2 * factor * max(sizes)}) == pytest.approx(2)


def test_growth_is_not_hidden_by_a_cheap_end() -> None:
    assert growth({1: 1.0, 10: 20.0, 100: 100.0}) == pytest.approx(2)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="内存只在 Linux 上量")
def test_what_a_child_of_a_child_uses_is_counted() -> None:
    cost = measured([sys.executable, "-c", CHILD], 20)
    assert not cost.failed
    assert 90 * MB < cost.largest < 200 * MB and cost.together > 90 * MB
    assert cost.wall > 0.3 and cost.cpu > 0.03


def test_what_fails_or_takes_too_long_says_so() -> None:
    assert "exit code 3: told" in measured([sys.executable, "-c", "import sys; print('told', file=sys.stderr); sys.exit(3)"], 20).failed
    assert measured([sys.executable, "-c", "raise ValueError"], 20, good=(0, 1)).failed
    assert not measured([sys.executable, "-c", "raise SystemExit(1)"], 20, good=(0, 1)).failed
    late = measured([sys.executable, "-c", "import time; time.sleep(20)"], 0.2)
    assert "not done within" in late.failed and late.wall < 10


def test_folders_that_differ(tmp_path: Path) -> None:
    for name in ("one", "other"):
        page = tmp_path / name / "bases/b/resources/r.html"
        page.parent.mkdir(parents=True)
        page.write_text("页")
        (page.parent / "index.html").write_text("列表" * 100)
    assert different(tmp_path / "one", tmp_path / "other") == []
    assert weighed(tmp_path / "one") == Weight(603, 2, 1, 3)
    (tmp_path / "one/bases/b/resources/r.html").write_text("业")
    (tmp_path / "other/left.html").write_text("")
    assert different(tmp_path / "one", tmp_path / "other") == ["bases/b/resources/r.html", "left.html"]


@pytest.mark.parametrize(
    "line, after", [("标题: 浮力", "标题: 浮力（改1）"), ("标题: '2：浮力'", "标题: '2：浮力（改1）'"), ('标题: "浮力"', '标题: "浮力（改1）"')]
)
def test_an_edit_of_a_title_leaves_good_yaml(tmp_path: Path, line: str, after: str) -> None:
    path = tmp_path / "r.md"
    path.write_text(f"---\n{line}\n日期: 2026-01-01\n---\n标题: 正文\n", "utf-8")
    edit_title(path, 1)
    assert path.read_text("utf-8").split("\n")[1] == after
    assert edit_body(path, 7) in path.read_text("utf-8").split("---\n", 2)[2]


def row(engine: str, records: int, wall: float, case: str = "build, cold", failed: str = "", memory: float = MB) -> Row:
    return Row(engine, case, records, Cost(wall, wall, memory, memory, failed))


def test_the_table_says_what_is_not_measured() -> None:
    rows = [row("plain", 250, 5), row("plain", 1000, 50), row("ours", 1000, 2), row("ours", 4000, 10), row("Hugo", 1000, 0, failed="could not be had")]
    assert "could not be had" in table(rows)
    assert "≈680" in table(rows) and "extrapolated" in table(rows)
    assert "plain ÷ ours, build, cold, 1,000: wall 25.00" in ratios(rows)
    assert "4,000, extrapolated: wall ≈68.00" in ratios(rows)
    assert "ours ÷ Hugo" not in ratios(rows)


def test_no_curve_is_drawn_through_start_up_times() -> None:
    assert "≈" not in table([row("plain", 25, 5), row("plain", 100, 6)]) and "≈" not in table([row("plain", 250, 5)])


def test_time_per_record_that_rises_is_called_out() -> None:
    assert "× 1.60 (ABOVE 1.5)" in ratios([row("ours", 1000, 1), row("ours", 10_000, 16)])
    assert "ABOVE" not in ratios([row("ours", 1000, 1), row("ours", 10_000, 14)])


def test_an_engine_that_leaves_pages_out_is_named() -> None:
    ours, hugo = (replace(row(engine, 1000, 1), weight=Weight(9, 9, pages, 9)) for engine, pages in (("ours", 667), ("Hugo", 656)))
    assert "NOT THE SAME WORK, 1,000: resource pages ours 667, Hugo 656" in ratios([ours, hugo])
    assert "NOT THE SAME WORK" not in ratios([ours, replace(hugo, weight=ours.weight)])


def test_one_slow_repetition_does_not_count_and_a_failed_one_does() -> None:
    assert [one.cost.wall for one in medians([row("ours", 1, wall) for wall in (1.0, 9.0, 2.0)])] == [2.0]
    assert medians([row("ours", 1, 1), row("ours", 1, 1, failed="broken")])[0].cost.failed == "broken"
