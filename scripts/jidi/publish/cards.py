"""What a card shows beside its title: whether it is still to come, which files it holds, how many schools took it up."""

from __future__ import annotations

from collections import Counter

from ..model.city import Entry
from ..model.record import Record
from ..model.work import HELD, Activity
from .said import said
from .world import World


def files(world: World, entry: Entry[Record]) -> tuple[tuple[str, int], ...]:
    """What can be taken, by type in the order of the record: ``(("pptx", 1), ("docx", 2))``; what lies elsewhere is 网址."""
    attached = world.attachments(entry)
    return tuple(Counter(_type(one.file) for one in attached).items()) if attached else ()


def _type(file: str | None) -> str:
    return file.rsplit(".", 1)[-1].lower() if file else "网址"


def adopters(record: Record) -> int:
    """How many schools took it up or used it (R-2.2.2, R-3.1.4); each school once."""
    return len({one.school for one in (*said(record, "adoptions", ()), *said(record, "uses", ()))})


def state(world: World, record: Record) -> tuple[str, bool]:
    """What a reader must know before going: 计划 or 取消, and whether it was called off; nothing of what took place."""
    if not isinstance(record, Activity) or world.city.vocabulary.is_term("activity_status", record.status, *HELD):
        return "", False
    return record.status, world.city.vocabulary.is_term("activity_status", record.status, "quxiao")
