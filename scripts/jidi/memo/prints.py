"""Values as bytes: to compare them, and to keep them. A record is told by its id; whoever goes on to read it says so."""

from __future__ import annotations

import dataclasses
import datetime
import io
import marshal
import pickle
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

BY_ID: set[type] = set()  # classes whose objects are known by their ``id``, and are never written out
_PLAIN = (str, int, float, bytes, type(None))


def print_of(value: object) -> str:
    """Sixteen hexadecimal digits, the same for the same value in any process. A value that cannot be written counts as changed each time."""
    return blake2b(marshal.dumps(_alike(value), 0), digest_size=8).hexdigest()


def _alike(value: Any) -> Any:
    """The same for equal values, whatever objects they are made of."""
    kind = type(value)
    if kind in _PLAIN or kind is bool:
        return value
    if kind in {tuple, list}:
        return tuple(map(_alike, value))
    if kind in BY_ID:
        return ("#", value.id)
    if isinstance(value, dict):
        return tuple((_alike(key), _alike(one)) for key, one in dict.items(value))
    if isinstance(value, set | frozenset):
        return tuple(sorted(map(repr, map(_alike, value))))
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if fields := _fields(kind):
        return (kind.__qualname__, *(_alike(getattr(value, name)) for name in fields))
    return _other(value)


def _other(value: Any) -> Any:
    if isinstance(value, tuple):
        return (type(value).__qualname__, *map(_alike, value))
    if isinstance(value, type):
        return f"{value.__module__}.{value.__qualname__}"
    if isinstance(value, Mapping):
        return tuple((_alike(key), _alike(one)) for key, one in value.items())
    if hasattr(value, "__pydantic_fields__") or not callable(value):
        return (type(value).__qualname__, _alike(vars(value)) if hasattr(value, "__dict__") else str(value))
    import secrets  # brings as much as all the rest here, for what hardly comes

    return secrets.token_hex(8)  # a function: nobody can say whether it is the same


def _fields(kind: type) -> tuple[str, ...]:
    if kind not in _FIELDS:
        _FIELDS[kind] = _named_in(kind)
    return _FIELDS[kind]


_FIELDS: dict[type, tuple[str, ...]] = {}


def _named_in(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.compare) if dataclasses.is_dataclass(kind) else ()


class _Resolve:
    """Who knows the objects by their ids while values are read."""

    find: Callable[[str], Any] = staticmethod(lambda id: id)


def _named(id: str) -> Any:
    return _Resolve.find(id)


def _reduced(one: Any) -> tuple[Any, ...]:
    return _named, (one.id,)


def packed(value: object) -> bytes | None:
    """A value to be kept; nothing if it cannot be."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, 5)
    pickler.dispatch_table = dict.fromkeys(BY_ID, _reduced)
    try:
        pickler.dump(value)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError, ValueError):
        return None
    return out.getvalue()


def unpacked(data: bytes, find: Callable[[str], Any]) -> Any:
    """The value again, with the objects that ``find`` knows by their ids; nothing if it cannot be read."""
    _Resolve.find = find
    try:
        return pickle.loads(data)
    except Exception:  # whatever a damaged file may hold, it is worked out again
        return None
