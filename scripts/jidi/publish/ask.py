"""How a reader asks, thanks, reports and wishes: prefilled forms or letters; nothing here needs a server of ours."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from .output import Link
from .world import World

_KINDS = (("question", "提问", "提问"), ("question", "说声谢谢", "谢谢"), ("used", "这份资源我用过", "用过"), ("question", "有错误", "有错误"))


def links(world: World, title: str, address: str, used: bool = True) -> tuple[Link, ...]:
    """提问、说声谢谢、这份资源我用过 (unless not ``used``)、有错误, about the page ``title`` at ``address`` below the site.

    Addresses of issue forms, or else of letters; none if the city has neither a repository nor a mailbox.
    """
    known = world.once(addresses)
    if not (known["repository"] or known["mailbox"]):
        return ()
    page = whole(world, address) or address
    return tuple(Link(text, _to(known, form, f"{mark}：{title}", page)) for form, text, mark in _KINDS if used or form != "used")


def request_link(world: World, words: str) -> Link | None:
    """Ask for a resource that is missing, described by ``words``; nothing if nobody could be asked this way."""
    target = _to(world.once(addresses), "request", f"求资源：{words}", words)
    return Link("请人补这份资源", target) if target else None


def contact(world: World) -> str:
    """Whom to turn to without a form: the office's own words; empty if it says nothing."""
    return world.once(addresses)["contact"]


def whole(world: World, address: str) -> str:
    """The address of a page as others can open it; empty unless the city says where its site is."""
    top = world.once(addresses)["site"]
    return f"{top}/{quote(address, safe='/#')}" if top else ""


def addresses(world: World) -> dict[str, str]:
    """Where the city says that its site and its repository are, without the last stroke, its mailbox, and whom to turn to; asked by every page."""
    said = world.settings
    return {
        "site": ((said and said.address) or "").rstrip("/"),
        "repository": ((said and said.repository) or "").rstrip("/"),
        "mailbox": (said and said.mailbox) or "",
        "contact": said.contact if said else "",
    }


def _to(known: Mapping[str, str], form: str, title: str, about: str) -> str:
    """A new issue with a form of ``.github/ISSUE_TEMPLATE`` (its field ``about`` filled in), or a letter to the office."""
    if known["repository"]:
        query = urlencode({"template": f"{form}.yml", "title": title, "about": about}, quote_via=quote)
        return f"{known['repository']}/issues/new?{query}"
    if known["mailbox"]:
        return f"mailto:{known['mailbox']}?" + urlencode({"subject": title, "body": f"{about}\r\n\r\n"}, quote_via=quote)
    return ""
