"""A result is worked out again only if something that was read for it has changed (verifying traces, with early cut-off)."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple, Protocol, TypeVar

from .prints import packed, print_of, unpacked
from .reads import Key, Reads, innermost, reading, unnoted
from .store import JobRow, Store
from .tables import TABLE, TableKey, Tables, part_of, plain

T = TypeVar("T")
LITTLE = 1_000  # jobs, as after a check and no site: fewer than a city's site has


class Trace(NamedTuple):
    """What was read for a result, with the print of each: of records by id, of tables by table and the rest of the key, of all else by key."""

    heads: dict[str, str]
    bodies: dict[str, str]
    tables: dict[TableKey, dict[tuple[Hashable, ...], str]]
    others: dict[Key, str]

    def note(self) -> None:
        """Whoever asks for the result has read all this."""
        if (reads := innermost()) is not None:
            reads.heads.update(self.heads)
            reads.bodies.update(self.bodies)
            reads.others.update(self.others)
            for table, parts in self.tables.items():
                reads.others.update((*table, *rest) for rest in parts)


class Inputs(Protocol):
    """What the work is done on."""

    def print_of(self, key: Key) -> str:
        """How an input that is no table looks now."""
        ...

    def folded(self, reads: Reads) -> tuple[Collection[str], Collection[str], Collection[Key]]:
        """What was read: heads, bodies and all else; all of one folder as one key of the last."""
        ...

    @property
    def heads(self) -> dict[str, str]:
        """The prints of all heads, by id."""
        ...

    @property
    def bodies(self) -> dict[str, str]:
        """Likewise of the bodies."""
        ...

    more: dict[Key, object]
    owners: dict[str, Tables]

    def holders(self) -> Iterable[Tables]:
        """All who hold tables that lean on these inputs."""
        ...

    def owner(self, name: str) -> Tables | None:
        """One of them by name."""
        ...

    def named(self, owner: str, id: str) -> Any:
        """A record by its id, as the tables of ``owner`` hold it."""
        ...


class _By(dict[str, T]):
    """What ``make`` gives for a key, asked once: a table names the same records over and over."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> T:
        self[key] = self._make(key)
        return self[key]


