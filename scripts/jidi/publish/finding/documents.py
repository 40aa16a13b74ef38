"""What of the city can be found, by which words and facets; :mod:`jidi.search` makes the index of it (R-3.2.6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from ...model.base import Base
from ...model.city import Entry
from ...model.record import Record
from ...search import Document, Facet, index
from ...search.words import normal
from ..cards import adopters, files, state
from ..output import Output
from ..records import title
from ..resource.attached import words_in
from ..said import said
from ..world import World
from .facets import ANY, facets_of, of_base, of_record

_WHO_AND_WHERE = ("host", "teacher", "leader", "place", "group", "full_name", "short_name", "number", "issuer", "topic")
_LINK = re.compile(r"\]\([^)]*\)")


def search_files(world: World, pages: Iterable[tuple[str, tuple[str, str]]]) -> list[Output]:
    """``search/*.js`` and ``assets/known.js``: the index of every public page that has words of its own; lists only repeat others' titles.

    ``pages``: address, title and template of every page.
    """
    built = index([*documents(world), *documents_of_pages(world, pages)], facets(world))
    return outputs_of(built.files, built.known)


def outputs_of(files: Mapping[str, bytes], known: bytes) -> list[Output]:
    """Files of the index where the browser asks for them."""
    return [*(Output(f"search/{name}", content) for name, content in files.items()), Output("assets/known.js", known)]


def facets(world: World) -> list[Facet]:
    """By what a reader may narrow down."""
    return facets_of(world, tuple(dict.fromkeys([*(kind for kind, _ in _KINDS.values()), *_PAGES.values()])))


def documents(world: World) -> list[Document]:
    """Every public record with a page, the bases, the policies and the guide."""
    return [one for base in shelves(world) for one in world.once(documents_of, base)]


def shelves(world: World) -> list[str]:
    """The bases, and ``""`` for what is the city's own."""
    return sorted({entry.base for entry in world.city.entries})


def documents_of(world: World, base: str) -> tuple[Document, ...]:
    """What of one base can be found."""
    lifted = re.compile(world.once(_lifted_words))
    return tuple(_document(world, entry, lifted) for entry in _findable(world, base))


def facet_values(world: World, base: str) -> tuple[dict[str, tuple[str, ...]], ...]:
    """By what each document of a base is found, without its words."""
    return tuple(_facets(world, entry) for entry in _findable(world, base))


def _findable(world: World, base: str) -> list[Entry[Record]]:
    return [entry for entry in world.city.in_base(base) if entry.kind.id in _KINDS and not world.hidden(entry)]


def _facets(world: World, entry: Entry[Record]) -> dict[str, tuple[str, ...]]:
    record, day = entry.record, said(entry.record, "day")
    year = {"year": (world.city.school_year(day),)} if day and entry.base else {}
    return {"kind": (_KINDS[entry.kind.id][0],), **of_base(world, entry.base), **of_record(record), **year}


def documents_of_pages(world: World, pages: Iterable[tuple[str, tuple[str, str]]]) -> list[Document]:
    """Pages that are made of no single record, by address, title and template."""
    return [_page(path, *page) for path, page in pages if not _is_of_record(world, path)]


def _is_of_record(world: World, path: str) -> bool:
    """Whether a page has a document of its own already."""
    entry = world.by_id.get(path.removesuffix(".html").removesuffix("/index").removeprefix("bases/")) or world.by_id.get(
        f"{path.removeprefix('bases/').removesuffix('/index.html')}/base"
    )
    return bool(entry and entry.kind.id in _KINDS and entry.address == path)


def _document(world: World, entry: Entry[Record], lifted: re.Pattern[str]) -> Document:
    record = entry.record
    _, own = _KINDS[entry.kind.id]
    day = said(record, "day")
    lesson, unit = str(said(record, "lesson", "")), str(said(record, "unit", ""))
    called = record.full_name if isinstance(record, Base) else title(entry)
    return Document(
        title=called,
        address=entry.address,
        head=(unit, *_names(world, entry)),
        body=without_addresses(f"{entry.body}\n{words_in(world, entry)}") if entry.kind.body else _base_words(record),
        phrases=(lesson, unit, *lifted.split(normal(called))),
        facets=_facets(world, entry),
        day=day.isoformat() if day else "",
        card=_card(world, entry, own(record)),
    )


def without_addresses(text: str) -> str:
    """A text whose links are their words. Behind the last bracket that closes nothing is looked for: each that opens would be followed to the end."""
    closed, sign, rest = text.rpartition(")")
    return _LINK.sub("]", closed + sign) + rest


def _page(path: str, title: str, template: str) -> Document:
    """A page that is made of no single record."""
    card = {"what": [], "base": "", "licence": "", "adopters": 0, "files": [], "state": [], "id": ""}
    return Document(title, path, phrases=("", title), facets={"kind": (_PAGES.get(template, _GUIDE),)}, card=card)


def _lifted_words(world: World) -> str:
    """Words of a title that name a facet and not what it is about, the longest first."""
    found = {normal(word) for facet in facets(world) if facet.lift for value in facet.values for word in (value, *facet.aliases.get(value, ()))}
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)) if len(word) > 1) or "$^"


def _names(world: World, entry: Entry[Record]) -> list[str]:
    """Who and where: what a reader may look for beside the title."""
    record = entry.record
    people = [one.name for field in ("authors", "reviewers", "speakers") for one in said(record, field, ())]
    plain = [said(record, field) or "" for field in _WHO_AND_WHERE]
    several = [word for field in ("competencies", "themes", "learning", "roles") for word in said(record, field, ())]
    school = record.school if isinstance(record, Base) else ""
    return [*people, *plain, *several, world.schools.get(school, ""), world.base_names.get(entry.base, "")]


def _base_words(record: Record) -> str:
    return "\n".join(said(record, field) or "" for field in ("features", "culture", "question"))


def _card(world: World, entry: Entry[Record], what: list[str]) -> dict[str, object]:
    """Its card below the title: what it is, of which base, how it may be used, its files by type."""
    record = entry.record
    count = adopters(record)
    status, off = state(world, record)
    return {
        "what": [word for word in what if word and word != ANY],
        "base": world.base_names.get(entry.base, ""),
        "licence": said(record, "licence", ""),
        "adopters": count,
        "files": [list(pair) for pair in files(world, entry)],
        "state": [status, off] if status else [],
        "id": said(record, "corpus_id") or "",
    }


def _words(*fields: str) -> Callable[[Record], list[str]]:
    return lambda record: [str(said(record, field) or "") for field in fields]


_GUIDE = "指南"
# Template → what readers call a page of it, if not 指南.
_PAGES = {"person": "人员", "rubric": "考核", "assessment": "考核"}
# Kind → what readers call it, and the fields that say what a record of it is. In the order in which readers look for them.
_KINDS: dict[str, tuple[str, Callable[[Record], list[str]]]] = {
    "resources": ("资源", _words("type", "grade", "volume", "edition")),
    "activities": ("活动", _words("type", "level", "mode")),
    "lessons": ("课例", _words("grade", "lesson")),
    "experience": ("经验", _words("topic")),
    "base": ("基地", _words("stage", "subject")),
    "experiments": ("实验与调研", _words("status")),
    "surveys": ("实验与调研", _words("sample")),
    "quality": ("实验与调研", _words("year", "grade")),
    "plans": ("计划与总结", _words("kind", "year")),
    "summaries": ("计划与总结", _words("year")),
    "rules": ("制度", _words("kind")),
    "application": ("计划与总结", _words()),
    "environment": ("制度", _words()),
    "policies": ("政策", _words("number", "issuer")),
    "guide": (_GUIDE, _words("audience")),
}
