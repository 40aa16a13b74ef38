"""A value told with other words: the same shape, every text in it passed through a function. Knows no kind of record."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ...model.record import Record

T = TypeVar("T")


@dataclass(frozen=True)
class Tell:
    """How texts are told: ``text`` any text, ``person`` a name with the school that stands beside it.

    ``names``: the fields that hold such a name. ``terms``: texts that stay as they are, the city's own words.
    """

    text: Callable[[str], str]
    person: Callable[[str, str], str]
    names: tuple[str, ...]
    terms: frozenset[str]

    def words(self, text: str) -> str:
        """A text without the names that are to be hidden."""
        return text if text in self.terms else self.text(text)


def retold(value: T, tell: Tell) -> T:
    """The value with every text told; what has no such text is the very same object."""
    made: Any = value
    if isinstance(value, str):
        made = tell.words(value)
    elif isinstance(value, Record):
        made = _record(value, tell)
    elif isinstance(value, tuple):
        parts = [retold(one, tell) for one in value]
        made = value if _same(value, parts) else type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    elif isinstance(value, Mapping):
        told = {key: retold(one, tell) for key, one in value.items()}
        made = value if _same(value.values(), told.values()) else told
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
        changed = {name: told for name, one in fields.items() if (told := retold(one, tell)) is not one}
        made = dataclasses.replace(value, **changed) if changed else value
    return made  # type: ignore[no-any-return]


def _record(record: Record, tell: Tell) -> Record:
    """A record; a name with its school beside it is one person, whatever others of that name want."""
    school = getattr(record, "school", None)
    changed = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        told = tell.person(value, school) if name in tell.names and isinstance(school, str) and isinstance(value, str) else retold(value, tell)
        if told is not value:
            changed[name] = told
    return record.model_copy(update=changed) if changed else record


def _same(old: Any, new: Any) -> bool:
    return all(one is two for one, two in zip(old, new, strict=True))
