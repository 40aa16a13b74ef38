"""The coverage map: which lessons of a book have which kinds of resource; what is missing is seen too (R-3.2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ...model.city import Entry
from ...model.textbooks import Book, Textbooks
from ...model.work import Resource
from ..output import Link
from ..world import World
from .shelf import anchor, fellows

Entries = tuple[Entry[Resource], ...]


@dataclass(frozen=True)
class LessonCover:
    """A lesson, the ``id`` of its place on the page, and what there is for it."""

    name: str
    id: str
    entries: Entries


@dataclass(frozen=True)
class UnitCover:
    """A unit, what there is for the whole of it, and its lessons. A unit without lessons counts as one."""

    name: str
    id: str
    entries: Entries
    lessons: tuple[LessonCover, ...]

    @property
    def total(self) -> int:
        return len(self.lessons) or 1

    @property
    def filled(self) -> int:
        """How many lessons have something of their own."""
        return sum(bool(one.entries) for one in self.lessons) if self.lessons else bool(self.entries)

    @property
    def all(self) -> Entries:
        """What there is for the unit and for its lessons."""
        return (*self.entries, *(entry for one in self.lessons for entry in one.entries))

    @property
    def level(self) -> str:
        """``all``, ``some`` or ``none``: how much of the unit has something."""
        return "all" if self.filled == self.total else "some" if self.all else "none"


@dataclass(frozen=True)
class BookCover:
    """A book, what there is for the whole of it, and its units."""

    name: str
    id: str
    entries: Entries
    units: tuple[UnitCover, ...]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.units)

    @property
    def filled(self) -> int:
        return sum(one.filled for one in self.units)


@dataclass(frozen=True)
class Row:
    """A line of the map: of the whole book, of a unit or of a lesson. ``cells``: words and address for each type, or ``None`` for a gap."""

    level: str
    name: str
    id: str
    cells: tuple[Link | None, ...]


def cover(world: World, entry: Entry[Textbooks]) -> list[BookCover]:
    """Every book of a file, each grade and volume once."""
    books = {anchor(world, book): book for book in reversed(entry.record.books)}
    return [_book(world, entry.address, books[id]) for id in reversed(books)]


def _book(world: World, address: str, book: Book) -> BookCover:
    def lesson(unit: int, number: int, name: str) -> LessonCover:
        id = anchor(world, book, unit, number)
        return LessonCover(name, id, fellows(world, f"{address}#{id}"))

    def unit(number: int) -> UnitCover:
        id, record = anchor(world, book, number), book.units[number]
        return UnitCover(record.name, id, fellows(world, f"{address}#{id}"), tuple(lesson(number, n, name) for n, name in enumerate(record.lessons)))

    id = anchor(world, book)
    name = " ".join(filter(None, (book.grade, book.volume)))
    return BookCover(name, id, fellows(world, f"{address}#{id}"), tuple(unit(number) for number in range(len(book.units))))


def overview(books: list[BookCover]) -> list[tuple[BookCover, tuple[UnitCover | None, ...]]]:
    """A line for each book with a cell for each unit; shorter books end with ``None``."""
    columns = zip(*zip_longest(*(one.units for one in books)), strict=True) if books else ()
    return list(zip(books, columns, strict=False))


def types_in(world: World, book: BookCover) -> list[str]:
    """The types of resource that a book has, in the vocabulary's order."""
    found = {entry.record.type for _, _, _, entries in _lines(book) for entry in entries}
    return [name for name in world.city.vocabulary.names("resource_type") if name in found]


def rows(book: BookCover, types: list[str]) -> list[Row]:
    """The map of a book: a line for the whole book if it has something, then each unit and its lessons."""
    return [Row(level, name, id, tuple(_cell(entries, type, id) for type in types)) for level, name, id, entries in _lines(book) if level != "book" or entries]


def _lines(book: BookCover) -> Iterator[tuple[str, str, str, Entries]]:
    yield "book", "整册", book.id, book.entries
    for unit in book.units:
        yield "unit", unit.name, unit.id, unit.entries
        for lesson in unit.lessons:
            yield "lesson", lesson.name, lesson.id, lesson.entries


def _cell(entries: Entries, type: str, id: str) -> Link | None:
    """One resource is led to; several are listed at their lesson on the same page. The words say what a screen reader needs."""
    found = [entry for entry in entries if entry.record.type == type]
    if not found:
        return None
    return Link(f"1 份{type}：{found[0].record.title}", found[0].address) if len(found) == 1 else Link(f"{len(found)} 份{type}", f"#{id}")
