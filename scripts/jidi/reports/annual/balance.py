"""Chapters five to seven of the city's report: what is lacking everywhere, who was not reached, what to do (R-5.5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import Block, Cell, Column, Heading, Table
from .drawings import county_bars, county_tiles
from .facts import Facts
from .gaps import lacks_of
from .reach import Reach, reach_of
from .words import listed, missing, percent, share, texts

_STATES = ("已建", "申报中", "空缺")


def problems(facts: Facts) -> Iterator[Block]:
    """五、共性问题: what the round said to all, then what was counted."""
    one = facts.year.told_round
    yield Heading("共性问题", 1)
    if one and one.themes:
        yield Heading("考核反馈的主题", 2)
        yield from texts(*(f"{number}. {theme}" for number, theme in enumerate(one.themes, 1)))
    yield Heading("材料里数出来的问题", 2)
    lacks = facts.year.once(lacks_of)
    found = [lack for lack in lacks if lack.part]
    yield from texts(f"逐项核对 {len(lacks)} 件事，{len(found)} 件有缺口，{len(lacks) - len(found)} 件没有。只列数量，不列基地。")
    columns = (Column("事项"), Column("单位", width=14), Column("应有", "int", 20), Column("缺", "int", 20), Column("占比", "percent", 20))
    rows = tuple((one.name, one.unit, one.whole, one.part, share(one.part, one.whole)) for one in lacks)
    yield Table("共性问题", columns, rows, caption="共性问题的数量")


def balance(facts: Facts) -> Iterator[Block]:
    """六、均衡性分析."""
    reach = facts.year.once(reach_of)
    yield Heading("均衡性分析", 1)
    yield Heading("县区参加情况", 2)
    yield from texts(
        f"全市 {facts.places(facts.counties)}中，有教师参加过活动的是 {facts.places(set(facts.counties) - set(reach.never))}。"
        + missing("没有参加过的", reach.never, "个")
    )
    yield county_table(reach)
    yield county_tiles(reach)
    yield county_bars(reach)
    yield from _schools(reach)
    yield Heading("帮扶薄弱", 2)
    names = (f"{facts.world.schools.get(id, id)} {count} 次" for id, count in reach.helped.items())
    yield from texts(f"帮扶薄弱学科或学校的活动 {reach.helping} 次，写明受帮扶的学校 {len(reach.helped)} 所：{listed(names)}。")
    yield Heading("薄弱学科", 2)
    yield from texts("空缺的学科见第一部分。各学段的覆盖率如下。")
    yield _stages(facts)
    yield _map(facts)


def county_table(reach: Reach) -> Table:
    """Counties by schools, activities and 人次."""
    columns = (
        Column("县区"), Column("学校", "int", 20, "所", total=True), Column("参加过", "int", 22, "所", total=True), Column("涉及活动", "int", 26, "次"),
        Column("参加", "int", 24, "人次", total=True, bar=True), Column(f"{reach.facts.then}参加", "int", 30, "人次", total=True),
    )  # fmt: skip
    rows = tuple((one.name, one.schools, one.reached, one.activities, one.attendances, one.before) for one in reach.counties)
    note = "一次活动常有几个县区参加，所以“涉及活动”不合计。"
    return Table("县区参加", columns, rows, caption="各县区学校和教师参加活动的情况", note=note)


def _schools(reach: Reach) -> Iterator[Block]:
    schools, missed, rural, far = reach.teaching, reach.missed, reach.rural, reach.missed_rural
    came = sum(reach.attendances.get(one.id, 0) for one in rural)
    yield Heading("学校和乡村学校", 2)
    yield from texts(
        f"名册里的学校 {len(schools)} 所，有教师参加过活动的 {len(schools) - len(missed)} 所，占 {percent(len(schools) - len(missed), len(schools))}。"
        + missing("没有参加过的", [one.name for one in missed], "所"),
        f"乡村学校 {len(rural)} 所，参加过的 {len(rural) - len(far)} 所，教师 {came} 人次。",
    )


def _stages(facts: Facts) -> Table:
    """How much of each stage has a base."""
    columns = (Column("学段"), *(Column(name, "int", 24, "个", total=True) for name in ("学科", *_STATES)), Column("覆盖率", "percent", 24))
    rows: list[tuple[Cell, ...]] = []
    for stage in dict.fromkeys(one.stage for one in facts.seats):
        here = [one.state for one in facts.seats if one.stage == stage]
        rows.append((stage, len(here), *(here.count(state) for state in _STATES), share(here.count(_STATES[0]), len(here))))
    return Table("学段覆盖率", columns, tuple(rows), caption="各学段的覆盖率")


def _map(facts: Facts) -> Table:
    """Which base reached which county, in 人次: a wide table on a page of its own."""
    cells: dict[tuple[str, str], int] = {}
    for entry in facts.now.activities:
        for one in entry.record.participants:
            place = entry.base, facts.county_of(one.school)
            cells[place] = cells.get(place, 0) + one.count
    counties = tuple(dict.fromkeys((*facts.counties, *sorted(county for _, county in cells))))
    rows = tuple((facts.name(base), *_row(base, counties, cells)) for base in facts.bases)
    columns = (Column("基地", width=38), *(Column(one, "int", total=True) for one in counties), Column("合计", "int", total=True))
    return Table("基地到县区", columns, rows, caption="各基地的活动有哪些县区的教师参加（人次）", wide=True, size=8)


def _row(base: str, counties: tuple[str, ...], cells: dict[tuple[str, str], int]) -> tuple[Cell, ...]:
    counts = [cells.get((base, county), 0) for county in counties]
    return (*counts, sum(counts))


def advice(facts: Facts) -> Iterator[Block]:
    """七、下年度建议: each says the figure that it rests on."""
    found = [one for one in facts.year.once(lacks_of) if one.part]
    yield Heading("下年度建议", 1)
    yield from texts(*(f"{number}. {one.advice}。依据：{one.name}，{one.figure}。" for number, one in enumerate(found, 1)))
    yield from () if found else texts("本学年核对的事项没有缺口，按学年计划继续做。")
