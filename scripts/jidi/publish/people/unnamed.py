"""People who do not want to be named are 「李老师」 before any page is made, so that no page can forget it (domain g.6)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from ...memo.prints import print_of
from ...model.base import Members
from ...model.city import City, Entry, Parts
from ...model.discretion import NAMES, Person, Unspoken, joined, spread
from ...model.finding import Finding
from ...model.record import Record
from .names import polite
from .retell import Tell, retold

if TYPE_CHECKING:
    from ...assess import Assessment

_REFERENCE = re.compile("&#(x[0-9a-f]+|[0-9]+);", re.I)


@dataclass(frozen=True)
class Discretion:
    """Whose names are hidden in a city, and how each of its texts is told."""

    city: City

    @cached_property
    def hidden(self) -> frozenset[Person]:
        return self._unspoken.people

    @cached_property
    def _unspoken(self) -> Unspoken:
        return Unspoken(self.city)

    def told_city(self) -> City:
        """The same city with the names replaced; the very same if everybody may be named."""
        if not self.hidden:
            return self.city
        return replace(self.city, entries=tuple(self._entry(entry) for entry in self.city.entries), told=self.manner)

    @property
    def manner(self) -> str:
        """What tells the way in which the texts are told from any other; nothing if everybody may be named."""
        return print_of((self.hidden, {base: self._unspoken.names(base) for base in sorted(self._unspoken.bases)})) if self.hidden else ""

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

    def told_text(self, base: str, text: str) -> str:
        """Free text of a base, such as that of an attachment."""
        return self._tell(base).words(text) if self.hidden else text

    def _entry(self, entry: Entry[Record]) -> Entry[Record]:
        return Entry.later(entry.kind, entry.base, entry.id, entry.file, entry.sha256, entry.prints, partial(self._told, entry))

    def _told(self, entry: Entry[Record]) -> Parts:
        tell = self._tell(entry.base or getattr(entry.record, "base", ""))
        return retold(_without_mark(entry.record), tell), tell.words(_written_out(entry.body)), entry.body_line, entry.lines

    def _tell(self, base: str) -> Tell:
        return self._tells.get(base) or self._tells[""]

    @cached_property
    def _tells(self) -> Mapping[str, Tell]:
        """How the texts of each base are told; ``""``: those of the city."""
        terms = frozenset(word for kind in self.city.vocabulary.terms for word in self.city.vocabulary.names(kind))
        return {base: self._of_base(base, terms) for base in self._unspoken.bases}

    def _of_base(self, base: str, terms: frozenset[str]) -> Tell:
        text = _replacer(*self._unspoken.names(base))
        return Tell(text, lambda name, school: self._person(name, school, text), NAMES, terms)

    def _person(self, name: str, school: str, text: Callable[[str], str]) -> str:
        """A name beside a school: hidden, or a namesake's, or several names in one line."""
        if self._unspoken.is_hidden((name, school)):
            return polite(name)
        return name if any(name == one for one, _ in self.hidden) else text(name)


def _replacer(hide: frozenset[str], longer: frozenset[str]) -> Callable[[str], str]:
    """Replace names, spread or followed by 老师 as they may be; a longer name that holds one stays."""
    if not hide:
        return lambda text: text
    pattern, quick = re.compile(f"({spread(hide | longer)})(?:老师)?"), re.compile("|".join(re.escape(name[0]) for name in sorted(hide)))
    titles = {name: polite(name) for name in hide}

    def tell(match: re.Match[str]) -> str:
        return titles.get(joined(match[1]), match[0])

    return lambda text: pattern.sub(tell, text) if quick.search(text) else text


def _without_mark(record: Record) -> Record:
    """A register that does not say which of its people asked for it."""
    if not isinstance(record, Members):
        return record
    kept = tuple(one.model_copy(update={"unnamed": False, "name": polite(one.name)}) if one.unnamed else one for one in record.members)
    return record.model_copy(update={"members": kept})


def _written_out(text: str) -> str:
    """Han characters that are written as references to their numbers, as themselves: a name may be, too."""
    from ...search.words import is_han  # with all of the search, for the few that have somebody to hide

    return _REFERENCE.sub(lambda match: char if is_han(char := html.unescape(match[0])) else match[0], text)


def _base_of(file: str) -> str:
    return file.split("/")[1] if file.startswith("bases/") else ""