class Memo:
    """The jobs of one run, and what earlier runs kept of them.

    A job's trace says what was read for it and how that looked. A table is an input like any other: if what *it* was made
    of is unchanged, it is; otherwise it is made again, and what was read of it is compared.
    """

    def __init__(self, store: Store, inputs: Inputs) -> None:
        self._store, self.inputs = store, inputs
        self._now: dict[Key, str] = {}
        self._found: _By[_By[Any]] = _By(lambda owner: _By(partial(self.inputs.named, owner)))
        self._steady: dict[TableKey, bool] = {}
        self._traces: dict[str, bytes] = {}
        self._only: set[str] | None = None
        self._done: dict[str, tuple[Trace, Any]] = {}
        self._holds: dict[str, Trace | None] = {}
        self._told: set[TableKey] = set()
        self.fresh: dict[str, JobRow] = {}

    def own(self, *holders: Tables, more: Mapping[Key, object] | None = None) -> None:
        """More who hold tables, and more that is read."""
        self.inputs.owners.update({one.owner: one for one in holders})
        self.inputs.more.update(more or {})
        for holder in self.inputs.holders():
            holder.kept_by(self)

    def run(self, name: str, make: Callable[[], T], anew: bool = False) -> T:
        """What ``make()`` gives, or what it gave when everything that it reads looked as it does now. ``anew``: never that."""
        if name not in self._done:
            self._done[name] = (None if anew else self._kept(name)) or self._made(name, make)
        trace, value = self._done[name]
        trace.note()
        return value  # type: ignore[no-any-return]

    def handed_over(self) -> Iterator[JobRow]:
        """What was worked out since the last time, to be kept; for tables this is asked for once. Tables are packed one by one as they are taken."""
        rows, tables = [*self.fresh.values()], self._tables()
        self.fresh.clear()
        self._done.clear()
        yield from rows
        yield from ((name, trace, packed((plain(value),))) for name, trace, value in tables)

    def was(self, name: str) -> Any:
        """What an earlier run kept under a name, whether it still holds or not; nothing if nothing was."""
        return kept[0] if (kept := self._value(name)) else None

    def _may_know(self, name: str) -> bool:
        return self._only is None or name in self._only

    def _value(self, name: str) -> tuple[Any] | None:
        data = self._store.value(name) if self._may_know(name) else None
        return None if data is None else unpacked(data, self._found["city"].__getitem__)

    def steady(self, table: TableKey) -> bool:
        """Whether a table is as it was."""
        return self._is_steady(table)

    def look(self, tables: Iterable[TableKey]) -> None:
        """See how tables look now, before they are let go."""
        for table in tables:
            self._current(table)

    def table_was(self, key: TableKey) -> Any:
        """A table as an earlier run kept it, whether it is still true or not; nothing if it did not."""
        data = self._store.value(_job(key))
        kept = None if data is None else unpacked(data, self._found[key[1]].__getitem__)
        return kept[0] if kept else None

    def keep(self, name: str, data: bytes) -> None:
        """Keep bytes under a name that is no job's."""
        self.fresh[name] = name, b"", data

    def bytes_of(self, name: str) -> bytes | None:
        """Bytes that were kept."""
        return self._store.value(name)

    def holds(self, name: str) -> bool:
        """Whether what was kept under a name is still true."""
        if name not in self._holds:
            trace = self._trace(name)
            self._holds[name] = trace if trace is not None and self._is(trace) else None
        return self._holds[name] is not None

    def _kept(self, name: str) -> tuple[Trace, Any] | None:
        if not self.holds(name) or (trace := self._holds[name]) is None or (value := self._value(name)) is None:
            return None
        return trace, value[0]

    def _made(self, name: str, make: Callable[[], T]) -> tuple[Trace, T]:
        with reading(apart=True) as reads:
            value = make()
        if before := self._trace(name):  # a table that is as it was need not be asked how it looks
            steady = {table: parts for table, parts in before.tables.items() if self._is_steady(table)}
            self._now.update({(*table, *rest): print for table, parts in steady.items() for rest, print in parts.items()})
        trace = self._traced(reads)
        self.fresh[name] = name, pickle.dumps(tuple(trace), 5), packed((value,))
        return trace, value

    def foresee(self) -> None:
        """Most tables will be asked for: their traces are fetched at once. Where little is kept, nothing else is asked for."""
        self._traces = self._store.traces(f"{TABLE} ")
        names = self._store.names(LITTLE + 1)
        self._only = {*names} if len(names) <= LITTLE else None

    def _trace(self, name: str) -> Trace | None:
        kept = _loaded(self._traces.get(name) or (self._store.trace(name) if self._may_know(name) else None))
        return None if kept is None else Trace(*kept)

    def _traced(self, reads: Reads) -> Trace:
        heads, bodies, others = self.inputs.folded(reads)
        trace = Trace({id: self.inputs.heads.get(id, "") for id in heads}, {id: self.inputs.bodies.get(id, "") for id in bodies}, {}, {})
        for key in others:
            if isinstance(key, tuple) and key[0] == TABLE:
                trace.tables.setdefault(key[:3], {})[key[3:]] = self._current(key)
            else:
                trace.others[key] = self._current(key)
        return trace

    def _is(self, trace: Trace) -> bool:
        """Whether all inputs look as they did; what was read of a table does, if all that the table was made of does."""
        if not (trace.heads.items() <= self.inputs.heads.items() and trace.bodies.items() <= self.inputs.bodies.items()):
            return False
        others = trace.others.items()  # most were asked for before, and are compared all at once
        if not others <= self._now.items() and any(self._current(key) != print for key, print in others):
            return False
        loose = (table for table in trace.tables if not self._steady.get(table) and not self._is_steady(table))
        return all(self._current((*table, *rest)) == print for table in loose for rest, print in trace.tables[table].items())

    def _is_steady(self, table: TableKey) -> bool:
        if table not in self._steady:
            self._steady[table] = False  # what leans on itself is worked out again
            self._steady[table] = self.holds(_job(table))
        return self._steady[table]

    def table(self, key: TableKey) -> tuple[Any] | None:
        """The value of a table, if it was kept and is still true."""
        data = self._store.value(_job(key)) if self._is_steady(key) else None
        return None if data is None else unpacked(data, self._found[key[1]].__getitem__)

    def note_inside(self, key: TableKey) -> None:
        """Whoever asked for a table that is as it was has read all that it was made of."""
        if self.holds(name := _job(key)) and (trace := self._holds[name]):
            trace.note()

    def _current(self, key: Key) -> str:
        if key not in self._now:
            self._now[key] = print_of(self._part(key)) if isinstance(key, tuple) and key[0] == TABLE else self.inputs.print_of(key)
        return self._now[key]

    def _part(self, key: tuple[Any, ...]) -> Any:
        """What a key names in a table, which is made if it was not; something new if nobody holds such a table any more."""
        _, owner, (name, *arguments), *rest = key
        holder = self.inputs.owner(owner)
        with unnoted():
            return object if holder is None else part_of(holder.once(_function(name), *arguments), tuple(rest))

    def _tables(self) -> list[tuple[str, bytes, Any]]:
        """The tables that were made in this run and have not been handed over, with their traces."""
        found = []
        while new := [(key, table) for one in self.inputs.holders() for key, table in one.made() if table.reads is not None and key not in self._told]:
            for key, table in new:
                assert table.reads is not None
                self._told.add(key)
                found.append((_job(key), pickle.dumps(tuple(self._traced(table.reads)), 5), table.value))
        return found


def _job(table: TableKey) -> str:
    return f"table {table[1]} {' '.join(map(str, table[2]))}"


def _loaded(data: bytes | None) -> Any:
    """A value as it was kept; nothing if it cannot be read any more."""
    if data is None:
        return None
    try:
        return pickle.loads(data)
    except Exception:  # whatever a damaged file may hold, it is worked out again
        return None


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Any = import_module(module)
    for part in function.split("."):
        found = getattr(found, part)
    return found  # type: ignore[no-any-return]
