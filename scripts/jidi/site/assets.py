"""Our style sheets and scripts as readers fetch them."""

from __future__ import annotations

from pathlib import Path

from rjsmin import jsmin


def write_assets(source: Path, target: Path) -> None:
    """One style sheet of a file for each part of the site; every script without its comments."""
    target.mkdir(parents=True, exist_ok=True)
    styles = "".join(file.read_text("utf-8") for file in sorted((source / "styles").glob("*.css")))
    (target / "jidi.css").write_text(styles, "utf-8")
    for file in (source / "assets").glob("*.js"):
        (target / file.name).write_text(jsmin(file.read_text("utf-8")), "utf-8")
