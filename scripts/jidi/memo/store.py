"""What earlier runs worked out, in one SQLite file beside nobody's material: it can be deleted at any time."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

_TABLES = """
create table if not exists marks (name text primary key, value blob) without rowid;
create table if not exists files (path text primary key, stat text, sha text, head text, body text, facts blob, record blob) without rowid;
create table if not exists jobs (name text primary key, trace blob, value blob);
"""
PATIENCE = 5.0  # seconds to wait for another process that writes
FileRow = tuple[str, str, str, str, str, bytes | None, bytes | None]
JobRow = tuple[str, bytes, bytes | None]


class Unusable(Exception):
    """What is kept cannot be used now, but may be right."""


class Store:
    """Rows of one project. Whatever is wrong with the file – locked, cut off, of another version – nothing is remembered, and nothing fails.

    One transaction at the end of a run writes all that it found out: a run that is killed leaves what was there before.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None
        self._parents: sqlite3.Connection | None = None
        self._process = 0

    def __bool__(self) -> bool:
        """Whether anything is kept at all."""
        return self._path is not None

    def _ask(self, question: str, values: tuple[Any, ...] = ()) -> list[Any]:
        if self._path is None:
            return []
        try:
            return self._connection().execute(question, values).fetchall()
        except (sqlite3.Error, OSError):
            return []

    def _connection(self) -> sqlite3.Connection:
        """One for each process: a connection must not be shared with a forked child."""
        if self._open is None or self._process != os.getpid():
            assert self._path is not None
            self._parents = self._open  # not closed here: it is the parent's
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path.touch(mode=0o600)  # it holds what is not published, too
            self._open = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
            self._process = os.getpid()
            self._open.executescript("pragma synchronous=normal; pragma cache_size=-2000;" + _TABLES)
        return self._open

    def marks(self) -> dict[str, bytes]:
        """What is known of the whole, by name.

        :raises Unusable: if the file is in use, or may not be read.
        """
        try:
            return dict(self._connection().execute("select name, value from marks")) if self else {}
        except sqlite3.OperationalError as error:
            raise Unusable from error
        except (sqlite3.Error, OSError):  # damaged
            return {}

    def files(self) -> dict[str, FileRow]:
        """Every file that was seen, by path, without its record."""
        return {row[0]: row for row in self._ask("select path, stat, sha, head, body, facts, null from files")}

    def record(self, path: str) -> bytes | None:
        return next((row[0] for row in self._ask("select record from files where path = ?", (path,))), None)

    def trace(self, name: str) -> bytes | None:
        return next((row[0] for row in self._ask("select trace from jobs where name = ?", (name,))), None)

    def traces(self, beginning: str) -> dict[str, bytes]:
        """Those of all jobs whose names begin so, a word and a blank."""
        return dict(self._ask("select name, trace from jobs where name >= ? and name < ?", (beginning, f"{beginning[:-1]}!")))

    def value(self, name: str) -> bytes | None:
        return next((row[0] for row in self._ask("select value from jobs where name = ?", (name,))), None)

    def names(self, most: int = -1) -> list[str]:
        """The names of all jobs that were kept, or of some."""
        return [row[0] for row in self._ask("select name from jobs limit ?", (most,))]

    def write(
        self,
        files: Iterable[FileRow] = (),
        gone: Iterable[str] = (),
        jobs: Iterable[JobRow] = (),
        finished: Iterable[str] = (),
        marks: Mapping[str, bytes] | None = None,
    ) -> bool:
        """All of it or nothing; whether it was written. ``gone``: files that are no more, ``finished``: jobs that are no more, unless among ``jobs``."""
        if self._path is None:
            return False
        try:
            with self._transaction() as to:
                to.executemany("insert or replace into files values (?,?,?,?,?,?,?)", files)
                to.executemany("delete from files where path = ?", ((path,) for path in gone))
                to.executemany("delete from jobs where name = ?", ((name,) for name in finished))
                to.executemany("insert or replace into jobs values (?,?,?)", jobs)
                to.executemany("insert or replace into marks values (?,?)", (marks or {}).items())
            return True
        except (sqlite3.Error, OSError):
            return False

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        to = self._connection()
        to.execute("pragma cache_size=-20000")  # rows come in no order; to read them one by one, as each process does, a tenth will do
        try:
            to.execute("begin immediate")
            try:
                yield to
            except BaseException:
                to.rollback()
                raise
            to.commit()
        finally:
            with contextlib.suppress(sqlite3.Error):
                to.executescript("pragma cache_size=-2000; pragma shrink_memory;")

    def forget(self) -> None:
        """Begin with nothing: the file holds what another version wrote, or what cannot be read."""
        if self._path is None:
            return
        if self._open is not None and self._process == os.getpid():
            self._open.close()
        self._open = None
        for name in (self._path, *(self._path.with_name(self._path.name + end) for end in ("-wal", "-shm", "-journal"))):
            with contextlib.suppress(OSError):
                name.unlink()
