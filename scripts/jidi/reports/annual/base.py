"""基地学年总结: a base's own words with the tables that nobody has to type (domain e.5, R-4.4.1.1).

Two papers where there is a budget: everybody's, and one with the money, which is not public (R-5.1.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...assess.material import Material, Setting
from ...assess.measures.plans import due
from ...documents import Block, Column, Contents, Cover, Heading, Paper, Table
from ...model.base import Budgets, Members
from ...model.city import Entry
from ...model.work import Summary
from ...publish.world import World
from ..report import Gap, Report
from ..year import Year
from .attached import attached
from .facts import Facts, facts_of
from .gaps import tasks_of
from .prose import blocks, sections
from .words import day_words, draft_words, percent, texts


def base_reports(year: Year) -> Iterator[Report | Gap]:
    """One for each base that held the title in the year, in the order of their ids; a gap where no summary was handed in."""
    facts = year.once(facts_of)
    for base in facts.bases:
        summary = _summary(year.world, base, year.year)
        if summary is None or base not in facts.cards:
            yield _gap(facts, base)
            continue
        yield _report(facts, base, year.world, summary)
        real = _summary(year.real, base, year.year)
        if real and money(year, base):
            yield _report(facts, base, year.real, real, inside=True)


def _summary(world: World, base: str, year: str) -> Entry[Summary] | None:
    return next((one for one in world.of(Summary, base) if one.record.year == year), None)


def _gap(facts: Facts, base: str) -> Gap:
    """What to write and by when, or what could not be read."""
    name, year = _name(facts, base), facts.year
    unread = [file for one, file in facts.unread if one == base and ("/summaries/" in file or file.endswith("/base.yml"))]
    if unread:
        return Gap("base", name, f"{'、'.join(unread)} 读不出来", "运行检查，照提示改好，再写一次", base)
    file = f"bases/{base}/summaries/{year.year}.md"
    day = _due(year, base, facts)
    return Gap("base", name, f"还没有 {year.year} 学年的学年总结", f"写 {file}" + (f"，{day}前交" if day else ""), base)


def _due(year: Year, base: str, facts: Facts) -> str:
    """By when the rubric asks for the summary; empty if it does not say."""
    made = year.assessment
    deadlines = [one for i in made.rubric.indicators if i.measure == "summary_on_time" for one in i.deadlines] if made else []
    if not made or not deadlines:
        return ""
    material = Material(Setting(year.real.city, made.rubric, year.year, made.as_of, {}), base, facts.lives[base])
    return day_words(due(material, deadlines[0], year.year))


def _name(facts: Facts, base: str) -> str:
    full = facts.cards[base].full_name if base in facts.cards else base
    return f"{full}{facts.year.year}学年工作总结"


def _report(facts: Facts, base: str, world: World, summary: Entry[Summary], inside: bool = False) -> Report:
    year, name = facts.year, _name(facts, base) + ("（含经费）" if inside else "")
    paper = Paper(name, facts.cards[base].full_name, year.day, tuple(_blocks(facts, base, world, summary, inside)), True, "official", draft_words(year))
    return Report("base", f"base-{base}-{year.year}{'-budget' if inside else ''}", name, not inside, paper, base)


def _blocks(facts: Facts, base: str, world: World, summary: Entry[Summary], inside: bool) -> Iterator[Block]:
    card, year = facts.cards[base], facts.year
    yield Cover(f"{card.full_name}工作总结", (f"{year.year} 学年",), facts.world.schools.get(card.school, card.school), day_words(summary.record.day))
    yield Contents(2)
    yield from _told(summary.body, {"基本情况": [_card(facts, base, world)], "计划完成": _plan(facts, base)})
    yield Heading("附表", 1)
    yield from attached(facts, base, world, money(year, base) if inside else None)


def _told(body: str, computed: dict[str, list[Block]]) -> Iterator[Block]:
    """The base's own chapters, each computed part at the end of the chapter whose title names it; before them what found none."""
    made: list[Block] = []
    left = dict(computed)
    for title, text in sections(body):
        made += [Heading(title or "说明", 1), *blocks(text)]
        for key in [key for key in left if key in title]:
            made += left.pop(key)
    for key, found in left.items():
        yield from (Heading("计划完成情况" if key == "计划完成" else key, 1), *found)
    yield from made


def _card(facts: Facts, base: str, world: World) -> Table:
    card, life = facts.cards[base], facts.lives[base]
    members = next((len(one.record.members) for one in world.of(Members, base)), None)
    cycle = life.cycles[-1] if life.cycles else None
    rows = (
        ("学段、学科", f"{card.stage}{card.subject}"), ("承办学校", world.schools.get(card.school, card.school)), ("县区", facts.county(base)),
        ("学科组", card.group), ("教研员", next((one.record.researcher for one in world.bases if one.base == base), None)),
        ("成员", None if members is None else f"{members} 人"), ("状态", life.name),
        ("认定周期", f"{day_words(cycle.start)}—{day_words(cycle.end)}" if cycle else None),
    )  # fmt: skip
    return Table("基本情况", (Column("项目", width=36), Column("内容")), rows, caption="基地基本情况（由系统从材料生成）")


def _plan(facts: Facts, base: str) -> list[Block]:
    """The completion of the year's plan, row by row (R-4.4.1.1)."""
    rows = tasks_of(facts, base, facts.year.year)
    if not rows:
        return texts("材料里没有本学年的计划任务，完成情况无法核对。")
    finished = sum(bool(row.done) for row in rows)
    told = f"计划任务 {len(rows)} 项，有活动或资源对应的 {finished} 项，占 {percent(finished, len(rows))}。"
    cells = tuple((row.task.id, row.task.task, row.task.when, "；".join(one.text for one in row.done) or "没有对应的活动或资源") for row in rows)
    columns = (Column("编号", width=16), Column("任务", width=54), Column("时间", width=22), Column("办了什么"))
    return [*texts(told), Table("计划完成情况", columns, cells, caption="学年计划完成情况（由系统从材料生成）", size=9)]


def money(year: Year, base: str) -> tuple[tuple[str, float, float | None], ...]:
    """The budget of the year by category: planned, spent (None: not known yet); empty if there is none."""
    lines = [line for one in year.real.city.of(Budgets, base) for entry in one.record.years if entry.year == year.year for line in entry.lines]
    return tuple((line.kind, float(line.planned), None if line.spent is None else float(line.spent)) for line in lines)
