"""What a base should know this month: facts and kind words, to the base only, never beside another (domain f, rule 8 and 9)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..life import Board, Todo
from ..model.city import City, Entry
from ..model.finding import Place
from ..model.lifecycle import Lifecycle
from ..model.rubric import Rubric
from ..model.work import HELD, Activity, Plan, Resource

# Section → its heading, in the order in which a base reads them.
SECTIONS = {
    "papers": "快到日子的材料",
    "plan": "计划里还没有做的",
    "follow_ups": "过了日子的后续行动",
    "guidance": "等着回复的指导意见",
    "term": "这个学期的活动",
}
_MONTHS = re.compile(r"(\d{1,2})\s*(?:[-—–~至到、,，]\s*(\d{1,2})\s*){0,11}月")

Paper = tuple[datetime.date, str]  # by when, what is to be handed in


@dataclass(frozen=True)
class Digest:
    """One base, and what there is to tell it, by section; the sections in which there is nothing are left out."""

    base: str
    name: str
    day: datetime.date
    todos: dict[str, tuple[Todo, ...]]

    @property
    def count(self) -> int:
        return sum(map(len, self.todos.values()))


def digest(city: City, board: Board, base: str, rubric: Rubric | None, papers: Iterable[Paper]) -> Digest:
    """``board``: of the day; ``papers``: what the base has still to hand in this year, by when."""
    row = next(one for one in board.rows if one.base == base)
    found: dict[str, tuple[Todo, ...]] = {
        "papers": tuple(_papers(city, base, row.place, board.as_of, papers)),
        "plan": tuple(_tasks(city, base, board.as_of)),
        "follow_ups": tuple(one for one in board.todos["follow_ups"] if one.base == base),
        "guidance": tuple(one for one in board.todos["guidance"] if one.base == base),
        "term": tuple(_term(city, base, row.place, rubric, board.as_of)) if row.life.state.holds else (),
    }
    return Digest(base, row.name, board.as_of, {key: todos for key, todos in found.items() if todos})


def _ahead(city: City) -> datetime.timedelta:
    """How long before a day a base is told, and after the beginning of a term: the longest of the city's hints."""
    days = next((entry.record.limits.hint_days.n for entry in city.of(Lifecycle)), ())
    return datetime.timedelta(days=max(days, default=0))


def _papers(city: City, base: str, place: Place, day: datetime.date, papers: Iterable[Paper]) -> Iterator[Todo]:
    for due, what in sorted(papers):
        if day <= due <= day + _ahead(city):
            left = (due - day).days
            yield Todo(base, place, f"{what}，{due} 前" + (f"，还有 {left} 天" if left else "，就是今天"), "写好放进基地的文件夹；有难处早点和教研员说", due)
        elif due < day:
            yield Todo(base, place, f"{what}，{due} 前，已经过了 {(day - due).days} 天", "还可以补交，晚交的折算办法见考核细则", due)


def _tasks(city: City, base: str, day: datetime.date) -> Iterator[Todo]:
    """The tasks of the year's plan that neither an activity nor a resource names, those of this month and before first."""
    year = city.school_year(day)
    done = {item for entry in _made(city, base, day) for item in entry.record.plan_items}
    for entry in city.of(Plan, base):
        for number, task in enumerate(entry.record.tasks if entry.record.year == year else ()):
            if task.id in done:
                continue
            month = last_month(task.when, city.year_span(year)[0])
            if month is None or month <= day:
                message = f"{task.id} {task.task}（计划的时间是“{task.when}”，{task.who}）还没有对上活动或资源"
                yield Todo(base, entry.at("任务", number, "编号"), message, f"做了的，在那份材料里写“计划项: {task.id}”；改期的，改计划里的「时间」", month)


def _made(city: City, base: str, day: datetime.date) -> Iterator[Entry[Activity] | Entry[Resource]]:
    """What may have done a task of the school year by a day: activities that took place, resources whatever their state."""
    start, _ = city.year_span(city.school_year(day))
    is_term = city.vocabulary.is_term
    yield from (one for one in city.of(Activity, base) if start <= one.record.day <= day and is_term("activity_status", one.record.status, *HELD))
    yield from (one for one in city.of(Resource, base) if start <= one.record.day <= day)


def last_month(when: str, start: datetime.date) -> datetime.date | None:
    """The first day of the last month that a plan's words name, in the school year that begins at ``start``; ``None`` if they name none."""
    months = [int(month) for match in _MONTHS.finditer(when) for month in re.findall(r"\d{1,2}", match[0])]
    days = [datetime.date(start.year + (month < start.month), month, 1) for month in months if 1 <= month <= 12]
    return max(days, default=None)


def _term(city: City, base: str, place: Place, rubric: Rubric | None, day: datetime.date) -> Iterator[Todo]:
    """Nothing yet in a term that has been running for a while."""
    for term in rubric.terms if rubric else ():
        start, end = (_day_of(city, day, one) for one in (term.start, term.end))
        held = [one for one in _made(city, base, day) if isinstance(one.record, Activity) and start <= one.record.day]
        if start + _ahead(city) <= day <= end and not held:
            yield Todo(base, place, f"{term.name}（{start} 开始）还没有活动记录", "办过没有写的，补一份记录，十行就够；还没有办的，需要帮忙就和教研员说", start)


def _day_of(city: City, day: datetime.date, month_day: str) -> datetime.date:
    """The day of this school year with this month and day."""
    start, _ = city.year_span(city.school_year(day))
    found = datetime.date.fromisoformat(f"{start.year}-{month_day}")
    return found if found >= start else datetime.date.fromisoformat(f"{start.year + 1}-{month_day}")
