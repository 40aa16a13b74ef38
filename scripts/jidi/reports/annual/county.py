"""县区汇总: for each county its bases, its teachers, what waits there; the city's own schools as one more (plan 七.1, R-7.1.4).

For the county's research office and the city's: what is overdue is named, so it is not for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...documents import Block, Break, Heading, Paper, Sign, Title
from ...life import Todo
from ...model.standards import School
from ...search.pinyin import spoken
from ..report import Gap, Report
from ..year import Year
from .county_tables import base_list, base_sums, school_table, todo_table
from .done import Done, Tally
from .facts import Facts, facts_of
from .reach import reach_of
from .waiting import waiting
from .words import counted, day_words, draft_words, listed, missing, tally_words, texts


def county_reports(year: Year) -> Iterator[Report | Gap]:
    """One for every county that takes part, in the city's order, whether it has a base or not."""
    facts = year.once(facts_of)
    if not facts.bases:
        yield Gap("county", "县区汇总", f"{year.year} 学年没有持有名称的基地", "换一个学年；或者先把认定决定写进 content/decisions/")
        return
    for county, stem in _stems(facts).items():
        name = f"{county}学科教研基地{year.year}学年情况汇总"
        blocks = tuple(_blocks(facts, county, name))
        yield Report("county", stem, name, False, Paper(name, year.office, year.day, blocks, numbered=True, look="official", draft=draft_words(year)))


def _stems(facts: Facts) -> dict[str, str]:
    """County → the name of its files: in pinyin without 区, 县 or 市, with its code if two read alike."""
    codes = {term.name: term.id for term in facts.world.city.vocabulary.of("county")}
    read = {name: codes[name] if codes[name].isalpha() else "".join(spoken(re.sub("[区县市]$", "", name))).lower() for name in facts.counties}
    twice = {one for one in read.values() if list(read.values()).count(one) > 1}
    return {name: f"county-{word}{f'-{codes[name]}' if word in twice else ''}-{facts.year.year}" for name, word in read.items()}


def _blocks(facts: Facts, county: str, name: str) -> Iterator[Block]:
    bases = [base for base in facts.bases if facts.county(base) == county]
    late = waiting(facts, bases)
    yield Title(name)
    yield from _brief(facts, county, bases, late)
    yield Sign(facts.year.office, day_words(facts.year.day))
    yield Break()
    yield Heading("基地清单", 1)
    yield from [base_list(facts, bases)] if bases else texts("没有持有名称的基地。")
    yield Heading("活动、资源和参加", 1)
    yield from [base_sums(facts, bases)] if bases else ()
    yield school_table(facts, county)
    yield Heading("要办的事", 1)
    yield from [todo_table(facts, late)] if late else texts("没有到期要办的事。")


def _brief(facts: Facts, county: str, bases: list[str], late: list[tuple[str, str, list[Todo]]]) -> Iterator[Block]:
    """县区情况一页."""
    reach = facts.year.once(reach_of)
    here = next(one for one in reach.counties if one.name == county)
    missed = [one for one in reach.missed if one.county == county]
    yield Heading("基地", 1)
    if not bases:
        yield from texts("没有持有名称的基地。")
    else:
        yield from texts(f"持有名称的基地 {len(bases)} 个：{listed(map(facts.name, bases))}。", _grades(facts, bases))
        yield Heading("基地做了什么", 1)
        yield from texts("。".join(tally_words(_together(facts.now, bases), _together(facts.before, bases) if facts.before else None, facts.then)) + "。")
    yield Heading("教师参加了什么", 1)
    yield from texts(
        f"参加全市基地的活动 {here.activities} 次，{counted('教师', here.attendances, here.before, '人次', facts.then)}。"
        f"名册里的学校 {here.schools} 所，参加过的 {here.reached} 所。" + missing("没有到过的", [one.name for one in missed], "所")
    )
    yield Heading("困难与建议", 1)
    yield from texts(*_hardships(facts, late, missed))


def _together(done: Done, bases: list[str]) -> Tally:
    return sum((done.by_base.get(base, Tally()) for base in bases), Tally())


def _grades(facts: Facts, bases: list[str]) -> str:
    """The grades of a closed round; the county may know them all."""
    one = facts.year.round
    if one is None:
        return f"{facts.year.year} 学年的考核结果尚未公布。"
    told = [f"{facts.name(result.base)}{result.grade}" for base in bases for result in one.results if result.base == base]
    return f"考核等次：{listed(told)}。" if told else ""


def _hardships(facts: Facts, late: list[tuple[str, str, list[Todo]]], missed: list[School]) -> Iterator[str]:
    """What waits, by its kind, and what to do about it; each with its count."""
    for what, advice, todos in late:
        yield f"{what} {len(todos)} 件（{listed(dict.fromkeys(facts.name(one.base) for one in todos))}）。{advice}。"
    if missed:
        yield f"没有到过的学校 {len(missed)} 所。下学年请这些学校至少参加一次基地活动，路远的用线上方式。"
    if not late and not missed:
        yield "没有到期要办的事，学校都参加过活动。"
