"""What the year left undone, each thing counted, with the advice that rests on it (R-4.3.2.3, R-5.3.4, R-5.5.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...model.base import Guidance
from ...model.work import LessonStudy, Plan, Summary
from ...publish.activity.completion import Completion, completion
from ..year import Year
from .facts import Facts, facts_of
from .reach import reach_of
from .words import listed, percent


@dataclass(frozen=True, slots=True)
class Lack:
    """``part`` of ``whole`` things are not as they should be. ``name``: what; ``advice``: what to do about it; ``which``: named, if that may be."""

    name: str
    part: int
    whole: int
    unit: str
    advice: str
    which: str = ""

    @property
    def figure(self) -> str:
        """``12 项中的 3 项，占 25%``."""
        return f"{self.whole} {self.unit}中的 {self.part} {self.unit}，占 {percent(self.part, self.whole)}"


def lacks_of(year: Year) -> tuple[Lack, ...]:
    """Everything that is counted, also where nothing lacks; what there is none of at all is left out."""
    facts = year.once(facts_of)
    return tuple(one for find in _FINDERS for one in find(facts) if one.whole)


def tasks_of(facts: Facts, base: str, year: str) -> list[Completion]:
    """The tasks of a base's plan of a school year, each with what was done of it."""
    return [row for plan in facts.world.of(Plan, base) if plan.record.year == year for row in completion(facts.world, plan)]


def _follow_ups(facts: Facts) -> Iterator[Lack]:
    until = facts.year.until
    due = [one for entry in facts.now.activities for one in entry.record.follow_ups if one.due <= until]
    late = sum(one.done is None or one.done > until for one in due)
    yield Lack("到期的后续行动没有办结", late, len(due), "项", "例会第一项核对没有办结的后续行动，写明新的期限和负责人")


def _products(facts: Facts) -> Iterator[Lack]:
    bare = sum(not one.record.products and not one.record.no_product for one in facts.now.activities)
    yield Lack("活动没有产出资源，也没有写明原因", bare, len(facts.now.activities), "次", "办活动以前先定好产出什么，办完一周内把资源登记到活动上")


def _attendance(facts: Facts) -> Iterator[Lack]:
    blank = sum(not one.record.participants for one in facts.now.activities)
    yield Lack("活动没有登记参加人数", blank, len(facts.now.activities), "次", "活动结束当天按学校登记参加人数")


def _uses(facts: Facts) -> Iterator[Lack]:
    unused = sum(not one.record.uses for one in facts.now.resources)
    yield Lack("资源没有外校使用记录", unused, len(facts.now.resources), "份", "送教和联片教研时带上资源，当场请外校教师写使用反馈")


def _lessons(facts: Facts) -> Iterator[Lack]:
    start, end = facts.year.span
    lessons = [one for base in facts.bases for one in facts.world.of(LessonStudy, base) if start <= one.record.day <= min(end, facts.year.until)]
    bare = sum(not any(step.resource for step in one.record.steps) for one in lessons)
    yield Lack("课例研究没有对应的资源", bare, len(lessons), "个", "课例定稿时把教学设计放进资源库，并在课例的环节里写上编号")


def _guidance(facts: Facts) -> Iterator[Lack]:
    start, until = facts.year.span[0], facts.year.until
    given = [one for base in facts.bases for entry in facts.world.of(Guidance, base) for one in entry.record.entries if start <= one.day <= until]
    waiting = sum(not one.reply or bool(one.replied and one.replied > until) for one in given)
    yield Lack("指导意见没有回复", waiting, len(given), "条", "教研员提出的意见逐条回复，办结的写上办结日期")


def _tasks(facts: Facts) -> Iterator[Lack]:
    """Only of a year that is over: before that much is still to come."""
    if facts.year.until < facts.year.span[1]:
        return
    rows = [row for base in facts.bases for row in tasks_of(facts, base, facts.year.year)]
    yield Lack("学年计划的任务没有活动或资源对应", sum(not row.done for row in rows), len(rows), "项", "计划只写办得成的事，办一项在活动或资源里写上任务号")


def _silent(facts: Facts) -> Iterator[Lack]:
    silent = sum(not facts.now.by_base[base].activities if base in facts.now.by_base else True for base in facts.bases)
    yield Lack("持有名称的基地没有活动记录", silent, len(facts.bases), "个", "一个月没有活动记录的基地，由教研员到校问明情况，定下固定的教研时间")


def _summaries(facts: Facts) -> Iterator[Lack]:
    """Only of a year that is over: before that nobody owes one."""
    if facts.year.until >= facts.year.span[1]:
        have = {one.base for one in facts.world.of(Summary) if one.record.year == facts.year.year}
        yield Lack("基地没有交学年总结", sum(base not in have for base in facts.bases), len(facts.bases), "个", "没有交总结的基地限期补交，由县区教研室督促")


def _counties(facts: Facts) -> Iterator[Lack]:
    reach = facts.year.once(reach_of)
    yield Lack("县区没有教师参加过活动", len(reach.never), len(facts.counties), "个", "下学年每个没有到过的县区至少安排一次送教或联片教研", listed(reach.never))


def _rural(facts: Facts) -> Iterator[Lack]:
    reach = facts.year.once(reach_of)
    names = listed(one.name for one in reach.missed_rural)
    yield Lack("乡村学校没有教师参加过活动", len(reach.missed_rural), len(reach.rural), "所", "面向全市的活动给乡村学校留名额，路远的用线上方式", names)


def _seats(facts: Facts) -> Iterator[Lack]:
    vacant = [one for one in facts.seats if one.state == "空缺"]
    yield Lack("学科没有基地，也没有学校申报", len(vacant), len(facts.seats), "个", "先在空缺较多的学段发动申报", listed(one.name for one in vacant))


_FINDERS: tuple[Callable[[Facts], Iterator[Lack]], ...] = (
    _silent, _tasks, _products, _attendance, _follow_ups, _lessons, _uses, _guidance, _summaries, _counties, _rural, _seats,
)  # fmt: skip
