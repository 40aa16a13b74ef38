"""“下载本单元全部”: a zip for each unit of a textbook, and for each activity or lesson study with several resources (R-3.2.6)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ...model.city import Entry
from ...model.record import Record
from ...model.work import Activity, LessonStudy, Resource
from ..named import named
from ..output import Download, Output
from ..task import Task
from ..world import World, folders
from .packing import Filled, fill

Unit = tuple[str, ...]
_NUMBER = re.compile(r"-\d+$")


def pack_files(world: World) -> list[Task]:
    """``packs/``: every pack, those of a subject together."""
    return [Task(f"packs {seat}", partial(_packs_of, seat=seat)) for seat in world.once(_seats)]


def _packs_of(world: World, seat: str) -> list[Task]:
    return [Task(address, partial(_pack, address=address)) for address in world.once(_seats)[seat]]


def _seats(world: World) -> dict[str, tuple[str, ...]]:
    """Seat of a subject → the addresses of all packs of its bases, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for address, content in sorted(world.once(_contents).items()):
        found[_seat(named(world, content.ids[0]).base)].append(address)
    return {seat: tuple(addresses) for seat, addresses in sorted(found.items())}


def _seat(base: str) -> str:
    return _NUMBER.sub("", base)


def _pack(world: World, address: str) -> list[Output]:
    return [Output(address, filled.pack) for filled in [world.inside(_filled, address)] if filled]


def unit_pack(world: World, entry: Entry[Resource]) -> Download | None:
    """The pack of the unit that a resource belongs to; ``None`` if it names none, or if there is nothing worth a zip."""
    address = world.once(_addresses, entry.base).get(entry.id)
    return world.once(_offers, _seat(entry.base)).get(address) if address else None


def collection_pack(world: World, entry: Entry[Record]) -> Download | None:
    """The pack of what an activity brought forth, or of the resources of a lesson study; ``None`` if they are not several."""
    return world.once(_offers, _seat(entry.base)).get(_collection_address(entry))


def _offers(world: World, seat: str) -> dict[str, Download]:
    """Address → what a page says of a pack of the bases of a subject. Each is made again by itself, but looked at only if one of them has changed."""
    return {address: offer for address in world.once(_seats).get(seat, ()) if (offer := _offer(world, address))}


def _offer(world: World, address: str) -> Download | None:
    """What a page says of a pack, if there is one."""
    content: _Content | None = world.once(_contents).get(address)
    if content is None or (filled := world.inside(_filled, address)) is None:
        return None
    left = f"；{filled.left_out} 个没有放进来，原因写在包里的“说明”" if filled.left_out else ""
    words = f"{filled.resources} 份资源，{filled.files} 个文件{left}"
    return Download(content.title, address, "zip", filled.size, words)


@dataclass(frozen=True)
class _Content:
    """What is to go into a pack: resources by their ids. ``several``: only if it is more than one resource."""

    title: str
    ids: tuple[str, ...]
    several: bool = False


def _filled(world: World, address: str) -> Filled | None:
    """A pack, if it is worth one."""
    content: _Content | None = world.once(_contents).get(address)
    if content is None:
        return None
    filled = fill(world, content.title, _ordered(world, [named(world, id) for id in content.ids]))
    return filled if filled and (filled.resources > 1 or (filled.attachments and not content.several)) else None


def _contents(world: World) -> dict[str, _Content]:
    """Address → what might go into a pack. The bases of one subject share the packs of its units."""
    found: dict[str, _Content] = {}
    for base in folders(world.city):
        for address, more in (*world.once(_units, base).items(), *world.once(_collections, base).items()):
            known = found.get(address)
            found[address] = replace(known, ids=(*known.ids, *more.ids)) if known else more
    return found


def _units(world: World, base: str) -> dict[str, _Content]:
    """Address → the resources of a base that are of one unit; what has a newer version that can be read stays out."""
    addresses, units = world.once(_addresses, base), defaultdict[str, list[Entry[Resource]]](list)
    for entry in world.of(Resource, base):
        if entry.id in addresses and not _replaced(world, entry):
            units[addresses[entry.id]].append(entry)
    return {address: _Content(_unit_title(world, entries[0]), tuple(one.id for one in entries)) for address, entries in units.items()}


