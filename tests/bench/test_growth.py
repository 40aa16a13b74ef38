"""Two cities, built from nothing and after one edit, as the real city would be; what it cost is printed.

Kept in ``ratios.json`` are ratios of CPU time, which a busy machine leaves as they are; ``null`` where none is kept yet:
``growth``: CPU per record of the larger city ÷ of the smaller one (starting up faster raises it: then keep what is printed); ``one_file``: the build after one edited body ÷ the one from nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from bench.speed.city import Asked, City, laid
from bench.speed.fit import growth
from bench.speed.machine import heading
from bench.speed.ours import builds, checks, cold, jidi_of
from bench.speed.ratios import BODY, COLD
from bench.speed.row import Row
from bench.speed.table import table
from conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.alone]
KEPT = json.loads(Path(__file__).with_name("ratios.json").read_text("utf-8"))
SIZES, TRIES, WORSE = (250, 1000), 3, 1.5


def cheapest(rows: Sequence[Row], case: str) -> dict[int, float]:
    """Records → the least CPU seconds of any try."""
    sizes = sorted({row.records for row in rows if row.case == case})
    return {size: min(row.cost.cpu for row in rows if (row.case, row.records) == (case, size)) for size in sizes}


def found(rows: Sequence[Row]) -> dict[str, float]:
    fresh, edited = cheapest(rows, COLD), cheapest(rows, BODY)
    return {"growth": growth(fresh), "one_file": edited[max(edited)] / fresh[max(fresh)]}


def worse(ratios: dict[str, float]) -> list[str]:
    return [name for name, kept in KEPT.items() if kept is not None and ratios[name] > kept * WORSE]


def whole(city: City, site: Path) -> None:
    """Every resource is published or told why not, and the page of one says which it is."""
    rows = json.loads((site / "data/resources.json").read_text("utf-8"))["records"]
    broken = {f["file"] for f in json.loads((site / "data/findings.json").read_text("utf-8"))["findings"] if f["level"] == "error"}
    assert len(rows) + sum("/resources/" in file for file in broken) >= sum(1 for _ in city.root.glob("bases/*/resources/*.md"))
    assert f'data-id="{rows[0]["语料编号"]}"' in (site / rows[0]["address"]).read_text("utf-8")


def test_time_grows_with_the_city_and_an_edit_costs_little(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = Asked(tmp_path, 600, ROOT, tmp_path / "tools")
    small, large = (jidi_of(asked, laid(asked, size)) for size in SIZES)
    rows = list(checks(large, TRIES + 1))
    for number in range(1, TRIES + 1):
        rows += [cold(small), *builds(large, number), cold(small)]
        assert not [row for row in rows if row.cost.failed or "NO" in row.note]
        if not worse(found(rows)):
            break
    with capsys.disabled():
        said = ", ".join(f"{name} {ratio:.3f} (kept: {KEPT[name]})" for name, ratio in found(rows).items())
        print(f"\n{heading(asked.venv)}\n{table(rows)}\n{said}")
    whole(large.city, large.out)
    assert not worse(found(rows)), f"worse by half than ratios.json: {said}"
