"""Whether a resource was made for textbooks that newer ones have replaced (教学用书目录)."""

from __future__ import annotations

from ...model.base import Base
from ...model.city import Entry
from ...model.textbooks import Textbooks
from ...model.work import Resource
from ..world import World


def outdated(world: World, entry: Entry[Resource]) -> str:
    """The generation of textbooks that has taken the place of the one a resource was made for; empty if none has.

    New books come grade by grade: if the city's catalogue knows newer books of the subject, only the grades that they are for
    are outdated; if it knows none of the subject, the order of the vocabulary decides.
    """
    record, names = entry.record, world.city.vocabulary.names("generation")
    if record.generation not in names[:-1]:
        return ""
    newest, known = names[-1], world.once(_known).get(entry.base)
    if not known:
        return newest
    grades = known.get(newest, frozenset())
    anyone = world.city.vocabulary.is_term("grade", record.grade, "any")
    return newest if grades & {None, record.grade} or (anyone and grades) else ""


def _known(world: World) -> dict[str, dict[str | None, frozenset[str | None]]]:
    """Base → for each generation of textbooks that the city has of its subject in its stage, the grades that they are for."""
    found: dict[str, dict[str | None, frozenset[str | None]]] = {}
    for card in world.of(Base):
        for one in world.of(Textbooks):
            if (one.record.stage, one.record.subject) == (card.record.stage, card.record.subject):
                grades = found.setdefault(card.base, {})
                grades[one.record.generation] = grades.get(one.record.generation, frozenset()) | {book.grade for book in one.record.books}
    return found
