"""Who is who: a person is a name at a school, the same wherever the material speaks of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from ...model.base import Member, Pair
from ...model.city import Entry
from ...model.record import Record, models_in
from ...model.work import Person, Speaker
from ..world import World, folders, shown
from .names import is_named, reading


@dataclass(frozen=True, order=True)
class Identity:
    """A name at a school (its id)."""

    name: str
    school: str

    @property
    def id(self) -> str:
        """``li-wenjing-1a2b3c4d``: said by the name and the school alone, so that more works never change it."""
        surname, given = reading(self.name)
        digest = hashlib.sha256(f"{self.name}\n{self.school}".encode()).hexdigest()[:8]
        return "-".join(filter(None, (surname, given, digest)))

    @property
    def address(self) -> str:
        return f"people/{self.id}.html"


@dataclass(frozen=True)
class Known:
    """Everybody whom the material names with a school; ``bases``: base and name → who of that name is known there."""

    people: frozenset[Identity]
    bases: Mapping[tuple[str, str], frozenset[Identity]]

    def who(self, name: str, school: str | None = None, base: str = "") -> Identity | None:
        """The person meant: by the school, or else the only one of that name in the base; ``None`` if nobody or several."""
        if school:
            one = Identity(name, school)
            return one if one in self.people else None
        here = self.bases.get((base, name), frozenset())
        return next(iter(here)) if len(here) == 1 else None


def address_of(world: World, name: str, school: str | None = None, base: str = "") -> str:
    """Where a person's page is, below the site; empty if there is none. Without a ``school``, the one of that name in ``base``."""
    found: str = world.once(_addresses).get((name, school, "") if school else (name, "", base), "")
    return found


def _addresses(world: World) -> dict[tuple[str, str, str], str]:
    """Name and school, or name and base if only one in the base is called so → where that person's page is."""
    from ...search.pinyin import borrowed  # with all of the search, as where a name is read

    known = people_of(world)
    with borrowed():
        at_schools = {(one.name, one.school, ""): one.address for one in sorted(known.people)}
    return at_schools | {(name, "", base): at_schools[one.name, one.school, ""] for (base, name) in known.bases if (one := known.who(name, base=base))}


def people_of(world: World) -> Known:
    """Everybody of the public material, worked out once."""
    return world.once(_of_world)


def _of_world(world: World) -> Known:
    return _known((base, Identity(*one)) for base in folders(world.city) for one in world.once(_in_base, base))


def _in_base(world: World, base: str) -> tuple[tuple[str, str], ...]:
    """Name and school of everybody whom a base names with one, each once: a record's other words change nothing in it."""
    return tuple(dict.fromkeys((one.name, one.school) for entry in world.once(shown, base) for one in _named(entry.record)))


def known(entries: Iterable[Entry[Record]]) -> Known:
    """Everybody of these entries."""
    return _known((entry.base, one) for entry in entries for one in _named(entry.record))


def _known(named: Iterable[tuple[str, Identity]]) -> Known:
    """Everybody who is named, each with the base that names them."""
    bases: dict[tuple[str, str], set[Identity]] = defaultdict(set)
    for base, one in named:
        bases[base, one.name].add(one)
    frozen = {key: frozenset(found) for key, found in bases.items()}
    return Known(frozenset(one for found in frozen.values() for one in found), frozen)


def _named(value: Any) -> Iterable[Identity]:
    """Names with schools, anywhere inside a record."""
    if isinstance(value, tuple):
        return [one for part in value for one in _named(part)]
    if isinstance(value, Pair):
        return [Identity(value.fellow, value.school)] if is_named(value.fellow) else []
    if isinstance(value, Member | Person | Speaker):
        return [Identity(value.name, value.school)] if value.school and is_named(value.name) else []
    if isinstance(value, Record):
        return [one for name in _peopled(type(value)) for one in _named(getattr(value, name))]
    return []


@cache
def _peopled(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that hold people, however deep: a record has thirty fields, and two of them do."""
    return tuple(name for name, info in model.model_fields.items() if any(map(_is_peopled, models_in(info.annotation))))


def _is_peopled(model: type[BaseModel]) -> bool:
    return issubclass(model, Member | Pair | Person | Speaker) or bool(_peopled(model))
