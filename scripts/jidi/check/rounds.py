"""A closed round and the decisions tell the same (plan 六.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..life import Life, replay
from ..model.city import City, Entry
from ..model.lifecycle import Lifecycle
from ..model.standards import Decision, Round
from .life import titles
from .rule import Slip, rule


@rule("ZG06", "公布了的轮次和决定一致", "plan 六.2", whole=True)
def closed_rounds_agree(city: City) -> Iterator[Slip]:
    """一轮公布以后，范围里的每个基地正好有一个等次或“不定等次”，轮次里的结果和考核决定写的是同一个等次。"""
    lives = replay(titles(city), date.max)  # what is closed is compared with every decision, whatever day is looked at
    for one in city.of(Round):
        if _announced(city, one.record):
            yield from _without_result(one)
            yield from _results(one, lives)
            yield from _decided_outside(one, lives)


def _without_result(one: Entry[Round]) -> Iterator[Slip]:
    have = {result.base for result in one.record.results}
    for number, base in enumerate(one.record.bases):
        if base not in have:
            yield one.at("范围", number), f"{one.record.year} 学年已公布，“{base}”没有结果", "补上这个基地的结果；没有参加考核的写“不定等次”"


def _results(one: Entry[Round], lives: Mapping[str, Life]) -> Iterator[Slip]:
    for number, result in enumerate(one.record.results):
        graded = lives[result.base].grades.get(one.record.year) if result.base in lives else None
        if result.base not in one.record.bases:
            yield one.at("结果", number, "基地"), f"“{result.base}”有结果，却不在「范围」里", "把它加进「范围」，或删掉这个结果"
        if graded is None:
            message = f"“{result.base}”的等次是“{result.grade}”，没有 {one.record.year} 学年的考核决定"
            yield one.at("结果", number, "等次"), message, "在 content/decisions/ 里补上考核决定"
        elif graded.grade != result.grade:
            message = f"“{result.base}”的等次是“{result.grade}”，决定里是“{graded.grade}”（{graded.decision.file}）"
            yield one.at("结果", number, "等次"), message, "改成一致；更正过的，旧的写在「原等次」"


def _decided_outside(one: Entry[Round], lives: Mapping[str, Life]) -> Iterator[Slip]:
    inside = {*one.record.bases, *(result.base for result in one.record.results)}
    for base, life in lives.items():
        graded = life.grades.get(one.record.year)
        if graded and base not in inside:
            message = f"{one.record.year} 学年已公布，轮次里没有“{base}”"
            yield graded.decision.at("学年"), message, f"在 {one.file} 的「范围」和「结果」里加上，或改正「学年」"


@rule("ZG08", "公布以前没有考核决定", "plan 六.2", whole=True)
def grades_follow_the_announcement(city: City) -> Iterator[Slip]:
    """等次由一轮考核定出来：这一学年的轮次公示完、状态改成“已公布”，才作考核决定。第一个轮次文件以前的学年是纸质考核的，不看。"""
    rounds = {one.record.year: one for one in city.of(Round)}
    events = {row.event for table in city.of(Lifecycle) for row in table.record.transitions if row.grades}
    for entry in city.of(Decision):
        year = entry.record.year or ""
        if entry.record.event not in events or entry.record.day > city.today or year < min(rounds, default="~"):
            continue
        one = rounds.get(year)
        if one is None:
            message = f"“{entry.record.base}”有 {year} 学年的“{entry.record.event}”，却没有这一学年的考核轮次（plan 六.2）"
            yield entry.at("学年"), message, f"先写 content/rounds/{year}.yml，公布以后再作决定；「学年」写错了就改正"
        elif not _announced(city, one.record):
            message = f"{year} 学年的轮次还是“{one.record.status}”，公布以前不能有考核决定“{entry.record.event}”（plan 六.2）"
            yield entry.at("学年"), message, f"结果公布了，就把 {one.file} 的「状态」改成“已公布”；没有公布的，先撤下这份决定"


def _announced(city: City, one: Round) -> bool:
    return city.vocabulary.is_term("round_status", one.status, "yigongbu")


CHECKS = (closed_rounds_agree, grades_follow_the_announcement)
