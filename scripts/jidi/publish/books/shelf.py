"""Where in which textbook a resource belongs (R-3.2.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...model.base import Base
from ...model.city import Entry
from ...model.textbooks import Book, BookUnit, Textbooks, find
from ...model.work import Resource
from ..named import named
from ..output import Link
from ..world import World, folders


@dataclass(frozen=True)
class Spot:
    """A place in a textbook, in the book's own words; what could not be told is empty.

    ``book_page``: the page of the books; ``address``: the same with the anchor of the lesson, or else of the unit, or else of the volume.
    """

    book_page: str
    address: str
    edition: str
    generation: str
    grade: str
    volume: str
    unit: str = ""
    lesson: str = ""

    @property
    def text(self) -> str:
        """``人教版 八年级 下册 第二十三章 一次函数 23.2 一次函数的图象和性质``."""
        return " ".join(filter(None, (self.edition, self.grade, self.volume, self.unit, self.lesson)))

    @property
    def link(self) -> Link:
        return Link(self.text, self.address)


@dataclass(frozen=True)
class Shelf:
    """The ids of all public resources by where they belong. ``strays``: of a known edition, but of none of its volumes. ``others``: the rest, by base."""

    at: Mapping[str, tuple[str, ...]]
    strays: Mapping[str, tuple[str, ...]]
    others: Mapping[str, tuple[str, ...]]


def place(world: World, entry: Entry[Resource]) -> Spot | None:
    """Where a public resource belongs; ``None`` if no textbook that the city lists has its volume."""
    found = world.once(_placed, entry.base).get(entry.id)
    return found.spot if found else None


def fellows(world: World, address: str) -> tuple[Entry[Resource], ...]:
    """The public resources at a lesson, or else a unit, or else a volume, in path order."""
    return tuple(named(world, id) for id in world.once(shelf).at.get(address, ()))


def strays(world: World, page: str) -> tuple[Entry[Resource], ...]:
    """Those of the books of a page, but of none of their volumes."""
    return tuple(named(world, id) for id in world.once(shelf).strays.get(page, ()))


def others(world: World, base: str) -> tuple[Entry[Resource], ...]:
    """Those of a base that are of no known book."""
    return tuple(named(world, id) for id in world.once(shelf).others.get(base, ()))


def shelf(world: World) -> Shelf:
    """Every public resource put in its place; ask for it by ``world.once(shelf)``."""
    placed, stray, other = (defaultdict[str, list[str]](list) for _ in range(3))
    for base in folders(world.city):
        for id, (page, spot) in world.once(_placed, base).items():
            if spot:
                placed[spot.address].append(id)
            elif page:
                stray[page].append(id)
            else:
                other[base].append(id)
    return Shelf(*({key: tuple(found) for key, found in one.items()} for one in (placed, stray, other)))


class _Placed(NamedTuple):
    """The page of a resource's books, empty if there are none, and its place in them."""

    page: str
    spot: Spot | None


def _placed(world: World, base: str) -> dict[str, _Placed]:
    """The resources of a base by their ids: whoever asks for one is not made anew for another."""
    found = {}
    known: dict[tuple[str, str | None], Entry[Textbooks] | None] = {}
    for entry in world.of(Resource, base):
        key = (entry.record.edition, entry.record.generation)
        books = known[key] if key in known else known.setdefault(key, _books_of(world, entry))
        found[entry.id] = _Placed(books.address if books else "", _spot(world, books, entry.record) if books else None)
    return found


def _books_of(world: World, entry: Entry[Resource]) -> Entry[Textbooks] | None:
    """The first textbooks, in path order, that a resource is made for."""
    record = entry.record
    for card in world.of(Base, entry.base):
        for books in world.of(Textbooks):
            if books.record.fits(card.record.stage, card.record.subject, record.edition, record.generation):
                return books
    return None


def _spot(world: World, books: Entry[Textbooks], record: Resource) -> Spot | None:
    book = books.record.holds(record.grade, record.volume)
    if book is None:
        return None
    unit, lesson = seek(book, record.unit, record.lesson)
    words = books.record
    return Spot(
        books.address,
        f"{books.address}#{anchor(world, book, unit, lesson)}",
        words.edition,
        words.generation or "",
        book.grade or "",
        book.volume,
        book.units[unit].name if unit is not None else "",
        book.units[unit].lessons[lesson] if unit is not None and lesson is not None else "",
    )


def seek(book: Book, unit: str, lesson: str) -> tuple[int | None, int | None]:
    """The numbers, from 0, of the unit and the lesson that the words mean; a lesson alone is enough if one unit has it."""
    at = find([one.name for one in book.units], unit) if unit else None
    if at is not None:
        return at, find(book.units[at].lessons, lesson) if lesson else None
    if unit or not lesson:
        return None, None
    hits = [(number, found) for number, one in enumerate(book.units) if (found := find(_topics(one), lesson)) is not None]
    if len(hits) != 1:
        return None, None
    number, found = hits[0]
    return number, found if book.units[number].lessons else None


def _topics(unit: BookUnit) -> tuple[str, ...]:
    return unit.lessons or (unit.name,)


def anchor(world: World, book: Book, unit: int | None = None, lesson: int | None = None) -> str:
    """``cz2-xiace-5-2``: the words' permanent ids, then the places in the book; the same as long as the book's order is."""
    words = world.city.vocabulary
    terms = (words.find("grade", book.grade or ""), words.find("volume", book.volume))
    return "-".join([*(term.id for term in terms if term), *(str(number + 1) for number in (unit, lesson) if number is not None)])
