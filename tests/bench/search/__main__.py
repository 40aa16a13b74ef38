"""Measure searching: ours beside the others, over real texts, in a real browser; one table.

    PYTHONPATH=scripts python -m tests.bench.search --documents 12000 [--engines ours,Pagefind] [--unseen SEED] [--json FILE]

Times are of this machine and this hour: compare columns of one run, never two runs.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import tempfile
from pathlib import Path

from .material import MATERIAL
from .minisearch import MINISEARCH
from .ours import OURS
from .pagefind import PAGEFIND
from .run import Measured, measure
from .table import table
from .task import task

ENGINES = {one.name: one for one in (OURS, MATERIAL, PAGEFIND, MINISEARCH)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=12_000)
    parser.add_argument("--engines", default=",".join(ENGINES), help="names, separated by commas")
    parser.add_argument("--unseen", type=int, default=1, metavar="SEED", help="of searches that nobody has seen")
    parser.add_argument("--each", type=int, default=10, help="how many unseen searches of each kind")
    parser.add_argument("--cold", type=int, default=1, help="how many cold visits for each kind")
    parser.add_argument("--limit", type=float, default=1800, help="seconds that one engine may take")
    parser.add_argument("--json", type=Path, metavar="FILE", help="everything that was measured")
    options = parser.parse_args()
    asked, said = task(options.documents, options.unseen, options.each, options.cold)
    print(said, flush=True)
    done: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in options.engines.split(","):
            done.append(measure(ENGINES[name], asked, Path(folder) / name, options.limit))
            print(f"{name}: {done[-1].failed or 'done'}", file=sys.stderr, flush=True)
    print(f"\n{table(asked, done)}")
    if options.json:
        options.json.write_text(json.dumps([dataclasses.asdict(one) for one in done], ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
