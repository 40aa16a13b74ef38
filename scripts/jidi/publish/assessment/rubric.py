"""考核细则: a rubric file as a page that a teacher can read (plan 六.1–六.3). Every number comes from the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import partial

from ...assess import number
from ...assess.measures import MEASURES
from ...model.city import Entry
from ...model.finding import Rule
from ...model.rubric import Condition, Deadline, Indicator, Rubric, Rung
from ..guide import ground
from ..output import Link, Output, Page
from ..world import World
from .rounds import rubric_address

_NEXT_CLAUSE = re.compile(r"(?<=[一二三四五六七八九\d])、(?=[一二三四五六七八九](?:\.\d)?(?:、|；|$))")


def rubrics(world: World) -> list[Entry[Rubric]]:
    """The city's rubrics, the newest first."""
    return sorted(world.of(Rubric), key=lambda entry: entry.record.year, reverse=True)


def rubric_pages(world: World, rules: Iterable[Rule]) -> list[Output]:
    """``assessment/rubric-<year>.html`` for every rubric file. ``rules``: those that the guide explains."""
    codes = {rule.code for rule in rules}
    return [Output(rubric_address(one.record.year), Page(f"{one.record.year} 学年考核细则", "rubric", _fields(world, one, codes))) for one in rubrics(world)]


def _fields(world: World, entry: Entry[Rubric], codes: set[str]) -> dict[str, object]:
    rubric = entry.record
    return {
        "rubric": rubric,
        "sha256": entry.sha256,
        "categories": [(one, [_indicator(world, rubric, i) for i in one.indicators]) for one in rubric.categories],
        "order": "、".join(_by_measure(rubric, name) for name in rubric.single_use),
        "privacy": _codes(rubric.privacy, codes),
        "clues": {one.id: _codes(one.clues, codes) for one in rubric.restrictions},
        "gates": [(one, "；".join(_condition(part) for part in one.conditions)) for one in rubric.gates],
        "bonus": [(one, _counts(one.measure) if one.measure else "", "、".join(one.words)) for one in rubric.bonus.items],
        "quota_order": "、".join(_category(rubric, name) for name in rubric.quota.order) if rubric.quota else "",
        "clauses": partial(clauses, world),
        "n": number,
        "percent": percent,
        "day": month_day,
    }


def clauses(world: World, source: str) -> tuple[Link, ...]:
    """What a decision rests on; ``plan 五.4、七.3`` are two clauses, each with its own link."""
    parts = (_NEXT_CLAUSE.sub("；plan ", part) if part.startswith("plan ") else part for part in source.split("；"))
    return ground(world, "；".join(parts))


def month_day(text: str) -> str:
    """``09-05`` → ``9 月 5 日``."""
    month, day = text.split("-")
    return f"{int(month)} 月 {int(day)} 日"


def percent(share: Decimal) -> str:
    """``0.3`` → ``30%``."""
    return f"{number(share * 100)}%"


def _codes(names: tuple[str, ...], known: set[str]) -> list[Link]:
    return [Link(code, f"guide/rules.html#{code.lower()}" if code in known else "") for code in names]


def _by_measure(rubric: Rubric, name: str) -> str:
    return next((f"{one.id} {one.name}" for one in rubric.indicators if one.measure == name), name)


def _category(rubric: Rubric, id: str) -> str:
    return next((f"{one.id} {one.name}" for one in rubric.categories if one.id == id), id)


def _counts(measure: str) -> str:
    """What a measure counts, in the words that stand at its function."""
    return (MEASURES[measure].__doc__ or measure).strip().rstrip("。")


def _condition(one: Condition) -> str:
    if one.category_below is not None:
        return f"任一类别得分率低于 {number(one.category_below)}%"
    return f"{_counts(one.measure).split('，')[0]}少于 {number(one.below or Decimal(0))}"


def _indicator(world: World, rubric: Rubric, i: Indicator) -> dict[str, object]:
    bands = zip(rubric.panel.bands, i.anchors, strict=False)
    return {
        "record": i,
        "counts": _counts(i.measure),
        "formula": _formula(world, i),
        "limits": list(_limits(rubric, i)),
        "lists": list(_lists(i)),
        "bands": [(band, *rubric.judged_marks(band, i.max), anchor) for band, anchor in bands],
    }


def _formula(world: World, i: Indicator) -> str:
    """How a count becomes points, by the shape that the file names."""
    shape, most = world.city.vocabulary.find("rubric_shape", i.shape), number(i.max)
    formulas = {
        "dabiao": f"{most} × min(1, 数量 ÷ {number(i.target or Decimal(0))})",
        "zhanbi": f"{most} × 做到的 ÷ 应做的",
        "leijia": f"各项相加，最多 {most} 分",
        "pingyi": f"专家按档次评，取平均，最多 {most} 分",
    }
    return formulas.get(shape.id if shape else "", i.shape)


def _limits(rubric: Rubric, i: Indicator) -> Iterable[str]:
    """Scale, months, ceilings and thresholds, a clause each."""
    if i.scaled and i.target is not None:
        targets = "、".join(f"{one.name} × {number(one.factor)} = {number(i.target * one.factor)}" for one in rubric.scales)
        yield f"目标按学科规模折算：{targets}"
    if i.prorated:
        yield f"认定第一年，目标按“整月数 ÷ {rubric.first_year.of_months}”折算"
    if i.least is not None:
        yield f"不少于 {percent(i.least) if i.least < 1 else number(i.least)} 才算"
    if i.per_week is not None:
        yield f"一周最多计 {i.per_week} 次"
    if i.per_type is not None:
        yield f"一类最多计目标的 {percent(i.per_type)}"
    if i.per_person is not None:
        yield f"一个人最多计 {number(i.per_person)} 分"
    if i.spread is not None:
        yield f"涉及 {i.spread} 个县区才得满分，少了按比例减"
    if i.days is not None:
        yield f"{i.days} 天之内算及时"
    if i.each is not None:
        yield f"每一项计 {number(i.each)} 分" + (f"，这些项合起来最多 {number(i.each_most)} 分" if i.each_most is not None else "")


def _lists(i: Indicator) -> Iterable[tuple[str, str]]:
    """The words that a measure looks for, and what each is worth."""
    if i.words:
        yield "要数的", "、".join(_word(word) for word in i.words)
    if i.people:
        yield "算作名师的称号", "、".join(i.people)
    if i.ladder:
        yield "每一项计多少分", _rungs(i.ladder)
    if i.factors:
        yield "获奖等次的系数", _rungs(i.factors)
    if i.deadlines:
        yield "什么时候交", "；".join(_deadline(one) for one in i.deadlines)


def _word(word: str) -> str:
    """One of the alternatives ``a|b``; ``正文：X`` is a heading of the body with X in it."""
    parts = (f"正文小标题“{one.removeprefix('正文：')}”" if one.startswith("正文：") else one for one in word.split("|"))
    return "或".join(parts)


def _rungs(ladder: tuple[Rung, ...]) -> str:
    return "、".join(f"{one.word} {number(one.value)}" for one in ladder)


def _deadline(one: Deadline) -> str:
    return f"{one.word}{'次年 ' if one.second else ' '}{month_day(one.day)}前（新认定的基地，从认定周期开始至少给 {one.grace} 天）"
