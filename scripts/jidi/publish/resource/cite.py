"""How a resource is named by whoever uses it: a line for the bibliography, a few for a chat."""

from __future__ import annotations

from ...model.city import Entry
from ...model.work import Resource
from ..ask import whole
from ..machine.bibliography import base_of
from ..world import World

_AND_OTHERS = 3  # so many names are given, then 等 (GB/T 7714)


def citation(world: World, entry: Entry[Resource]) -> str:
    """The resource as an electronic source in the form of GB/T 7714; the day of reading is the reader's to fill in."""
    record, base, settings = entry.record, base_of(world, entry), world.settings
    names = [one.name for one in record.authors]
    authors = ", ".join([*names[:_AND_OTHERS], *(["等"] if len(names) > _AND_OTHERS else [])])
    place = settings.city if settings else ""
    publisher = base.full_name if base else ""
    issued = f"{': '.join(filter(None, (place, publisher)))}, {record.day.year}({record.day})[引用日期]"
    return " ".join(part + "." for part in (authors, f"{record.title}[EB/OL]", issued, whole(world, entry.address)) if part)


def chat(world: World, entry: Entry[Resource]) -> str:
    """A few lines to paste into a group: what it is, for which lesson, from whom, where."""
    record = entry.record
    files = f"，{count} 个附件" if (count := len(world.attachments(entry))) else ""
    lines = (
        record.title,
        "，".join(filter(None, (record.type, " ".join(line(world, record))))),
        f"{world.base_names.get(entry.base, entry.base)}{files}，{record.licence}",
        whole(world, entry.address),
    )
    return "\n".join(filter(None, lines))


def line(world: World, record: Resource) -> list[str]:
    """Grade, volume, edition and generation, each only if it is a certain one; then the lesson, or else the unit."""
    words = (("grade", record.grade, "any"), ("volume", record.volume, "buxian"), ("edition", record.edition, "buxian"), ("generation", record.generation, ""))
    known = world.city.vocabulary
    return [*[word for kind, word, none in words if word and not known.is_term(kind, word, none)], *filter(None, (record.lesson or record.unit,))]
