"""What one archive holds: volumes in the rubric's order, rows, files (plan 七.2, domain e.7)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..load.city import NOT_RECORDS
from ..model.city import Entry
from ..model.record import Record
from ..model.standards import Decision, Settings
from ..model.vocabulary import Term
from ..publish.packs.filenames import safe_name
from ..publish.world import World
from .results import results
from .row import Filed, Row, full_name, office, row_of, volume_of
from .year import belongs, standing

# Whoever changes the words: experts' sheets and opinions, secrets and machinery are never filed.
NEVER = {"reviews", "panels", "owners", "certificates", "unnamed", "moves", "moved"}
_STANDARDS = {"content/standards/vocabulary.yml": "全市词表", "content/standards/stages.yml": "学段和学科表"}


@dataclass(frozen=True)
class Piece:
    """A file of the payload: its ``path`` below ``data/``, and what is in it: a POSIX path from the root, or bytes made here."""

    path: str
    content: str | bytes
    name: str
    row: Row


@dataclass(frozen=True)
class Volume:
    """A volume. ``kept``: how long, in the city's words; ``pieces``: of each row, in the rows' order."""

    name: str
    kept: str
    items: tuple[tuple[Row, tuple[Piece, ...]], ...]


@dataclass(frozen=True)
class Holding:
    """One archive. ``base`` is empty for the city's; ``problems``: why it cannot be made."""

    base: str
    year: str
    owner: str
    restricted: bool
    volumes: tuple[Volume, ...]
    own: bool = True
    problems: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without an ending."""
        return f"archive-{self.base or 'city'}-{self.year}" + ("-内部" if self.restricted else "")

    @property
    def title(self) -> str:
        return f"{self.owner} {self.year} 学年档案" + ("（内部）" if self.restricted else "")

    @cached_property
    def rows(self) -> list[Row]:
        return [row for volume in self.volumes for row, _ in volume.items]

    @cached_property
    def pieces(self) -> list[Piece]:
        return [piece for volume in self.volumes for _, pieces in volume.items for piece in pieces]

    @cached_property
    def day(self) -> datetime.date:
        """The day of its newest material: what stands for the clock."""
        return max((row.day for row in self.rows if row.day), default=datetime.date(int(self.year[5:]), 1, 1))

    @cached_property
    def sources(self) -> list[str]:
        """The files of the repository that are in it."""
        return sorted(piece.content for piece in self.pieces if isinstance(piece.content, str))


def base_holding(world: World, told: World, base: str, year: str, restricted: bool = False) -> Holding:
    """A base's archive of a year. ``world``: with every name, for records are filed as they are; ``told``: what the public may be told."""
    entries = [one for one in world.city.entries if one.base == base or (isinstance(one.record, Decision) and one.record.base == base)]
    chosen = _chosen(world, entries, year, restricted)
    own = any(not standing(one) for one in chosen)
    made = results(told, year, base)
    broken = [file for file in world.city.broken if file.startswith(f"bases/{base}/")]
    return Holding(base, year, full_name(world, base), restricted, _volumes(world, chosen, year, [], made), own, _unread(broken))


def city_holding(world: World, told: World, year: str, restricted: bool = False) -> Holding:
    """The city's archive of a year: decisions, the public part of its round, rubric, schools, policies, and the words that all material is written in."""
    chosen = _chosen(world, [one for one in world.city.entries if not one.base], year, restricted)
    made = results(told, year)
    broken = [file for file in world.city.broken if file.startswith("content/")]
    return Holding("", year, office(world), restricted, _volumes(world, chosen, year, sorted(NOT_RECORDS), made), True, _unread(broken))


def _unread(files: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{file}：读不懂，归档就少了这一份" for file in files)


def _chosen(world: World, entries: Iterable[Entry[Record]], year: str, restricted: bool) -> list[Entry[Record]]:
    """Those of a year that a volume takes, and that may be filed."""
    fitting = [one for one in entries if one.kind.id not in NEVER and (one.kind.public or restricted) and volume_of(world, one)]
    return [one for one in fitting if belongs(world.city, one, year)]


def _volumes(world: World, entries: list[Entry[Record]], year: str, standards: list[str], made: Iterable[tuple[str, bytes, Row]]) -> tuple[Volume, ...]:
    """Every volume, empty ones too; rows by day, then by file; what has no day first."""
    until = world.city.year_span(year)[1]
    rows = [*(row_of(world, one, until) for one in entries), *_standards(world, standards)]
    rows.sort(key=lambda row: (row.day or datetime.date.min, row.files[0].path))
    taken: dict[str, str] = {}
    found = []
    for term in world.city.vocabulary.of("archive_volume"):
        items = list(_items(term, [row for row in rows if row.volume == term.name], taken))
        items += [(row, (Piece(f"{_folder(term)}/{name}", content, row.title, row),)) for name, content, row in made if row.volume == term.name]
        found.append(Volume(term.name, str(term.facts.get("保管期限", "")), tuple(items)))
    return tuple(found)


def _folder(term: Term) -> str:
    return safe_name(term.name)


def _items(term: Term, rows: Iterable[Row], taken: dict[str, str]) -> Iterator[tuple[Row, tuple[Piece, ...]]]:
    """Each row with its files; a file that several records name lies with the first of them, and the others say where."""
    for row in rows:
        here = [one for one in row.files if "://" not in one.path]
        elsewhere = [f"附件“{one.name}”见“{taken[one.path]}”" for one in here if one.path in taken]
        row = replace(row, remark="；".join(filter(None, (row.remark, *elsewhere))))
        new = [one for one in here if one.path not in taken]
        taken |= {one.path: row.title for one in new}
        yield row, tuple(Piece(f"{_folder(term)}/{one.path}", one.path, one.name, row) for one in new)


def _standards(world: World, files: Iterable[str]) -> Iterator[Row]:
    """The words that the material is written in: without them nobody reads it in thirty years."""
    term = next((volume_of(world, one) for one in world.city.of(Settings)), None)
    if term:
        yield from (Row(term.name, _STANDARDS[file], office(world), None, (Filed(file, "", _STANDARDS[file]),)) for file in files)
