"""聘书: a page for each member of a base who comes from another school, by their real names (plan 四.2; R-4.2.2)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ...documents.paper import Block, Break
from ...model.base import Member, Members
from ..report import Gap
from .desk import Desk
from .drafting import Made, report
from .pages import page
from .words import day

Term = tuple[datetime.date | None, datetime.date | None]


def appointment(desk: Desk) -> Iterator[Made]:
    """One paper for each base that holds its title, with those whose term touches the year."""
    for base, entry in desk.bases.items():
        life = desk.lives.get(base)
        if life is None or not life.state.holds:
            continue
        found = [(one, term) for one in _invited(desk, base, entry.record.school) if _touches(desk, term := _term(desk, base, one))]
        whole = [(one, term) for one, term in found if all(term)]
        for one, term in found:
            if not all(term):
                name = f"{desk.letter('appointment').name}：{entry.record.short_name}{one.name}"
                yield Gap(desk.kind, name, f"“{one.name}”没有写聘期，也没有认定周期", f"在 bases/{base}/members.yml 里写上「加入」和「届满」", base)
        if whole:
            yield report(desk, f"appointment-{base}-{desk.year.year}", desk.letter("appointment"), _pages(desk, base, whole), base, numbered=False)


def _pages(desk: Desk, base: str, people: list[tuple[Member, Term]]) -> Iterator[Block]:
    for number, (one, (since, until)) in enumerate(people):
        school = desk.world.schools.get(one.school, one.school)
        values = desk.values(base, 姓名=one.name, 单位=school, 角色="、".join(one.role), 起=day(since), 止=day(until))
        yield from [Break()] if number else []
        yield from page(desk.letter("appointment"), values)


def _invited(desk: Desk, base: str, host: str) -> list[Member]:
    """Those from another school, in the order of the register, but not in a role that the city does not appoint to."""
    roles = set(desk.wording.not_appointed) if desk.wording else set()
    members = [one for entry in desk.world.of(Members, base) for one in entry.record.members]
    return [one for one in members if one.school != host and not roles.issuperset(one.role)]


def _term(desk: Desk, base: str, one: Member) -> Term:
    """The member's own; what it does not say is as the base's last cycle."""
    cycle = desk.lives[base].cycles[-1] if desk.lives[base].cycles else None
    return one.since or (cycle.start if cycle else None), one.until or (cycle.end if cycle else None)


def _touches(desk: Desk, term: Term) -> bool:
    first, last = desk.year.span
    since, until = term
    return (since is None or since <= last) and (until is None or until >= first)
