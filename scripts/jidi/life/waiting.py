"""What waits: bases without a word, advice without an answer, follow-ups past their day (R-5.2.3, R-5.3.4, R-4.3.2.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..model.base import Guidance
from ..model.city import City, Entry
from ..model.finding import Place
from ..model.lifecycle import Lifecycle
from ..model.work import HELD, Activity
from .days import add_days
from .due import Todo, hint
from .facts import Facts
from .life import Life


def held(city: City, activity: Activity, day: date) -> bool:
    """Whether an activity took place by this day."""
    return activity.day <= day and city.vocabulary.is_term("activity_status", activity.status, *HELD)


def silent(facts: Facts, table: Lifecycle, life: Life, last: Entry[Activity] | None, day: date) -> Iterator[Todo]:
    """A base that holds its title and has recorded no activity for so many days."""
    limit = table.limits.silent_days.n
    since = last.record.day if last else life.cycles[0].start if life.cycles else day
    quiet = (day - since).days
    if quiet > limit:
        place = last.at("日期") if last else Place(f"bases/{life.base}/base.yml")
        message = f"最近的活动是 {since}，已 {quiet} 天没有活动记录" if last else f"授牌以来没有活动记录（认定周期 {since} 开始）"
        yield Todo(life.base, place, message, "请教研员问一问；办过没有写的，补写活动记录", add_days(since, limit))


def guidance(facts: Facts, table: Lifecycle, bases: Sequence[str], day: date) -> Iterator[Todo]:
    """Advice that the base has not answered by this day."""
    limit = table.limits.answer_days.n
    for entry in facts.city.of(Guidance):
        for number, one in enumerate(entry.record.entries):
            answered = bool(one.reply) and (one.replied is None or one.replied <= day)
            if entry.base not in bases or one.day > day or answered or (one.closed and one.closed <= day):
                continue
            waited = (day - one.day).days
            late = f"，超过 {limit} 天的期限{hint(table, waited - limit)}" if waited > limit else ""
            message = f"{one.id} {one.day} 提出，{waited} 天没有回复{late}：{_short(one.advice)}"
            yield Todo(entry.base, entry.at("指导", number, "编号"), message, "写上「回复」和「回复日期」", add_days(one.day, limit))


def follow_ups(facts: Facts, table: Lifecycle, bases: Sequence[str], day: date) -> Iterator[Todo]:
    """Follow-ups of activities whose day has passed."""
    for entry in facts.city.of(Activity):
        for number, one in enumerate(entry.record.follow_ups if entry.base in bases and held(facts.city, entry.record, day) else ()):
            if one.due < day and (one.done is None or one.done > day):
                late = (day - one.due).days
                message = f"{one.who} {one.due} 前要做“{_short(one.what)}”，已超 {late} 天{hint(table, late)}"
                yield Todo(entry.base, entry.at("后续", number, "期限"), message, "做完了写「完成: 日期」；做不完改「期限」，在正文里说明", one.due)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:29]}……"
