"""Files as an earlier run understood them: a file that has not changed is not read again, its record is made when it is asked for."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..memo.store import FileRow, JobRow, Store
from ..model.city import Entry, FileFacts, Parts, PathKey
from ..model.finding import Finding
from ..model.kinds import Kind

if TYPE_CHECKING:
    from ..model.record import Record

T = TypeVar("T")
Understood = tuple["Entry[Record] | None", list[Finding]]
_UNSETTLED = 2_000_000_000  # nanoseconds: a file changed just now may change again within one tick of its clock


class Lines(Mapping[PathKey, int]):
    """The lines of a record as they were kept, read when somebody asks for one: only who has something to say of it does."""

    def __init__(self, kept: bytes) -> None:
        self._kept = kept

    @cached_property
    def _lines(self) -> dict[PathKey, int]:
        found = _loaded(self._kept)
        return found if isinstance(found, dict) else {}

    def __getitem__(self, path: PathKey) -> int:
        return self._lines[path]

    def __iter__(self) -> Iterator[PathKey]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


class Remembered:
    """The files of one project: by size, times and place as the system tells them, and by their bytes where these are new."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = store.files()
        self._seen: set[str] = set()
        self._same: dict[str, FileRow] = {}
        self._stats: dict[str, str] = {}
        self._coming: Iterator[Iterable[FileRow]] | None = None
        self._now = time.time_ns()
        self.fresh: dict[str, FileRow] = {}
        self.made: list[JobRow] = []

    def __bool__(self) -> bool:
        """Whether anything is remembered at all."""
        return bool(self._store) or self._coming is not None

    def look(self, root: Path, files: Iterable[str]) -> list[str]:
        """See which files are as they were; the others. To be called before anything is asked of them."""
        for file in files:
            stat = self._stat(root, file)
            if row := self._row(file, stat):
                self._same[file] = row
            else:
                self._stats[file] = stat
        return list(self._stats)

    @contextmanager
    def foreseen(self, coming: Generator[Iterable[FileRow]]) -> Iterator[None]:
        """Meanwhile others read what is unknown: what they found of a file comes sooner or later, or this process reads it."""
        self._coming = coming
        with closing(coming):
            yield

    def _come(self, file: str) -> FileRow | None:
        """What others found of a file, if they were to read it."""
        while self._coming is not None and file not in self.fresh and (rows := next(self._coming, None)) is not None:
            self.fresh |= {row[0]: (row[0], self._stats[row[0]], *row[2:]) for row in rows}
        return self.fresh.get(file)

    def record(self, file: str, kind: Kind, read: Callable[[], Understood]) -> Understood:
        """The entry of a file and what is wrong with it; ``read`` reads it if it was not seen like this before."""
        row = self._same.get(file) or self._come(file)
        if row is not None and row[3]:
            findings = _loaded(row[5]) if row[5] else []
            base = file.split("/")[1] if file.startswith("bases/") else ""
            id = file.rsplit(".", 1)[0].removeprefix("bases/").removeprefix("content/")
            if isinstance(findings, list):
                return Entry.later(kind, base, id, file, row[2], (row[3], row[4]), partial(self._parts, file, read)), findings
        elif row is not None and not row[2] and isinstance(findings := _loaded(row[5]), list):
            return None, findings
        entry, findings = read()
        self.fresh[file] = row_of(file, self._stats.get(file, ""), entry, findings)
        if entry is not None:
            entry.__dict__["_parts"] = partial(self._parts, file, read)  # for when it is forgotten
        return entry, findings

    def _parts(self, file: str, read: Callable[[], Understood]) -> Parts:
        """What was kept of a record, or the file read anew if that is damaged."""
        row = self.fresh.get(file)
        try:
            record, body, line, lines = pickle.loads((row[6] if row else self._store.record(file)) or b"")
            return record, body, line, Lines(lines)
        except Exception:  # whatever a damaged file may hold
            entry, _ = read()
            assert entry is not None
            return entry.record, entry.body, entry.body_line, entry.lines

    def facts(self, root: Path, file: str, look: Callable[[], FileFacts]) -> FileFacts:
        """What was seen of an attachment."""
        stat = self._stat(root, file)
        row = self._row(file, stat)
        if row is not None and isinstance(kept := _loaded(row[5]), FileFacts):
            return kept
        seen = look()
        self.fresh[file] = file, stat, seen.sha256, "", "", pickle.dumps(seen, 5), None
        return seen

    def _row(self, file: str, stat: str) -> FileRow | None:
        self._seen.add(file)
        row = self._rows.get(file)
        return row if row is not None and stat and row[1] == stat else None

    def _stat(self, root: Path, file: str) -> str:
        """How the system tells a file; nothing if it was changed so lately that it might change again unnoticed."""
        try:
            seen = os.lstat(f"{root}/{file}")
        except OSError:
            return ""
        if max(seen.st_mtime_ns, seen.st_ctime_ns) > self._now - _UNSETTLED:
            return ""
        return f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino} {seen.st_mode}"

    def once(self, name: str, of: str, make: Callable[[], T]) -> T:
        """What ``make()`` gives, or what it gave when ``of``, all that it depends on, was the same."""
        kept = _loaded(self._store.value(name))
        if isinstance(kept, tuple) and len(kept) == 2 and kept[0] == of:
            found: T = kept[1]
            return found
        made = make()
        self.made.append((name, b"", pickle.dumps((of, made), 5)))
        return made

    def kept(self) -> None:
        """All that is new is in the store now: it need not be in memory as well."""
        self.fresh.clear()

    def gone(self) -> Iterable[str]:
        """Files that are no more."""
        return self._rows.keys() - self._seen


def row_of(file: str, stat: str, entry: Entry[Record] | None, findings: list[Finding]) -> FileRow:
    """What is kept of a file that was read."""
    told = pickle.dumps(findings, 5) if findings else None
    if entry is None:
        return file, stat, "", "", "", told, None
    return file, stat, entry.sha256, *entry.prints, told, pickle.dumps((entry.record, entry.body, entry.body_line, pickle.dumps(dict(entry.lines), 5)), 5)


def _loaded(data: bytes | None) -> object:
    """What was kept; nothing if it is damaged, whatever it may hold: then the file is read."""
    try:
        return pickle.loads(data or b"")
    except Exception:
        return None
