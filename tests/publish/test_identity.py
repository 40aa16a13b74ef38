"""Everybody whom the material names with a school is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conftest import TODAY
from jidi.load import load
from jidi.model.base import Member, Pair
from jidi.model.record import Record
from jidi.model.work import Person, Speaker
from jidi.publish.people.identity import address_of, known, people_of
from jidi.publish.world import World


def test_nobody_is_missed_however_deep_in_a_record_they_are_named(city: Path) -> None:
    entries = load(city, TODAY)[0].entries
    named = {pair for entry in entries for pair in _all(entry.record)}
    people = {(one.name, one.school) for one in known(entries).people}
    assert len(people) >= 4 and people == {(name, school) for name, school in named if len(name) > 1 and not name.endswith(("老师", "×", "*", "某"))}


def test_a_name_leads_to_the_person_that_is_known_by_it_and_to_nobody_if_several_are(city: Path) -> None:
    world = World(load(city, TODAY)[0], ())
    everybody = people_of(world)
    names, schools = {one.name for one in everybody.people} | {"没有这人"}, {one.school for one in everybody.people} | {None, "x"}
    for name in names:
        for base in {base for base, _ in everybody.bases} | {""}:
            for school in schools:
                who = everybody.who(name, school, base)
                assert address_of(world, name, school, base) == (who.address if who else "")


def _all(value: Any) -> Iterator[tuple[str, str]]:
    """Every field of every record is looked into."""
    if isinstance(value, Pair):
        yield value.fellow, value.school
    elif isinstance(value, Member | Person | Speaker) and value.school:
        yield value.name, value.school
    elif isinstance(value, Record):
        yield from (pair for _, inner in value for pair in _all(inner))
    elif isinstance(value, tuple):
        yield from (pair for inner in value for pair in _all(inner))
