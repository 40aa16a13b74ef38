"""A record becomes the text of its file, in the style in which people write it."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ...model.kinds import Kind
from ...model.record import Record

# What YAML would take for something else than text stays in quotes: signs at the beginning, ``: ``, `` #``, times, nothing.
_PLAIN = re.compile(r"(?![\s\-?:,\[\]{}#&*!|>'\"%@`=~.])[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*(?<![\s:])")
_UNSAFE = re.compile(r"^(?:null|Null|NULL)$|: | #|[\[\]{},]|\d:\d\d$|\ufeff|[\ud800-\udfff]")
_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)}
_SEPARATOR = re.compile("[、，,；;]")


def file_text(kind: Kind, record: Record, body: str = "") -> str:
    """The whole file: a head of the fields that say something, and the body."""
    head = "".join(f"{line}\n" for line in head_lines(record))
    return f"---\n{head}---\n{body.strip()}\n" if kind.body else head


def head_lines(record: Record) -> Iterator[str]:
    """The YAML of a record, its keys in the order of the model."""
    for key, value in said(record).items():
        yield from field_lines(key, value)


def said(record: Record) -> dict[str, Any]:
    """Chinese key → value, without what is only the default."""
    fields = type(record).model_fields
    pairs = ((info.alias or name, getattr(record, name), info.default) for name, info in fields.items())
    return {key: value for key, value, default in pairs if value != default and value is not None}


def field_lines(key: str, value: Any) -> Iterator[str]:
    """One field: on a line of its own, or a line for each inner record or for each text that a line of names could not hold."""
    if isinstance(value, tuple) and any(isinstance(one, Record) or _SEPARATOR.search(plain(one)) or "\n" in plain(one) for one in value):
        yield f"{key}:"
        yield from (f"  - {flow(one)}" for one in value)
    elif isinstance(value, tuple) and value and all(isinstance(one, str) for one in value):
        yield f"{key}: {scalar('、'.join(value))}"
    elif isinstance(value, str) and "\n" in value and value.strip() == value:
        yield f"{key}: |-"
        yield from (f"  {line}".rstrip() for line in value.split("\n"))
    else:
        yield f"{key}: {flow(value)}"


def flow(value: Any) -> str:
    """A value within a line."""
    if isinstance(value, Record):
        return _pairs(said(value))
    if isinstance(value, Mapping):
        return _pairs(value)
    if isinstance(value, tuple | list) and len(value) == 1 and isinstance(value[0], str) and not _SEPARATOR.search(value[0]):
        return scalar(value[0])
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(flow, value))}]"
    return scalar(plain(value))


def _pairs(pairs: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in pairs.items()) + "}"


def plain(value: Any) -> str:
    """A single value as people write it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, datetime.date) else format(value, "f") if isinstance(value, Decimal) else str(value)


def scalar(text: str) -> str:
    """Text as a YAML scalar: as it is where that is safe, otherwise in double quotes."""
    safe = bool(text) and _PLAIN.fullmatch(text) and not _UNSAFE.search(text)
    return text if safe else json.dumps(text, ensure_ascii=False).translate(_ESCAPED)


def joined(parts: Iterable[str]) -> str:
    """Paragraphs of a body."""
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"
