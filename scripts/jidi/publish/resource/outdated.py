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
    later = _later(world, entry.record.generation)
    known = _known(world, entry.base)
    if not later or not known:
        return later[-1] if later else ""
    grades = {book.grade for one in known if one.generation == later[-1] for book in one.books}
    anyone = world.city.vocabulary.is_term("grade", entry.record.grade, "any")
    return later[-1] if grades & {None, entry.record.grade} or (anyone and grades) else ""


def _later(world: World, generation: str | None) -> list[str]:
    """The generations after this one, in the order of the vocabulary."""
    names = world.city.vocabulary.names("generation")
    return names[names.index(generation) + 1 :] if generation in names else []


def _known(world: World, base: str) -> list[Textbooks]:
    """The textbooks of a base's subject in its stage."""
    cards = {(card.record.stage, card.record.subject) for card in world.of(Base, base)}
    return [one.record for one in world.of(Textbooks) if (one.record.stage, one.record.subject) in cards]
