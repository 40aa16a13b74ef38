"""What the page of a resource says beyond what every record's page says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ...model.city import Entry
from ...model.work import Attachment, Resource
from ..ask import whole
from ..books.shelf import place
from ..facts import downloads, facts_in
from ..output import Download, Fact, Link
from ..packs.filenames import file_name
from ..packs.pack import in_unit, unit_pack
from ..people.identity import address_of
from ..world import World
from .attached import first_page
from .cite import chat, citation, line
from .outdated import outdated
from .preview import Preview, preview_of
from .qr import code
from .related import related, steps_of, successor, versions


def _in_order(*names: str) -> tuple[str, ...]:
    return tuple(name for name in Resource.model_fields if name in names)


_PURPOSE = _in_order("unit", "lesson", "lesson_type", "course_level", "difficulty", "audience", "competencies", "themes", "learning", "hours")
_ABOUT = _in_order("day", "group", "origin", "origin_note", "pledge", "map_number", "quality")


@dataclass(frozen=True)
class Attached:
    """An attachment: how it is taken (``save_as``: under which name) and how it is seen; ``size``, ``contact``, ``sha256`` of what lies elsewhere."""

    download: Download
    save_as: str = ""
    preview: Preview | None = None
    size: str = ""
    contact: str = ""
    sha256: str = ""


def resource_fields(world: World, entry: Entry[Resource]) -> dict[str, object]:
    """The fields of ``overrides/jidi/resource.html`` that ``record.html`` does not have."""
    record, chain = entry.record, versions(world, entry)
    return {
        "line": line(world, record),
        "type": record.type,
        "notices": notices(world, entry),
        "attached": [_attached(world, entry, one, shown) for one, shown in zip(world.attachments(entry), downloads(world, entry), strict=True)],
        "pack": _pack(world, entry),
        "purpose": _purpose(world, entry),
        "about": [*facts_in(world, entry, _ABOUT), *_changed(world, entry)],
        "people": _people(world, entry),
        "steps": steps_of(world, entry),
        "versions": [(Link(one.record.title, "" if one is entry else one.address), one.record.day) for one in chain],
        "related": [(name, [_fellow(world, entry, one) for one in fellows]) for name, fellows in related(world, entry, chain)],
        **_uses(world, record),
        **_sharing(world, entry),
    }


def notices(world: World, entry: Entry[Resource]) -> list[Link]:
    """What a reader must know before using it: its base has ended, there is a newer one, it is being revised, its book is an older one."""
    record, found = entry.record, [Link(ended) for ended in [world.ended(entry.base)] if ended]
    if after := successor(world, entry):
        found.append(Link(f"这份资源有新版：{after.record.title}", after.address))
    elif record.superseded_by:
        found.append(Link("这份资源有新版，还没有公开。"))
    if world.city.vocabulary.is_term("resource_status", record.status, "xuxiuding"):
        found.append(Link("这份资源正在修订，使用前请自己核对。"))
    if newer := outdated(world, entry):
        found.append(Link(f"依据{record.generation}的教材编写；现在有{newer}的教材，内容和顺序可能不同，使用前请对照。"))
    return found


def _attached(world: World, entry: Entry[Resource], one: Attachment, shown: Download) -> Attached:
    if one.url:
        return Attached(shown, "", None, one.size, one.contact, one.sha256 or "")
    facts = world.city.files[shown.address]
    preview = preview_of(facts.path, facts.sha256, first_page(world, facts.path), partial(world.tell, entry.base))
    return Attached(shown, "".join(file_name(one.name, shown.address)), preview)


def _pack(world: World, entry: Entry[Resource]) -> Download | None:
    """All of the unit, if there is more in it than this resource."""
    pack = unit_pack(world, entry)
    return pack if pack and in_unit(world, pack.address) > 1 else None


def _purpose(world: World, entry: Entry[Resource]) -> list[Fact]:
    """Which book and lesson, for whom, how hard; where the catalogue of textbooks knows the place, it leads there."""
    spot = place(world, entry)
    known = {name for name in ("unit", "lesson") if spot and getattr(spot, name)}
    return [*([Fact("教材目录", (spot.link,))] if spot else []), *facts_in(world, entry, (name for name in _PURPOSE if name not in known))]


def _changed(world: World, entry: Entry[Resource]) -> list[Fact]:
    """The day of the last change, if git knows it and it is not the day of the first."""
    history = world.city.history
    day = history.changed.get(entry.file)
    return [Fact("修改", (Link(day.isoformat()),))] if day and day != history.arrived.get(entry.file) else []


def _people(world: World, entry: Entry[Resource]) -> list[tuple[str, list[tuple[Link, str]]]]:
    """Authors and reviewers by what they did, each with the school; a name leads to that person's page."""
    found: dict[str, list[tuple[Link, str]]] = {}
    record, schools = entry.record, world.schools
    for one in (*record.authors, *record.reviewers):
        school = schools.get(one.school, one.school) if one.school else ""
        found.setdefault(one.role, []).append((Link(one.name, address_of(world, one.name, one.school, entry.base)), school))
    return list(found.items())


def _uses(world: World, record: Resource) -> dict[str, object]:
    """Who used it, the latest first, and how many schools that are: a fact, no ranking."""
    uses = sorted(record.uses, key=lambda use: use.day, reverse=True)
    rows = [(world.schools.get(use.school, use.school), use.day, use.note) for use in uses]
    return {"uses": rows, "schools": len({use.school for use in uses})}


def _fellow(world: World, entry: Entry[Resource], one: Entry[Resource]) -> tuple[Link, str]:
    record, base = one.record, "" if one.base == entry.base else world.base_names.get(one.base, one.base)
    return Link(record.title, one.address), f"{record.type} · {base}" if record.type and base else record.type or base


def _sharing(world: World, entry: Entry[Resource]) -> dict[str, object]:
    """How it is passed on, cited and talked about."""
    address, settings = whole(world, entry.address), world.settings
    return {
        "chat": chat(world, entry),
        "citation": citation(world, entry),
        "code": code(address),
        "page_address": address,
        "comments": settings.comments if settings else None,
        "id": entry.id,
    }
