"""What a page says of itself to machines becomes HTML."""

from __future__ import annotations

import html
import json
from functools import lru_cache

from mkdocs.utils import get_relative_url

from ..publish.output import Head

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def head_html(head: Head, path: str) -> str:
    """The ``<meta>``, ``<link>`` and JSON-LD of a page at ``path``; every word is escaped."""
    metas = [f'<meta name="{html.escape(name)}" content="{html.escape(content)}">' for name, content in head.metas]
    feeds = [
        f'<link rel="alternate feed" type="{html.escape(type)}" title="{html.escape(title)}" href="{html.escape(relative(address, path))}">'
        for type, title, address in head.feeds
    ]
    names = ['<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">'] if any(name.startswith("DC.") for name, _ in head.metas) else []
    return "\n".join([*names, *metas, *feeds, *([_json_ld(head.linked)] if head.linked else [])])


def _json_ld(value: object) -> str:
    """A script that holds data only: no ``<`` can end it early."""
    text = _JSON.encode(value).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def relative(address: str, path: str) -> str:
    """An address below the site as seen from the page at ``path``; a whole URL and a mail address stay."""
    return _from(path.rpartition("/")[0] + "/", address)


@lru_cache(maxsize=8192)  # the pages of a folder, made one after another, lead to many of the same
def _from(folder: str, address: str) -> str:
    if address.startswith(("http://", "https://", "mailto:")):
        return address
    target, mark, anchor = address.partition("#")
    return get_relative_url(target, folder) + mark + anchor
