"""可借鉴成果: what bases have tried and what other schools have taken up (R-3.1.4, R-2.2.2)."""

from __future__ import annotations

from ..model.city import Entry
from ..model.record import Record
from ..model.work import Experience, Experiment, Resource
from .cards import adopters
from .newest import Dated, dated, newest_first
from .output import Link, Output, Page
from .records import card, newest
from .world import World, folders

NEWEST = 60


def practices(world: World) -> list[Entry[Record]]:
    """Experiments and experience, those that another school took up first, each part by date; schools are not compared."""
    found = newest([*world.of(Experiment), *world.of(Experience)])
    return sorted(found, key=lambda one: not adopters(one.record))


def practice_pages(world: World) -> list[Output]:
    """``practice/index.html``: the newest of each kind, and the way to every base's."""
    used = newest_first(one for base in folders(world.city) for one in world.once(_used, base))
    parts = (
        ("experiments", "课改实验", "试了什么、怎样试、结果怎样。", newest([*world.of(Experiment)])),
        ("experience", "经验", "做成了的事：怎样做、代价是什么、别的学校用了怎样。", newest([*world.of(Experience)])),
        ("resources", "外校用过的资源", "别的学校用过、写了反馈的资源。", used),
    )
    fields = {"parts": [_part(world, *part) for part in parts]}
    return [Output("practice/index.html", Page("可借鉴成果", "practice", fields, wide=True, listing=True))]


def _used(world: World, base: str) -> tuple[Dated, ...]:
    """The resources of a base that another school has used."""
    return tuple(dated(one) for one in world.of(Resource, base) if adopters(one.record))


def _part(world: World, id: str, name: str, about: str, entries: list[Entry[Record]]) -> dict[str, object]:
    """One kind: how many each base has, a link to them there, and the newest as cards."""
    counts = [(Link(base.record.short_name, f"{base.address}#{id}"), sum(one.base == base.base for one in entries)) for base in world.bases]
    return {"id": id, "name": name, "about": about, "counts": [pair for pair in counts if pair[1]], "cards": [card(world, one) for one in entries[:NEWEST]]}
