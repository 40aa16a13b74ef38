"""The page that finds (R-3.2.6): what it shows before the first key, and the names of all that can be chosen."""

from __future__ import annotations

from collections import Counter, defaultdict

from ...model.work import Resource
from ..ask import contact, request_link
from ..newest import newest_in_city
from ..output import Output, Page
from ..records import card
from ..world import World
from .documents import facet_values, facets, shelves

NEWEST = 12
# In the order in which a teacher narrows down; those of the second tuple stand open, with counts before anything is fetched.
_ORDER = (
    *("stage", "subject", "grade", "volume", "edition", "generation", "unit", "lesson_type", "type"),
    *("course_level", "difficulty", "audience", "licence", "base", "year"),
)
_OPEN = ("subject", "grade", "type")


def find_page(world: World) -> Output:
    """``find/index.html``; the newest resources until something is looked for."""
    ask = request_link(world, "{q}")
    kind = next(facet for facet in facets(world) if facet.id == "kind")
    counts = _counts(world, "", "kind")
    fields = {
        "kinds": [(value, counts[value]) for value in dict.fromkeys(kind.values) if counts[value] or value == kind.values[0]],
        "facets": _facets(world, kind.values[0]),
        "newest": [card(world, entry) for entry in newest_in_city(world, Resource)[:NEWEST]],
        "ask": ask.address if ask else "",
        "contact": contact(world),
    }
    return Output("find/index.html", Page("找资源", "find", fields, wide=True, listing=True))


def _facets(world: World, kind: str) -> list[dict[str, object]]:
    """Every facet; of those that stand open the values that documents of a kind have, and how many have them."""
    by_id = {facet.id: facet for facet in facets(world)}
    found: list[dict[str, object]] = []
    for id in _ORDER:
        counts = _counts(world, kind, id) if id in _OPEN else Counter[str]()
        values = [value for value in by_id[id].values if counts[value]] + sorted(counts.keys() - {*by_id[id].values})
        found.append({"id": id, "name": by_id[id].name, "open": id in _OPEN, "values": [(value, counts[value]) for value in values]})
    return found


def _counts(world: World, kind: str, facet: str) -> Counter[str]:
    """How many documents of a kind, of any if it is empty, have each value of a facet."""
    found = Counter[str]()
    for base in shelves(world):
        found.update(world.once(_counted, base).get((kind, facet), {}))
    return found


def _counted(world: World, base: str) -> dict[tuple[str, str], dict[str, int]]:
    """Kind, or nothing for all, and facet → how many documents of a base have each value."""
    found = defaultdict[tuple[str, str], Counter[str]](Counter)
    for one in facet_values(world, base):
        for kind in ("", *one["kind"]):
            for facet in ("kind", *_OPEN):
                found[kind, facet].update(one.get(facet, ()))
    return {key: dict(counts) for key, counts in found.items()}
