"""What a first visit fetches is little. That it asks no other host: ``test_templates.py``."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser

from web import MAIN
from web.server import Server

pytestmark = pytest.mark.slow

LIMIT = 250 * 1024


@pytest.mark.parametrize("template", MAIN)
def test_a_first_visit_is_light(browser: Browser, server: Server, templates: Mapping[str, str], template: str) -> None:
    """Bytes as sent by a server that compresses, headers with them; pictures and files of contributors come on top."""
    page = browser.new_page(viewport={"width": 360, "height": 760})
    server.sent.clear()
    page.goto(server.url + templates[template], wait_until="networkidle")
    sent = {path: size for path, size in server.sent.items() if "/files/" not in path}
    page.close()
    assert templates[template] in sent and sum(sent.values()) <= LIMIT, sent
    assert not [path for path in sent if path.startswith("search/") or path.endswith((".map", ".woff2")) or "/lunr/" in path]
