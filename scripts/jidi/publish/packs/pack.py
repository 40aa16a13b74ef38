"""“下载本单元全部”: a zip for each unit of a textbook, and for each activity or lesson study with several resources (R-3.2.6)."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ...model.city import Entry
from ...model.record import Record
from ...model.work import Activity, LessonStudy, Resource
from ..output import Download, Output, Pack
from ..world import World
from .packing import Filled, fill

Unit = tuple[str, ...]
_NUMBER = re.compile(r"-\d+$")


def pack_files(world: World) -> list[Output]:
    """``packs/``: every pack, in the order of their addresses."""
    return [Output(path, made[1]) for path, made in sorted(world.once(_packs).items())]


def unit_pack(world: World, entry: Entry[Resource]) -> Download | None:
    """The pack of the unit that a resource belongs to; ``None`` if it names none, or if there is nothing worth a zip."""
    address = world.once(_addresses).get(entry.id)
    return _download(world, address) if address else None


def collection_pack(world: World, entry: Entry[Record]) -> Download | None:
    """The pack of what an activity brought forth, or of the resources of a lesson study; ``None`` if they are not several."""
    return _download(world, _collection_address(entry))


def _download(world: World, address: str) -> Download | None:
    made = world.once(_packs).get(address)
    return made[0] if made else None


def _packs(world: World) -> Mapping[str, tuple[Download, Pack]]:
    """Address → what a page says of a pack, and the pack."""
    found: dict[str, tuple[Download, Pack]] = {}
    for unit, entries in _units(world).items():
        title = _unit_title(world, entries[0])
        if (filled := fill(world, title, _ordered(world, entries))) and (filled.resources > 1 or filled.attachments):
            found[_unit_address(unit)] = _made(title, _unit_address(unit), filled)
    sources: list[Entry[Activity] | Entry[LessonStudy]] = [*world.of(Activity), *world.of(LessonStudy)]
    for source in sources:
        title, entries = source.record.title, _collected(world, source)
        if len(entries) > 1 and (filled := fill(world, title, _ordered(world, entries))) and filled.resources > 1:
            found[_collection_address(source)] = _made(title, _collection_address(source), filled)
    return found


def _made(title: str, address: str, filled: Filled) -> tuple[Download, Pack]:
    left = f"；{filled.left_out} 个没有放进来，原因写在包里的“说明”" if filled.left_out else ""
    words = f"{filled.resources} 份资源，{filled.files} 个文件{left}"
    return Download(title, address, "zip", filled.pack.size, words), filled.pack


def _addresses(world: World) -> dict[str, str]:
    """Resource id → the address of its unit's pack, whether there is one or not."""
    units = {entry.id: _unit(entry) for entry in world.of(Resource) if entry.record.unit}
    known = {unit: _unit_address(unit) for unit in units.values()}
    return {id: known[unit] for id, unit in units.items()}


def _units(world: World) -> dict[Unit, list[Entry[Resource]]]:
    """The resources of each unit; what has a newer version that can be read stays out."""
    units: dict[Unit, list[Entry[Resource]]] = defaultdict(list)
    for entry in world.of(Resource):
        if entry.record.unit and not _replaced(world, entry):
            units[_unit(entry)].append(entry)
    return units


def _unit(entry: Entry[Resource]) -> Unit:
    """Stage and subject (the base's folder says both), edition, generation, grade, volume, unit."""
    one, seat = entry.record, _NUMBER.sub("", entry.base)
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


def _collected(world: World, entry: Entry[Activity] | Entry[LessonStudy]) -> list[Entry[Resource]]:
    """The public resources that an activity or a lesson study names; a study also those of its activities."""
    refs = _named(world, entry)
    return [one for id in dict.fromkeys(refs) if (one := world.by_id.get(id)) and isinstance(one.record, Resource)]  # type: ignore[misc]


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
