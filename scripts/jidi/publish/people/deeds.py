"""What each person is named for in the public material: works by what was done, and roles in the bases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...model.base import Honour, Member, Members
from ...model.city import Entry
from ...model.record import Record
from ...model.vocabulary import Vocabulary
from ...model.work import Activity, Experience, Experiment, LessonStudy, Resource
from ..newest import Dated, dated
from ..world import World, folders, shown
from .identity import Identity, Known, people_of

AUTHOR, REVIEWER, HOST, SPEAKER, LESSON, EXPERIENCE, EXPERIMENT = DEEDS = (
    "编写的资源", "审核的资源", "主持的活动", "主讲、执教、点评的活动", "课例研究", "写下的经验", "负责的课改实验",
)  # fmt: skip
_SEPARATORS = re.compile(r"[、，,；;]\s*")


@dataclass(frozen=True)
class Role:
    """What somebody is in a base; ``words``: roles, groups, pairs, each a line."""

    base: str
    words: tuple[str, ...]
    member: Member | None = None


@dataclass(frozen=True)
class Deeds:
    """Everything of one person: roles in the order of the bases' ids, works by deed, the newest first, each with what was done in it."""

    roles: tuple[Role, ...]
    works: Mapping[str, Mapping[str, tuple[str, ...]]]

    @property
    def member(self) -> Member | None:
        """What the registers publish of the person: the first base's word."""
        return next((role.member for role in self.roles if role.member), None)

    @property
    def honours(self) -> tuple[Honour, ...]:
        """Honours that the registers publish, each once."""
        return tuple(dict.fromkeys(one for role in self.roles if role.member for one in role.member.honours))


def deeds_of(world: World) -> Mapping[Identity, Deeds]:
    """Everybody with a page, worked out once."""
    return world.once(_deeds)


def _deeds(world: World) -> Mapping[Identity, Deeds]:
    known = people_of(world)
    works: dict[Identity, dict[str, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for row, named in sorted((one for base in folders(world.city) for one in world.once(_done, base)), key=lambda one: one[0][:2], reverse=True):
        entry = row[2]
        for deed, words, name, school in named:
            if who := known.who(name, school, entry.base):
                works[who][deed][entry.id] += [words] if words and words not in works[who][deed][entry.id] else []
    roles = _roles(world, known)
    return {one: Deeds(tuple(roles.get(one, ())), _frozen(works.get(one, {}))) for one in sorted(known.people)}


def _done(world: World, base: str) -> list[tuple[Dated, tuple[tuple[str, str, str, str | None], ...]]]:
    """The records of a base that name somebody for their work, with what :func:`_named` says."""
    rows = ((dated(entry), tuple(_named(entry, world.city.vocabulary))) for entry in world.once(shown, base))
    return [(row, named) for row, named in rows if named]


def _frozen(works: Mapping[str, Mapping[str, list[str]]]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {deed: {id: tuple(words) for id, words in works[deed].items()} for deed in DEEDS if deed in works}


def _named(entry: Entry[Record], words: Vocabulary) -> Iterator[tuple[str, str, str, str | None]]:
    """Deed, part in it, name and school of everybody whom a record names for their work."""
    one = entry.record
    if isinstance(one, Resource):
        for person in (*one.authors, *one.reviewers):
            reviewed = words.is_term("author_role", person.role, "shenhe")
            yield REVIEWER if reviewed else AUTHOR, "" if reviewed else person.role, person.name, person.school
    elif isinstance(one, Activity):
        yield from ((HOST, "", name, None) for name in _SEPARATORS.split(one.host))
        yield from ((SPEAKER, f"{person.role}{f'“{person.topic}”' if person.topic else ''}", person.name, person.school) for person in one.speakers)
    elif isinstance(one, LessonStudy):
        yield from ((LESSON, "执教", name, None) for name in _SEPARATORS.split(one.teacher))
        yield from ((LESSON, step.step, name, None) for step in one.steps for name in step.who)
    elif isinstance(one, Experience):
        yield from ((EXPERIENCE, person.role, person.name, person.school) for person in one.authors)
    elif isinstance(one, Experiment):
        yield from ((EXPERIMENT, "", name, None) for name in _SEPARATORS.split(one.leader))


def _roles(world: World, known: Known) -> Mapping[Identity, list[Role]]:
    """Everybody's places in the bases' registers."""
    found: dict[Identity, list[Role]] = defaultdict(list)
    for entry in world.of(Members):
        words: dict[Identity, list[str]] = defaultdict(list)
        for name, school, word in _places(entry.record):
            if who := known.who(name, school, entry.base):
                words[who].append(word)
        members = {Identity(one.name, one.school): one for one in entry.record.members}
        for who, lines in words.items():
            found[who].append(Role(entry.base, tuple(dict.fromkeys(lines)), members.get(who)))
    return found


def _places(record: Members) -> Iterator[tuple[str, str | None, str]]:
    """Name, school if it is said, and the place in a register."""
    yield from ((one.name, one.school, "、".join(one.role)) for one in record.members)
    for group in record.groups:
        yield group.leader, None, f"{group.name}组长"
        yield from ((name, None, f"{group.name}成员") for name in group.members if name != group.leader)
    for pair in record.pairs:
        yield pair.mentor, None, f"带教{pair.fellow}"
        yield pair.fellow, pair.school, f"跟{pair.mentor}学习"
