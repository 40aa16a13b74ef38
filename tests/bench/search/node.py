"""Engines whose index Node.js makes: pages or records go in as lines of JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from .. import make_city
from .engine import WEB

MODULES = Path(os.environ.get("JIDI_WEB") or make_city.ROOT / "tests/web/node_modules")
MEMORY = "--max-old-space-size=12288"


def run(script: str, folder: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Run a script of ``web/`` with where the modules are and a folder to write into; CalledProcessError if it fails."""
    node = shutil.which("node")
    assert node, "没有找到 Node.js；请用 python3 run.py test 运行"
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    subprocess.run(
        [node, MEMORY, str(WEB / script), str(MODULES), str(folder)],
        input=lines,
        encoding="utf-8",
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def page(folder: Path, *scripts: str) -> None:
    """A page with a box and a list."""
    tags = "".join(f'<script src="{one}"></script>' for one in scripts)
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>找</title><body><input><ol></ol>{tags}</body></html>', "utf-8"
    )
