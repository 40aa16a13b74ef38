"""The life of a title: every decision fits the table of ``lifecycle.yml`` (plan 四.1, 六.2–六.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..life import GUARDS, Life, Problem, replay
from ..life.facts import gather
from ..model.base import Base
from ..model.city import City
from ..model.finding import Place
from ..model.lifecycle import Lifecycle, Transition
from ..model.standards import Decision, Round
from ..model.work import Application
from .rule import Slip, rule

_TABLE = "content/standards/lifecycle.yml"
_OWN_RULE = {"number": "JD07", "grade": "JD08", "table": "ZG01", "body": "ZG03"}


def titles(city: City) -> City:
    """The city without what no title hangs on: ``content/``, the bases' cards and their applications."""
    return replace(city.part(""), entries=(*city.of(Base), *city.of(Application), *city.part("").entries), base=None, within=None)


def lives(city: City) -> Mapping[str, Life]:
    """The life of every base that has a card or a decision, on the city's day; asked for by ``city.once``."""
    return replay(titles(city))


def _problems(city: City, code: str) -> Iterator[Slip]:
    """What the replay found, of one rule."""

    def belongs(one: Problem) -> bool:
        return _OWN_RULE.get(one.guard, "ZG02") == code

    for life in city.once(lives).values():
        yield from ((one.place, one.message, one.fix) for one in life.problems if belongs(one))


@rule("JD05", "每学段每学科只有一个基地", "plan 四.1", whole=True)
def one_base_a_subject(city: City) -> Iterator[Slip]:
    """方案规定每学科只设一个学科基地；默认按学段和学科计，设置里可以改。申报中的和已经终止的不算。"""
    facts, seen = gather(titles(city)), dict[tuple[str, ...], str]()
    cards = {entry.base: entry for entry in city.of(Base)}
    for base, life in city.once(lives).items():
        key = facts.unique_key(base)
        if key is None or not life.state.holds:
            continue
        if key in seen:
            yield cards[base].at("学科"), f"{''.join(key)}已经有“{seen[key]}”", "查清哪一个有效，另一个补上终止的决定"
        seen.setdefault(key, base)


@rule("JD07", "认定、取消、终止的决定写文号", "plan 四.1", whole=True)
def decisions_have_numbers(city: City) -> Iterator[Slip]:
    """改变基地资格的决定要能查到原文；文号要照公文的样子写，有代字、年份和序号，样式在 lifecycle.yml 里。"""
    yield from _problems(city, "JD07")


@rule("JD08", "考核决定写学年和等次，一轮里一个基地一次", "plan 六.2", whole=True)
def grades_are_once(city: City) -> Iterator[Slip]:
    """一个基地一学年只有一个等次。"""
    yield from _problems(city, "JD08")
    for one in city.of(Round):
        seen: set[str] = set()
        for number, result in enumerate(one.record.results):
            if result.base in seen:
                yield one.at("结果", number), f"“{result.base}”在这一轮里写了两次", "留下一条"
            seen.add(result.base)


@rule("ZG01", "决定一步接一步，不跳步", "plan 四.1", whole=True)
def decisions_follow_the_table(city: City) -> Iterator[Slip]:
    """申报、初核、审核、调研、报审、公示、授牌，一步都不能少；终止以后不能再有决定。转移表在 lifecycle.yml，编号 T1 到 T23。"""
    yield from _problems(city, "ZG01")


@rule("ZG02", "每一步的条件都成立", "plan 四.1、六.3、六.4", whole=True)
def conditions_hold(city: City) -> Iterator[Slip]:
    """份数、日期、公示天数、听取陈述、连续两学年不合格，都是学校最可能问到的。不成立的，问题里写明是哪一步、哪个条件、哪一条依据。"""
    yield from _problems(city, "ZG02")


@rule("ZG03", "由该作决定的机关作决定", "plan 四.1、五.1、六.4", whole=True)
def the_right_body_decides(city: City) -> Iterator[Slip]:
    """专家审核由指导小组，拟确认、考核由领导小组，授牌由市教育体育局；机关写错了，决定就站不住。"""
    yield from _problems(city, "ZG03")


@rule("ZG04", "决定的日期不在今天以后", level="warning", whole=True)
def decisions_are_not_ahead(city: City) -> Iterator[Slip]:
    """日期还没有到的决定不算数，基地的状态先不变；日期写错的，这样也能看出来。"""
    for entry in city.of(Decision):
        if entry.record.day > city.today:
            yield entry.at("日期"), f"{entry.record.day} 还没有到，“{entry.record.event}”先不算", "日期写错了就改正；没写错，到那一天自动生效"


@rule("ZG05", "连续两学年不合格要有处理", "plan 六.3", level="warning", whole=True)
def two_fails_are_dealt_with(city: City) -> Iterator[Slip]:
    """方案规定连续两年考核不合格的取消命名。系统只提出“拟取消命名”和两份依据，名称由领导小组的决定取消，不会自动取消。"""
    for life in city.once(lives).values():
        one = life.proposal
        if one and not one.decided:
            years = f"{one.first.year}（{one.first.decision.file}）和 {one.second.year} 两个相邻学年都不合格"
            yield (
                one.second.decision.at("等次"),
                f"T16 拟取消命名（plan 六.3）：“{life.base}”{years}",
                f"属实的，就 {one.second.year} 学年作连续不合格的决定；等次错了，作更正的决定",
            )


@rule("ZG07", "资格的一生有一张完整的表", "plan 四.1、六.4", whole=True)
def the_table_is_whole(city: City) -> Iterator[Slip]:
    """状态是从 lifecycle.yml 的表推出来的；表读不出来，或者里面的编号对不上，推出来的状态就不可信。"""
    entry = next(city.of(Lifecycle), None)
    if entry is None:
        if count := sum(1 for _ in city.of(Decision)):
            yield Place(_TABLE), f"没有读到转移表，{count} 份决定没有推算，基地一律按“拟申报”", "补上或改正 content/standards/lifecycle.yml"
        return
    table = entry.record
    for number, guard in enumerate(table.guards):
        if guard.id not in GUARDS:
            yield entry.at("条件", number, "编号"), f"条件“{guard.id}”程序里没有", f"改成其中一个：{'、'.join(sorted(GUARDS))}"
    for number, row in enumerate(table.transitions):
        for key, id, known in _unknown(table, row):
            yield entry.at("转移", number, key), f"{row.id} 的「{key}」写的“{id}”没有定义", f"改成其中一个：{'、'.join(known)}"


def _unknown(table: Lifecycle, row: Transition) -> Iterator[tuple[str, str, list[str]]]:
    """The ids in a row that the table does not define: the field, the id, and what it may be."""
    states, actors, guards = ([one.id for one in many] for many in (table.states, table.actors, table.guards))
    named = {"自": (row.sources, states), "至": ((row.target,), states), "自环": (row.loops, states)}
    named |= {"主体": (row.actors, actors), "前提": (row.premises, guards), "条件": (row.conditions, guards)}
    for key, (ids, known) in named.items():
        yield from ((key, id, known) for id in ids if id not in known)


CHECKS = (
    one_base_a_subject, decisions_have_numbers, grades_are_once, decisions_follow_the_table, conditions_hold, the_right_body_decides,
    decisions_are_not_ahead, two_fails_are_dealt_with, the_table_is_whole,
)  # fmt: skip
