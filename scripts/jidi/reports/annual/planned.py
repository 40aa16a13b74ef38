"""What a cycle planned and what was done of it, for the report before a title is renewed (plan 六.4, 四.4)."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import Block, Column, Table
from ...life import Cycle
from ...life.days import add_days
from ...model.city import City, Entry
from ...model.work import Plan
from .cycle import Past
from .facts import Facts
from .prose import blocks
from .words import day_words, percent, share, texts


def against_plans(facts: Facts, base: str, cycle: Cycle, past: tuple[Past, ...]) -> Iterator[Block]:
    """The three-year plan, and how much of each year's plan was done: its tasks are those of the years (YY04)."""
    plan = _three_years(facts.year.real.city, base, cycle)
    if plan is None:
        yield from texts("材料里没有本周期的三年规划。")
    else:
        first, last = plan.record.first or "—", plan.record.last or "—"
        yield from texts(f"三年规划：{plan.record.title}（{first} 到 {last}，{day_words(plan.record.day)}定稿，更新 {len(plan.record.updated)} 次）。")
        yield from _tasks(plan)
    planned, finished = sum(one.planned for one in past), sum(one.finished for one in past)
    yield from texts(
        f"各学年计划任务共 {planned} 项，有活动或资源对应的 {finished} 项，占 {percent(finished, planned)}。" if planned else "材料里没有学年计划的任务。"
    )
    columns = (Column("学年"), Column("任务", "int", 30, "项", total=True), Column("有对应", "int", 30, "项", total=True), Column("完成率", "percent", 30))
    rows = tuple((one.year, *((one.planned, one.finished) if one.planned else (None, None)), share(one.finished, one.planned)) for one in past)
    yield Table("规划完成", columns, rows, caption="各学年计划的完成情况", note="—：没有这个学年的计划。" if any(not one.planned for one in past) else "")


def _tasks(plan: Entry[Plan]) -> Iterator[Block]:
    """The tasks of the three-year plan, if it lists them; who was to do them, what was to come of them."""
    if plan.record.tasks:
        columns = (Column("编号", width=18), Column("任务"), Column("时间", width=26), Column("负责", width=30), Column("预期成果", width=40))
        rows = tuple((one.id, one.task, one.when, one.who, one.result or None) for one in plan.record.tasks)
        yield Table("三年规划任务", columns, rows, caption="三年规划的任务", note="规划任务由学年计划分年落实，完成情况见下表。", size=9)


def _three_years(city: City, base: str, cycle: Cycle) -> Entry[Plan] | None:
    """The latest three-year plan that begins in the cycle."""
    within = city.school_year(cycle.start), city.school_year(cycle.end)
    found = [one for one in city.of(Plan, base) if city.vocabulary.is_term("plan_kind", one.record.kind, "sannianguihua")]
    return next((one for one in reversed(found) if within[0] <= (one.record.first or "") <= within[1]), None)


def next_plan(city: City, base: str, cycle: Cycle) -> Iterator[Block]:
    after = city.school_year(add_days(cycle.end, 1))
    found = [one for one in city.of(Plan, base) if city.vocabulary.is_term("plan_kind", one.record.kind, "sannianguihua") and (one.record.first or "") >= after]
    if not found:
        yield from texts(f"还没有从 {after} 学年开始的三年规划。请基地写 plans/ 里的下一份三年规划，起始学年写 {after}。")
        return
    yield from texts(f"{found[0].record.title}（{day_words(found[0].record.day)}定稿）。")
    yield from blocks(found[0].body)
