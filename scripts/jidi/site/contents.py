"""The list of contents beside a page: made from its headings, whoever wrote them."""

from __future__ import annotations

import re

_HEADING = re.compile(r'<h([23])[^>]*?\sid="([^"]*)"[^>]*>(.*?)</h\1>', re.S)
_TAG = re.compile(r"<[^>]*>")


def contents(article: str) -> str:
    """A landmark with links to the headings of two levels, one list inside another; nothing where there is nothing to choose from."""
    found: list[tuple[str, list[str]]] = []
    for match in _HEADING.finditer(article):
        words = _TAG.sub("", match[3]).removesuffix("#").strip()
        link = f'<a href="#{match[2]}">{words}</a>'
        if match[1] == "2" or not found:
            found.append((link, []))
        else:
            found[-1][1].append(link)
    if len(found) < 2:
        return ""
    return f'<nav class="md-nav md-nav--secondary" aria-label="本页目录"><p class="md-nav__title">本页目录</p>{_listed(found)}</nav>'


def _listed(found: list[tuple[str, list[str]]]) -> str:
    items = (f"<li>{link}{_listed([(one, []) for one in below]) if below else ''}</li>" for link, below in found)
    return f"<ul>{''.join(items)}</ul>"
