"""The fields of a model as a form shows them: one description for tables, forms, questions and cells."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, BeforeValidator

from ..model.record import Record, models_in
from ..model.types import Word, read_count, read_day, read_id, read_prose, read_year, read_yes


@dataclass(frozen=True)
class Field:
    """``words``: the vocabulary of its terms, or empty. ``inner``: the model of the small records that it holds, or none.

    ``many``: it holds several. ``default``: what it is if nothing is written, as text. ``reads``: the functions of ``model.types`` that read it.
    """

    key: str
    meaning: str
    example: str
    required: bool
    words: str
    inner: type[Record] | None
    many: bool
    default: str
    reads: tuple[Any, ...]

    @property
    def day(self) -> bool:
        """It is one day of the calendar."""
        return read_day in self.reads and not self.many

    @property
    def year(self) -> bool:
        """It is a school year."""
        return read_year in self.reads

    @property
    def count(self) -> bool:
        """It is a whole number."""
        return read_count in self.reads

    @property
    def yes(self) -> bool:
        """It is 是 or 否."""
        return read_yes in self.reads

    @property
    def prose(self) -> bool:
        """It may have several lines."""
        return read_prose in self.reads

    @property
    def school(self) -> bool:
        """It names a school, or several."""
        return read_id in self.reads and self.key.endswith("学校")

    @property
    def free(self) -> bool:
        """Plain words that nothing else tells apart."""
        return not (self.words or self.inner or self.day or self.year or self.count or self.yes or self.school)


@cache
def fields(model: type[BaseModel]) -> tuple[Field, ...]:
    """All fields in the order of the model."""
    return tuple(_field(name, info) for name, info in model.model_fields.items())


def _field(name: str, info: Any) -> Field:
    parts = tuple(_parts((*info.metadata, info.annotation)))
    words = next((part.kind for part in parts if isinstance(part, Word)), "")
    inner = next((one for one in models_in(info.annotation) if issubclass(one, Record)), None)
    reads = tuple(part.func for part in parts if isinstance(part, BeforeValidator))
    default = info.default if isinstance(info.default, str) else ""
    many, example = _is_many(info.annotation), (info.examples or [""])[0]
    return Field(info.alias or name, info.description or "", example, info.is_required(), words, inner, many, default, reads)


def _parts(annotation: tuple[Any, ...]) -> typing.Iterator[Any]:
    for part in annotation:
        yield part
        yield from _parts((*getattr(part, "__metadata__", ()), *typing.get_args(part)))


def _is_many(annotation: Any) -> bool:
    return typing.get_origin(annotation) is tuple or any(typing.get_origin(part) is tuple for part in typing.get_args(annotation))


def row_model(model: type[Record], row: str) -> type[Record]:
    """The model of a row of the list ``row`` (``成员`` of the members); the model itself if no list is named."""
    return next(one.inner for one in fields(model) if one.key == row and one.inner) if row else model
