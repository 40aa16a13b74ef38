"""Tables that are worked out once of a whole city, and looked up by many."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Container, Hashable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from .reads import Reads, innermost, note, noting, reading

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
TABLE = "table"
TableKey = tuple[str, str, tuple[Hashable, ...]]  # TABLE, whose it is, its function with the arguments


class Watched(dict[K, V], Generic[K, V]):
    """A table that notes which of its keys are read, under ``(*name, key)``; who walks through it reads all of it, ``name``."""

    __slots__ = ("_name",)

    def __init__(self, name: tuple[Hashable, ...], values: Mapping[K, V]) -> None:
        super().__init__(values)
        self._name = name

    def __getitem__(self, key: K) -> V:
        note((*self._name, key))
        return super().__getitem__(key)

    def get(self, key: K, default: Any = None) -> Any:
        note((*self._name, key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        note((*self._name, key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[K]:
        note(self._name)
        return super().__iter__()

    def __len__(self) -> int:
        note(self._name)
        return super().__len__()

    def __bool__(self) -> bool:
        return len(self) > 0

    def keys(self) -> Any:
        note(self._name)
        return super().keys()

    def values(self) -> Any:
        note(self._name)
        return super().values()

    def items(self) -> Any:
        note(self._name)
        return super().items()

    def __reduce__(self) -> Any:
        return Watched, (self._name, dict(dict.items(self)))


class Noted:
    """A value that its owner holds as a whole: noted when it is read, under its name and the owner's."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, holder: Any, owner: type) -> Any:
        if holder is None:
            return self
        note((self.name, holder.owner))
        return holder.__dict__[self.name]

    def __set__(self, holder: Any, value: Any) -> None:
        holder.__dict__[self.name] = value


class Table(NamedTuple):
    """A table as it was made: of what, and what came out. ``reads`` is nothing if an earlier run made it."""

    reads: Reads | None
    value: Any


class Keeper(Protocol):
    """Who remembers tables between runs."""

    def table(self, key: TableKey) -> tuple[Any] | None:
        """The value of a table, if it was kept and is still true."""
        ...

    def note_inside(self, key: TableKey) -> None:
        """Whoever asked for such a table has read all that it was made of."""
        ...


class Tables:
    """Whoever holds the material: what is worked out of all of it, ``make(self, *arguments)``, is made once, and noted by the parts that are read.

    ``make`` is a function of a module, so that another process finds it by its name.
    """

    @property
    def owner(self) -> str:
        """By what name its tables are known to who remembers them."""
        raise NotImplementedError

    def once(self, make: Callable[..., T], *arguments: Hashable) -> T:
        """``make(self, *arguments)``: once, however many ask for it."""
        made = self._had(make, arguments)
        if noting() and not _by_key(made.value):
            note(self._key(make, arguments))
        return made.value  # type: ignore[no-any-return]

    def inside(self, make: Callable[..., T], *arguments: Hashable) -> T:
        """The same, for a part of a table or task: noted as all that it was made of, so that it is looked at only if the whole is not as it was."""
        made = self._had(make, arguments)
        if made.reads is None:
            self.__dict__["_keeper"].note_inside(self._key(make, arguments))
        elif (reads := innermost()) is not None:
            reads.merge(made.reads)
        return made.value  # type: ignore[no-any-return]

    def _had(self, make: Callable[..., Any], arguments: tuple[Hashable, ...]) -> Table:
        made = self._made.get((make, arguments))
        if made is None:
            made = self._made[make, arguments] = self._table(make, arguments)
        return made

    def _table(self, make: Callable[..., Any], arguments: tuple[Hashable, ...]) -> Table:
        key = self._key(make, arguments)
        if (keeper := self.__dict__.get("_keeper")) and (kept := keeper.table(key)):
            return Table(None, _watched(key, kept[0]))
        with reading(apart=True) as reads:
            value = make(self, *arguments)
        return Table(reads, _watched(key, value))

    def kept_by(self, keeper: Keeper) -> None:
        """From now on ask ``keeper`` first."""
        self.__dict__["_keeper"] = keeper

    @property
    def _made(self) -> dict[tuple[Callable[..., Any], tuple[Hashable, ...]], Table]:
        return self.__dict__.setdefault("_tables", {})  # type: ignore[no-any-return]

    def let_go(self, makes: Container[Callable[..., Any]]) -> None:
        """Forget the tables that these make; who asks for one after all has it made again."""
        self.__dict__["_tables"] = {key: table for key, table in self._made.items() if key[0] not in makes}

    def _key(self, make: Callable[..., Any], arguments: tuple[Hashable, ...]) -> TableKey:
        return TABLE, self.owner, (named(make), *arguments)

    def __getstate__(self) -> dict[str, Any]:
        """In another process tables are made again."""
        return {name: value for name, value in self.__dict__.items() if name in getattr(self, "__dataclass_fields__", {})}

    def made(self) -> Iterator[tuple[TableKey, Table]]:
        """Every table made so far."""
        return ((self._key(*key), table) for key, table in list(self._made.items()))


def named(make: Callable[..., Any]) -> str:
    return f"{make.__module__}:{make.__qualname__}"


def part_of(value: Any, key: tuple[Hashable, ...]) -> Any:
    """What the rest of a key, after that of the table, names in a table."""
    for one in key:
        value = dict.get(value, one) if isinstance(value, dict) else getattr(value, str(one))
    return value


def plain(value: Any) -> Any:
    """A table without watching, to be kept."""
    if isinstance(value, Watched):
        return dict(dict.items(value))
    if _is_tables(value):
        return dataclasses.replace(value, **{one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)})
    return value


def _watched(key: TableKey, value: Any) -> Any:
    if isinstance(value, dict):
        return Watched(key, value)
    if _is_tables(value):
        parts = {field.name: Watched((*key, field.name), getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    return value


def _is_tables(value: Any) -> bool:
    """Several tables in one value."""
    return (
        dataclasses.is_dataclass(value) and not isinstance(value, type) and all(isinstance(getattr(value, one.name), dict) for one in dataclasses.fields(value))
    )


def _by_key(value: Any) -> bool:
    return isinstance(value, Watched) or _is_tables(value)
