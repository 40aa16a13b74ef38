"""简报: an activity on one printed page as docx and pdf, and in a few lines to paste into a group (domain e.4, f.1).

At every build the newest held activities of each base, as many as the city says, have their documents beside their page; ``jidi bulletin``
makes those of any other. A city's 1,700 activities of a year would take 53 s of a processor and 129 MB at every build (31 ms
and 76 KB each: pdf 65, docx 11); the newest of 45 bases take 8 s and 20 MB.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...documents import Grid, Heading, Paper, Text, Title, Unprintable, docx, pages, pdf
from ...documents.paper import Block
from ...model.base import Base
from ...model.city import Entry
from ...model.work import Activity, Resource
from ..ask import whole
from ..output import Download, Output
from ..packs.filenames import safe_name
from ..world import World
from .attendance import attendance, attendance_files, in_words
from .calendar import day_words, held, hours, last_held
from .plain import gist, shortened

CHAT = 300  # characters: what is read in a group without unfolding it
_LISTED = 5  # speakers, products, follow-ups on one page
_LINES, _LINE = 33, 37  # lines of text on a page, characters in one
_REMEMBERED = 512  # papers whose bytes are kept for the next build of this process, below 40 MB
_STEPS = (1.0, 0.8, 0.6, 0.45, 0.3, 0.15, 0.0)  # of the room there seems to be, until all is on one page


@dataclass(frozen=True)
class Bulletin:
    """The documents of an activity; ``unprintable``: the sign for which there is no pdf, empty if there is one."""

    files: tuple[Output, ...]
    unprintable: str = ""


NOTHING = Bulletin(())


def have_bulletins(world: World, base: str) -> dict[str, bool]:
    """The ids of the activities that have documents beside their page: the last that a base held."""
    return {one.id: True for one in last_held(world, base, world.city.bulletins)}


def bulletin_beside(world: World, entry: Entry[Activity]) -> Bulletin:
    """The documents beside the page of an activity, if it has any."""
    return bulletin(world, entry) if entry.id in world.once(have_bulletins, entry.base) else NOTHING


def bulletin(world: World, entry: Entry[Activity]) -> Bulletin:
    """The documents of one activity: docx, pdf, the table of who came. A sign that cannot be printed leaves the docx, for Word has other fonts."""
    stem, room = entry.address.removesuffix(".html"), _room(world, entry)
    try:
        paper, printed = _fitted(world, entry, room)
    except Unprintable as error:
        made = Output(f"{stem}.docx", written(paper_of(world, entry, room * 2 // 3)))
        return Bulletin((made, *attendance_files(world, entry)), error.signs or str(error))
    return Bulletin((Output(f"{stem}.docx", written(paper)), Output(f"{stem}.pdf", printed), *attendance_files(world, entry)))


@lru_cache(maxsize=_REMEMBERED)
def composed(paper: Paper) -> bytes:
    """The pdf of a paper, kept: ``jidi serve`` builds after every save."""
    return pdf(paper)


@lru_cache(maxsize=_REMEMBERED)
def written(paper: Paper) -> bytes:
    """Likewise."""
    return docx(paper)


def _room(world: World, entry: Entry[Activity]) -> int:
    """About how many characters of the body fit beside all the rest."""
    taken = 1.0
    for block in paper_of(world, entry, 10**4, body=False).blocks:
        match block:
            case Grid(rows):
                taken += sum(0.2 + 0.9 * math.ceil(len(row[-1]) / _LINE) for row in rows)
            case Heading() | Title():
                taken += 1.7 * math.ceil(len(block.text) / 22)
            case Text(text):
                taken += math.ceil(len(text) / _LINE)
    return max(120, int(_LINES - taken) * _LINE)


def _fitted(world: World, entry: Entry[Activity], room: int) -> tuple[Paper, bytes]:
    """The paper with as much of the body as one page holds, and its pdf; the first guess is nearly always right."""
    for step in _STEPS:
        paper = paper_of(world, entry, int(room * step))
        printed = composed(paper)
        if pages(printed) == 1:
            break
    return paper, printed


def offers(world: World, entry: Entry[Activity], beside: Bulletin, came: str) -> dict[str, object]:
    """What the page of an activity offers to take away of what lies ``beside`` it; nothing before it was held. ``came``: how many, in words."""
    if not held(world, entry.record):
        return {"chat": "", "papers": [], "sheets": [], "unprintable": ""}
    named = [_download(entry, one) for one in beside.files]
    papers, sheets = ([one for type in types for one in named if one.type == type] for types in (("docx", "pdf"), ("xlsx", "csv")))
    return {"chat": chat(world, entry, came), "papers": papers, "sheets": sheets, "unprintable": beside.unprintable}


def _download(entry: Entry[Activity], one: Output) -> Download:
    type = one.path.rsplit(".", 1)[1]
    what = "简报" if type in {"docx", "pdf"} else "参加"
    size = len(one.content) if isinstance(one.content, bytes) else 0
    return Download(f"{what}-{entry.record.day}-{safe_name(entry.record.title)}.{type}", one.path, type, size)


def paper_of(world: World, entry: Entry[Activity], room: int, body: bool = True) -> Paper:
    """The bulletin as a paper with at most ``room`` characters of the record's body; where there is little room, all else is brief too."""
    record, office = entry.record, _office(world, entry.base)
    brief = min(60, max(24, room // 2))
    blocks: list[Block] = [Text("教研活动简报", 16, "center", False), Text(office, 12, "center", False), Title(shortened(record.title, 2 * brief), 20)]
    blocks.append(Grid(tuple((name, shortened(text, max(_LINE - 3, 3 * brief - 36))) for name, text in _facts(world, record)), (24, 132), head=False))
    done = gist(entry.body, room) if body else []
    parts = (("做了什么", done), ("参加", _came(world, record)), ("产出", _products(world, entry, brief)), ("后续", _follow_ups(record, brief)))
    for name, lines in parts:
        blocks += [Heading(name), *map(Text, lines)] if lines else []
    address = whole(world, entry.address)
    blocks += [Text(f"全文：{address}", 9, "left", False)] if address else []
    return Paper(f"简报：{record.title}", office, record.day, tuple(blocks))


def _office(world: World, base: str) -> str:
    return next((one.record.full_name for one in world.of(Base, base)), base)


def _facts(world: World, record: Activity) -> Iterator[tuple[str, str]]:
    said = (
        ("时间", f"{day_words(record.day)}　{hours(record)}".rstrip("　")), ("地点", f"{record.place}（{record.mode}）"),
        ("类型", f"{record.level}　{record.type}"), ("主持", record.host), ("主讲", "；".join(_speakers(record))), ("记录", record.recorder),
    )  # fmt: skip
    return ((name, text) for name, text in said if text)


def _speakers(record: Activity) -> list[str]:
    """Who did what, by role: ``主讲/执教：许静（精卫填海）、李秋实``."""
    roles: dict[str, list[str]] = {}
    for one in record.speakers[:_LISTED]:
        roles.setdefault(one.role, []).append(f"{one.name}（{one.topic}）" if one.topic else one.name)
    more = ["等"] if len(record.speakers) > _LISTED else []
    return [f"{role}：{'、'.join(names)}" for role, names in roles.items()] + more


def _came(world: World, record: Activity) -> list[str]:
    counties = attendance(world, record)
    each = "、".join(f"{one.name} {len(one.schools)} 所 {one.total} 人" for one in counties)
    return [f"{in_words(counties)}：{each}。"] if counties else []


def _products(world: World, entry: Entry[Activity], brief: int = 60) -> list[str]:
    """The public ones by their titles; why there are none, if that was said."""
    found = [world.by_id.get(ref if ref.count("/") == 2 else f"{entry.base}/{ref}") for ref in entry.record.products]
    titles = [_typed(one.record) for one in found if one and isinstance(one.record, Resource)]
    told = "；".join(shortened(one, brief) for one in titles[:_LISTED]) + (f"；等 {len(titles)} 份" if len(titles) > _LISTED else "")
    none = f"没有产出资源：{shortened(entry.record.no_product, brief)}" if entry.record.no_product else ""
    return [told or none] if told or none else []


def _typed(record: Resource) -> str:
    return record.title if record.type in record.title else f"{record.title}（{record.type}）"


def _follow_ups(record: Activity, brief: int = 60) -> list[str]:
    lines = [f"{shortened(f'{one.who}：{one.what}', brief)}（{f'{one.done} 已完成' if one.done else f'{one.due} 前'}）" for one in record.follow_ups]
    return lines[:_LISTED] + ([f"等 {len(lines)} 项"] if len(lines) > _LISTED else [])


def chat(world: World, entry: Entry[Activity], came: str) -> str:
    """At most :data:`CHAT` characters: what, when, where, who, what was done, how many ``came``, what came of it, where to read all."""
    record, address = entry.record, whole(world, entry.address)
    base = world.base_names.get(entry.base, entry.base)
    always = [f"【教研简报】{shortened(record.title, 60)}", f"{base}，{day_words(record.day)}，{shortened(record.place, 30)}"]
    products = [one.removeprefix("没有产出资源：") if record.no_product and not record.products else f"产出：{one}" for one in _products(world, entry)]
    after = [came, "；".join(_speakers(record)), *products, *(f"后续：{one}" for one in _follow_ups(record)[:1])]
    kept = _kept([line for line in after if line], CHAT - _length([*always, address]) - 80)
    body = "".join(gist(entry.body, CHAT - _length([*always, *kept, address]) - 1))
    return "\n".join(filter(None, [*always, body, *kept, address]))


def _length(lines: list[str]) -> int:
    return sum(len(line) + 1 for line in lines if line)


def _kept(lines: list[str], room: int) -> list[str]:
    """The lines that fit, shortened to what is left; one of which less than half would be left is left out."""
    kept: list[str] = []
    for line in lines:
        fitting = shortened(line, min(80, room - _length(kept) - 1))
        kept += [fitting] if 2 * len(fitting) >= len(line) else []
    return kept
