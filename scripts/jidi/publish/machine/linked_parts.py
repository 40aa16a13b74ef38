"""Pieces of JSON-LD that several things share. Addresses are whole, or relative to the page that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...model.base import Base
from ...model.city import Entry
from ...model.record import Record
from ..resource.attached import File
from ..world import World
from . import bibliography as about

Thing = dict[str, Any]


def clean(thing: Thing) -> Thing:
    """Without what says nothing, at every depth."""
    return {key: value if isinstance(value, str) else _clean(value) for key, value in thing.items() if value or value == 0}


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return clean(value)
    return [one if isinstance(one, str) else _clean(one) for one in value] if isinstance(value, list) else value


def on(world: World, address: str, page: str) -> str:
    """An address below the site for a reader of ``page``; a whole one stays."""
    return address if "://" in address else about.seen_from(world, address, page)


def people(names: Iterable[str]) -> list[Thing]:
    """Names as the page shows them, and nothing else of a person."""
    return [{"@type": "Person", "name": name} for name in names]


def base_node(world: World, base: str, card: Base | None, page: str) -> Thing:
    """A base by its name and page, for a reader of ``page``."""
    url = about.seen_from(world, f"bases/{base}/index.html", page)
    return {"@type": "EducationalOrganization", "name": card.full_name if card else base, "url": url}


def media(world: World, files: Iterable[File], page: str) -> list[Thing]:
    """The attachments, for a reader of ``page``."""
    return [
        {
            "@type": "MediaObject",
            "name": file.name,
            "contentUrl": on(world, file.address, page),
            "encodingFormat": file.media,
            "contentSize": f"{file.size} B" if file.size else "",
            "sha256": file.sha256,
        }
        for file in files
    ]


def crumbs(world: World, entry: Entry[Record], title: str = "") -> Thing:
    """The way from the home page; its last step is the page that says it, so that one needs no address. ``title``: of that, if it is not the base's."""
    way = (("首页", "index.html"), ("基地", "bases/index.html"), (world.base_names.get(entry.base, entry.base), f"bases/{entry.base}/index.html"))
    here = entry.address
    items = [{"@type": "ListItem", "position": at, "name": name, "item": about.seen_from(world, to, here)} for at, (name, to) in enumerate(way, 1)]
    items += [{"@type": "ListItem", "position": len(way) + 1, "name": title}] if title else []
    return {"@type": "BreadcrumbList", "itemListElement": items}
