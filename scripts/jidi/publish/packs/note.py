"""``说明.txt`` of a pack: for each resource title, authors, licence, source and day, so that what is passed on can be named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model.city import Entry
from ...model.work import Resource
from ..ask import addresses
from ..facts import people
from ..world import World


@dataclass(frozen=True)
class Line:
    """A resource in a pack: the names of its files, and what is not in the pack with the reason."""

    entry: Entry[Resource]
    files: tuple[str, ...]
    left_out: tuple[str, ...]


def note(world: World, title: str, lines: Sequence[Line]) -> bytes:
    """The note as bytes; ``title`` says what the pack is of."""
    name, site = world.site_name, world.once(addresses)["site"]
    head = [title, f"来自：{name}{f'（{site}/）' if site else ''}", ""]
    head += ["使用前请看每一份的许可：用的时候写明作者和基地。", ""]
    return to_text("\n".join([*head, *(row for number, one in enumerate(lines, 1) for row in _rows(world, site, number, one))]))


def _rows(world: World, site: str, number: int, one: Line) -> Iterator[str]:
    """A block of lines; what is not known is not printed."""
    entry, record = one.entry, one.entry.record
    yield f"{number}. {record.title}"
    for name, value in (
        ("作者", people(record.authors, "执笔")),
        ("审核", people(record.reviewers, "审核")),
        ("基地", world.base_names.get(entry.base, entry.base)),
        ("日期", str(record.day)),
        ("许可", _licence(world, record.licence)),
        ("来源", record.origin if not record.origin_note else f"{record.origin}（{record.origin_note}）"),
        ("审图号", record.map_number),
        ("状态", "正在修订，使用前请自己核对" if world.city.vocabulary.is_term("resource_status", record.status, "xuxiuding") else ""),
        ("网页", f"{site}/{entry.address}" if site else f"网站首页下的 {entry.address}"),
        ("文件", "；".join(one.files)),
        ("没有放进来", "；".join(one.left_out)),
    ):
        if value:
            yield f"   {name}：{value}"
    yield ""


def _licence(world: World, name: str) -> str:
    """A licence with its public name and what it means."""
    term = world.city.vocabulary.find("licence", name)
    if term is None:
        return name
    public, means = term.facts.get("CC", ""), term.facts.get("含义", "")
    return name + (f"（{public}）" if public else "") + (f"。{means}" if means else "")


def to_text(words: str) -> bytes:
    """Text for any Notepad: a mark that it is UTF-8, lines that end as Windows ends them."""
    return ("\ufeff" + "\r\n".join(words.splitlines()) + "\r\n").encode()
