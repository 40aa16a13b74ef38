"""JSON Schema (2020-12) of the record kinds, for editors; words become enumerations."""

from __future__ import annotations

import json
from typing import Any

from .kinds import Kind
from .vocabulary import Vocabulary


def json_schema(kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of a kind's YAML, with Chinese keys; aliases are accepted by the reader, not listed."""
    schema = kind.model.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = kind.name
    enumerated: dict[str, Any] = _enumerate(schema, vocabulary)
    return enumerated


def schema_text(kind: Kind, vocabulary: Vocabulary) -> str:
    """The schema as a file for editors."""
    return json.dumps(json_schema(kind, vocabulary), ensure_ascii=False, indent=1) + "\n"


def _enumerate(node: Any, vocabulary: Vocabulary) -> Any:
    if isinstance(node, list):
        return [_enumerate(one, vocabulary) for one in node]
    if not isinstance(node, dict):
        return node
    result = {key: _enumerate(value, vocabulary) for key, value in node.items() if key != "x-vocabulary"}
    if words := node.get("x-vocabulary"):
        result["enum"] = vocabulary.names(words)
    return result
