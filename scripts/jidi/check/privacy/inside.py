"""What of people stands inside an attachment, worked out once for a file, and told by its ends only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...load.attachments import located
from ...model.city import City
from ...model.discretion import Unspoken, joined, spread, who_is_hidden
from ...model.finding import Place
from ..files import attachments
from .grids import has_marks
from .kinds import MARKS_TABLE, looked_at
from .sieves import sifted
from .texts import named_cells

if TYPE_CHECKING:
    from ...extract import Grid
    from .opened import Opened


@dataclass(frozen=True, slots=True)
class Trace:
    """Something private in a file: of which kind, in which ``part`` of it, the first one ``shown`` by its ends, and how many there are."""

    code: str
    part: str
    shown: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Inside:
    """``traces``: what is private; ``names``: which of the names that were asked for; ``unread``: of what it could not be told, and why."""

    traces: tuple[Trace, ...] = ()
    names: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def inside(city: City, file: str) -> Inside:
    """What stands inside a file of the base that the city is seen from: ``file`` from the root.

    It is read once, also for who is not to be named if a record names it: other files are not published.
    """
    if city.whole.once(who_is_hidden) and file in city.once(named):
        hide, longer = city.whole.once(hidden, file.split("/")[1])
        return city.once(_inside, file, *sorted(hide | longer))
    return city.once(_inside, file)


def named(city: City) -> dict[str, Place]:
    """The files that records name as attachments, and where the first does."""
    return {f"bases/{entry.base}/files/{one.file}": entry.at(*path, "文件") for entry, path, one in reversed(attachments(city)) if one.file}


def hidden(city: City, base: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that are not to be read in a base's files, and longer names that hold one of them."""
    return Unspoken(city).names(base)


def _inside(city: City, file: str, *names: str) -> Inside:
    facts = city.files.get(file)
    if not facts or facts.problem or city.folder is None:
        return Inside(unread=(f"没有看：先照 check 说的改好（{facts.problem}）" if facts else "不在",))
    return look_into(located(city.folder, file), file.split("/files/", 1)[-1], names)


def look_into(path: Path, name: str, names: Iterable[str] = ()) -> Inside:
    """What stands inside the file at ``path`` that is called ``name``; ``names`` are looked for too."""
    from .opened import opened  # what reads attachments, for who has one before him

    found, pattern, met = Counter[tuple[str, str, str]](), re.compile(spread(names) or "$^"), set[str]()
    unread: list[str] = []
    for one in opened(path, name):
        unread += [_told_apart(one.unread)] if one.unread else []
        texts, part = [one.part, *_texts(one)], _told_apart(one.part)
        found.update((kind.code, part, kind.show(value)) for text in texts for kind, value in looked_at(text, sifted(text)) if kind.what)
        found.update((MARKS_TABLE, part, "") for block in one.blocks if not isinstance(block, str) and has_marks(block.rows))
        met.update(joined(match[0]) for text in texts for match in pattern.finditer(text))
    return Inside(_told(found), tuple(sorted(met)), tuple(dict.fromkeys(unread)))


def _told_apart(name: str) -> str:
    """The name of a part, or what was said of it, as it may be repeated: people name files and sheets after people."""
    return "名字里有个人信息的一处" if any(kind.what for kind, _ in looked_at(name, sifted(name))) else name


def _texts(one: Opened) -> Iterator[str]:
    lines: list[str] = []
    for block in one.blocks:
        if isinstance(block, str):
            lines += block.splitlines()
        else:
            yield from _rows(block)
    yield from lines


def _rows(grid: Grid) -> Iterator[str]:
    """Each row as one text, the cells after the heads of their columns."""
    heads: tuple[str, ...] = ()
    for row in grid.rows:
        yield named_cells(heads, row)
        if not heads and sum(map(bool, row)) > 1:
            heads = row


def _told(found: Counter[tuple[str, str, str]]) -> tuple[Trace, ...]:
    """One trace of each kind in each part, as the first one that stands there."""
    first: dict[tuple[str, str], str] = {}
    for code, part, shown in found:
        first.setdefault((code, part), shown)
    counts = Counter[tuple[str, str]]()
    for (code, part, _), count in found.items():
        counts[code, part] += count
    return tuple(Trace(code, part, shown, counts[code, part]) for (code, part), shown in sorted(first.items()))
