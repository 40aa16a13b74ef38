"""An assessment as pages tell it: what may be told, what may be linked, what is due when."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ...assess import Assessment, Evidence, Score, number
from ...assess.material import Material, Setting
from ...assess.measures.plans import due
from ...assess.rounds import answers
from ...model.rubric import Rubric
from ...model.work import Activity
from ..output import Link
from ..world import World, shown
from .rounds import announced, is_public
from .rubric import month_day


@dataclass(frozen=True)
class Desk:
    """One assessment as the site tells it: what may be linked, how much may be told, when things are due."""

    world: World
    assessment: Assessment
    level: str

    def is_public(self, file: str) -> bool:
        """Whether the record of a file has a page or a section on the site."""
        base = file.split("/")[1] if file.startswith("bases/") else ""
        return file in self.world.once(_public, base)

    @cached_property
    def setting(self) -> Setting:
        one = self.assessment
        return Setting(self.world.city, one.rubric, one.year, one.as_of, {})

    def tells(self, score: Score) -> bool:
        """Whether the points of an indicator may be told."""
        return self.level == "quanbu" or (self.level == "dingliangdefen" and not score.indicator.judged)

    def link(self, one: Evidence) -> Link:
        """A piece as a link; what is not public keeps its title to itself."""
        if not self.is_public(one.file):
            return Link("一份没有公开的材料")
        return Link(dated(one), one.address)

    def days(self, base: str) -> list[tuple[datetime.date, str, str]]:
        """What is due: the day, what, which indicator; papers that are there and count are left out."""
        return sorted([*self._papers(base), *self._follow_ups(base), (self.assessment.rubric.cutoff_day, "材料截止，以后入库的不算", "")])

    def advice(self, base: str) -> list[tuple[str, str, str]]:
        """The advice of the last closed round with its year and the base's answer, or nothing yet (R-6.2.4)."""
        last = next((one for one in announced(self.world) if one.year < self.assessment.year), None)
        results = (result for result in last.results if result.base == base and is_public(self.world, last.year, result)) if last else ()
        return [(last.year, advice, answer) for result in results for advice, answer in answers(self.world.city, last, result)] if last else []

    def _papers(self, base: str) -> Iterator[tuple[datetime.date, str, str]]:
        card, material = self.assessment.card(base), Material(self.setting, base, self.world.lives[base])
        for score in card.scores if card else ():
            for one in score.indicator.deadlines if score.room else ():
                if not any(used.note.startswith(one.word) for used in score.count.used):
                    yield due(material, one, self.assessment.year), f"交{one.word}", score.indicator.id

    def _follow_ups(self, base: str) -> Iterator[tuple[datetime.date, str, str]]:
        today = self.assessment.as_of
        for entry in self.world.of(Activity, base):
            for one in entry.record.follow_ups if entry.record.day <= today else ():
                if one.done is None or one.done > today:
                    yield one.due, f"{one.who}：{one.what}（“{entry.record.title}”的后续）", ""


def _public(world: World, base: str) -> dict[str, str]:
    """The files of a base whose records are public, with their ids."""
    return {entry.file: entry.id for entry in world.once(shown, base)}


def dated(one: Evidence) -> str:
    """A piece by its title and day."""
    return f"{one.title}（{one.day}）" if one.day else one.title


def lacking(score: Score) -> str:
    """What a measure remarks, unless it is full or the same is said already."""
    remark = score.count.remark
    return "" if score.room <= 0 or remark in score.raises or remark in score.count.missing else remark


def counted(score: Score) -> str:
    """What counts, as a count and never as points."""
    count = score.count
    if score.status == "exempt":
        return "本学年不适用"
    if score.indicator.judged:
        return f"由专家评议，可供评议的材料有 {len(count.used)} 份"
    if count.missing:
        return count.missing
    if score.target:
        return f"已记 {number(count.n)}，目标 {number(score.target)}"
    return f"做到 {number(count.n)}，应做 {number(count.whole)}" if count.whole else f"已记 {len(count.used)} 项"


def by(score: Score, rubric: Rubric) -> str:
    """When the material of an indicator must be in."""
    i = score.indicator
    if i.deadlines:
        return "；".join(f"{one.word} {'次年 ' if one.second else ''}{month_day(one.day)}前" for one in i.deadlines)
    return f"每次活动后 {i.days} 天内" if i.days is not None else f"{rubric.cutoff_day} 前"
