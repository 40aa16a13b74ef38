"""A page for every record that has a body, and the cards that lead to it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ..model.city import Entry
from ..model.record import Record
from ..model.work import Activity, Resource
from .activity.bulletin import NOTHING, Bulletin, bulletin_beside
from .activity.page import activity_fields
from .ask import addresses, contact, links
from .cards import adopters, files, state
from .facts import downloads, facts_of, people, tables_of
from .machine.head import head_of
from .output import Copy, Link, Output, Page
from .resource.page import resource_fields
from .said import said
from .task import Task
from .world import World, folders


def records_of(world: World, base: str) -> Iterator[Output | Task]:
    """The page of every public record of a base, and the files that it names."""
    entries = world.once(_with_pages, base)
    yield from (Task(f"page {entry.id}", partial(_pages, entry=entry)) for entry in entries)
    yield from _files(world, entries)


def _with_pages(world: World, base: str) -> tuple[Entry[Record], ...]:
    return tuple(entry for entry in world.city.in_base(base) if entry.kind.body and not world.hidden(entry))


def _pages(world: World, entry: Entry[Record]) -> list[Output]:
    beside = bulletin_beside(world, entry) if isinstance(entry.record, Activity) else NOTHING  # type: ignore[arg-type]
    return [_page(world, entry, beside), *beside.files]


def _page(world: World, entry: Entry[Record], beside: Bulletin) -> Output:
    record, called = entry.record, title(entry)
    template, own = _own(world, entry, beside)
    fields = {
        "kind": entry.kind,
        "base": Link(world.base_names.get(entry.base, entry.base), f"bases/{entry.base}/index.html"),
        "downloads": downloads(world, entry),
        "origins": world.once(_origins).get(entry.id, []),
        "licence": world.city.vocabulary.find("licence", said(record, "licence", "")),
        "corpus_id": said(record, "corpus_id"),
        "source": source(world, entry),
        "asks": links(world, called, entry.address, used=isinstance(record, Resource)),
        "contact": contact(world),
        **own,
    }
    return Output(entry.address, Page(called, template, fields, entry.body, head=head_of(world, entry)))


def _own(world: World, entry: Entry[Any], beside: Bulletin) -> tuple[str, dict[str, object]]:
    """The template of a page, and the fields that only pages of its kind have."""
    if isinstance(entry.record, Resource):
        return "resource", resource_fields(world, entry)
    if isinstance(entry.record, Activity):
        return "activity", {"notices": notices(world, entry), **activity_fields(world, entry, beside)}
    return "record", {"notices": notices(world, entry), **_plain_fields(world, entry)}


def _plain_fields(world: World, entry: Entry[Record]) -> dict[str, object]:
    """The fields of ``overrides/jidi/record.html`` that the pages of resources and activities do not have: those say the same in a way of their own."""
    record = entry.record
    return {
        "facts": facts_of(world, entry, "authors", "reviewers"),
        "tables": tables_of(world, entry, "authors", "reviewers"),
        "authors": people(said(record, "authors", ()), "执笔"),
        "reviewers": people(said(record, "reviewers", ()), "审核"),
    }


def title(entry: Entry[Record]) -> str:
    """What a record is called."""
    return str(said(entry.record, "title", entry.kind.name))


def source(world: World, entry: Entry[Record]) -> str:
    """Where the text can be edited, if the city says where its repository is."""
    top = world.once(addresses)["repository"]
    return f"{top}/edit/main/{entry.file}" if top else ""


def notices(world: World, entry: Entry[Record]) -> list[Link]:
    """What a reader must know before using it."""
    record, found = entry.record, [Link(ended) for ended in [world.ended(entry.base)] if ended]
    if isinstance(record, Activity) and world.city.vocabulary.is_term("activity_status", record.status, "quxiao"):
        found.append(Link(f"活动已取消：{record.cancel_reason}"))
    return found


def _origins(world: World) -> dict[str, list[Link]]:
    """Resource id → the activities that it came from."""
    found: dict[str, list[Link]] = defaultdict(list)
    for base in folders(world.city):
        for id, link in world.once(_made_in, base):
            found[id].append(link)
    return found


def _made_in(world: World, base: str) -> tuple[tuple[str, Link], ...]:
    """Resource id and activity, for all that came from the activities of a base."""
    made = ((entry, ref) for entry in world.of(Activity, base) for ref in entry.record.products)
    return tuple((ref if ref.count("/") == 2 else f"{base}/{ref}", Link(f"{entry.record.day} {entry.record.title}", entry.address)) for entry, ref in made)


def _files(world: World, entries: Iterable[Entry[Record]]) -> list[Output]:
    """Only files that a public record names reach the site."""
    paths = {f"bases/{entry.base}/files/{one.file}" for entry in entries for one in world.attachments(entry) if one.file}
    return [Output(path, Copy(path, world.city.files[path].sha256)) for path in sorted(paths)]


def card(world: World, entry: Entry[Record]) -> dict[str, object]:
    """A record in a list: title, address, what and when."""
    record = entry.record
    words = [said(record, name) for name in ("type", "kind", "topic", "level", "grade", "volume", "edition", "year")]
    return {
        "title": title(entry),
        "address": entry.address,
        "day": said(record, "day"),
        "base": world.base_names.get(entry.base, entry.base),
        "words": [str(word) for word in words if word and word != "不限"],
        "licence": said(record, "licence", ""),
        "state": state(world, record),
        "files": files(world, entry),
        "adopters": adopters(record),
    }


def newest(entries: list[Entry[Record]]) -> list[Entry[Record]]:
    """Newest first, by date and then by file."""
    return sorted(entries, key=lambda one: (said(one.record, "day") or datetime.date.min, one.file), reverse=True)
