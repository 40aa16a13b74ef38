"""The whole folder becomes a :class:`City`: every file is read once, every fault is named."""

from __future__ import annotations

import datetime
import gc
import hashlib
import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ..memo.prints import print_of
from ..memo.store import FileRow
from ..memo.tables import Watched
from ..model.city import City, Entry, FileFacts, room_for
from ..model.finding import Finding, Place
from ..model.kinds import BASE_KINDS, CITY_KINDS, Kind
from ..model.vocabulary import Vocabulary
from . import rules
from .attachments import Attachments, pointer_at
from .bounded import Beyond, bounded
from .folder import printable
from .folder import walk as walk
from .history import ZONE, history
from .limits import too_much
from .names import odd
from .remembered import Remembered
from .standards import load_standards
from .text import MAX_BYTES, Unreadable, decode, split

if TYPE_CHECKING:
    from ..model.record import Record

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}\.(md|yml)")
_ATTACHED = re.compile("bases/[^/]+/files/")
MANY = 1000  # files that must be read before it pays to start other processes
Ahead = Callable[[City, list[str]], Generator[list[FileRow]]]  # the city as far as it was read, with the files that are left as broken; the files
NOT_RECORDS = {"content/standards/vocabulary.yml", "content/standards/stages.yml"}
_OF_BASE = {kind.path: kind for kind in BASE_KINDS}


