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

    @classmethod
    def keys(cls) -> dict[str, str]:
        """English attribute name → the canonical Chinese key."""
        return {name: info.alias or name for name, info in cls.model_fields.items()}


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
