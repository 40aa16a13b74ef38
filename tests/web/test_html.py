"""html-validate's recommended rules hold on every page of the small city and on each template of the sample."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow

# tests/web/htmlvalidate.json differs from the recommended rules in this:
#   doctype-style             the theme writes it small, which HTML allows
#   valid-id, relaxed         ids are Chinese headings; HTML only forbids spaces
#   prefer-native-element     except region: a box that scrolls a table is reached and named, but is no section of the text
#   aria-label-misuse         every role that ARIA lets be named may be, a list of days for one
#   form-dup-name             several boxes of one name are the values of one question
#   no-trailing-whitespace    what templates leave at the ends of lines; compression takes it


def wrong(node: str, web: Path, folder: Path, paths: Iterable[str], report: Path) -> list[str]:
    """``page:line rule: message`` for everything that html-validate says."""
    command = [node, str(web / "html-validate/bin/html-validate.mjs"), "--config", str(ROOT / "tests/web/htmlvalidate.json"), "--formatter", f"json={report}"]
    done = subprocess.run([*command, *paths], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert report.exists(), done.stderr
    return [
        f"{Path(page['filePath']).relative_to(folder.resolve())}:{one['line']} {one['ruleId']}: {one['message']}"
        for page in json.loads(report.read_text("utf-8"))
        for one in page["messages"]
    ]


def test_every_page_of_the_small_city(node: str, web: Path, built: Path, tmp_path: Path) -> None:
    pages = sorted(path.relative_to(built).as_posix() for path in built.rglob("*.html"))
    assert len(pages) > 10 and wrong(node, web, built, pages, tmp_path / "report.json") == []


def test_each_template_of_the_sample(node: str, web: Path, sample: Path, templates: Mapping[str, str], tmp_path: Path) -> None:
    assert wrong(node, web, sample, templates.values(), tmp_path / "report.json") == []


def test_a_broken_page_is_found(node: str, web: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<!doctype html><html lang="zh"><head><title>页</title></head><body><p id="a"><p id="a"><button>好</body></html>', "utf-8"
    )
    found = wrong(node, web, tmp_path, ["page.html"], tmp_path / "report.json")
    assert any("no-dup-id" in one for one in found) and any("no-implicit-button-type" in one for one in found)