@contextmanager
def unhurried() -> Iterator[None]:
    """No looking for cycles meanwhile: values by the hundred thousand hold none, and the looking is a third of the time."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


@unhurried()
def load(
    root: Path,
    today: datetime.date | None = None,
    watch: Callable[[list[str]], Iterable[str]] = iter,
    at: tuple[Path, str] | None = None,
    before: Remembered | None = None,
    ahead: Ahead | None = None,
) -> tuple[City, list[Finding]]:
    """Read everything under ``root``; nothing is written, nothing raised for bad material.

    ``watch`` is handed the list of files and gives them back one by one: a place for a progress bar.
    ``at``: the repository and the commit that ``root`` was taken from, if it is no repository itself.
    ``before``: what earlier runs understood of the same files. ``ahead``: has many that were not seen before read by others.
    """
    vocabulary, stages, findings = load_standards(root, before)
    there = {file: kind_of(file) for file in walk(root, findings)}
    unknown = before.look(root, (file for file, kind in there.items() if kind)) if before is not None else []
    later = _left(unknown) if ahead else []
    waiting = {*later}
    first = [file for file in there if file not in waiting]
    day = today or datetime.datetime.now(ZONE).date()
    past = history(*(at or (root, "HEAD")), before)
    reading = _Reading(root, vocabulary, before, findings)

    def seen() -> City:
        entries = tuple(reading.entries[file] for file in there if file in reading.entries)
        broken = tuple(file for file, kind in there.items() if kind and file not in reading.entries)
        return City(vocabulary, entries, Watched(("file", "*"), reading.files), broken, day, stages, past, root)

    files = iter(watch([*first, *later]))
    for file in islice(files, len(first)):
        reading.take(file, there[file])
    with before.foreseen(ahead(seen(), later)) if before is not None and ahead and later else nullcontext():
        for file in files:
            reading.take(file, there[file])
    if before:
        forget()  # the next time what is kept on the disk says the same
    room_for(reading.entries.values())
    return seen(), sorted(findings)


def _left(unknown: list[str]) -> list[str]:
    """What others may read, if it is many: what was not seen before, without what every base is checked by."""
    later = [file for file in unknown if file.startswith("bases/") and not file.endswith("/members.yml")]
    return later if len(later) >= MANY else []


class _Reading:
    """What was read so far: entries and attachments by file, and what is wrong in them."""

    def __init__(self, root: Path, vocabulary: Vocabulary, before: Remembered | None, findings: list[Finding]) -> None:
        self._root, self._vocabulary, self._before, self._findings = root, vocabulary, before, findings
        self._attachments = Attachments(root)
        self.entries: dict[str, Entry[Record]] = {}
        self.files: dict[str, FileFacts] = {}

    def take(self, file: str, kind: Kind | None) -> None:
        """One more file."""
        root, before = self._root, self._before
        if kind:
            understand = partial(read, root, file, kind, self._vocabulary)
            entry, found = before.record(file, kind, understand) if before else understand()
            self._findings += found
            if entry:
                self.entries[file] = entry
        elif _ATTACHED.match(file):
            look = partial(self._attachments.facts, file)
            self.files[file] = before.facts(root, file, look) if before and not pointer_at(root / file) else look()
        elif file not in NOT_RECORDS and not _is_asset(file):
            name = file.rsplit("/", 1)[-1]
            self._findings.append(rules.UNKNOWN_FILE.at(Place(file), f"不认识“{name}”这个文件", "放到规定的文件夹里，或者删掉；附件放进 files/"))


def _is_asset(file: str) -> bool:
    """Pictures of the guide, and what git and GitHub want."""
    return file.startswith("content/guide/images/") or file.endswith((".gitkeep", "/README.md"))


def kind_of(file: str) -> Kind | None:
    """The kind whose path pattern ``file`` fits."""
    top, _, below = file.partition("/")
    if top == "content":
        return next((kind for kind in CITY_KINDS if _fits(below, kind.path)), None)
    folder, _, name = below.partition("/")[2].rpartition("/")
    return _OF_BASE.get(f"{folder}/*{name[name.rfind('.') :]}" if folder else name) if top == "bases" and name else None


def _fits(path: str, pattern: str) -> bool:
    folder, _, suffix = pattern.partition("*")
    if not suffix:
        return path == pattern
    return path.startswith(folder) and path.endswith(suffix) and "/" not in path[len(folder) :]


def read(root: Path, file: str, kind: Kind, vocabulary: Vocabulary) -> tuple[Entry[Record] | None, list[Finding]]:
    """One file as an entry, or nothing and why."""
    try:
        entry, findings = _understood(_bytes(root, file), file, kind, vocabulary)
        return entry, list(findings)
    except Beyond as beyond:
        return None, [rules.TOO_BIG.at(Place(file), f"表头{beyond}", "对照同类材料的样子重写表头；大段材料放进正文或附件")]
    except Unreadable as error:
        return None, list(error.findings)
    except OSError as error:
        return None, [rules.ENCODING.at(Place(file), f"文件打不开（{error.strerror}）", "检查文件是否完整、有没有读取权限")]


def _bytes(root: Path, file: str) -> bytes:
    """A file that may be read: a name that every computer knows, not too large."""
    name = file.rsplit("/", 1)[-1]
    if not _NAME.fullmatch(name):
        better = re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-")
        raise Unreadable(rules.NAME.at(Place(printable(file)), f"文件名“{printable(name)}”不能用", f"改成“{better}”的样子"))
    if words := odd(name):
        raise Unreadable(rules.NAME.at(Place(file), f"文件名“{name}”{words}", f"在前面加几个字，如“a-{name}”"))
    with open(f"{root}/{file}", "rb") as opened:
        if (size := os.fstat(opened.fileno()).st_size) > MAX_BYTES:
            raise Unreadable(rules.TOO_BIG.at(Place(file), f"文件有 {size // 1048576} MB，太大了", "大段材料请另存为附件"))
        return opened.read()


def forget() -> None:
    """What was understood of the files is not asked for again."""
    _understood.cache_clear()


@lru_cache(maxsize=1 << 15)  # all files of a city three times as large as it may grow: what is asked for in turn needs all or none
def _understood(data: bytes, file: str, kind: Kind, vocabulary: Vocabulary) -> tuple[Entry[Record] | None, tuple[Finding, ...]]:
    """Once for the same bytes and the same words: whoever serves or compares reads the same files again and again."""
    from .records import known_keys, make  # models and YAML: half of a start-up that finds every file as it was
    from .tree import parse

    text = decode(data, file)
    head, body, body_line = split(text, file) if kind.body else (text, "", 1)
    if excess := too_much(body, file, body_line):
        raise Unreadable(*excess)
    first = 2 if kind.body else 1
    with bounded():
        tree = parse(head, file, first, known_keys(kind.model))
        record, findings = make(kind.model, tree, file, vocabulary, 1)
    if record is None:
        return None, (*tree.findings, *findings)
    base = file.split("/")[1] if file.startswith("bases/") else ""
    id = file.rsplit(".", 1)[0].removeprefix("bases/").removeprefix("content/")
    prints = print_of(head), print_of(body)
    return Entry(kind, base, id, file, record, body, body_line, tree.lines, _digest(data), prints), tuple(tree.findings)


def _digest(data: bytes) -> str:
    """The digest of a text file, the same whichever line ends a checkout gives it."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
