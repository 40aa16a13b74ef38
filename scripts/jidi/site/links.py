"""What the templates say of links, in Python: a page has dozens of them, and a macro takes five times as long."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ..publish.output import Link
from .head import relative


class Links:
    """The filters ``here``, ``link`` and ``links``, and the tests ``long`` and ``several``; ``page`` is the address of the page being made."""

    def __init__(self, templates: Environment) -> None:
        self.page = ""
        templates.filters |= {"here": self._here, "link": self._link, "links": self._links}
        templates.tests |= {"long": _long, "several": _several}

    @pass_context  # so that Jinja does not work out a known address once for all pages
    def _here(self, _: Context, address: str) -> str:
        """An address below the site, as seen from the page being made."""
        return relative(address, self.page)

    def _link(self, one: Link) -> Markup:
        if not one.address:
            return escape(one.text)
        rel = ' rel="noopener nofollow"' if one.address.startswith("http") else ""
        return Markup(f'<a href="{escape(relative(one.address, self.page))}"{rel}>{escape(one.text)}</a>')

    def _links(self, values: Sequence[Link]) -> Markup:
        return Markup("、".join(map(self._link, values)))


def _long(values: Sequence[Link]) -> bool:
    """Do they need a line of their own?"""
    return sum(len(one.text) for one in values) > 22


def _several(values: Sequence[Link]) -> bool:
    """Are they short words or names, so that a line may end between two of them?"""
    return len(values) > 1 and all(len(one.text) < 9 for one in values)
