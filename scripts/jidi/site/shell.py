"""The frame around an article: rendered once for all pages of a shape, then each page is put into it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import Environment
from mkdocs.utils import get_relative_url

_BETWEEN = re.compile(r"(?<=>)\s*\n\s*(?=<)")  # a tenth of a page with the next, and a browser shows none of it: our frame breaks no line of words
_INDENT = re.compile(r"[ \t\n]*\n[ \t]*")


@dataclass(frozen=True)
class Framed:
    """A page as ``main.html`` knows it: its address below the site, and HTML; ``canonical``: its whole address, if the site has one.

    ``comments``: whether it offers those of another host.
    """

    url: str
    title: str
    head: str
    content: str
    contents: str = ""
    canonical: str = ""
    wide: bool = False
    comments: bool = False


class Shells:
    """Makes whole pages; ``around`` is what ``main.html`` says of the site on every page.

    Pages have one shape if they lie in one folder, are none of those in ``menu``, and the same of their title, contents … is empty.
    """

    def __init__(self, theme: Environment, around: Mapping[str, Any], menu: frozenset[str]) -> None:
        self._theme, self._around, self._menu = theme, around, menu
        self._token = secrets.token_hex(16)  # no material can hold it; it never reaches a page
        self._shells: dict[Hashable, list[str]] = {}

    def page(self, page: Framed) -> str:
        """What ``main.html`` gives, without its line ends; what is the page's own stays as it is."""
        values = {name: value for name, value in vars(page).items() if name not in {"url", "wide", "comments"}}
        key = page.url if page.url in self._menu else page.url.rpartition("/")[0], page.wide, page.comments, tuple(map(bool, values.values()))
        shell = self._shells.get(key)
        if shell is None:
            shell = self._shells[key] = self._shell(page, values)
        return "".join(part if at % 2 == 0 else values[part] for at, part in enumerate(shell))

    def whole(self, name: str, page: Framed | None, base: str) -> str:
        """A template of the frame, rendered by itself; ``base``: the way from the page to the top of the site."""
        return self._theme.get_template(name).render(self._around, page=page, base_url=base)

    def _shell(self, page: Framed, values: Mapping[str, str]) -> list[str]:
        """Text and names of values in turn: the page is rendered with marks in place of its values; what is empty stays empty."""
        marks = {name: f"{self._token}{name}{self._token}" if value else "" for name, value in values.items()}
        made = self.whole("main.html", replace(page, **marks), get_relative_url(".", page.url))  # type: ignore[arg-type]
        return [_tight(part) if at % 2 == 0 else part for at, part in enumerate(re.split(f"{self._token}([a-z]+){self._token}", made))]


def _tight(text: str) -> str:
    return _INDENT.sub("\n", _BETWEEN.sub("", text))
