"""How a resource is named by whoever uses it: a line for the bibliography, a few for a chat."""

from __future__ import annotations

from ...model.city import Entry
from ...model.work import Resource
from ..ask import whole
from ..world import World

_AND_OTHERS = 3  # so many names are given, then 等 (GB/T 7714)


def citation(world: World, entry: Entry[Resource]) -> str:
    """The resource as an electronic source in the form of GB/T 7714; the day of reading is the reader's to fill in."""
    record, base = entry.record, world.by_id.get(f"{entry.base}/base")
    names = [one.name for one in record.authors]
    authors = ", ".join([*names[:_AND_OTHERS], *(["等"] if len(names) > _AND_OTHERS else [])])
    place = world.settings.city if world.settings else ""
    publisher = str(getattr(base.record, "full_name", "")) if base else ""
    issued = f"{': '.join(filter(None, (place, publisher)))}, {record.day.year}({record.day})[引用日期]"
    return " ".join(part + "." for part in (authors, f"{record.title}[EB/OL]", issued, whole(world, entry.address)) if part)


def chat(world: World, entry: Entry[Resource]) -> str:
    """A few lines to paste into a group: what it is, for which lesson, from whom, where."""
    record = entry.record
    about = " ".join([*book(world, record), *filter(None, (record.lesson or record.unit,))])
    files = f"，{count} 个附件" if (count := len(world.attachments(entry))) else ""
    lines = (
        record.title,
        "，".join(filter(None, (record.type, about))),
        f"{world.base_names.get(entry.base, entry.base)}{files}，{record.licence}",
        whole(world, entry.address),
    )
    return "\n".join(filter(None, lines))


def book(world: World, record: Resource) -> list[str]:
    """Grade, volume, edition and generation, each only if it is a certain one."""
    words = (("grade", record.grade, "any"), ("volume", record.volume, "buxian"), ("edition", record.edition, "buxian"), ("generation", record.generation, ""))
    return [word for kind, word, none in words if word and not world.city.vocabulary.is_term(kind, word, none)]
