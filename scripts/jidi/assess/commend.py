"""What the material says of a nominated person: facts to check deeds against, never a mark, never an order (plan 六.3)."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.base import Outcomes
from ..model.city import City, Entry
from ..model.standards import Nominee, Round, Schools
from ..model.work import HELD, Activity, Resource
from .evidence import Evidence


@dataclass(frozen=True, slots=True)
class Verified:
    """A nominee with what was found in the year: led, taught or spoke, wrote or reviewed, used elsewhere, won."""

    nominee: Nominee
    led: tuple[Evidence, ...]
    taught: tuple[Evidence, ...]
    wrote: tuple[Evidence, ...]
    used: tuple[Evidence, ...]
    won: tuple[Evidence, ...]


def verified(city: City, one: Round) -> tuple[Verified, ...]:
    """Every nominee of a round with the record of that school year in the own base, by category, base and name.

    Only the own base: elsewhere the same name may be another person.
    """
    ordered = sorted(one.nominees, key=lambda nominee: (nominee.prize, nominee.base, nominee.name))
    return tuple(_record(city, one.year, nominee) for nominee in ordered)


def _record(city: City, year: str, who: Nominee) -> Verified:
    start, end = city.year_span(year)
    in_year = [entry for entry in city.of(Activity, who.base) if start <= entry.record.day <= end]
    held = [entry for entry in in_year if city.vocabulary.is_term("activity_status", entry.record.status, *HELD)]
    resources = [entry for entry in city.of(Resource, who.base) if start <= entry.record.day <= end]
    written = [entry for entry in resources if who.name in {person.name for person in (*entry.record.authors, *entry.record.reviewers)}]
    mine = [entry for entry in city.of(Resource, who.base) if who.name in {person.name for person in entry.record.authors}]
    schools = {school.id: school.name for entry in city.of(Schools) for school in entry.record.schools}
    used = [
        _piece(entry, f"{schools.get(use.school, use.school)}：{entry.record.title}") for entry in mine for use in entry.record.uses if start <= use.day <= end
    ]
    won = [
        _piece(entry, f"{award.event}{award.grade}", "获奖", number)
        for entry in city.of(Outcomes, who.base)
        for number, award in enumerate(entry.record.awards)
        if who.name in award.people and start <= award.day <= end
    ]
    return Verified(
        who,
        tuple(_piece(entry) for entry in held if entry.record.host == who.name),
        tuple(_piece(entry, f"{s.role}：{s.topic or entry.record.title}") for entry in held for s in entry.record.speakers if s.name == who.name),
        tuple(_piece(entry) for entry in written),
        tuple(used),
        tuple(won),
    )


def _piece(entry: Entry[Activity] | Entry[Resource] | Entry[Outcomes], title: str = "", *path: str | int) -> Evidence:
    place = entry.at(*path)
    return Evidence(title or str(getattr(entry.record, "title", "")), getattr(entry.record, "day", None), place.file, place.line, entry.address)
