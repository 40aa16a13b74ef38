"""What a catalogue says of a record: names, days, licence, book. Feeds, JSON-LD, Dublin Core and the CSV all ask here."""

from __future__ import annotations

import datetime
import posixpath
from functools import lru_cache

from ...model.base import Base
from ...model.city import Entry
from ...model.record import Record
from ...model.vocabulary import Term
from ...model.work import Activity, Resource
from ..ask import whole
from ..said import said
from ..world import World

_UNLIMITED = ("buxian", "any")


def title(entry: Entry[Record]) -> str:
    """What a record is called."""
    return str(said(entry.record, "title", entry.kind.name))


def seen_from(world: World, address: str, page: str) -> str:
    """An address for machines that read the file ``page``: whole if the city says where its site is, else relative to that file."""
    if far := whole(world, address):
        return far
    target, mark, anchor = address.partition("#")
    folder, _, name = target.rpartition("/")
    here = page.rpartition("/")[0]
    return (name if name and folder == here else _relative(f"/{target}", f"/{here}")) + mark + anchor


_relative = lru_cache(maxsize=4096)(posixpath.relpath)  # the pages of a folder all lead to the same few


def published(world: World, entry: Entry[Record]) -> datetime.date:
    """The day on which a record came into the main line, or the record's own day where git does not tell."""
    return _told(world, entry, world.city.history.arrived.get(entry.file))


def updated(world: World, entry: Entry[Record]) -> datetime.date:
    """The day of the last change to a record's file, or the record's own day where git does not tell."""
    return max(_told(world, entry, world.city.history.changed.get(entry.file)), published(world, entry))


def _told(world: World, entry: Entry[Record], day: datetime.date | None) -> datetime.date:
    return day if day and not world.city.history.shallow else day_of(entry)


def day_of(entry: Entry[Record]) -> datetime.date:
    """The day that a record bears: when it was finished, or took place."""
    day: datetime.date | None = said(entry.record, "day")
    return day or datetime.date(2020, 1, 1)


def makers(entry: Entry[Record]) -> tuple[str, ...]:
    """Who made it, as its page says: authors, or the one who hosts, teaches or leads."""
    record = entry.record
    alone = [str(name) for field in ("host", "teacher", "leader") if (name := said(record, field))]
    return tuple(dict.fromkeys([one.name for one in said(record, "authors", ())] or alone[:1]))


def helpers(entry: Entry[Record]) -> tuple[str, ...]:
    """Who looked it over or spoke, as its page says."""
    record = entry.record
    return tuple(dict.fromkeys(one.name for one in (*said(record, "reviewers", ()), *said(record, "speakers", ()))))


def base_of(world: World, entry: Entry[Record]) -> Base | None:
    """The card of the base that a record belongs to; none if that card is broken."""
    return world.once(_cards).get(entry.base)


def _cards(world: World) -> dict[str, Base]:
    return {entry.base: entry.record for entry in world.bases}


def kind_words(entry: Entry[Record]) -> str:
    """What it is: the resource's or activity's type, else the kind's name."""
    return str(said(entry.record, "type") or entry.kind.name)


def target_of(world: World, entry: Entry[Record], ref: str) -> Entry[Record] | None:
    """The public record that a reference leads to, ``resources/x`` being of the same base."""
    return world.by_id.get(ref if ref.count("/") == 2 else f"{entry.base}/{ref}")


def licence_of(world: World, entry: Entry[Record]) -> Term | None:
    """The term of a record's licence, if the record has one."""
    return world.city.vocabulary.find("licence", str(said(entry.record, "licence", "")))


def licence_words(term: Term) -> str:
    """``署名-非商业（CC BY-NC 4.0）：…``."""
    short = f"（{term.facts['CC']}）" if term.facts.get("CC") else ""
    return f"{term.name}{short}：{term.facts.get('含义', '')}".rstrip("：")


def licence_url(term: Term) -> str:
    """The address of the licence's text, empty if it is the city's own."""
    return str(term.facts.get("网址", ""))


def limited(world: World, kind: str, word: str | None) -> str:
    """A word that narrows something down; empty for 不限 and for nothing."""
    return "" if not word or world.city.vocabulary.is_term(kind, word, *_UNLIMITED) else word


def place_in_book(world: World, record: Resource) -> tuple[str, ...]:
    """Grade, volume, unit, lesson: what of them is said."""
    return tuple(filter(None, (limited(world, "grade", record.grade), limited(world, "volume", record.volume), record.unit, record.lesson)))


def book(world: World, record: Resource) -> tuple[str, ...]:
    """Edition and generation of the textbook: what of them is said."""
    edition = limited(world, "edition", record.edition)
    return tuple(filter(None, (edition, record.generation if edition else "")))


def describe(world: World, entry: Entry[Record]) -> str:
    """One plain line on a record, made of what its card says."""
    record, base = entry.record, world.base_names.get(entry.base, "")
    words: list[str] = [kind_words(entry)]
    if isinstance(record, Resource):
        words += [" ".join((*book(world, record), *place_in_book(world, record)))]
    elif isinstance(record, Activity):
        off = [f"已取消：{record.cancel_reason}"] if world.city.vocabulary.is_term("activity_status", record.status, "quxiao") else []
        words = [*off, *words, record.level, record.day.isoformat(), record.place]
    else:
        words += [record.day.isoformat()] if hasattr(record, "day") else []
    return "，".join(filter(None, (*words, base)))
