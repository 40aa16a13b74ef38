"""Lighthouse as on a phone: at least 95 in all four of its categories on the pages that most visits begin with.

With much material: ``JIDI_WEB_SITE=folder python3 run.py test tests/web/test_lighthouse.py`` looks at a site that is built already.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from web import MAIN
from web.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.alone]


def measure(node: str, chromium: str, web: Path, urls: list[str]) -> list[dict[str, Any]]:
    """Scores of each page, the better of two runs: a busy machine makes a page slow, never a slow page fast."""
    runs = []
    for _ in range(2):
        command = [node, str(ROOT / "tests/web/lighthouse.mjs"), chromium, *urls]
        done = subprocess.run(command, cwd=web, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        runs.append([json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")])
    return [max(pair, key=lambda one: one["scores"]["performance"]) for pair in zip(*runs, strict=True)]


def test_95_in_all_four(node: str, chromium: str, web: Path, server: Server, templates: Mapping[str, str]) -> None:
    found = measure(node, chromium, web, [server.url + templates[template] for template in MAIN])
    assert len(found) == len(MAIN)
    assert [one for one in found if min(one["scores"].values()) < 95] == []
