"""Our style sheets and scripts as readers fetch them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from rjsmin import jsmin


def write_assets(source: Path, target: Path) -> None:
    """One style sheet of a file for each part of the site; every script without its comments, a folder's scripts as one."""
    target.mkdir(parents=True, exist_ok=True)
    (target / "jidi.css").write_text(_joined(source / "styles", "*.css"), "utf-8")
    for one in (source / "assets").iterdir():
        if one.suffix == ".js":
            (target / one.name).write_text(jsmin(one.read_text("utf-8")), "utf-8")
        elif one.is_dir():
            (target / f"{one.name}.js").write_text(jsmin(f'(() => {{"use strict";\n{_joined(one, "*.js")}}})();'), "utf-8")


def version_of(source: Path) -> str:
    """What the addresses of our style sheets and scripts end with, so that no browser takes those of an earlier release."""
    files = sorted(file for folder in ("styles", "assets") for file in (source / folder).rglob("*") if file.is_file())
    return "?v=" + hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:8]


def _joined(folder: Path, pattern: str) -> str:
    return "".join(file.read_text("utf-8") for file in sorted(folder.glob(pattern)))
