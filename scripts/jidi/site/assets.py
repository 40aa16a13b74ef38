"""Style sheets and scripts as readers fetch them: ours, and those of the theme that they rest on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from rjsmin import jsmin

_MAP = re.compile(r"\n(?:/\*|//)# sourceMappingURL=.*")
_JOINED = ("find.js", "preview.js")
_SCRIPT = "javascripts/bundle.*.min.js"
_SHEETS = ("stylesheets/main.*.min.css", "stylesheets/palette.*.min.css")


def assets(source: Path, theme: Path) -> Iterator[tuple[str, bytes]]:
    """One style sheet: the theme's, then a file for each part of the site. Every script without its comments, a folder's scripts as one.

    What every page has at its end is one script too: ``shell.js`` makes what the others look for; the theme's comes last, so that ours do not need it.
    ``theme``: where the theme has its own.
    """
    sheets = [*_found(theme, *_SHEETS), *sorted((source / "styles").glob("*.css"))]
    yield "assets/jidi.css", "\n".join(map(_read, sheets)).encode()
    for one in sorted((source / "assets").iterdir()):
        if one.name == "shell.js":
            ours = "".join(map(_read, (one, *map(one.with_name, _JOINED))))
            yield "assets/shell.js", f"{jsmin(ours)}\n{_read(_found(theme, _SCRIPT)[0])}".encode()
        elif one.suffix == ".js" and one.name not in _JOINED:
            yield f"assets/{one.name}", jsmin(one.read_text("utf-8")).encode()
        elif one.is_dir():
            joined = "".join(file.read_text("utf-8") for file in sorted(one.glob("*.js")))
            yield f"assets/{one.name}.js", jsmin(f'(() => {{"use strict";\n{joined}}})();').encode()


def version_of(source: Path, theme: Path) -> str:
    """What the addresses of style sheets and scripts end with, so that no browser takes those of an earlier release."""
    ours = sorted(file for folder in ("styles", "assets") for file in (source / folder).rglob("*") if file.is_file())
    return "?v=" + hashlib.sha256(b"\0".join(file.read_bytes() for file in [*ours, *_found(theme, _SCRIPT, *_SHEETS)])).hexdigest()[:8]


def _found(theme: Path, *patterns: str) -> list[Path]:
    """One file for each pattern: a release of the theme has its own names."""
    return [next(iter(sorted((theme / "assets").glob(one)))) for one in patterns]


def _read(file: Path) -> str:
    return _MAP.sub("", file.read_text("utf-8"))
