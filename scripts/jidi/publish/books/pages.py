"""教材目录: every book's units and lessons with what there is for each, and the gaps (R-3.2.2)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from ...model.city import Entry
from ...model.textbooks import Textbooks
from ...model.work import Resource
from ..ask import request_link
from ..output import Download, Link, Output, Page
from ..packs.pack import unit_pack
from ..task import Task
from ..world import World
from .coverage import BookCover, UnitCover, cover, overview, rows, types_in
from .shelf import others, shelf, strays

Group = tuple[str, list[Entry[Resource]]]


def book_pages(world: World) -> list[Task]:
    """``books/index.html``, a page for every file of textbooks, and one for each base that has resources of no known book."""
    rest = [Task(f"books {base}", partial(_other_pages, base=base)) for base in sorted(world.once(shelf).others)]
    return [Task("books index", lambda world: [_index(world)]), *(Task(f"books {one.id}", partial(_pages, entry=one)) for one in world.of(Textbooks)), *rest]


def _pages(world: World, entry: Entry[Textbooks]) -> list[Output]:
    return [_page(world, entry)]


def _other_pages(world: World, base: str) -> list[Output]:
    return [_other_page(world, base, others(world, base))]


def other_address(base: str) -> str:
    """Where the resources of a base that no known book has are listed."""
    return f"books/other/{base}.html"


def name_of(books: Textbooks) -> str:
    """``初中数学 人教版（2022课标版）``."""
    return f"{books.stage}{books.subject} {books.edition}" + (f"（{books.generation}）" if books.generation else "")


def _page(world: World, entry: Entry[Textbooks]) -> Output:
    covers, record = cover(world, entry), entry.record
    fields = {
        "source": record.source,
        "books": [_book(world, one) for one in covers],
        "total": sum(one.total for one in covers),
        "filled": sum(one.filled for one in covers),
        "overview": overview(covers),
        "strays": _groups(world, strays(world, entry.address)),
        "request": request_link(world, name_of(record)) if any(one.filled < one.total for one in covers) else None,
        **_subject(world, record.stage, record.subject),
    }
    return Output(entry.address, Page(name_of(record), "books_shelf", fields, listing=True))


def _book(world: World, one: BookCover) -> dict[str, object]:
    types = types_in(world, one)
    return {"cover": one, "types": types, "rows": rows(one, types), "packs": {unit.id: _pack(world, unit) for unit in one.units}}


def _pack(world: World, unit: UnitCover) -> Download | None:
    """Everything of a unit in one file, if it has any."""
    return next((pack for entry in unit.all if (pack := unit_pack(world, entry))), None)


def _groups(world: World, entries: Iterable[Entry[Resource]]) -> list[Group]:
    """By edition, generation, grade and volume; what is for any of them comes first."""
    found: dict[str, list[Entry[Resource]]] = {}
    for entry in entries:
        found.setdefault(_words(world, entry.record), []).append(entry)
    return [(words or "不分版本和年级", group) for words, group in sorted(found.items())]


def _words(world: World, record: Resource) -> str:
    words = {"edition": record.edition, "generation": record.generation or "", "grade": record.grade, "volume": record.volume}
    return " ".join(word for kind, word in words.items() if word and not world.city.vocabulary.is_term(kind, word, "buxian", "any"))


def _other_page(world: World, base: str, entries: Iterable[Entry[Resource]]) -> Output:
    name = world.base_names.get(base, base)
    fields = {"base": Link(name, f"bases/{base}/index.html"), "groups": _groups(world, entries)}
    return Output(other_address(base), Page(f"{name}：没有对上教材目录的资源", "books_other", fields, listing=True))


def _index(world: World) -> Output:
    stages = [_stage(world, str(stage["name"]), stage["subjects"]) for stage in world.city.stages.values()]
    return Output("books/index.html", Page("教材目录", "books", {"stages": stages}, wide=True, listing=True))


def _stage(world: World, stage: str, subjects: Any) -> dict[str, object]:
    """The subjects of a stage that have a book or a resource, then the names of the rest."""
    made = [_subject(world, stage, one["name"]) for one in subjects.values()]
    return {"name": stage, "subjects": [one for one in made if one["shelves"] or one["others"]], "none": [one["subject"] for one in made if not one["shelves"]]}


def _subject(world: World, stage: str, subject: str) -> dict[str, object]:
    """The books of a subject, and where the resources of no known book are listed."""
    shelves = [one for one in newest_first(world) if (one.record.stage, one.record.subject) == (stage, subject)]
    found = world.once(shelf).others
    bases = [one for one in world.bases if one.base in found and (one.record.stage, one.record.subject) == (stage, subject)]
    rest = [(Link(one.record.short_name, other_address(one.base)), len(found[one.base])) for one in bases]
    return {"subject": subject, "shelves": [_line(world, one) for one in shelves], "others": rest}


def newest_first(world: World) -> list[Entry[Textbooks]]:
    """All textbooks, those of the newest curriculum standard before the older ones."""
    generations = ["", *world.city.vocabulary.names("generation")]
    return sorted(world.of(Textbooks), key=lambda one: -generations.index(one.record.generation or ""))


def _line(world: World, entry: Entry[Textbooks]) -> dict[str, object]:
    record, covers = entry.record, cover(world, entry)
    words = record.edition + (f"（{record.generation}）" if record.generation else "")
    return {"link": Link(words, entry.address), "total": sum(one.total for one in covers), "filled": sum(one.filled for one in covers), "volumes": len(covers)}
