"""What a first visit fetches: little, and nothing from another host."""

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


def test_no_page_asks_another_host_or_complains(browser: Browser, server: Server, templates: Mapping[str, str]) -> None:
    context, noted = browser.new_context(), list[str]()
    context.route(lambda url: not url.startswith(server.url.removesuffix("site/")), lambda route: (noted.append(route.request.url), route.abort()))
    page = context.new_page()
    page.on("console", lambda message: noted.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: noted.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: noted.append(f"{page.url}: {answer.status} {answer.url}") if answer.status >= 400 else None)
    for path in templates.values():
        page.goto(server.url + path, wait_until="networkidle")
    context.close()
    assert noted == []
