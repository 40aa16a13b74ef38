"""The city as its readers may see it: what is public, where it is read, what things are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ..model.base import Base
from ..model.city import City, Entry
from ..model.finding import Finding
from ..model.record import Record
from ..model.standards import Decision, Schools, Settings
from ..model.vocabulary import Term
from ..model.work import Application, Attachment, Resource

R = TypeVar("R", bound=Record)

SHOWN = ("yifabu", "xuxiuding")


@dataclass(frozen=True)
class World:
    """A city with its findings; everything else is looked up in it."""

    city: City
    findings: tuple[Finding, ...]

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

    def decisions(self, base: str) -> list[Entry[Decision]]:
        """The decisions on a base, oldest first."""
        return self._decided[base]

    @cached_property
    def _decided(self) -> dict[str, list[Entry[Decision]]]:
        found: dict[str, list[Entry[Decision]]] = defaultdict(list)
        for entry in sorted(self.city.of(Decision), key=lambda e: (e.record.day, e.file)):
            found[entry.record.base].append(entry)
        return found

    def _last(self, base: str) -> Term | None:
        events = [self.city.vocabulary.find("event", entry.record.event) for entry in self.decisions(base)]
        return events[-1] if events else None

    def state(self, base: str) -> str:
        """The state after the last decision; ``拟申报`` before the first."""
        last = self._last(base)
        return str(last.facts.get("状态", "")) if last else "拟申报"

    def seat(self, base: str) -> str:
        """已建, 申报中 or 空缺."""
        last = self._last(base)
        return str(last.facts.get("席位", "")) if last else "申报中"

    def ended(self, base: str) -> str:
        """What a reader must know of a base that holds its title no more; empty if it does."""
        if self.seat(base) != "空缺":
            return ""
        return f"{self.base_names.get(base, base)}{self.state(base)}（{self.decisions(base)[-1].record.day}），材料保留，仍可查看和使用。"

    def left_out(self, base: str) -> Iterator[tuple[str, list[Finding]]]:
        """The broken files of a base with what is wrong with them."""
        for file in self.city.broken:
            if file.startswith(f"bases/{base}/"):
                yield file, [one for one in self.findings if one.place.file == file]

    def attachments(self, entry: Entry[Record]) -> list[Attachment]:
        """The sound attachments of an entry: there, whole, of the type that they claim."""
        files: tuple[Attachment, ...] = getattr(entry.record, "files", ())
        return [one for one in files if one.url or (one.file and self._sound(entry.base, one.file))]

    def _sound(self, base: str, file: str) -> bool:
        facts = self.city.files.get(f"bases/{base}/files/{file}")
        return facts is not None and not facts.problem
