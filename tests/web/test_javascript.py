"""Our scripts: typed, unit-tested, small, and nothing in them that Chromium 90 or Safari 15 does not know."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from rjsmin import jsmin

HERE = ROOT / "tests/web"
SCRIPTS = sorted((ROOT / "overrides/assets").glob("*.js"))
# Safari 16.4 is the first with either; a page that has one does not run at all in Safari 15. TypeScript lets both pass.
TOO_NEW = re.compile(r"\(\?<[=!]|\bstatic\s*\{")


def complaints(node: str, web: Path, project: Path) -> list[str]:
    """What ``tsc`` says. ES2020 and the DOM of 2021 (``@typescript/lib-dom``) are all it knows, so whatever came later is an error."""
    done = subprocess.run([node, str(web / "typescript/bin/tsc"), "-p", str(project)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout.splitlines()


@pytest.mark.slow
def test_types(node: str, web: Path) -> None:
    assert complaints(node, web, HERE / "tsconfig.json") == []


NEW = {
    "structuredClone({});": "structuredClone",
    "new DecompressionStream('deflate-raw');": "DecompressionStream",
    "[1, 2].at(-1);": "'at'",
    "crypto.randomUUID();": "randomUUID",
    "if (navigator.pdfViewerEnabled.valueOf()) location.reload();": "possibly 'undefined'",
}


@pytest.mark.slow
def test_what_old_browsers_do_not_have_is_an_error(node: str, web: Path, tmp_path: Path) -> None:
    for number, code in enumerate(NEW):
        (tmp_path / f"new{number}.js").write_text(f'(() => {{\n  "use strict";\n  {code}\n}})();\n', "utf-8")
    options = json.loads((HERE / "tsconfig.json").read_text("utf-8"))["compilerOptions"]
    (tmp_path / "node_modules").symlink_to(web)
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "include": ["new*.js", str(HERE / "newer.d.ts")]}), "utf-8")
    said = complaints(node, web, tmp_path / "tsconfig.json")
    assert len(said) == len(NEW)
    for number, missing in enumerate(NEW.values()):
        assert [missing in one for one in said if f"new{number}.js" in one] == [True], said


def test_syntax_that_safari_15_cannot_read() -> None:
    assert {path.name: found[0] for path in SCRIPTS if (found := TOO_NEW.search(path.read_text("utf-8")))} == {}


@pytest.mark.slow
def test_units(node: str) -> None:
    units = sorted(map(str, HERE.glob("*.test.mjs")))
    done = subprocess.run([node, "--test", *units], cwd=HERE, capture_output=True, text=True, encoding="utf-8", check=False)
    assert units and done.returncode == 0, done.stdout[-4000:]


def test_all_of_it_is_small() -> None:
    """As readers fetch it, when the server packs it."""
    sizes = {path.name: len(gzip.compress(jsmin(path.read_text("utf-8")).encode(), 9, mtime=0)) for path in SCRIPTS}
    assert sizes and sum(sizes.values()) <= 30 * 1024, sizes
