"""What a page says of itself to machines becomes HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape

from mkdocs.utils import get_relative_url

from ..publish.output import Head

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DUBLIN = '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">'


def head_html(head: Head, path: str, otherwise: str = "") -> str:
    """The ``<meta>``, ``<link>`` and JSON-LD of a page at ``path``; every word is escaped. ``otherwise``: its description if it has none."""
    described = any(name == "description" for name, _ in head.metas)
    metas = head.metas if described or not otherwise else (("description", otherwise), *head.metas)
    names = [_DUBLIN] if any(name.startswith("DC.") for name, _ in metas) else []
    said = [f'<meta name="{escape(name)}" content="{escape(content)}">' for name, content in _told(metas)]
    feeds = [
        f'<link rel="alternate feed" type="{escape(type)}" title="{escape(title)}" href="{escape(relative(address, path))}">'
        for type, title, address in head.feeds
    ]
    return "".join([*names, *said, *feeds, *([_json_ld(head.linked)] if head.linked else [])])


def _told(metas: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Nothing twice, and Dublin Core's subjects as one list."""
    last = dict(metas)
    subjects = "; ".join(content for name, content in metas if name == "DC.subject")
    for name, content in metas:
        if name == "DC.subject":
            if subjects:
                yield name, subjects
            subjects = ""
        elif not _again(name, content, last):
            yield name, content


def _again(name: str, content: str, last: Mapping[str, str]) -> bool:
    """Is it told elsewhere: a description by HTML's own, a licence in words by its address?"""
    if name == "DC.rights":
        return content != last[name] and last[name].startswith("https://")
    return name == "DC.description" and content == last.get("description")


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
    near = get_relative_url(target, folder)
    return ("./" if ":" in near.partition("/")[0] else "") + near + mark + anchor  # what stands before a colon would be a scheme (RFC 3986, 4.2)
