"""People who do not want to be named (domain g.6): who they are, and where their names are to be hidden.

A person is a name at a school. Where the school stands beside the name, it decides. Elsewhere the name is hidden too, unless
the base's own people include only a namesake who may be named: what is doubtful is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .base import Members, Unnamed
from .city import City
from .record import Record

BETWEEN = r"[\s*_~`\u00ad\u200b-\u200d\u2060\ufeff]"  # what a reader does not see between two characters of a name: blanks, emphasis, joiners
_GAP = f"{BETWEEN}{{0,4}}"  # 李 明: a name of two characters is often spread
NAMES = ("name", "fellow")  # the fields beside which a school stands

Person = tuple[str, str | None]


def who_is_hidden(city: City) -> frozenset[Person]:
    """Who does not want to be named: name and school; ``None`` is every school."""
    members = {(one.name, one.school) for entry in city.of(Members) for one in entry.record.members if one.unnamed}
    listed = {(one.name, one.school) for entry in city.of(Unnamed) for one in entry.record.people}
    return frozenset(one for one in {*members, *listed} if len(one[0]) > 1)


@dataclass(frozen=True)
class Unspoken:
    """The names that are not to be read in the free text of each base's material."""

    city: City

    @cached_property
    def people(self) -> frozenset[Person]:
        return who_is_hidden(self.city)

    @cached_property
    def bases(self) -> frozenset[str]:
        """The bases whose material names people at schools, and ``""`` for the city's own."""
        return frozenset({base for base, _, _ in self._named} | {""})

    def names(self, base: str) -> tuple[frozenset[str], frozenset[str]]:
        """Names to hide in the free text of a base, not those that only a namesake bears there; and longer names that hold one of them."""
        here = {(name, school) for one, name, school in self._named if one == base}
        names = {name for name, _ in self.people}
        spared = {name for name in names if (own := {one for one in here if one[0] == name}) and not any(map(self.is_hidden, own))}
        hide = names - spared
        return frozenset(hide), frozenset(name for _, name, _ in self._named if name not in hide and any(one in name for one in hide))

    def is_hidden(self, person: Person) -> bool:
        return person in self.people or (person[0], None) in self.people

    @cached_property
    def _named(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(_named(self.city))


def spread(names: Iterable[str]) -> str:
    """A pattern that finds any of the names, the longest first, spread as they may be."""
    return "|".join(_GAP.join(map(re.escape, name)) for name in sorted(names, key=lambda name: (-len(name), name)))


def joined(found: str) -> str:
    """A name as it was found, without what stands between its characters."""
    return re.sub(BETWEEN, "", found)


def _named(city: City) -> Iterator[tuple[str, str, str]]:
    """Base, name and school wherever the material gives the three."""
    for entry in city.entries:
        for part in _records(entry.record):
            school = getattr(part, "school", None)
            for field in NAMES if isinstance(school, str) else ():
                if isinstance(name := getattr(part, field, None), str):
                    yield entry.base, name, str(school)


def _records(value: Any) -> Iterator[Record]:
    """A record and every record inside it."""
    if isinstance(value, Record):
        yield value
        for name in type(value).model_fields:
            yield from _records(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _records(one)
