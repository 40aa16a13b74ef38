"""A record in an archive's catalogue: volume, title, who is responsible, day, files with their digests (plan 七.2, domain e.7)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model.city import Entry
from ..model.record import Record
from ..model.standards import Decision
from ..model.textbooks import Textbooks
from ..model.vocabulary import Term
from ..model.work import Attachment
from ..publish.records import title
from ..publish.world import World


@dataclass(frozen=True)
class Filed:
    """A file of a record: its path from the root or the address where it lies, its SHA-256 in hexadecimal, empty if nobody knows it; what it is called."""

    path: str
    sha256: str
    name: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the catalogue. ``day`` is None if the record has none; ``remark``: what is not in the archive, and why."""

    volume: str
    title: str
    responsible: str
    day: datetime.date | None
    files: tuple[Filed, ...]
    remark: str = ""


def row_of(world: World, entry: Entry[Record], until: datetime.date = datetime.date.max) -> Row:
    """The row of a record: the record itself first, then its attachments. ``until``: a register is as old as its newest day up to then."""
    name = name_of(entry)
    files = (Filed(entry.file, entry.sha256, name), *(_filed(world, entry.base, one) for one in _attached(world, entry)))
    term = volume_of(world, entry)
    return Row(term.name if term else "", name, responsible(world, entry), _day(entry.record, until), files, "；".join(_absent(world, entry)))


def name_of(entry: Entry[Record]) -> str:
    """题名: the record's own title; of several registers of a kind, the kind and which."""
    if "title" in type(entry.record).model_fields or "*" not in entry.kind.path:
        return title(entry)
    one = entry.record
    if isinstance(one, Textbooks):
        return f"{entry.kind.name}：{one.stage}{one.subject}（{'，'.join(filter(None, (one.edition, one.generation)))}）"
    return f"{entry.kind.name} {getattr(one, 'title', entry.id.rsplit('/', 1)[-1])}"


def volume_of(world: World, entry: Entry[Record]) -> Term | None:
    """The volume that takes this kind of material; one that names levels takes those levels before any other. None: it is not archived."""
    fitting = [term for term in world.city.vocabulary.of("archive_volume") if entry.kind.name in _list(term.facts.get("材料"))]
    special = [term for term in fitting if getattr(entry.record, "level", "") in _list(term.facts.get("级别"))]
    plain = [term for term in fitting if not term.facts.get("级别")]
    return next(iter((*special, *plain)), None)


def responsible(world: World, entry: Entry[Record]) -> str:
    """责任者: the authors, or the office that issued it, or the base that it is of, or the city's office."""
    record: Any = entry.record
    if authors := getattr(record, "authors", ()):
        return "、".join(dict.fromkeys(one.name for one in authors))
    if isinstance(record, Decision):
        return record.actor
    if issuer := getattr(record, "issuer", ""):
        return str(issuer)
    return full_name(world, entry.base) if entry.base else office(world)


def full_name(world: World, base: str) -> str:
    """What a base is officially called."""
    return next((one.record.full_name for one in world.bases if one.base == base), base)


def office(world: World) -> str:
    """Who keeps the city's own material."""
    settings = world.settings
    return (settings.organiser or settings.city) if settings else ""


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _filed(world: World, base: str, one: Attachment) -> Filed:
    if one.url or not one.file:
        return Filed(one.url or "", one.sha256 or "", one.name)
    facts = world.city.files[f"bases/{base}/files/{one.file}"]
    return Filed(facts.path, facts.sha256, one.name)


def _named(entry: Entry[Record]) -> list[Attachment]:
    """The attachments that a record names; a register of other things has none."""
    return [one for one in getattr(entry.record, "files", ()) if isinstance(one, Attachment)]


def _attached(world: World, entry: Entry[Record]) -> list[Attachment]:
    return world.attachments(entry) if _named(entry) else []


def _absent(world: World, entry: Entry[Record]) -> Iterator[str]:
    """What the record names and the archive cannot hold."""
    sound = _attached(world, entry)
    for one in _named(entry):
        if one not in sound:
            facts = world.city.files.get(f"bases/{entry.base}/files/{one.file}")
            yield f"附件“{one.name}”没有归档：{facts.problem if facts else '找不到这个文件'}"
        elif one.url:
            known = "，".join(filter(None, (one.size, f"sha256 {one.sha256}" if one.sha256 else "")))
            yield f"附件“{one.name}”在 {one.url}{f'（{known}）' if known else ''}，不在档案里"


def _day(record: Record, until: datetime.date) -> datetime.date | None:
    """The record's own day; a register's newest up to ``until``."""
    own = getattr(record, "day", None)
    return own if isinstance(own, datetime.date) else max((day for day in _days(record.model_dump()) if day <= until), default=None)


def _days(value: object) -> Iterator[datetime.date]:
    if isinstance(value, datetime.date):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _days(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _days(one)
