"""What the guards may look up: cards, schools, counties, reviews, applications and rounds, read from the city once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ..model.base import Base
from ..model.city import City, Entry
from ..model.lifecycle import Lifecycle
from ..model.standards import Decision, Review, Round, RoundResult, School, Schools, Settings
from ..model.work import Application

_NO_COUNTY = ("szx", "other")


@dataclass
class Facts:
    """An index of the city; ``table`` is ``None`` if the city has not written the life of a title down."""

    city: City
    table: Lifecycle | None = None
    folders: set[str] = field(default_factory=set)
    cards: dict[str, Base] = field(default_factory=dict)
    schools: dict[str, School] = field(default_factory=dict)
    decisions: list[Entry[Decision]] = field(default_factory=list)
    reviews: dict[str, list[Review]] = field(default_factory=lambda: defaultdict(list))
    applications: dict[str, Entry[Application]] = field(default_factory=dict)
    results: dict[tuple[str, str], RoundResult] = field(default_factory=dict)

    def unique_key(self, base: str) -> tuple[str, ...] | None:
        """What “每学科只设一个” is counted by (Q2); ``None`` if the base has no readable card."""
        card = self.cards.get(base)
        settings = self.city.settings
        by = settings.unique_by if settings else Settings.model_fields["unique_by"].default
        names = {alias: name for name, alias in Base.keys().items()}
        return tuple(str(getattr(card, names.get(one, one), "")) for one in by) if card else None

    def same_seat(self, base: str, other: str) -> bool:
        """Whether two bases stand for the same seat."""
        key = self.unique_key(base)
        return base != other and key is not None and key == self.unique_key(other)

    def school(self, base: str) -> School | None:
        """The host school of a base, if both are known."""
        card = self.cards.get(base)
        return self.schools.get(card.school) if card else None

    @property
    def counties(self) -> list[tuple[str, ...]]:
        """Every county with its other names."""
        return [(one.name, *one.aliases) for one in self.city.vocabulary.of("county") if one.id not in _NO_COUNTY]


def gather(city: City) -> Facts:
    """What the city's records say of lives; of the others only in whose folders they are."""
    facts = Facts(city, folders={entry.base for entry in city.entries if entry.base})
    facts.table = next((entry.record if entry.record.states else None for entry in reversed([*city.of(Lifecycle)])), None)
    facts.cards = {entry.base: entry.record for entry in city.of(Base)}
    facts.schools = {school.id: school for entry in city.of(Schools) for school in entry.record.schools}
    for review in city.of(Review):
        facts.reviews[review.record.base].append(review.record)
    facts.results = {(one.base, entry.record.year): one for entry in city.of(Round) for one in entry.record.results}
    facts.applications = {entry.base: entry for entry in city.of(Application)}
    facts.decisions = sorted(city.of(Decision), key=lambda entry: (entry.record.day, entry.file))
    return facts
