"""Material's built-in search, with the index that its plugin writes when jieba is there."""

from __future__ import annotations

import html
import logging
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jieba
import material.plugins.search.plugin as plugin
import yaml
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from .corpus import Text
from .engine import Engine

SEARCH = {"lang": ["zh", "en"], "separator": r"[\s\u200b\-—·，。、；：？！（）《》〈〉“”‘’【】]+"}


def build(texts: Sequence[Text], folder: Path) -> None:
    """A site of one page; then the texts go through the plugin as pages would."""
    assert plugin.jieba is jieba
    jieba.setLogLevel(logging.ERROR)
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    source = folder.with_name(f"{folder.name}-source")
    (source / "docs").mkdir(parents=True, exist_ok=True)
    (source / "docs/index.md").write_text("# 找资源\n", "utf-8")
    theme = {"name": "material", "language": "zh", "font": False}
    settings = {"site_name": "找资源", "site_url": "", "use_directory_urls": False, "theme": theme, "plugins": [{"search": SEARCH}]}
    (source / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    config = load_config(str(source / "mkdocs.yml"), site_dir=str(folder))
    build_site(config)
    search: Any = next(one for one in config.plugins.values() if isinstance(one, plugin.SearchPlugin))
    search.search_index.entries.clear()
    for one in texts:
        search.search_index.add_entry_from_context(_page(one))
    search.on_post_build(config=config)


def _page(one: Text) -> SimpleNamespace:
    """What the plugin looks at of a page."""
    return SimpleNamespace(meta={}, title=one.title, toc=[], url=one.address, content=as_html(one))


def as_html(one: Text) -> str:
    """A text as the page of it would be, without what surrounds it."""
    paragraphs = [" ".join(one.head), *one.body.split("\n")]
    return f'<h1 id="t">{html.escape(one.title)}</h1>' + "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)


INDEX = r"/search/search_index\.json"
MATERIAL = Engine("Material", build, "index.html", "material.js", INDEX + r"|/workers/|/lunr/", INDEX, whole=True, held="search_index.json")
