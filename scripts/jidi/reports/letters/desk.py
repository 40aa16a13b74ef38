"""The desk on which a year's letters are written: the wording, who is who, where every base stands at the year's end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ...assess import round_of, rubric_of
from ...life import Life, replay
from ...model.base import Base
from ...model.city import Entry
from ...model.lifecycle import Lifecycle
from ...model.reports import Letter, Letters
from ...model.rubric import Rubric
from ...model.standards import Round, RoundResult
from ...publish.world import World
from ..year import Year
from .words import Values, Wordless, years

FILE = "content/standards/reports.yml"


@dataclass(frozen=True)
class Desk:
    """A year with the city's wording. Names are the real ones: a letter is handed to a person or an office."""

    year: Year
    kind: str

    @property
    def world(self) -> World:
        return self.year.real

    @cached_property
    def wording(self) -> Letters | None:
        return next((entry.record for entry in self.world.city.of(Letters)), None)

    @cached_property
    def round(self) -> Round | None:
        """The round of the year, closed or not."""
        return round_of(self.world.city, self.year.year)

    @property
    def closed(self) -> bool:
        return self.year.round is not None

    @property
    def shown(self) -> bool:
        """Whether the round's results are, or were, shown to the public."""
        one = self.round
        return bool(one and one.results and one.publicity_start and one.publicity_start <= self.world.city.today)

    def result(self, base: str) -> RoundResult | None:
        """What the round says of a base."""
        return next((result for result in self.round.results if result.base == base), None) if self.round else None

    @cached_property
    def rubric(self) -> Rubric | None:
        entry = rubric_of(self.world.city, self.year.year)
        return entry.record if entry else None

    @cached_property
    def table(self) -> Lifecycle | None:
        return next((entry.record for entry in self.world.city.of(Lifecycle)), None)

    @cached_property
    def lives(self) -> Mapping[str, Life]:
        """Every base as it stands on the last day that counts."""
        return replay(self.world.city, self.year.until)

    @property
    def applying(self) -> str:
        """The seat of a base that applies: that of the state in which every life begins."""
        return self.table.states[0].seat if self.table else ""

    @cached_property
    def bases(self) -> Mapping[str, Entry[Base]]:
        """The bases by id, in the order of the ids."""
        return {entry.base: entry for entry in sorted(self.world.of(Base), key=lambda entry: entry.base)}

    def letter(self, id: str) -> Letter:
        """A document's wording.

        :raises Wordless: if the city has none.
        """
        found = next((one for one in self.wording.letters if one.id == id), None) if self.wording else None
        if found is None:
            raise Wordless(f"文稿 {id}", f"{FILE} 里没有编号是“{id}”的文稿", f"在 {FILE} 的「文稿」里加上这一份，或从早先的版本里找回来")
        return found

    def values(self, base: str = "", **own: str) -> Values:
        """What a document may say: the city's, a base's, its own; what is to be filled in is as the city has it."""
        settings, year = self.world.settings, self.year
        known = {
            "城市": settings.city if settings else "", "主办单位": year.office, "联系": settings.contact if settings else "",
            "指导思想": settings.guiding if settings else "", "学年": years(year.year), "首年": year.year[:4], "次年": year.year[5:], "文号": "",
        } | dict(self.of_base(base) if base else {}) | own  # fmt: skip
        blanks = {one.place: one.text for one in self.wording.blanks} if self.wording else {}
        return {key: value or blanks.get(key, "") for key, value in known.items()}

    def of_base(self, base: str) -> Values:
        """Who a base is."""
        card, world = self.bases[base].record, self.world
        return {
            "全称": card.full_name, "简称": card.short_name, "学校": world.schools.get(card.school, card.school), "县区": world.counties.get(card.school, "—"),
            "学科组": card.group, "学段": card.stage, "学科": card.subject,
        }  # fmt: skip

    def rows(self, bases: Iterable[str], own: Callable[[str], Values] = lambda base: {}) -> list[Values]:
        """A list of bases, numbered."""
        return [self.values(base, 序号=str(number), **own(base)) for number, base in enumerate(bases, 1)]