def _collections(world: World, base: str) -> dict[str, _Content]:
    """Address → what an activity or a lesson study of a base brought forth, if it is several."""
    sources: list[Entry[Activity] | Entry[LessonStudy]] = [*world.of(Activity, base), *world.of(LessonStudy, base)]
    collected = ((source, _collected(world, source)) for source in sources)
    return {_collection_address(one): _Content(one.record.title, tuple(ids), several=True) for one, ids in collected if len(ids) > 1}


def in_unit(world: World, address: str) -> int:
    """How many resources are of the unit whose pack is at an address."""
    return world.once(_counts).get(address, 0)


def _counts(world: World) -> dict[str, int]:
    return dict(Counter(address for base in folders(world.city) for address in world.once(_addresses, base).values()))


def _addresses(world: World, base: str) -> dict[str, str]:
    """The id of a base's resource → the address of its unit's pack, whether there is one or not."""
    units = {entry.id: _unit(entry) for entry in world.of(Resource, base) if entry.record.unit}
    known = {unit: _unit_address(unit) for unit in units.values()}
    return {id: known[unit] for id, unit in units.items()}


def _unit(entry: Entry[Resource]) -> Unit:
    """Stage and subject (the base's folder says both), edition, generation, grade, volume, unit."""
    one, seat = entry.record, _seat(entry.base)
    return (seat, one.edition, one.generation or "", one.grade, one.volume, " ".join(one.unit.split()))


def _unit_address(unit: Unit) -> str:
    digest = hashlib.sha256("\n".join(unit).encode()).hexdigest()
    return f"packs/units/{unit[0]}-{digest[:10]}.zip"


def _collection_address(entry: Entry[Any]) -> str:
    return f"packs/{entry.id}.zip"


def _unit_title(world: World, entry: Entry[Resource]) -> str:
    """``八年级上册 第二十三章 一次函数（人教版，2022课标版）``."""
    one, words = entry.record, world.city.vocabulary
    place = "".join(word for kind, word in (("grade", one.grade), ("volume", one.volume)) if not words.is_term(kind, word, "buxian"))
    book = "，".join(word for word in (one.edition, one.generation or "") if word and not words.is_term("edition", word, "buxian"))
    return f"{place} {one.unit}".strip() + (f"（{book}）" if book else "")


def _replaced(world: World, entry: Entry[Resource]) -> bool:
    newer = entry.record.superseded_by
    return bool(newer) and _full(entry.base, str(newer)) in world.by_id


def _full(base: str, ref: str) -> str:
    return ref if ref.count("/") == 2 else f"{base}/{ref}"


def _collected(world: World, entry: Entry[Activity] | Entry[LessonStudy]) -> list[str]:
    """The public resources that an activity or a lesson study names; a study also those of its activities."""
    refs = _named(world, entry)
    return [id for id in dict.fromkeys(refs) if (one := world.by_id.get(id)) and isinstance(one.record, Resource)]


def _named(world: World, entry: Entry[Activity] | Entry[LessonStudy]) -> list[str]:
    if isinstance(entry.record, Activity):
        return [_full(entry.base, ref) for ref in entry.record.products]
    found = [_full(entry.base, step.resource) for step in entry.record.steps if step.resource]
    held = [world.by_id.get(_full(entry.base, step.activity)) for step in entry.record.steps if step.activity]
    return found + [_full(one.base, ref) for one in held if one and isinstance(one.record, Activity) for ref in one.record.products]


def _ordered(world: World, entries: Sequence[Entry[Resource]]) -> list[Entry[Resource]]:
    """By lesson, then in the city's order of types, then by day."""
    types = {name: number for number, name in enumerate(world.city.vocabulary.names("resource_type"))}
    return sorted(entries, key=lambda e: (e.record.lesson, types.get(e.record.type, len(types)), e.record.day, e.file))
