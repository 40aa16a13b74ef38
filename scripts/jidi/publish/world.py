"""The city as its readers may see it: what is public, where it is read, what things are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from ..assess import Assessment
from ..life import Life, replay
from ..load.city import kind_of
from ..model.base import Base
from ..model.city import City, Entry
from ..model.finding import Finding
from ..model.record import Record
from ..model.standards import Decision, Schools, Settings
from ..model.work import SHOWN, Application, Attachment, Resource

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True)
class World:
    """A city with its findings; everything else is looked up in it.

    ``tell``: how free text of a base is told that is not in its records (base, text), without names that are to be hidden.
    ``assessment``: of the running year, if there is one.
    """

    city: City
    findings: tuple[Finding, ...]
    tell: Callable[[str, str], str] = lambda base, text: text
    assessment: Assessment | None = None

    def once(self, make: Callable[[World], T]) -> T:
        """What is worked out of the whole world, ``make(self)``: once, however many pages ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    @cached_property
    def _made(self) -> dict[Callable[[World], Any], Any]:
        return {}

    def of(self, model: type[R], base: str | None = None) -> list[Entry[R]]:
        """The public entries of a model, of one base if given."""
        return list(self._shelves.get((model, base), ()))  # type: ignore[arg-type]

    @cached_property
    def _shelves(self) -> dict[tuple[type[Record], str | None], list[Entry[Record]]]:
        """Entries by model, and by model and base."""
        shelves: dict[tuple[type[Record], str | None], list[Entry[Record]]] = defaultdict(list)
        for entry in self.entries:
            shelves[type(entry.record), None].append(entry)
            shelves[type(entry.record), entry.base].append(entry)
        return shelves

    @cached_property
    def told(self) -> tuple[Finding, ...]:
        """The findings that may be told: what is wrong in a file that is never published quotes that file."""
        return tuple(one for one in self.findings if (kind := kind_of(one.place.file)) is None or kind.public)

    @cached_property
    def entries(self) -> tuple[Entry[Record], ...]:
        """All public entries."""
        return tuple(entry for entry in self.city.entries if not self.hidden(entry))

    def hidden(self, entry: Entry[Record]) -> str:
        """Why an entry is not shown; empty if it is."""
        record = entry.record
        if not entry.kind.public:
            return "不公开"
        if isinstance(record, Application) and self.seat(entry.base) != "已建":
            return "申报中，确认后公开"
        if isinstance(record, Resource):
            if not self.city.vocabulary.is_term("resource_status", record.status, *SHOWN):
                return record.status
            if record.embargo and record.embargo > self.city.today:
                return f"{record.embargo} 公开"
        return ""

    @cached_property
    def by_id(self) -> dict[str, Entry[Record]]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def schools(self) -> dict[str, str]:
        return {school.id: school.name for entry in self.city.of(Schools) for school in entry.record.schools}

    @cached_property
    def counties(self) -> dict[str, str]:
        """School id → county."""
        return {school.id: school.county for entry in self.city.of(Schools) for school in entry.record.schools}

    @cached_property
    def bases(self) -> list[Entry[Base]]:
        return self.of(Base)

    @cached_property
    def base_names(self) -> dict[str, str]:
        return {entry.base: entry.record.short_name for entry in self.bases}

    @cached_property
    def settings(self) -> Settings | None:
        return self.city.settings

    @cached_property
    def lives(self) -> Mapping[str, Life]:
        """Every base's life, replayed once."""
        return replay(self.city)

    def decisions(self, base: str) -> list[Entry[Decision]]:
        """The decisions on a base up to today, oldest first."""
        return [step.decision for step in self.lives[base].steps] if base in self.lives else []

    def state(self, base: str) -> str:
        """The state as people say it, with its substate: ``已授牌（整改）``; ``拟申报`` before the first decision."""
        return self.lives[base].name

    def seat(self, base: str) -> str:
        """已建, 申报中 or 空缺."""
        return self.lives[base].state.seat

    def ended(self, base: str) -> str:
        """What a reader must know of a base that holds its title no more; empty if it does."""
        step = self.lives[base].ended if base in self.lives else None
        if step is None:
            return ""
        return f"{self.base_names.get(base, base)}{step.after.name}（{step.decision.record.day}），材料保留，仍可查看和使用。"

    def left_out(self, base: str) -> Iterator[tuple[str, list[Finding]]]:
        """The broken files of a base with what is wrong with them."""
        for file in self.city.broken:
            if file.startswith(f"bases/{base}/") and ((kind := kind_of(file)) is None or kind.public):
                yield file, [one for one in self.told if one.place.file == file]

    def attachments(self, entry: Entry[Record]) -> list[Attachment]:
        """The sound attachments of an entry: there, whole, of the type that they claim."""
        files: tuple[Attachment, ...] = getattr(entry.record, "files", ())
        return [one for one in files if one.url or (one.file and self._sound(entry.base, one.file))]

    def _sound(self, base: str, file: str) -> bool:
        facts = self.city.files.get(f"bases/{base}/files/{file}")
        return facts is not None and not facts.problem
