"""Rows are added to a list in a file by putting lines in; every byte that was there stays."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import Any

import yaml

from ...load.records import known_keys
from ...load.text import Unreadable
from ...load.tree import forgive, parse
from ...model.kinds import Kind
from ...model.record import Record
from .writing import flow


class Untouchable(Exception):
    """A file written in a way in which nothing can be put in without risk."""


def with_rows(data: bytes, kind: Kind, key: str, rows: Sequence[Record]) -> bytes:
    """The file with ``rows`` at the end of the list ``key``; a list that is not there yet is begun.

    :raises Untouchable: if the place cannot be found for certain.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        text = data[len(mark) :].decode("utf-8")
    except UnicodeDecodeError:
        raise Untouchable from None
    if text.count("\r\n") not in (0, text.count("\n")):  # both kinds of line ends: one would have to give way
        raise Untouchable
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    if re.search("[\r\x85\u2028\u2029]", "".join(lines)):  # YAML counts these as line ends too
        raise Untouchable
    first, last = _head(lines) if kind.body else (0, len(lines))
    was, others = _said(lines[first:last], kind, key)
    changed = _inserted(lines[first:last], kind, key, [flow(row) for row in rows])
    now, still = _said(changed, kind, key)
    if still != others or now[: len(was)] != was or len(now) != len(was) + len(rows):
        raise Untouchable
    new = end.join([*lines[:first], *changed, *lines[last:]])
    return mark + new.encode()


def _said(lines: list[str], kind: Kind, key: str) -> tuple[list[Any], dict[str, Any]]:
    """What the list holds, and all else that is said; read as the material is read.

    :raises Untouchable: if it cannot be read, or is no list.
    """
    try:
        value = parse("\n".join(lines) + "\n", kind.path, 1, known_keys(kind.model)).value or {}
    except Unreadable:
        raise Untouchable from None
    names = _names(kind, key)
    rows: Any = next((value[name] for name in names if value.get(name)), []) if isinstance(value, dict) else None
    if not isinstance(rows, list):
        raise Untouchable
    return rows, {name: item for name, item in value.items() if name not in names}


def _names(kind: Kind, key: str) -> set[str]:
    """The list's Chinese name and its English one."""
    return {key, *(name for name, info in kind.model.model_fields.items() if info.alias == key)}


def _head(lines: list[str]) -> tuple[int, int]:
    """Where the head begins and ends."""
    end = next((number for number, line in enumerate(lines[1:], 1) if re.fullmatch(r"-{3,}[ \t]*", line)), None)
    if end is None:
        raise Untouchable
    return 1, end


def _inserted(lines: list[str], kind: Kind, key: str, rows: list[str]) -> list[str]:
    node = _list_node(lines, kind, key)
    if node is None:
        at = 1 + max((number for number, line in enumerate(lines) if line.strip()), default=-1)
        return [*lines[:at], f"{key}:", *(f"  - {row}" for row in rows), *lines[at:]]
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        first = node.value[-1].start_mark.line
        indent = node.start_mark.column
        stop = min(len(lines), node.end_mark.line + (node.end_mark.column > 0))
        at = 1 + max([first, *(number for number in range(first, stop) if _deeper(lines[number], indent))])
        return [*lines[:at], *(f"{' ' * indent}- {row}" for row in rows), *lines[at:]]
    return _flow_list(lines, node, rows)


def _deeper(line: str, indent: int) -> bool:
    """It belongs to the item above, being further right; blank lines and remarks further left do not."""
    return line.strip() != "" and len(line) - len(line.lstrip()) > indent


def _flow_list(lines: list[str], node: yaml.Node, rows: list[str]) -> list[str]:
    """``[]`` or nothing becomes a list with a row a line; a list in brackets gets its rows before the last bracket."""
    number = node.end_mark.line
    line = lines[number]
    empty = isinstance(node, yaml.ScalarNode) or not node.value
    if not empty:
        at = line.rfind("]")
        if at < 0 or line[at + 1 :].strip():
            raise Untouchable
        return [*lines[:number], f"{line[:at].rstrip()}, {', '.join(rows)}{line[at:]}", *lines[number + 1 :]]
    number = node.start_mark.line
    match = re.fullmatch(r"([^\s:：]+[:：])[ \t]*(?:(?:\[\s*\]|~|null)[ \t]*)?(#.*)?", lines[number])
    if not match:
        raise Untouchable
    return [*lines[:number], f"{match[1]} {match[2] or ''}".rstrip(), *(f"  - {row}" for row in rows), *lines[number + 1 :]]


def _list_node(lines: list[str], kind: Kind, key: str) -> yaml.Node | None:
    """The value of ``key``, by its Chinese or its English name."""
    names = _names(kind, key)
    try:
        root = yaml.compose(forgive("\n".join(lines), known_keys(kind.model)), Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        raise Untouchable from None
    if root is None:
        return None
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise Untouchable
    return next((value for name, value in root.value if name.value in names), None)
