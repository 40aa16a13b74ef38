"""三年认定报告: a cycle rolled up for those who decide whether a title is renewed (plan 六.4, domain e.6). Not for everybody.

For every base whose cycle ends within a year of the last day that counts, or that is being looked at already.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import Block, Cell, Column, Contents, Cover, Heading, Paper, Table
from ...life import Life
from ...life.days import add_months
from ...model.lifecycle import Lifecycle
from ..report import Report
from ..year import Year
from .cycle import Past, cycle_of
from .done import Tally
from .drawings import year_lines
from .facts import Facts, facts_of
from .planned import against_plans, next_plan
from .renewal import procedure
from .words import day_words, draft_words, missing, percent, texts


def recognition_reports(year: Year) -> Iterator[Report]:
    """Bases in the order of their ids; none for those whose cycle has more than a year to go."""
    facts = year.once(facts_of)
    table = next((one.record for one in year.real.city.of(Lifecycle)), None)
    for base in facts.bases:
        life = facts.lives[base]
        if table and life.cycles and not facts.world.lives[base].state.terminal and _is_time(table, life, year):
            name = f"{facts.cards[base].full_name if base in facts.cards else base}三年认定报告（{year.year}）"
            made = tuple(_blocks(facts, table, life, name))
            paper = Paper(name, year.office, year.day, made, True, "official", draft_words(year))
            yield Report("recognition", f"recognition-{base}-{year.year}", name, False, paper, base)


def _is_time(table: Lifecycle, life: Life, year: Year) -> bool:
    """Whether the cycle ends within a year, or the renewal is open: no other state but an open one can renew."""
    renewing = any(row.starts_cycle for row in table.from_state(life.state.id))
    return renewing or life.cycles[-1].end <= add_months(year.until, 12)


def _blocks(facts: Facts, table: Lifecycle, life: Life, name: str) -> Iterator[Block]:
    year, cycle, card = facts.year, life.cycles[-1], facts.cards.get(life.base)
    years = cycle_of(facts, life.base, cycle)
    past = tuple(one for one in years if one.done)
    school = facts.world.schools.get(card.school, card.school) if card else ""
    yield Cover(name, tuple(filter(None, (school, f"认定周期：{day_words(cycle.start)}—{day_words(cycle.end)}"))), year.office, day_words(year.day))
    yield Contents(2)
    yield Heading("基本情况", 1)
    yield from texts(
        f"{facts.name(life.base)}由{school}承办，第 {cycle.number} 个认定周期从{day_words(cycle.start)}到{day_words(cycle.end)}，现在的状态是{life.name}。"
        if school else f"{facts.name(life.base)}的卡片读不出来，学校不详。",
        f"本报告的数据统计到{day_words(year.until)}。" + "".join(f"{one.year} 学年还没有到，不在表里。" for one in years if not one.done),
    )  # fmt: skip
    yield Heading("三年工作", 1)
    yield from _work(facts, past, years)
    yield Heading("考核等次", 1)
    yield from _grades(past)
    yield Heading("对照规划", 1)
    yield from against_plans(facts, life.base, cycle, past)
    yield Heading("指导意见办理", 1)
    yield from _guidance(past)
    yield Heading("覆盖情况", 1)
    yield from _reach(past)
    yield Heading("下一周期规划", 1)
    yield from next_plan(year.real.city, life.base, cycle)
    yield Heading("由谁决定、什么时候", 1)
    yield from procedure(table, cycle)


def _work(facts: Facts, past: tuple[Past, ...], years: tuple[Past, ...]) -> Iterator[Block]:
    all = sum((one.tally for one in past), Tally())
    yield from texts(f"{len(past)} 个学年共举办活动 {all.activities} 次，教师参加 {all.attendances} 人次，发布资源 {all.resources} 份。")
    columns = (Column("学年"), *(Column(name, "int", 34, unit, total=True) for name, unit in (("活动", "次"), ("参加", "人次"), ("资源", "份"))))
    rows = tuple((one.year, one.tally.activities, one.tally.attendances, one.tally.resources) for one in past)
    yield Table("三年工作", columns, rows, caption="各学年的活动、参加和资源")
    yield from year_lines([one.year for one in years], [one.tally if one.done and not facts.runs(one.year) else None for one in years])


def _grades(past: tuple[Past, ...]) -> Iterator[Block]:
    """Only of closed rounds; of the others it is said that they are open."""
    rows = tuple((one.year, one.grade or None, one.good or None, one.problem or None) for one in past)
    columns = (Column("学年", width=30), Column("等次", width=24), Column("突出经验"), Column("主要问题"))
    note = "—：这个学年的考核结果尚未公布。" if any(not one.grade for one in past) else ""
    yield Table("考核等次", columns, rows, caption="各学年的考核等次和反馈", note=note, size=9)


def _guidance(past: tuple[Past, ...]) -> Iterator[Block]:
    given, answered, closed = (sum(getattr(one, key) for one in past) for key in ("given", "answered", "closed"))
    yield from texts(f"教研员提出指导意见 {given} 条，回复 {answered} 条（{percent(answered, given)}），办结 {closed} 条（{percent(closed, given)}）。")


def _reach(past: tuple[Past, ...]) -> Iterator[Block]:
    """Counties by years, in 人次."""
    counties = list(dict.fromkeys(county for one in past for county in one.counties))
    columns = (Column("县区"), *(Column(one.year, "int", 32, total=True) for one in past))
    rows: list[tuple[Cell, ...]] = [(county, *(one.counties.get(county, 0) for one in past)) for county in counties]
    missed = [county for county in counties if not any(one.counties.get(county) for one in past)]
    yield from texts(missing("周期里没有教师参加过的县区", missed, "个"))
    yield Table("覆盖情况", columns, tuple(rows), caption="各县区教师参加本基地活动的情况（人次）")
