"""Pieces of JSON-LD that several things share. Addresses are whole, or relative to the page that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...model.city import Entry
from ...model.record import Record
from ..resource.attached import files_of
from ..world import World
from . import bibliography as about

Thing = dict[str, Any]


def clean(thing: Thing) -> Thing:
    """Without what says nothing, at every depth."""
    return {key: value if isinstance(value, str) else _clean(value) for key, value in thing.items() if value or value == 0}


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return clean(value)
    return [_clean(one) for one in value] if isinstance(value, list) else value


def on(world: World, address: str, page: str) -> str:
    """An address below the site for a reader of ``page``; a whole one stays."""
    return address if "://" in address else about.seen_from(world, address, page)


def people(names: Iterable[str]) -> list[Thing]:
    """Names as the page shows them, and nothing else of a person."""
    return [{"@type": "Person", "name": name} for name in names]


def base_node(world: World, base: str, page: str) -> Thing:
    """A base by its name and page."""
    card = world.by_id.get(f"{base}/base")
    name = str(getattr(card.record, "full_name", base)) if card else base
    return {"@type": "EducationalOrganization", "name": name, "url": on(world, f"bases/{base}/index.html", page)}


def media(world: World, entry: Entry[Record]) -> list[Thing]:
    """The attachments."""
    return [
        {
            "@type": "MediaObject",
            "name": file.name,
            "contentUrl": on(world, file.address, entry.address),
            "encodingFormat": file.media,
            "contentSize": f"{file.size} B" if file.size else "",
            "sha256": file.sha256,
        }
        for file in files_of(world, entry)
    ]


def crumbs(world: World, entry: Entry[Record]) -> Thing:
    """The way from the home page; its last step is the page that says it, so that one needs no address."""
    way = [("首页", "index.html"), ("基地", "bases/index.html"), (world.base_names.get(entry.base, entry.base), f"bases/{entry.base}/index.html")]
    here = entry.address
    way += [] if entry.kind.id == "base" else [(about.title(entry), "")]
    items = [{"@type": "ListItem", "position": at, "name": name, "item": to and about.seen_from(world, to, here)} for at, (name, to) in enumerate(way, 1)]
    return clean({"@type": "BreadcrumbList", "itemListElement": items})
