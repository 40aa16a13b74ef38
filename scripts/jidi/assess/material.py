"""One base in one school year, as the rubric looks at it: what is there, when it came, why a piece does not count."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

from ..life import Cycle, Life
from ..model.base import Base, Members
from ..model.city import City, Entry
from ..model.record import Record
from ..model.rubric import Indicator, Rubric, Scale
from ..model.standards import Arrivals, School, Schools
from ..model.work import HELD, SHOWN, Activity, Resource
from .evidence import Evidence, exact

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Setting:
    """What is the same for all bases of a round: the city, the rubric, the year, the day, the faults found by checking.

    ``faults``: file → codes of the rules that it breaks.
    """

    city: City
    rubric: Rubric
    year: str
    as_of: datetime.date
    faults: Mapping[str, frozenset[str]]

    @cached_property
    def span(self) -> tuple[datetime.date, datetime.date]:
        """First and last day of the school year."""
        return self.city.year_span(self.year)

    @cached_property
    def running(self) -> bool:
        """Whether material can still come in."""
        return self.as_of <= self.rubric.cutoff_day

    @property
    def ledger(self) -> tuple[datetime.date, Mapping[str, datetime.date]]:
        """The day until which the ledger speaks, and what it says."""
        return self.city.whole.once(_ledger)

    @cached_property
    def schools(self) -> Mapping[str, School]:
        return {school.id: school for entry in self.city.of(Schools) for school in entry.record.schools}

    @cached_property
    def teaching(self) -> frozenset[str]:
        """The ids of those that are schools; research offices and others are not."""
        is_term = self.city.vocabulary.is_term
        return frozenset(id for id, school in self.schools.items() if is_term("school_kind", school.kind, "xuexiao"))

    @cached_property
    def counties(self) -> tuple[str, ...]:
        """The counties and districts that take part (Q6)."""
        out = self.city.settings.counties_out if self.city.settings else ()
        return tuple(term.name for term in self.city.vocabulary.of("county") if term.id not in {"szx", "other"} and term.name not in out)

    @cached_property
    def single(self) -> tuple[Indicator, ...]:
        """The indicators that share activities, the one that takes first before the others."""
        by_measure = {one.measure: one for one in self.rubric.indicators if one.max}
        return tuple(by_measure[name] for name in self.rubric.single_use if name in by_measure)

    def arrived(self, file: str) -> datetime.date | None:
        """The day on which a file was handed in; ``None`` if nobody knows. What is not committed yet comes today."""
        until, ledger = self.ledger
        if not self.city.dated:
            return ledger.get(file)
        merged = self.city.history.arrived.get(file, self.as_of)
        return merged if merged > until else ledger.get(file)

    def refusal(self, file: str) -> str:
        """Why nothing of a file can count, whatever its day: it came too late, or breaks a privacy rule. Empty if it can."""
        arrived = self.arrived(file)
        if arrived and arrived > self.rubric.cutoff_day:
            return f"{arrived} 才入库，晚于材料截止的 {self.rubric.cutoff_day}"
        if arrived and arrived > self.as_of:
            return f"{arrived} 才入库，按 {self.as_of} 的材料计时还没有"
        return self.faulty(file)

    def faulty(self, file: str) -> str:
        """The privacy rules that a file breaks, as a reason; empty if none."""
        faults = self.faults.get(file, frozenset()) & set(self.rubric.privacy)
        return f"没有通过隐私检查（{'、'.join(sorted(faults))}）" if faults else ""


def _ledger(city: City) -> tuple[datetime.date, dict[str, datetime.date]]:
    entry = next(city.of(Arrivals), None)
    return (entry.record.until, {one.file: one.day for one in entry.record.files}) if entry else (datetime.date.min, {})


@dataclass(frozen=True)
class Material:
    """One base in a :class:`Setting`."""

    setting: Setting
    base: str
    life: Life

    @cached_property
    def card(self) -> Base | None:
        return next((entry.record for entry in self.setting.city.of(Base, self.base)), None)

    @cached_property
    def members(self) -> Entry[Members] | None:
        return next(self.setting.city.of(Members, self.base), None)

    @cached_property
    def scale(self) -> Scale | None:
        """The class of the base's subject; ``None`` if the rubric forgot it."""
        subject = self.card.subject if self.card else ""
        return next((scale for scale in self.setting.rubric.scales if subject in scale.subjects), None)

    @cached_property
    def cycle(self) -> Cycle | None:
        """The recognition cycle that the year's last day falls in, or the last one before it."""
        started = [cycle for cycle in self.life.cycles if cycle.start <= self.setting.span[1]]
        return started[-1] if started else None

    @cached_property
    def months(self) -> int:
        """Whole months of the year since recognition; all of them after the first year."""
        start, end = self.setting.span
        first = self.life.cycles[0].start if self.life.cycles else None
        of = self.setting.rubric.first_year.of_months
        if first is None or first <= start:
            return of
        after = end + datetime.timedelta(days=1)
        whole = (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)
        return max(0, whole)

    def target(self, indicator: Indicator) -> Decimal | None:
        """The target for this base as it is shown; :meth:`exact_target` is what the points are computed from."""
        target = self.exact_target(indicator)
        return None if target is None else exact(target)

    def exact_target(self, indicator: Indicator) -> Fraction | None:
        """The target times its class, times its months in the first year. Never rounded."""
        if indicator.target is None:
            return None
        target, of = Fraction(indicator.target), self.setting.rubric.first_year.of_months
        if indicator.scaled and self.scale:
            target *= Fraction(self.scale.factor)
        return target * self.months / of if indicator.prorated and of else target

    def of(self, model: type[R]) -> Iterator[Entry[R]]:
        return self.setting.city.of(model, self.base)

    def word(self, kind: str, name: str | None, *ids: str) -> bool:
        """Whether ``name`` is one of the terms with these ids."""
        return name is not None and self.setting.city.vocabulary.is_term(kind, name, *ids)

    def in_year(self, day: datetime.date) -> bool:
        return self.setting.span[0] <= day <= self.setting.span[1]

    def against(self, file: str, day: datetime.date) -> str:
        """Why a piece of ``file`` with a day cannot count in this year; empty if it can."""
        if not self.in_year(day):
            return f"不在 {self.setting.year} 学年"
        return f"{day} 还没有到" if day > self.setting.as_of else self.setting.refusal(file)

    def concerns(self, file: str, day: datetime.date) -> bool:
        """Whether a base would expect the piece to count: it is of the year, or came in it."""
        arrived = self.setting.arrived(file)
        return self.in_year(day) or (arrived is not None and self.in_year(arrived) and arrived <= self.setting.as_of)

    def dated(self, model: type[R], day: str = "day") -> Iterator[tuple[Entry[R], str]]:
        """The entries of a model that concern this year, oldest first, with what is against each."""
        seen: dict[tuple[object, ...], str] = {}
        for entry in sorted(self.of(model), key=lambda one: (getattr(one.record, day), one.file)):
            if self.concerns(entry.file, getattr(entry.record, day)):
                first = seen.setdefault((getattr(entry.record, "title", ""), getattr(entry.record, day), entry.body), entry.file)
                copied = "" if first == entry.file else f"和 {first} 一字不差，不重复计"
                yield entry, self.against(entry.file, getattr(entry.record, day)) or copied

    def parts(self, entry: Entry[Any], key: str, items: tuple[Any, ...]) -> Iterator[tuple[Any, Evidence, str]]:
        """The small records of a register, each as evidence, with what is against it."""
        for number, one in enumerate(items):
            title = next((getattr(one, name) for name in ("title", "event", "subject", "advice") if hasattr(one, name)), entry.kind.name)
            yield one, self.evidence(entry, title, one.day, key, number), self.against(entry.file, one.day)

    def evidence(self, entry: Entry[Any], title: str = "", day: datetime.date | None = None, *path: str | int) -> Evidence:
        """An entry, or a part of it, as evidence."""
        place = entry.at(*path)
        words = title or str(getattr(entry.record, "title", entry.kind.name))
        address = entry.address if entry.kind.public else ""
        return Evidence(words, day or getattr(entry.record, "day", None), place.file, place.line, address)

    @cached_property
    def activities(self) -> tuple[tuple[Entry[Activity], str], ...]:
        """Held activities that concern this year, with what is against each."""
        return tuple((one, reason) for one, reason in self.dated(Activity) if self.word("activity_status", one.record.status, *HELD))

    @cached_property
    def held(self) -> tuple[Entry[Activity], ...]:
        """Those that count."""
        return tuple(entry for entry, reason in self.activities if not reason)

    @cached_property
    def resources(self) -> tuple[tuple[Entry[Resource], str], ...]:
        """Resources that concern this year, with what is against each: not published, not reviewed."""
        return tuple((one, reason or self.not_ready(one.record)) for one, reason in self.dated(Resource))

    def not_ready(self, resource: Resource) -> str:
        """Why a resource is none yet, or no longer: not published, not reviewed. Empty if it is one."""
        if not self.word("resource_status", resource.status, *SHOWN):
            return f"状态是“{resource.status}”，没有发布"
        return "" if resource.reviewers else "没有审核人"

    def county(self, school: str) -> str:
        """The county of a school if it takes part; empty otherwise."""
        known = self.setting.schools.get(school)
        return known.county if known and known.county in self.setting.counties else ""

    def outside(self, school: str | None) -> bool:
        """Whether a school is known, is a school and no research office, and is another than the host."""
        return school in self.setting.teaching and school != (self.card.school if self.card else "")
