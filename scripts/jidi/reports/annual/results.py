"""Chapter three of the city's report: the grades of a closed round, never a score (plan 六.3, domain b.7)."""

from __future__ import annotations

from collections.abc import Iterator

from ...assess.compare import sensitivity
from ...documents import Block, Cell, Column, Heading, Table
from ...model.standards import Round
from ...publish.assessment.rounds import by_base, is_public
from ..year import Year
from .facts import Facts
from .words import day_words, listed, texts


def results(facts: Facts) -> Iterator[Block]:
    """三、考核结果."""
    one = facts.year.told_round
    yield Heading("考核结果", 1)
    if one is None:
        yield from texts(f"{facts.year.year} 学年的考核结果尚未公布。公示结束、决定印发以后，本章写明等次。")
        return
    grades = graded(facts, one)
    told = "，".join(f"{grade} {len(bases)} 个" for grade, bases in grades.items() if bases)
    yield from texts(
        f"本轮考核按 {_day(one.as_of)}的材料计算，{_day(one.publicity_start)}至{_day(one.publicity_end)}公示，以{one.number}公布。",
        f"公布等次的基地 {sum(map(len, grades.values()))} 个：{told}。" if told else "没有可以公布的等次。",
    )
    yield Heading("等次", 2)
    for grade, bases in grades.items():
        yield from texts(f"{grade}（{len(bases)} 个）：{listed(_named(facts, base) for base in bases)}。" if bases else "")
    outside = [base for base in facts.bases if base not in {result.base for result in one.results}]
    yield from texts(f"没有参加本轮考核：{listed(map(facts.name, outside))}。" if outside else "", _corrected(facts, one))
    yield from _firmness(facts.year)


def graded(facts: Facts, one: Round) -> dict[str, list[str]]:
    """Grade → the bases that have it and may be named, by id; grades in the city's order."""
    found: dict[str, list[str]] = {grade: [] for grade in facts.world.city.vocabulary.names("assessment_grade")}
    for result in by_base(one):
        if is_public(facts.world, one.year, result):
            found[result.grade].append(result.base)
    return found


def _named(facts: Facts, base: str) -> str:
    """The name; of a base that was too new for a grade, how long it was one."""
    card = facts.year.assessment.card(base) if facts.year.assessment else None
    short = card and facts.year.assessment and card.months < facts.year.assessment.rubric.first_year.least_months
    return f"{facts.name(base)}（认定后本学年只有 {card.months} 个整月）" if card and short else facts.name(base)


def _corrected(facts: Facts, one: Round) -> str:
    """Grades that were corrected on review, where both may be told."""
    told = [
        r for r in by_base(one) if r.was and is_public(facts.world, one.year, r) and is_public(facts.world, one.year, r.model_copy(update={"grade": r.was}))
    ]
    return "".join(f"{facts.name(r.base)}经复核由“{r.was}”更正为“{r.grade}”。" for r in told)


def _day(day: object) -> str:
    return day_words(day) if hasattr(day, "year") else "（日期未写）"  # type: ignore[arg-type]


def _firmness(year: Year) -> Iterator[Block]:
    """How many grades would be others if one weight were a tenth larger or smaller: counts only, no base (plan 六.2)."""
    if year.assessment is None:
        return
    rows = sway_rows(year)
    moved = [row for row in rows if row[2] or row[3]]
    yield Heading("等次的稳定性", 2)
    yield from texts(
        f"为检验评价标准，把 {len(rows)} 个指标的满分逐个下调、上调一成，其余不变，重新定等次。"
        f"{len(rows) - len(moved)} 个指标不引起任何变化" + ("，其余见下表。只说有几个基地的等次会变，不涉及是哪一个。" if moved else "。")
    )
    columns = (Column("指标", width=16), Column("名称"), Column("下调一成", "int", 30, "个"), Column("上调一成", "int", 30, "个"))
    if moved:
        yield Table("等次稳定", columns, tuple(moved), caption="权重变动一成时等次会变的基地数")


def sway_rows(year: Year) -> list[tuple[Cell, ...]]:
    """Each indicator with the number of grades that change when its weight goes down and up by a tenth."""
    found: dict[str, list[Cell]] = {}
    for one in sensitivity(year.assessment) if year.assessment else ():
        found.setdefault(one.indicator.id, [one.indicator.id, one.indicator.name]).append(len(one.bases))
    return [tuple(row) for row in found.values()]
