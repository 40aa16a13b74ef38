"""``people/``: a page for everybody who is named with a school: places in the bases and works (R-3.4.5). No ranking, no counts, no contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice

from ..output import Link, Output, Page
from ..records import card
from ..task import Task
from ..world import World
from .deeds import Deeds, Role, deeds_of
from .identity import Identity, address_of
from .names import reading

__all__ = ["address_of", "people_pages"]

MOST = 200  # works of one sort on a page: a phone opens it, and the bases' pages have them all


def people_pages(world: World) -> Iterator[Task]:
    """``people/index.html`` and a page for each person."""
    yield Task("people index", _index)
    yield from (Task(f"person {one.address}", partial(_pages, one=one)) for one in world.once(_in_order))


def _in_order(world: World) -> tuple[Identity, ...]:
    return tuple(sorted(deeds_of(world), key=lambda one: (*reading(one.name), one.name, one.school)))


def _index(world: World) -> list[Output]:
    fields = {"letters": _letters(world, world.once(_in_order), deeds_of(world)), "privacy": _privacy(world)}
    return [Output("people/index.html", Page("教研人员", "people", fields, listing=True))]


def _pages(world: World, one: Identity) -> list[Output]:
    return [_page(world, one, deeds_of(world)[one])]


def _letters(world: World, order: Iterable[Identity], people: Mapping[Identity, Deeds]) -> list[dict[str, object]]:
    """Everybody by the first letter of the surname; what has no reading comes last."""
    found: dict[str, list[dict[str, object]]] = {}
    for one in order:
        letter = reading(one.name)[0][:1].upper()
        bases = [world.base_names.get(role.base, role.base) for role in people[one].roles]
        found.setdefault(letter if letter.isalpha() else "其他", []).append(
            {"link": Link(one.name, one.address), "school": _school(world, one), "bases": bases}
        )
    return [{"letter": letter, "people": found[letter]} for letter in sorted(found, key=lambda letter: (letter == "其他", letter))]


def _page(world: World, one: Identity, deeds: Deeds) -> Output:
    member = deeds.member
    fields = {
        "school": _school(world, one),
        "job": (member.title or "") if member else "",
        "honours": [f"{honour.name}（{honour.year}）" if honour.year else honour.name for honour in deeds.honours],
        "roles": [_role(world, role) for role in deeds.roles],
        "sections": [{"name": deed, "cards": _cards(world, works), "more": len(works) > MOST} for deed, works in deeds.works.items()],
        "privacy": _privacy(world),
    }
    return Output(one.address, Page(one.name, "person", fields))


def _role(world: World, role: Role) -> dict[str, object]:
    """A base with what somebody is there, and the term that the register gives."""
    base = Link(world.base_names.get(role.base, role.base), f"bases/{role.base}/index.html")
    since, until = (role.member.since, role.member.until) if role.member else (None, None)
    return {"base": base, "words": role.words, "term": f"{since or ''} 至 {until or '今'}" if since else ""}


def _cards(world: World, works: Mapping[str, tuple[str, ...]]) -> list[dict[str, object]]:
    """Works, the newest first, each with what the person did in it."""
    return [_with(card(world, world.by_id[id]), parts) for id, parts in islice(works.items(), MOST)]


def _with(made: dict[str, object], parts: tuple[str, ...]) -> dict[str, object]:
    words = made["words"]
    return made | {"words": [*(words if isinstance(words, list) else []), *([f"本人：{'、'.join(parts)}"] if parts else [])]}


def _school(world: World, one: Identity) -> str:
    return world.schools.get(one.school, one.school)


def _privacy(world: World) -> str:
    """The guide page that says how not to be named, if the city keeps it."""
    page = world.by_id.get("guide/privacy")
    return page.address if page else ""
