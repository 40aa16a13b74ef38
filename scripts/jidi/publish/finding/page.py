"""The page that finds (R-3.2.6): what it shows before the first key, and the names of all that can be chosen."""

from __future__ import annotations

from collections import Counter

from ...model.work import Resource
from ..ask import contact, request_link
from ..output import Output, Page
from ..records import card, newest
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
    counts = Counter(value for one in _described(world) for value in one["kind"])
    fields = {
        "kinds": [(value, counts[value]) for value in dict.fromkeys(kind.values) if counts[value] or value == kind.values[0]],
        "facets": _facets(world, kind.values[0]),
        "newest": [card(world, entry) for entry in newest([*world.of(Resource)])[:NEWEST]],
        "ask": ask.address if ask else "",
        "contact": contact(world),
    }
    return Output("find/index.html", Page("找资源", "find", fields, wide=True, listing=True))


def _facets(world: World, kind: str) -> list[dict[str, object]]:
    """Every facet; of those that stand open the values that documents of a kind have, and how many have them."""
    by_id = {facet.id: facet for facet in facets(world)}
    shown = [one for one in _described(world) if kind in one["kind"]]
    found: list[dict[str, object]] = []
    for id in _ORDER:
        counts = Counter(value for one in shown for value in one.get(id, ())) if id in _OPEN else Counter[str]()
        values = [value for value in by_id[id].values if counts[value]] + sorted(counts.keys() - {*by_id[id].values})
        found.append({"id": id, "name": by_id[id].name, "open": id in _OPEN, "values": [(value, counts[value]) for value in values]})
    return found


def _described(world: World) -> list[dict[str, tuple[str, ...]]]:
    return [one for base in shelves(world) for one in world.once(facet_values, base)]
