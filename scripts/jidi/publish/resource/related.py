"""What a resource stands among: its other versions, the same lesson, the same unit, the same authors. Few, and no order of merit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...model.city import Entry
from ...model.textbooks import read_name
from ...model.work import LessonStudy, Resource
from ..output import Link
from ..world import World

MOST = 4  # of each kind
Group = tuple[str, tuple[Entry[Resource], ...]]


@dataclass(frozen=True)
class Index:
    """Public resources by what they share; ``older``: those that name a resource as their new version; ``steps``: of lesson studies, by resource."""

    lessons: Mapping[Hashable, tuple[Entry[Resource], ...]]
    units: Mapping[Hashable, tuple[Entry[Resource], ...]]
    authors: Mapping[Hashable, tuple[Entry[Resource], ...]]
    older: Mapping[str, tuple[Entry[Resource], ...]]
    steps: Mapping[str, tuple[Link, ...]]


def index(world: World) -> Index:
    """Everything looked through once; ask for it by ``world.once(index)``. In each group the newest first."""
    newest = sorted(world.of(Resource), key=lambda e: (e.record.day, e.id), reverse=True)
    return Index(
        _grouped((_lesson(world, entry), entry) for entry in newest),
        _grouped((_unit(world, entry), entry) for entry in newest),
        _grouped((author, entry) for entry in newest for author in _authors(entry)),
        _grouped((full(entry, entry.record.superseded_by), entry) for entry in newest if entry.record.superseded_by),  # type: ignore[arg-type]
        _steps(world),
    )


def _grouped(pairs: Iterable[tuple[Hashable, Entry[Resource]]]) -> dict[Hashable, tuple[Entry[Resource], ...]]:
    found: dict[Hashable, list[Entry[Resource]]] = defaultdict(list)
    for key, entry in pairs:
        if key:
            found[key].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def full(entry: Entry[Resource], ref: str) -> str:
    """The whole id that a reference means: ``resources/x`` is of the same base."""
    return ref if ref.count("/") == 2 else f"{entry.base}/{ref}"


def _lesson(world: World, entry: Entry[Resource]) -> Hashable:
    """A lesson is the same in every edition: its words without its number, within one subject of one stage."""
    words = read_name(entry.record.lesson).words
    return (_subject(world, entry), words) if words else None


def _unit(world: World, entry: Entry[Resource]) -> Hashable:
    record = entry.record
    return (_subject(world, entry), record.edition, record.grade, record.volume, read_name(record.unit)) if record.unit else None


def _subject(world: World, entry: Entry[Resource]) -> Hashable:
    card = world.by_id.get(f"{entry.base}/base")
    return (getattr(card.record, "stage", ""), getattr(card.record, "subject", "")) if card else entry.base


def _authors(entry: Entry[Resource]) -> list[Hashable]:
    """A name at a school; without a school, a name in this base."""
    return [(one.name, one.school or entry.base) for one in entry.record.authors]


def _steps(world: World) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for study in world.of(LessonStudy):
        for step in study.record.steps:
            if step.resource:
                id = step.resource if step.resource.count("/") == 2 else f"{study.base}/{step.resource}"
                found[id].append(Link(f"{study.record.title}（{step.step}，{step.day}）", study.address))
    return {id: tuple(links) for id, links in found.items()}


def versions(world: World, entry: Entry[Resource]) -> list[Entry[Resource]]:
    """The public versions of a resource, the oldest first, itself among them; what points in a circle is followed once."""
    older, chain = world.once(index).older, [entry]
    for one in chain:
        chain += [before for before in older.get(one.id, ()) if before not in chain]
    chain.reverse()
    while (after := successor(world, chain[-1])) and after not in chain:
        chain.append(after)
    return chain


def successor(world: World, entry: Entry[Resource]) -> Entry[Resource] | None:
    """The new version of a resource, if it has one that is public."""
    after = world.by_id.get(full(entry, entry.record.superseded_by)) if entry.record.superseded_by else None
    return after if after and isinstance(after.record, Resource) else None  # type: ignore[return-value]


def related(world: World, entry: Entry[Resource]) -> list[Group]:
    """同一课、同一单元、同一作者: at most :data:`MOST` of each, each resource once, no other version of this one."""
    known, seen = world.once(index), {one.id for one in versions(world, entry)}
    groups = (
        ("同一课", known.lessons.get(_lesson(world, entry), ())),
        ("同一单元", known.units.get(_unit(world, entry), ())),
        ("同一作者", (one for author in _authors(entry) for one in known.authors.get(author, ()))),
    )
    chosen = [(name, tuple(_new(fellows, seen))) for name, fellows in groups]
    return [(name, few) for name, few in chosen if few]


def _new(fellows: Iterable[Entry[Resource]], seen: set[str]) -> Iterator[Entry[Resource]]:
    """The first :data:`MOST` that are not ``seen`` and now are; the hundreds that one author may have are not looked through."""
    left = MOST
    for one in fellows:
        if one.id not in seen:
            seen.add(one.id)
            left -= 1
            yield one
        if not left:
            return
