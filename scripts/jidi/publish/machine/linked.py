"""Pages in the words of schema.org, as JSON-LD: resources, activities, bases, the site itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...model.base import Base
from ...model.city import Entry
from ...model.record import Record
from ...model.work import Activity, Experience, QualityReport, Resource, Survey
from ..ask import whole
from ..world import World
from . import bibliography as about
from .dublin import LANGUAGE
from .linked_event import event
from .linked_parts import base_node, clean, crumbs, media, on, people
from .linked_resource import resource
from .told import Told

Thing = dict[str, Any]

CONTEXT = "https://schema.org"
FIND = "find/index.html?q={search_term_string}"
_TYPES: dict[type[Record], str] = {Experience: "Article", Survey: "Report", QualityReport: "Report"}
_OWN: dict[type[Record], Callable[[World, Entry[Any], Told], Thing]] = {Resource: resource, Activity: event}


def linked_record(world: World, entry: Entry[Record], told: Told) -> Thing:
    """The record of a page, of which this is ``told``, and the way to it; only what the page shows."""
    thing = _OWN.get(type(entry.record), _work)(world, entry, told)
    return _graph(clean(thing), crumbs(world, entry, told.title))


def linked_base(world: World, entry: Entry[Base]) -> Thing:
    """A base as an educational organisation, and the way to its page."""
    card = entry.record
    thing = {
        **base_node(world, entry.base, card, entry.address),
        "alternateName": card.short_name,
        "description": card.features,
        "identifier": entry.base,
        "parentOrganization": {"@type": "EducationalOrganization", "name": world.schools.get(card.school, "")},
        "areaServed": {"@type": "City", "name": world.settings.city} if world.settings else None,
        "knowsAbout": f"{card.stage}{card.subject}",
        "foundingDate": card.started.isoformat() if card.started else None,
        "location": {"@type": "Place", "name": card.map_place} if card.map_place else None,
    }
    return _graph(clean(thing), crumbs(world, entry))


def linked_home(world: World) -> Thing:
    """The site, and how to search it; the search has a place only where the city says where its site is."""
    settings = world.settings
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{whole(world, '')}{FIND}"},
        "query-input": "required name=search_term_string",
    }
    thing = {
        "@type": "WebSite",
        "name": world.site_name,
        "url": whole(world, ""),
        "inLanguage": LANGUAGE,
        "description": settings.guiding if settings else "",
        "publisher": {"@type": "Organization", "name": settings.organiser} if settings and settings.organiser else None,
        "potentialAction": search if whole(world, "") else None,
    }
    return {"@context": CONTEXT, **clean(thing)}


def _work(world: World, entry: Entry[Record], told: Told) -> Thing:
    """A record that is neither a resource nor an activity: a plan, an experience, a report …"""
    here = entry.address
    return {
        "@type": _TYPES.get(type(entry.record), "CreativeWork"),
        "name": told.title,
        "description": told.description,
        "identifier": entry.id,
        "url": on(world, here, here),
        "inLanguage": LANGUAGE,
        "genre": entry.kind.name,
        "author": people(told.makers),
        "publisher": base_node(world, entry.base, told.card, here),
        "datePublished": about.published(world, entry).isoformat(),
        "dateModified": about.updated(world, entry).isoformat(),
        "encoding": media(world, told.files, here),
    }


def _graph(*things: Thing) -> Thing:
    return {"@context": CONTEXT, "@graph": list(things)}
