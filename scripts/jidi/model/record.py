"""The one base of all records, and how a field is declared."""

from __future__ import annotations

import typing
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

REQUIRED: Any = ...


class Record(BaseModel):
    """A record of the material: frozen, no unknown keys, Chinese keys with English names accepted."""

    # Modules of models do not postpone their annotations: pydantic would have to compile the text of each again.
    # What a model checks by is built when its first record is read: a run that remembers its records reads few, and a model inside another needs none.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    def __reduce_ex__(self, protocol: Any) -> Any:
        """For another run or process, without the names of its fields: half the bytes, and each name is one string for all records again.

        Which fields were given is not kept: nothing here asks.
        """
        own = self.__dict__
        return (_again, (type(self), *own.values())) if [*own] == [*type(self).model_fields] else super().__reduce_ex__(protocol)

    @classmethod
    def keys(cls) -> dict[str, str]:
        """English attribute name → the canonical Chinese key."""
        return {name: info.alias or name for name, info in cls.model_fields.items()}


_NONE_GIVEN: set[str] = set()


def _again(model: type[Record], *values: Any) -> Record:
    """A record as it was, by the values of its fields in their order."""
    made = model.__new__(model)
    own = dict(zip(model.model_fields, values, strict=True))
    made.__setstate__({"__dict__": own, "__pydantic_fields_set__": _NONE_GIVEN, "__pydantic_extra__": None, "__pydantic_private__": None})
    return made


def key(name: str, meaning: str, default: Any = REQUIRED, *, example: str = "", source: str = "") -> Any:
    """Declare a field: its Chinese key, what to write there, an example, the clause it rests on."""
    extra: dict[str, Any] = {}
    if source:
        extra["source"] = source
    return Field(default, alias=name, description=meaning, examples=[example] if example else None, json_schema_extra=extra or None)


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The record models inside a field's annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in typing.get_args(annotation) if inner is not Ellipsis for model in models_in(inner)]
