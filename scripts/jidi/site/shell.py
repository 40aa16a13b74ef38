"""Material's page around ours: rendered once for all pages of a shape, then each page is put into it."""

from __future__ import annotations

import copy
import re
import secrets
from collections.abc import Hashable, Mapping
from typing import Any

from jinja2 import Environment, Template
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import normalize_url

_MAIN, _TOC = "main.html", "partials/toc.html"
_BETWEEN = re.compile(r"(?<=>)\s*\n\s*(?=<)")  # a tenth of a page with the next, and a browser shows none of it: our frame breaks no line of words
_INDENT = re.compile(r"[ \t\n]*\n[ \t]*")
_DESCRIBED = 'name="description"'  # what main.html looks for in a page's head


class Shells:
    """Stands in for the theme's templates: ``main.html`` is rendered once for each shape, everything else as always.

    Pages have one shape if they lie in one folder, hide the same, and the same of their title, head, contents … is empty.
    A page of the menu is a shape of its own, so it is rendered in full.
    """

    def __init__(self, theme: Environment) -> None:
        self._theme = theme
        theme.auto_reload = False  # else the disk is asked for each heading of each list of contents whether its template is still the same
        self._token = secrets.token_hex(16)  # no material can hold it; it never reaches a page
        self._shells: dict[Hashable, list[str] | None] = {}

    def get_template(self, name: str) -> Template | Shells:
        return self if name == _MAIN else self._theme.get_template(name)

    def render(self, context: Mapping[str, Any]) -> str:
        """The page of a MkDocs context: what ``main.html`` gives, without Material's indentation and empty lines; ours stay as they are."""
        page = context["page"]
        if any(page is one for one in context["nav"].pages):
            return self._theme.get_template(_MAIN).render(context)
        values = _values(page)
        shape = page.url.rpartition("/")[0], tuple(page.meta["hide"]), _DESCRIBED in values["head"]
        key = shape, tuple(map(bool, values.values())), min(len(page.toc), 2)
        if key not in self._shells:
            self._shells[key] = self._shell(context, values)
        shell = self._shells[key]
        if shell is None:
            return self._theme.get_template(_MAIN).render(context)
        values["toc"] = _tight(self._theme.get_template(_TOC).render(context)) if len(page.toc) > 1 else ""
        return "".join(part if at % 2 == 0 else values[part] for at, part in enumerate(shell))

    def _shell(self, context: Mapping[str, Any], values: Mapping[str, str]) -> list[str] | None:
        """Text and names of values in turn; nothing if the theme does not say the contents list as it is said alone."""
        around = {**context, "page": self._like(context["page"], values)}
        made = self._theme.get_template(_MAIN).render(around)
        if len(context["page"].toc) > 1:
            listed = self._theme.get_template(_TOC).render(around)
            if not listed.strip() or made.count(listed) != 1:
                return None
            made = made.replace(listed, self._mark("toc"))
        parts = re.split(f"{self._token}([a-z]+)(?: {_DESCRIBED})?{self._token}", made)
        return [_tight(part) if at % 2 == 0 else part for at, part in enumerate(parts)]

    def _like(self, page: Page, values: Mapping[str, str]) -> Page:
        """A page like this one that holds marks in place of its values; what is empty stays empty."""
        marks = {name: value and self._mark(name) for name, value in values.items()}
        like = copy.copy(page)
        head = f"{self._token}head {_DESCRIBED}{self._token}" if _DESCRIBED in values["head"] else marks["head"]
        like.meta = {"title": marks["title"], "hide": page.meta["hide"], "head": head}
        like.content, like.canonical_url = marks["content"], marks["canonical"] or None
        like.toc = TableOfContents([AnchorLink(marks["skip"], marks["skip"], 2) for _ in list(page.toc)[:2]])
        return like

    def _mark(self, name: str) -> str:
        return f"{self._token}{name}{self._token}"


def _tight(text: str) -> str:
    return _INDENT.sub("\n", _BETWEEN.sub("", text))


def _values(page: Page) -> dict[str, str]:
    """All that a page says for itself, but for its list of contents; the shell holds the rest."""
    first = next(iter(page.toc), None)
    return {
        "title": page.meta["title"],
        "head": page.meta["head"],
        "content": page.content or "",
        "canonical": page.canonical_url or "",
        "skip": normalize_url(first.url).removeprefix("#") if first else "",
    }
