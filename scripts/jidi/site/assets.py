"""Our style sheets and scripts as readers fetch them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from rjsmin import jsmin


def assets(source: Path) -> Iterator[tuple[str, bytes]]:
    """One style sheet of a file for each part of the site; every script without its comments, a folder's scripts as one."""
    yield "assets/jidi.css", _joined(source / "styles", "*.css").encode()
    for one in sorted((source / "assets").iterdir()):
        if one.suffix == ".js":
            yield f"assets/{one.name}", jsmin(one.read_text("utf-8")).encode()
        elif one.is_dir():
            yield f"assets/{one.name}.js", jsmin(f'(() => {{"use strict";\n{_joined(one, "*.js")}}})();').encode()


def version_of(source: Path) -> str:
    """What the addresses of our style sheets and scripts end with, so that no browser takes those of an earlier release."""
    files = sorted(file for folder in ("styles", "assets") for file in (source / folder).rglob("*") if file.is_file())
    return "?v=" + hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:8]


def _joined(folder: Path, pattern: str) -> str:
    return "".join(file.read_text("utf-8") for file in sorted(folder.glob(pattern)))
