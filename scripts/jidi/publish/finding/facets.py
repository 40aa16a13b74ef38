"""By what a reader may narrow down what is found (R-3.2.6), and what of a record each of these says."""

from __future__ import annotations

from ...model.base import Base
from ...model.record import Record
from ...model.work import Resource
from ...search import Facet
from ..said import said
from ..world import World

ANY = "不限"
# id, vocabulary, lift, shelf. Shelf first, in the order in which a teacher would stand books on it.
_OF_WORDS = (
    ("stage", "stage", "hard", True),
    ("subject", "subject", "hard", True),
    ("grade", "grade", "hard", True),
    ("volume", "volume", "hard", True),
    ("edition", "edition", "hard", True),
    ("generation", "generation", "", True),
    ("lesson_type", "lesson_type", "", False),
    ("course_level", "course_level", "", False),
    ("difficulty", "difficulty", "", False),
    ("audience", "audience", "", False),
    ("licence", "licence", "", False),
)
_OF_RECORD = ("grade", "volume", "edition", "generation", "unit", "type", "lesson_type", "course_level", "difficulty", "audience", "licence")


def facets_of(world: World, kinds: tuple[str, ...]) -> list[Facet]:
    """All facets, in the order of a shelf. ``kinds``: what readers call the kinds of pages."""
    words = world.city.vocabulary
    common = [Facet(id, _called(id), tuple(words.names(kind)), lift, shelf, _aliases(world, kind)) for id, kind, lift, shelf in _OF_WORDS]
    types = tuple(dict.fromkeys([*words.names("resource_type"), *words.names("activity_type")]))
    return [
        Facet("kind", "类别", kinds, shelf=True),
        *(one for one in common if one.shelf),
        Facet("base", "基地", tuple(world.base_names.values()), "hard", shelf=True),
        Facet("type", _called("type"), types, "soft", shelf=True, aliases=_aliases(world, "resource_type") | _aliases(world, "activity_type")),
        Facet("unit", _called("unit"), shelf=True),
        *(one for one in common if not one.shelf),
        Facet("year", "学年"),
    ]


def _called(field: str) -> str:
    """What material calls a field."""
    model = Resource if field in Resource.model_fields else Base
    return str(model.model_fields[field].alias)


def _aliases(world: World, kind: str) -> dict[str, tuple[str, ...]]:
    return {term.name: term.aliases for term in world.city.vocabulary.of(kind) if term.aliases}


def of_base(world: World, base: str) -> dict[str, tuple[str, ...]]:
    """A record is of its base's stage and subject."""
    return world.once(_of_bases).get(base, {})


def _of_bases(world: World) -> dict[str, dict[str, tuple[str, ...]]]:
    cards = {entry.base: entry.record for entry in world.bases}
    return {base: {"stage": (card.stage,), "subject": (card.subject,), "base": (card.short_name,)} for base, card in cards.items()}


def of_record(record: Record) -> dict[str, tuple[str, ...]]:
    """What the record says of itself; 不限 is no value."""
    found: dict[str, tuple[str, ...]] = {}
    for id in _OF_RECORD:
        value = said(record, id) or ()
        values = (value,) if isinstance(value, str) else tuple(value)
        if kept := tuple(one for one in values if one != ANY):
            found[id] = kept
    return found
