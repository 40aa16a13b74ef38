"""Who may score what: nobody judges an own school, an own base, or a base that he or she guides (回避)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..model.base import Base, Guidance, Members
from ..model.city import City, Entry
from ..model.standards import School, Schools


@dataclass(frozen=True, slots=True)
class Expert:
    """One row of the list. ``school``: an id of the registry, empty for a guest; ``only``: base ids, none means all; ``avoid``: base ids."""

    code: str
    name: str
    school: str = ""
    only: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


class Hidden(NamedTuple):
    """A base that an expert does not get, and why."""

    base: str
    reason: str


def scope(city: City, expert: Expert, bases: Iterable[str]) -> tuple[tuple[str, ...], tuple[Hidden, ...]]:
    """Of the bases of a round: those that the expert scores, and those hidden because of a tie. Not asked for is not hidden."""
    asked = [base for base in bases if not expert.only or base in expert.only]
    ties = {base: tie(city, expert, base) for base in asked}
    return tuple(base for base in asked if not ties[base]), tuple(Hidden(base, reason) for base, reason in ties.items() if reason)


def tie(city: City, expert: Expert, base: str) -> str:
    """Why an expert must not score a base, every reason in one line; empty if he or she may."""
    reasons = [reason for entry in city.of(Base, base) for reason in _card_ties(city, expert, entry)]
    reasons += [reason for entry in city.of(Members, base) for reason in _member_ties(expert, entry)]
    for entry in city.of(Guidance, base):
        given = [number for number, one in enumerate(entry.record.entries) if same(expert.name, [one.who])]
        reasons += [f"指导过 {len(given)} 次（{entry.at('指导', given[0])}）"] if given else []
    reasons += ["名单里写了回避"] if base in expert.avoid else []
    return "；".join(reasons)


def _card_ties(city: City, expert: Expert, entry: Entry[Base]) -> Iterator[str]:
    card = entry.record
    if expert.school and expert.school == card.school:
        school = next((one.name for one in schools(city) if one.id == card.school), card.school)
        yield f"单位就是承办学校 {school}"
    if same(expert.name, [card.researcher]):
        yield f"是教研员（{entry.at('教研员')}）"
    if same(expert.name, [card.school_group.leader, *card.school_group.members]):
        yield f"在校领导小组里（{entry.at('校领导小组')}）"


def _member_ties(expert: Expert, entry: Entry[Members]) -> Iterator[str]:
    """Everybody whom the register of members names belongs to the base: members, groups, pairs."""
    record = entry.record
    if found := [number for number, one in enumerate(record.members) if same(expert.name, [one.name])]:
        yield f"是成员（{entry.at('成员', found[0])}）"
    elif any(same(expert.name, [group.leader, *group.members]) for group in record.groups):
        yield f"在工作组里（{entry.at('工作组')}）"
    if any(same(expert.name, [pair.mentor, pair.fellow]) for pair in record.pairs):
        yield f"在结对里（{entry.at('结对')}）"


def same(name: str, others: Iterable[str]) -> bool:
    """Whether a name is one of others, whatever blanks or full-width letters stand between."""
    return _folded(name) in {_folded(other) for other in others}


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def schools(city: City) -> tuple[School, ...]:
    """All schools and units of the registry."""
    return tuple(school for entry in city.of(Schools) for school in entry.record.schools)
