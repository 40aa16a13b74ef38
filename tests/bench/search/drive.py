"""One engine's page in Chromium: cold visits over a slow line, and a tab that stays open."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from .engine import WEB, Engine
from .network import Network, chain
from .queries import Search
from .server import Server

LIMIT = 600  # seconds that one search may take


@dataclass(frozen=True)
class Cold:
    """The first search of a visitor who was never there. ``ms`` from the key to the painted results; ``size``: bytes of all
    that searching needed, ``first`` those of them that came before the results; ``row``: requests one after another until then;
    ``early``: requests for the index before the first key.
    """

    kind: str
    text: str
    ms: float
    size: int
    first: int
    row: int
    early: int


@dataclass(frozen=True)
class Answer:
    """``own``: ms of the engine; ``ms``: from the key to the painted results."""

    ids: list[str]
    own: float
    ms: float


@dataclass
class Warm:
    """``grown``: bytes by which the tab's process grew over the first round, ``kept`` those left after what is not needed was let go."""

    grown: int = 0
    kept: int = 0
    first: list[Answer] = field(default_factory=list)
    again: list[Answer] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Browser]:
    path = os.environ.get("JIDI_CHROMIUM") or shutil.which("chromium")
    assert path, "没有找到 Chromium；请用 python3 run.py test 运行"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-features=SpareRendererForSitePerProcess"])
        yield browser
        browser.close()


def opened(context: BrowserContext, engine: Engine) -> Page:
    """A page that can be asked; the engine's files come when it itself asks for them."""
    for name in ("bench.js", engine.script):
        context.add_init_script((WEB / name).read_text("utf-8"))
    page = context.new_page()
    page.set_default_timeout(LIMIT * 1000)
    return page


def ask(page: Page, text: str) -> dict[str, Any]:
    asked = "([text, limit]) => Promise.race([bench.ask(text), new Promise((_, fail) => setTimeout(() => fail(new Error('time limit')), limit))])"
    found: dict[str, Any] = page.evaluate(asked, [text, LIMIT * 1000])
    return found


def cold(engine: Engine, folder: Path, searches: Sequence[Search], shrink: bool) -> list[Cold]:
    """Each search in a profile of its own."""
    with chromium() as browser, Server(folder, shrink) as server:
        return [_visit(browser, server.url + engine.page, engine, one) for one in searches]


def _visit(browser: Browser, url: str, engine: Engine, search: Search) -> Cold:
    context = browser.new_context()
    page = opened(context, engine)
    network = Network(page, slow=True)
    page.goto(url, wait_until="load")
    found = ask(page, search.text)
    while network.busy:
        page.wait_for_timeout(100)
    key, painted = found["key"] / 1000, found["painted"] / 1000
    needed = network.of(engine.search)
    first = [one for one in needed if one.done <= painted]
    early = sum(one.asked < key for one in network.of(engine.index))
    made = Cold(
        search.kind,
        search.text,
        found["painted"] - found["key"],
        sum(f.size for f in needed),
        sum(f.size for f in first),
        len(chain([one for one in first if one.asked >= key])),
        early,
    )
    context.close()
    return made


def warm(engine: Engine, folder: Path, searches: Sequence[Search], timed: Sequence[Search]) -> Warm:
    """All searches in one tab; then those that are timed once more, with all of the index that they need at hand."""
    made = Warm()
    with chromium() as browser, Server(folder, held=engine.held) as server:
        page = opened(browser.new_context(), engine)
        network = Network(page)
        page.goto(server.url + engine.page, wait_until="load")
        network.collect()
        page.wait_for_timeout(500)
        before = _memory(browser)
        server.open.set()
        made.first = [_answer(ask(page, one.text)) for one in searches]
        made.grown = _memory(browser) - before
        network.collect()
        page.wait_for_timeout(1500)
        made.kept = _memory(browser) - before
        page.evaluate("() => bench.forget && bench.forget()")
        made.again = [_answer(ask(page, one.text)) for one in timed]
    return made


def _answer(found: dict[str, Any]) -> Answer:
    return Answer(found["ids"], found["own"], found["painted"] - found["key"])


def _memory(browser: Browser) -> int:
    """Resident bytes of the tab, which is the largest process that draws pages."""
    session = browser.new_browser_cdp_session()
    ids = [one["id"] for one in session.send("SystemInfo.getProcessInfo")["processInfo"] if one["type"] == "renderer"]
    session.detach()
    sizes = [re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{id}/status").read_text()) for id in ids]
    return max(int(size[1]) * 1024 for size in sizes if size)
