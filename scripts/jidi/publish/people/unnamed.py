"""People who do not want to be named are 「李老师」 before any page is made, so that no page can forget it (domain g.6).

A person is a name at a school. Where the school stands beside the name, it decides. Elsewhere the name is hidden too, unless
the base's own people include only a namesake who may be named: what is doubtful is hidden.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ...assess import Assessment
from ...model.base import Members, Unnamed
from ...model.city import City, Entry
from ...model.finding import Finding
from ...model.record import Record
from ...search.words import is_han
from .names import polite
from .retell import Tell, retold

_BETWEEN = r"[\s*_~`\u00ad\u200b-\u200d\u2060\ufeff]"  # what a reader does not see between two characters of a name: blanks, emphasis, joiners
_REFERENCE = re.compile("&#(x[0-9a-f]+|[0-9]+);", re.I)
_GAP = f"{_BETWEEN}{{0,4}}"  # 李 明: a name of two characters is often spread
NAMES = ("name", "fellow")  # the fields beside which a school stands

Person = tuple[str, str | None]


def who_is_hidden(city: City) -> frozenset[Person]:
    """Who does not want to be named: name and school; ``None`` is every school."""
    members = {(one.name, one.school) for entry in city.of(Members) for one in entry.record.members if one.unnamed}
    listed = {(one.name, one.school) for entry in city.of(Unnamed) for one in entry.record.people}
    return frozenset(one for one in {*members, *listed} if len(one[0]) > 1)


@dataclass(frozen=True)
class Discretion:
    """Whose names are hidden in a city, and how each of its texts is told."""

    city: City

    @cached_property
    def hidden(self) -> frozenset[Person]:
        return who_is_hidden(self.city)

    def told_city(self) -> City:
        """The same city with the names replaced; the very same if everybody may be named."""
        if not self.hidden:
            return self.city
        return replace(self.city, entries=tuple(self._entry(entry) for entry in self.city.entries))

    def told_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """What is wrong quotes what is written: those words are told likewise."""
        if not self.hidden:
            return tuple(findings)
        return tuple(retold(one, self._tell(_base_of(one.place.file))) for one in findings)

    def told_assessment(self, assessment: Assessment | None) -> Assessment | None:
        """The scorecards repeat titles and names."""
        if not self.hidden or assessment is None:
            return assessment
        return replace(assessment, cards=tuple(retold(card, self._tell(card.base)) for card in assessment.cards))

    def _entry(self, entry: Entry[Record]) -> Entry[Record]:
        tell = self._tell(entry.base or getattr(entry.record, "base", ""))
        return replace(entry, record=retold(_without_mark(entry.record), tell), body=tell.words(_written_out(entry.body)))

    def _tell(self, base: str) -> Tell:
        return self._tells.get(base) or self._tells[""]

    @cached_property
    def _tells(self) -> Mapping[str, Tell]:
        """How the texts of each base are told; ``""``: those of the city."""
        named, terms = set(_named(self.city)), frozenset(word for kind in self.city.vocabulary.terms for word in self.city.vocabulary.names(kind))
        bases = {base for base, _, _ in named} | {""}
        return {base: self._of_base({(name, school) for one, name, school in named if one == base}, {name for _, name, _ in named}, terms) for base in bases}

    def _of_base(self, here: set[Person], everybody: set[str], terms: frozenset[str]) -> Tell:
        """Names to hide in free text: not those that only a namesake bears here."""
        names = {name for name, _ in self.hidden}
        spared = {name for name in names if (own := {one for one in here if one[0] == name}) and not any(map(self._is_hidden, own))}
        hide = names - spared
        longer = {one for one in everybody - hide if any(name in one for name in hide)}
        text = _replacer(hide, longer)
        return Tell(text, lambda name, school: self._person(name, school, text), NAMES, terms)

    def _is_hidden(self, person: Person) -> bool:
        return person in self.hidden or (person[0], None) in self.hidden

    def _person(self, name: str, school: str, text: Callable[[str], str]) -> str:
        """A name beside a school: hidden, or a namesake's, or several names in one line."""
        if self._is_hidden((name, school)):
            return polite(name)
        return name if any(name == one for one, _ in self.hidden) else text(name)


def _replacer(hide: set[str], longer: set[str]) -> Callable[[str], str]:
    """Replace names, spread or followed by 老师 as they may be; a longer name that holds one stays."""
    if not hide:
        return lambda text: text
    names = sorted(hide | longer, key=lambda name: (-len(name), name))
    spread = "|".join(_GAP.join(map(re.escape, name)) for name in names)
    pattern, quick = re.compile(f"({spread})(?:老师)?"), re.compile("|".join(re.escape(name[0]) for name in sorted(hide)))
    titles = {name: polite(name) for name in hide}

    def tell(match: re.Match[str]) -> str:
        return titles.get(re.sub(_BETWEEN, "", match[1]), match[0])

    return lambda text: pattern.sub(tell, text) if quick.search(text) else text


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


def _without_mark(record: Record) -> Record:
    """A register that does not say which of its people asked for it."""
    if not isinstance(record, Members):
        return record
    kept = tuple(one.model_copy(update={"unnamed": False, "name": polite(one.name)}) if one.unnamed else one for one in record.members)
    return record.model_copy(update={"members": kept})


def _written_out(text: str) -> str:
    """Han characters that are written as references to their numbers, as themselves: a name may be, too."""
    return _REFERENCE.sub(lambda match: char if is_han(char := html.unescape(match[0])) else match[0], text)


def _base_of(file: str) -> str:
    return file.split("/")[1] if file.startswith("bases/") else ""
