"""The entry of an activity in the base's archive: volume, title, who is responsible, day, files with their digests (plan 七.2, domain e.7)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ...model.base import Base
from ...model.city import Entry
from ...model.work import Activity
from ..world import World


@dataclass(frozen=True)
class Filed:
    """A file in the archive: its path from the root or the address where it lies, its SHA-256 in hexadecimal, empty if nobody knows it."""

    path: str
    sha256: str


@dataclass(frozen=True)
class ArchiveRow:
    """A row of the archive's catalogue."""

    volume: str
    title: str
    responsible: str
    day: datetime.date
    files: tuple[Filed, ...]


def archive_row(world: World, entry: Entry[Activity]) -> ArchiveRow:
    """The row of an activity: the record itself first, then its attachments."""
    bases = {one.base: one.record.full_name for one in world.of(Base)}
    files = (_filed(world, entry.base, one.file, one.url, one.sha256) for one in world.attachments(entry))
    return ArchiveRow(volume(world, entry), entry.record.title, bases.get(entry.base, entry.base), entry.record.day, (Filed(entry.file, entry.sha256), *files))


def volume(world: World, entry: Entry[Activity]) -> str:
    """The volume that takes this kind of material; one that names levels takes those levels before any other."""
    fitting = [term for term in world.city.vocabulary.of("archive_volume") if entry.kind.name in _list(term.facts.get("材料"))]
    special = [term for term in fitting if entry.record.level in _list(term.facts.get("级别"))]
    plain = [term for term in fitting if not term.facts.get("级别")]
    return next((term.name for term in (*special, *plain)), "")


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _filed(world: World, base: str, file: str | None, url: str | None, sha256: str | None) -> Filed:
    if url or not file:
        return Filed(url or "", sha256 or "")
    facts = world.city.files[f"bases/{base}/files/{file}"]
    return Filed(facts.path, facts.sha256)
