"""A closed round and the decisions tell the same (plan 六.2, c.3.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..life import Life, replay
from ..model.city import City, Entry
from ..model.standards import Round
from .rule import Slip, rule


@rule("ZG06", "公布了的轮次和决定一致", "plan 六.2")
def closed_rounds_agree(city: City) -> Iterator[Slip]:
    """一轮公布以后，范围里的每个基地正好有一个等次或“不定等次”，轮次里的结果和考核决定写的是同一个等次。"""
    lives = replay(city, date.max)  # what is closed is compared with every decision, whatever day is looked at
    for one in city.of(Round):
        if city.vocabulary.is_term("round_status", one.record.status, "yigongbu"):
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


CHECKS = (closed_rounds_agree,)
