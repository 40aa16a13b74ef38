"""The whole loaded world: every record with where it came from."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from .finding import Place
from .kinds import Kind
from .record import Record
from .standards import Settings
from .vocabulary import Vocabulary

R = TypeVar("R", bound=Record, covariant=True)
T = TypeVar("T")
PathKey = tuple[str | int, ...]


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with where it came from. ``lines`` maps a key path to its line."""

    kind: Kind
    base: str
    id: str
    file: str
    record: R
    body: str = ""
    body_line: int = 1
    lines: Mapping[PathKey, int] = field(default_factory=dict, repr=False)
    sha256: str = ""

    def at(self, *path: str | int) -> Place:
        """The line of the value at ``path``, or of the nearest thing that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines.get(path, 1))

    @property
    def address(self) -> str:
        """Where this record is read, relative to the site: its own page, or a section of its base's or kind's page."""
        stem = self.file.rsplit(".", 1)[0].removeprefix("content/")
        if self.kind.page:
            return self.kind.page.replace("*", stem.rsplit("/", 1)[1])
        if self.kind.body:
            return f"{stem}.html"
        if self.base:
            return f"bases/{self.base}/index.html" + ("" if self.kind.id == "base" else f"#{self.kind.id}")
        return f"{self.kind.id}.html#{stem.rsplit('/', 1)[1]}"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What was seen of a file under ``files/``: bytes, digest, and what is wrong with it, if anything."""

    path: str
    size: int
    sha256: str
    problem: str = ""


@dataclass(frozen=True)
class History:
    """What git knows: the commit, and the day on which each file first came into the main line.

    ``commit`` is empty outside a repository; ``dirty``: the working tree differs from it;
    ``shallow``: the dates cannot be trusted. ``changed``: the day of each file's last change. Days are those of UTC+8.
    """

    commit: str = ""
    dirty: bool = False
    shallow: bool = False
    arrived: Mapping[str, datetime.date] = field(default_factory=dict, repr=False)
    changed: Mapping[str, datetime.date] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class City:
    """The whole loaded world; ``today`` is given, never asked for. ``folder``: where the attachments lie, for who must look inside one."""

    vocabulary: Vocabulary
    entries: tuple[Entry[Record], ...]
    files: Mapping[str, FileFacts]
    broken: tuple[str, ...] = ()
    today: datetime.date = datetime.date.min
    stages: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    history: History = field(default_factory=History)
    folder: Path | None = field(default=None, compare=False, repr=False)

    @property
    def settings(self) -> Settings | None:
        """The city's switches, if they could be read."""
        return next((entry.record for entry in self.of(Settings)), None)

    @property
    def small_cell(self) -> int:
        """The smallest sample that may be published."""
        default: int = Settings.model_fields["small_cell"].default
        return self.settings.small_cell if self.settings else default

    @property
    def year_start(self) -> str:
        """The first day of a school year, ``09-01`` (plan 六.2)."""
        return self.settings.year_start if self.settings else str(Settings.model_fields["year_start"].default)

    def school_year(self, day: datetime.date) -> str:
        """The school year that a day falls in, ``2026-2027`` (plan 六.2); it begins on the city's own day."""
        first = day.year - (day.strftime("%m-%d") < self.year_start)
        return f"{first}-{first + 1}"

    def year_span(self, year: str) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of a school year."""
        start = datetime.date.fromisoformat(f"{year[:4]}-{self.year_start}")
        return start, datetime.date.fromisoformat(f"{year[5:]}-{self.year_start}") - datetime.timedelta(days=1)

    def once(self, make: Callable[[City], T]) -> T:
        """What is worked out of the whole city, ``make(self)``: once, however many ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    @cached_property
    def _made(self) -> dict[Callable[[City], Any], Any]:
        return {}

    def of(self, model: type[R], base: str | None = None) -> Iterator[Entry[R]]:
        """All entries of a model, of one base if given, in path order."""
        return iter(self._shelves.get((model, base), ()))  # type: ignore[arg-type]

    @cached_property
    def _shelves(self) -> dict[tuple[type[Record], str | None], list[Entry[Record]]]:
        """Entries by model, and by model and base."""
        shelves: dict[tuple[type[Record], str | None], list[Entry[Record]]] = defaultdict(list)
        for entry in self.entries:
            shelves[type(entry.record), None].append(entry)
            shelves[type(entry.record), entry.base].append(entry)
        return shelves
