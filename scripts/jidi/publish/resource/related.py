"""What a resource stands among: its other versions, the same lesson, the same unit, the same authors. Few, and no order of merit."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar

from ...model.city import Entry
from ...model.textbooks import read_name
from ...model.work import LessonStudy, Resource
from ..named import named
from ..output import Link
from ..world import World, folders

K = TypeVar("K", bound=Hashable)
MOST = 4  # of each kind
Group = tuple[str, tuple[Entry[Resource], ...]]
Row = tuple[datetime.date, str, Hashable, Hashable, tuple[Hashable, ...], str]  # day, id, lesson, unit, authors, new version


@dataclass(frozen=True)
class Index:
    """Public resources, by their ids, by what they share; ``older``: those that name a resource as their new version."""

    lessons: Mapping[Hashable, tuple[str, ...]]
    units: Mapping[Hashable, tuple[str, ...]]
    authors: Mapping[Hashable, tuple[str, ...]]
    older: Mapping[str, tuple[str, ...]]


def index(world: World) -> Index:
    """Everything looked through once; ask for it by ``world.once(index)``. In each group the newest first."""
    lessons, units, authors = (defaultdict[Hashable, list[str]](list) for _ in range(3))
    older = defaultdict[str, list[str]](list)
    rows = (row for base in folders(world.city) for row in world.once(_rows, base))
    for _, id, lesson, unit, names, newer in sorted(rows, key=itemgetter(0, 1), reverse=True):
        if lesson:
            lessons[lesson].append(id)
        if unit:
            units[unit].append(id)
        for author in names:
            authors[author].append(id)
        if newer:
            older[newer].append(id)
    return Index(_fixed(lessons), _fixed(units), _fixed(authors), _fixed(older))


def _rows(world: World, base: str) -> tuple[Row, ...]:
    """The public resources of a base by what others may share with them: a new title makes no other row."""
    return tuple(_row(entry, _subject(world, base)) for entry in world.of(Resource, base))


def _row(entry: Entry[Resource], subject: Hashable) -> Row:
    one = entry.record
    newer = full(entry, one.superseded_by) if one.superseded_by else ""
    return one.day, entry.id, _lesson(subject, one), _unit(subject, one), tuple(_authors(entry.base, one)), newer


def _fixed(groups: Mapping[K, list[str]]) -> dict[K, tuple[str, ...]]:
    return {key: tuple(ids) for key, ids in groups.items()}


def full(entry: Entry[Any], ref: str) -> str:
    """The whole id that a reference means: ``resources/x`` is of the same base."""
    return ref if ref.count("/") == 2 else f"{entry.base}/{ref}"


def _lesson(subject: Hashable, record: Resource) -> Hashable:
    """A lesson is the same in every edition: its words without its number, within one subject of one stage."""
    words = read_name(record.lesson).words
    return (subject, words) if words else None


def _unit(subject: Hashable, record: Resource) -> Hashable:
    return (subject, record.edition, record.grade, record.volume, read_name(record.unit)) if record.unit else None


def _subject(world: World, base: str) -> Hashable:
    return world.once(_subjects).get(base, base)


def _subjects(world: World) -> dict[str, tuple[str, str]]:
    """Base → its stage and subject."""
    return {card.base: (card.record.stage, card.record.subject) for card in world.bases}


def _authors(base: str, record: Resource) -> list[Hashable]:
    """A name at a school; without a school, a name in this base."""
    return [(one.name, one.school or base) for one in record.authors]


def steps_of(world: World, entry: Entry[Resource]) -> tuple[Link, ...]:
    """The steps of lesson studies that a resource was made in."""
    return world.once(_steps).get(entry.id, ())


def _steps(world: World) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for study in world.of(LessonStudy):
        for step in study.record.steps:
            if step.resource:
                found[full(study, step.resource)].append(Link(f"{study.record.title}（{step.step}，{step.day}）", study.address))
    return {id: tuple(links) for id, links in found.items()}


def versions(world: World, entry: Entry[Resource]) -> list[Entry[Resource]]:
    """The public versions of a resource, the oldest first, itself among them; what points in a circle is followed once."""
    older, chain = world.once(index).older, [entry]
    for one in chain:
        chain += [before for id in older.get(one.id, ()) if (before := named(world, id)) not in chain]
    chain.reverse()
    while (after := successor(world, chain[-1])) and after not in chain:
        chain.append(after)
    return chain


def successor(world: World, entry: Entry[Resource]) -> Entry[Resource] | None:
    """The new version of a resource, if it has one that is public."""
    newer = entry.record.superseded_by
    after = world.by_id.get(full(entry, newer)) if newer else None
    return after if after and isinstance(after.record, Resource) else None  # type: ignore[return-value]


def related(world: World, entry: Entry[Resource], same: Iterable[Entry[Resource]] | None = None) -> list[Group]:
    """同一课、同一单元、同一作者: at most :data:`MOST` of each, each resource once, none that is the ``same``: the :func:`versions` of this one."""
    known, subject, record = world.once(index), _subject(world, entry.base), entry.record
    seen = {one.id for one in (versions(world, entry) if same is None else same)}
    groups = (
        ("同一课", known.lessons.get(_lesson(subject, record), ())),
        ("同一单元", known.units.get(_unit(subject, record), ())),
        ("同一作者", (id for author in _authors(entry.base, record) for id in known.authors.get(author, ()))),
    )
    chosen = [(name, tuple(named(world, id) for id in _new(fellows, seen))) for name, fellows in groups]
    return [(name, few) for name, few in chosen if few]


def _new(fellows: Iterable[str], seen: set[str]) -> Iterator[str]:
    """The first :data:`MOST` that are not ``seen`` and now are; the hundreds that one author may have are not looked through."""
    left = MOST
    for id in fellows:
        if id not in seen:
            seen.add(id)
            left -= 1
            yield id
        if not left:
            return
