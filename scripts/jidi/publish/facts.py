"""A record becomes what a reader sees: facts, tables, downloads. One way for every kind."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ..model.city import Entry
from ..model.record import Record
from ..model.work import Attachment, Person
from .output import Download, Fact, Link, Table
from .people.identity import address_of
from .world import World

_REF = re.compile(r"(?:[a-z]{2}-[a-z0-9-]+/)?[a-z]+/[A-Za-z0-9_-]+")
_SCHOOL = {"school", "helped"}
_NOTHING = (None, "", ())  # most fields of most records
_NOT_FACTS = {"title", "files", "corpus_id"}
_BESIDE_A_SCHOOL, _PEOPLE = {"name", "fellow"}, {"host", "recorder", "researcher", "teacher", "leader", "members", "mentor", "who", "people"}


def facts_of(world: World, entry: Entry[Record], *but: str) -> tuple[Fact, ...]:
    """The simple fields of a record that say something, in the order of the model."""
    return facts_in(world, entry, _names(type(entry.record), but))


@cache
def _names(model: type[Record], but: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in _NOT_FACTS and name not in but)


def facts_in(world: World, entry: Entry[Record], names: Iterable[str]) -> tuple[Fact, ...]:
    """The fields with these names, in this order, as far as they are simple and say something."""
    record, found = entry.record, []
    words = _words(type(record))
    for name in names:
        value = getattr(record, name)
        if value not in _NOTHING and not _is_table(value) and (links := links_of(world, entry.base, name, value)):
            found.append(Fact(words[name], links))
    return tuple(found)


@cache
def _words(model: type[Record]) -> dict[str, str]:
    """The fields of a model with what they are called; the library makes them up each time that it is asked."""
    return {name: str(info.alias) for name, info in model.model_fields.items()}


def tables_of(world: World, entry: Entry[Record], *but: str) -> tuple[Table, ...]:
    """The fields that hold several small records."""
    found = []
    for name, info in type(entry.record).model_fields.items():
        value = getattr(entry.record, name)
        if name != "files" and name not in but and _is_table(value):
            rows = value if isinstance(value, tuple) else (value,)
            found.append(table(world, entry.base, str(info.alias), rows))
    return tuple(found)


def table(world: World, base: str, title: str, records: tuple[Record, ...]) -> Table:
    """Records of one model as a table; columns that are empty everywhere are left out."""
    model = type(records[0])
    cells = {str(info.alias): [_cell(world, base, one, name) for one in records] for name, info in model.model_fields.items()}
    used = {head: column for head, column in cells.items() if any(column)}
    return Table(title, tuple(used), tuple(zip(*used.values(), strict=True)))


def _cell(world: World, base: str, record: Record, name: str) -> tuple[Link, ...]:
    """A value in a table; a name beside a school leads to that person."""
    value, school = getattr(record, name), getattr(record, "school", None)
    if name in _BESIDE_A_SCHOOL and school and value:
        return (Link(str(value), address_of(world, str(value), str(school))),)
    return links_of(world, base, name, value)


def _is_table(value: Any) -> bool:
    first = value[0] if isinstance(value, tuple) and value else value
    return not isinstance(first, str) and isinstance(first, Record)  # most are words, and it takes long to find that words are no record


def links_of(world: World, base: str, name: str, value: Any) -> tuple[Link, ...]:
    """A value as words with addresses; nothing for what says nothing (``None``, empty, 否)."""
    if value is None or value == "" or value is False:
        return ()
    if isinstance(value, str):
        return (_link(world, base, name, value),)
    if value is True:
        return (Link("是"),)
    if isinstance(value, tuple):
        return tuple(link for one in value for link in links_of(world, base, name, one))
    if isinstance(value, Record):
        return (Link(" ".join(link.text for field in type(value).model_fields for link in links_of(world, base, field, getattr(value, field)))),)
    if isinstance(value, datetime.date):
        return (Link(value.isoformat()),)
    return (_link(world, base, name, str(value)),)


def _link(world: World, base: str, name: str, text: str) -> Link:
    if name in _SCHOOL:
        return Link(world.schools.get(text, text))
    if name in _PEOPLE:
        return Link(text, address_of(world, text, base=base))
    if text.startswith(("https://", "http://")):
        return Link(text, text)
    if "/" in text and _REF.fullmatch(text):
        target = world.by_id.get(text if text.count("/") == 2 else f"{base}/{text}")
        return Link(str(getattr(target.record, "title", text)), target.address) if target else Link(text)
    return Link(text)


def people(value: tuple[Person, ...], usual: str = "") -> str:
    """Names in one line: 李文静、赵海峰（协作）; the ``usual`` role is not repeated."""
    return "、".join(one.name if one.role == usual else f"{one.name}（{one.role}）" for one in value)


def downloads(world: World, entry: Entry[Record]) -> tuple[Download, ...]:
    """What can be taken from a record's page."""
    return tuple(_download(world, entry.base, one) for one in world.attachments(entry))


def _download(world: World, base: str, one: Attachment) -> Download:
    if one.url:
        return Download(one.name, one.url, "网址", note="，".join(filter(None, (one.size, one.contact, f"sha256 {one.sha256}" if one.sha256 else ""))))
    path = f"bases/{base}/files/{one.file}"
    return Download(one.name, path, path.rsplit(".", 1)[-1].lower(), world.city.files[path].size)
