"""The index of what can be found: amended where few documents changed, made anew otherwise."""

from __future__ import annotations

import json
import pickle
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ..memo import Memo
from ..memo.reads import note
from ..memo.tables import TABLE, named
from ..publish.finding.documents import documents, documents_of, documents_of_pages, facets, outputs_of, shelves
from ..search import Changes, Document, Index, amend, index
from .crew import settled
from .making import Done, Making

Page = tuple[str, tuple[str, str]]
_NAME, _KEPT, _PAGES = "search", "search kept", "search pages"


class _Lazy(Mapping[str, bytes]):
    """Bytes that are fetched when they are asked for."""

    def __init__(self, fetch: Callable[[str], bytes | None]) -> None:
        self._fetch = fetch

    def __getitem__(self, name: str) -> bytes:
        if (found := self._fetch(name)) is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


def indexed(making: Making, pages: tuple[Page, ...]) -> Done:
    """``search/`` of all records and of these other ``pages`` (address, title, template)."""
    world, memo = making.plan.world, making.memo
    own = facets(world)
    if memo:
        memo.keep(_PAGES, pickle.dumps((shelves(world), pages), 5))
        keys = [(TABLE, world.owner, (named(documents_of), base)) for base in shelves(world)]
        for key in keys:
            note(key)
        if not making.anew and (changes := _amended(making, memo, pages)):
            for name, piece in changes.kept.items():
                memo.keep(f"{_KEPT} {name}", piece)
            for output in outputs_of(changes.files, changes.known):
                making.writer.write(output)
            return Done(memo.was(_NAME).files)  # none is new or gone
    found = iter([*documents(world), *documents_of_pages(world, pages)])  # when they have been taken from it, nobody else holds them
    if memo:
        memo.look(keys)
        settled(making, "documents")
    built = index(found, own)
    for name, piece in built.kept.items() if memo else ():
        assert memo
        memo.keep(f"{_KEPT} {name}", piece)
    return Done(tuple(map(making.writer.write, outputs_of(built.files, built.known))))


def _amended(making: Making, memo: Memo, pages: tuple[Page, ...]) -> Changes | None:
    """What of the last index changes; nothing if it is to be made anew, or is not known."""
    changed = _changed(making, memo, pages)
    folder = making.folder.path
    known = folder / "assets/known.js"
    if changed is None or memo.was(_NAME) is None or not known.is_file():
        return None
    told = json.loads(known.read_bytes().partition(b"=")[2])
    files = _Lazy(lambda name: _bytes(folder / "search" / name))
    last = Index(files, tuple(told["widths"]), known.read_bytes(), _Lazy(lambda name: memo.bytes_of(f"{_KEPT} {name}")))
    try:
        return amend(last, *changed, facets(making.plan.world))
    except (KeyError, ValueError, IndexError, zlib.error):  # a piece was lost or is damaged: make all anew
        return None


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _changed(making: Making, memo: Memo, pages: tuple[Page, ...]) -> tuple[dict[str, Document], dict[str, Document]] | None:
    """Documents by address as they were and as they are, those that differ; nothing if it is not known how they were."""
    world = making.plan.world
    was, now = dict[str, Document](), dict[str, Document]()
    for base in shelves(world):
        key = (TABLE, world.owner, (named(documents_of), base))
        if not memo.steady(key):
            if (before := memo.table_was(key)) is None:
                return None
            was |= {one.address: one for one in before}
            now |= {one.address: one for one in world.once(documents_of, base)}
    try:
        bases, before_pages = pickle.loads(memo.bytes_of(_PAGES) or b"")
    except Exception:  # not kept, or damaged
        return None
    if bases != shelves(world):
        return None
    if before_pages != pages:
        was |= {one.address: one for one in documents_of_pages(world, before_pages)}
        now |= {one.address: one for one in documents_of_pages(world, pages)}
    return _differing(was, now)


def _differing(was: dict[str, Document], now: dict[str, Document]) -> tuple[dict[str, Document], dict[str, Document]]:
    addresses = [address for address in was.keys() | now.keys() if was.get(address) != now.get(address)]
    return {one: was[one] for one in addresses if one in was}, {one: now[one] for one in addresses if one in now}
