"""The city as its readers may see it: what is public, where it is read, what things are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from ..load.city import kind_of
from ..memo.reads import note
from ..memo.tables import Noted, Tables
from ..model.base import Base
from ..model.city import City, Entry
from ..model.finding import Finding
from ..model.record import Record
from ..model.standards import Decision, Schools, Settings
from ..model.work import SHOWN, Application, Attachment, Resource

if TYPE_CHECKING:
    from ..assess import Assessment
    from ..life import Life

R = TypeVar("R", bound=Record)
UNNAMED = "学科教研基地资源中心"  # the name of a site whose city does not say any


@dataclass(frozen=True)
class World(Tables):
    """A city with its findings; everything else is looked up in it.

    ``tell``: how free text of a base is told that is not in its records (base, text), without names that are to be hidden.
    ``assessment``: of the running year, if there is one.
    """

    city: City
    findings: tuple[Finding, ...]
    tell: Callable[[str, str], str] = lambda base, text: text
    assessment: Assessment | None = None

    @property
    def owner(self) -> str:
        return f"world {self.city.told}"

    def of(self, model: type[R], base: str | None = None) -> list[Entry[R]]:
        """The public entries of a model, of one base if given."""
        if model.__name__ not in _HIDDEN:
            return [entry for entry in self.city.of(model, base) if entry.kind.public]
        return list(self.once(_of_all, model) if base is None else self.once(_of, model, base))  # type: ignore[arg-type]

    def assessed(self, base: str) -> Assessment | None:
        """The running assessment as far as it is about one base: whoever reads this of one has not read the others' cards."""
        note(("card", self.owner, base))
        head, whole = self.once(_head), self.__dict__["assessment"]
        return replace(head, cards=tuple(card for card in whole.cards if card.base == base)) if head else None

    @property
    def told(self) -> tuple[Finding, ...]:
        """The findings that may be told: what is wrong in a file that is never published quotes that file."""
        return self.once(_told)

    @property
    def entries(self) -> tuple[Entry[Record], ...]:
        """All public entries."""
        return self.once(_entries)

    def hidden(self, entry: Entry[Record]) -> str:
        """Why an entry is not shown; empty if it is."""
        if not entry.kind.public:
            return "不公开"
        why = _HIDDEN.get(entry.kind.shape)
        return why(self, entry) if why else ""

    @property
    def by_id(self) -> ById:
        """The public entries by id."""
        return ById(self)

    @property
    def schools(self) -> dict[str, str]:
        return self.once(_schools)

    @property
    def counties(self) -> dict[str, str]:
        """School id → county."""
        return self.once(_counties)

    @property
    def bases(self) -> list[Entry[Base]]:
        return self.of(Base)

    @property
    def base_names(self) -> dict[str, str]:
        return self.once(_base_names)

    @property
    def settings(self) -> Settings | None:
        return self.city.settings

    @property
    def site_name(self) -> str:
        """What the site is called."""
        return self.settings.site_name if self.settings else UNNAMED

    @property
    def lives(self) -> Mapping[str, Life]:
        """Every base's life, replayed once."""
        return self.once(_lives)

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

    def left_out(self, base: str) -> list[tuple[str, list[Finding]]]:
        """The broken files of a base with what is wrong with them."""
        return self.once(_left_out).get(base, [])

    def attachments(self, entry: Entry[Record]) -> list[Attachment]:
        """The sound attachments of an entry: there, whole, of the type that they claim."""
        files: tuple[Attachment, ...] = getattr(entry.record, "files", ())
        return [one for one in files if one.url or (one.file and self._sound(entry.base, one.file))]

    def _sound(self, base: str, file: str) -> bool:
        facts = self.city.files.get(f"bases/{base}/files/{file}")
        return facts is not None and not facts.problem


for _name in ("findings", "assessment"):
    setattr(World, _name, Noted(_name))


@dataclass(frozen=True)
class ById:
    """Public entries by id; what is not public is not there."""

    world: World

    def get(self, id: str) -> Entry[Record] | None:
        entry = self.world.city.named(id)
        return entry if entry and not self.world.hidden(entry) else None

    def __getitem__(self, id: str) -> Entry[Record]:
        if (entry := self.get(id)) is None:
            raise KeyError(id)
        return entry

    def __contains__(self, id: str) -> bool:
        return self.get(id) is not None


def folders(city: City) -> tuple[str, ...]:
    """The bases that have records, and ``""`` for the city's own, in path order: what is worked out of each alone is not worked out again for another."""
    return city.once(_folders)


def _folders(city: City) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.base for entry in city.entries))


def _entries(world: World) -> tuple[Entry[Record], ...]:
    return tuple(entry for base in folders(world.city) for entry in world.once(shown, base))


def shown(world: World, base: str) -> tuple[Entry[Record], ...]:
    """The public entries of a base, in path order; ask for them by ``world.once(shown, base)``."""
    return tuple(entry for entry in world.city.in_base(base) if not world.hidden(entry))


def _of(world: World, model: type[Record], base: str) -> tuple[Entry[Record], ...]:
    return tuple(entry for entry in world.city.of(model, base) if not world.hidden(entry))


def _of_all(world: World, model: type[Record]) -> tuple[Entry[Record], ...]:
    bases = dict.fromkeys(entry.base for entry in world.city.of(model))
    return tuple(entry for base in bases for entry in world.once(_of, model, base))


def _application(world: World, entry: Entry[Any]) -> str:
    return "" if world.seat(entry.base) == "已建" else "申报中，确认后公开"


def _resource(world: World, entry: Entry[Any]) -> str:
    record: Resource = entry.record
    if not world.city.vocabulary.is_term("resource_status", record.status, *SHOWN):
        return record.status
    return f"{record.embargo} 公开" if record.embargo and record.embargo > world.city.today else ""


_HIDDEN: dict[str, Callable[[World, Entry[Any]], str]] = {  # by model; no record of another need be read for this
    Application.__name__: _application,
    Resource.__name__: _resource,
}


def _schools(world: World) -> dict[str, str]:
    return {school.id: school.name for entry in world.city.of(Schools) for school in entry.record.schools}


def _counties(world: World) -> dict[str, str]:
    return {school.id: school.county for entry in world.city.of(Schools) for school in entry.record.schools}


def _base_names(world: World) -> dict[str, str]:
    return {entry.base: entry.record.short_name for entry in world.bases}


def _lives(world: World) -> dict[str, Life]:
    from ..life import replay  # many rules, for who finds the lives as they were

    return dict(replay(world.city))


def _head(world: World) -> Assessment | None:
    """The running assessment without any card."""
    return world.assessment and replace(world.assessment, cards=())


def _told(world: World) -> tuple[Finding, ...]:
    return tuple(one for one in world.findings if (kind := kind_of(one.place.file)) is None or kind.public)


def _left_out(world: World) -> dict[str, list[tuple[str, list[Finding]]]]:
    """Base → its broken files that may be named, with what is wrong with them."""
    found: dict[str, list[tuple[str, list[Finding]]]] = defaultdict(list)
    for file in world.city.broken:
        if file.startswith("bases/") and ((kind := kind_of(file)) is None or kind.public):
            found[file.split("/")[1]].append((file, [one for one in world.told if one.place.file == file]))
    return found
