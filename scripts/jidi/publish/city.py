"""The city's own pages: home, lists, policies, decisions, governance."""

from __future__ import annotations

from collections import Counter

from ..model.city import Entry
from ..model.record import Record
from ..model.standards import Decision, Governance, GuidePage, Policy
from ..model.work import Resource
from .facts import facts_of, table
from .home import home_page
from .newest import newest_in_city
from .output import Copy, Link, Output, Page
from .practice import practice_pages
from .records import card, newest, source
from .task import Task
from .world import World


def city_pages(world: World) -> list[Task]:
    """Home, what can be borrowed, lists, the policy library, decisions and governance."""
    return [
        Task("city home", lambda world: [home_page(world)]),
        Task("city practice", practice_pages),
        Task("city lists", _lists),
        Task("city policies", _policies),
        Task("city decisions", lambda world: [_decisions(world), _governance(world)]),
    ]


def _lists(world: World) -> list[Output]:
    return [Output("resources/index.html", Page("教学资源", "list", _list(world, "resources", Resource), wide=True, listing=True))]


def _list(world: World, id: str, model: type[Record]) -> dict[str, object]:
    """The newest, and how many each base has: every record is two steps away."""
    count = Counter(entry.base for entry in world.of(model))
    counts = [(Link(base.record.short_name, f"{base.address}#{id}"), count[base.base]) for base in world.bases if count[base.base]]
    return {"total": count.total(), "newest": [card(world, one) for one in newest_in_city(world, model)], "counts": counts}


def _policies(world: World) -> list[Output]:
    policies = newest([*world.of(Policy)])
    pages = [_policy(world, entry) for entry in world.of(Policy)]
    cards = [{"title": getattr(e.record, "title", ""), "address": e.address, "facts": facts_of(world, e, "reliability")} for e in policies]
    return [Output("policies/index.html", Page("政策库", "policies", {"policies": cards}, listing=True)), *pages]


def _policy(world: World, entry: Entry[Policy]) -> Output:
    fields = {"facts": facts_of(world, entry), "source": source(world, entry)}
    return Output(entry.address, Page(entry.record.title, "policy", fields, entry.body, clauses=True))


def _decisions(world: World) -> Output:
    newest_first = sorted(world.of(Decision), key=lambda e: (e.record.day, e.file), reverse=True)
    items = [{"anchor": e.address.split("#")[1], "record": e.record, "base": _base_link(world, e.record.base)} for e in newest_first]
    return Output("decisions.html", Page("决定", "decisions", {"decisions": items}, listing=True))


def _base_link(world: World, base: str) -> Link:
    return Link(world.base_names[base], f"bases/{base}/index.html") if base in world.base_names else Link(base)


def _governance(world: World) -> Output:
    bodies = tuple(body for entry in world.of(Governance) for body in entry.record.bodies)
    return Output("governance.html", Page("组织机构", "governance", {"table": table(world, "", "机构", bodies) if bodies else None}))


def guide_images(world: World, pages: list[Entry[GuidePage]]) -> list[Output]:
    """The pictures that guide pages show."""
    found = sorted({f"content/guide/images/{name}" for page in pages for name in _images(page.body)})
    return [Output(path.removeprefix("content/"), Copy(path)) for path in found]


def _images(body: str) -> list[str]:
    parts = body.split("](images/")[1:]
    return [part.split(")", 1)[0] for part in parts if ")" in part]
