"""Plain heads, as nearly all are: ``key: value``, lists, and lists of such pairs. Read line by line, a third of the time that YAML takes.

Only what can mean one thing is read here; for anything else :func:`read_plain` gives ``None``, and YAML reads it and says what is wrong.
What is given is the same to a character (tests/load/test_plain.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ..model.city import PathKey
from ..model.finding import Finding

EMPTY = {"", "~", "null"}  # what stands for nothing, if it is not quoted

# What YAML 1.2 (5.1, 5.4) lets stand in a text, less tabs, other line ends and what only escapes should hold.
_CHARACTERS = re.compile("[\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\uffef]*")
_KEY = r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff]{0,40}"
_QUOTED = r"'[^'\n]*'|\"[^\"\\\n]*\""
_LINE = re.compile(
    r"( {0,8})(- )?"  # so few blanks that nothing can be nested too deeply
    rf"(?:({_KEY}):(?: (?=[^ \n])|(?=\n)))?"
    rf"({_QUOTED}|{{[^\n]*}}|[^ \n\-?:,\[\]{{}}#&*!|>'\"%@`][^\n]*)?\n"
)
_PAIR = rf"({_KEY}): ({_QUOTED}|[^ \n\-?:,\[\]{{}}#&*!|>'\"%@`](?:[^\n?:,\[\]{{}}#]*[^ \n?:,\[\]{{}}#])?)"
_PAIRS = re.compile(rf"{{{_PAIR}(?:, {_PAIR})*}}")
_EACH = re.compile(_PAIR)
# One line: its indent, whether an item of a list starts, key and value (either may be empty), and where in the text they start.
_Row = tuple[int, bool, str, str, int, int]


@dataclass
class Tree:
    """A value made of dicts, lists, text and ``None``, with the line of every path (keys included).

    Spans are (start, end) character indexes into the text that :func:`forgive` gives.
    """

    value: Any
    lines: dict[PathKey, int] = field(default_factory=dict)
    spans: dict[PathKey, tuple[int, int]] = field(default_factory=dict)
    key_spans: dict[PathKey, tuple[int, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class _NotPlain(Exception):
    """Something that YAML may read otherwise, or not at all."""


def read_plain(text: str, first_line: int) -> Tree | None:
    """The tree of a plain text that starts at ``first_line``, or ``None``."""
    try:
        reader = _Reader(_rows(text), first_line)
        reader.tree.lines[()] = first_line
        reader.tree.value = reader.mapping(0, ())
    except _NotPlain:
        return None
    return reader.tree if reader.at == len(reader.rows) else None


def _rows(text: str) -> list[_Row]:
    if not _CHARACTERS.fullmatch(text):
        raise _NotPlain
    rows: list[_Row] = []
    at = 0
    while match := _LINE.match(text, at):
        blanks, dash, key, value = match.groups("")
        if (": " in value or " #" in value or value[-1:] in {":", " "}) and value[0] not in "'\"{":
            raise _NotPlain
        rows.append((len(blanks), bool(dash), key, value, match.start(3), match.start(4)))
        at = match.end()
    if at < len(text):
        raise _NotPlain
    return rows


class _Reader:
    """Goes down the rows once; whoever meets a row that is not its own leaves it to who called."""

    def __init__(self, rows: list[_Row], first_line: int) -> None:
        self.rows, self.first, self.at, self.tree = rows, first_line, 0, Tree(None)

    def mapping(self, indent: int, path: PathKey) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while self.at < len(self.rows):
            own, item, key, value, start, value_start = self.rows[self.at]
            if own != indent or item or not key:
                break
            if key in result:
                raise _NotPlain
            here = (*path, key)
            self.tree.lines[here] = self.first + self.at
            self.tree.key_spans[here] = (start, start + len(key))
            self.at += 1
            result[key] = self.value(value, value_start, here) if value else self.below(indent, here)
        if not result:
            raise _NotPlain
        return result

    def below(self, indent: int, path: PathKey) -> Any:
        """What stands under a key that has nothing beside it."""
        own, item = self.rows[self.at][:2] if self.at < len(self.rows) else (-1, False)
        if item and own >= indent:
            return self.items(own, path)
        if not item and own > indent:
            return self.mapping(own, path)
        raise _NotPlain

    def items(self, indent: int, path: PathKey) -> list[Any]:
        result: list[Any] = []
        while self.at < len(self.rows) and self.rows[self.at][:2] == (indent, True):
            _, _, key, value, start, value_start = self.rows[self.at]
            here = (*path, len(result))
            self.tree.lines[here] = self.first + self.at
            if key:
                self.rows[self.at] = (indent + 2, False, key, value, start, value_start)
                result.append(self.mapping(indent + 2, here))
            else:
                self.at += 1
                result.append(self.value(value, value_start, here))
        return result

    def value(self, text: str, start: int, path: PathKey) -> Any:
        if text[:1] == "{":
            return self.pairs(text, start, path)
        if not text:
            raise _NotPlain
        self.tree.spans[path] = (start, start + len(text))
        if text[0] in "'\"":
            return text[1:-1]
        return None if text in EMPTY else text

    def pairs(self, text: str, start: int, path: PathKey) -> dict[str, Any]:
        """``{key: value, key: value}`` on one line."""
        if not _PAIRS.fullmatch(text):
            raise _NotPlain
        result: dict[str, Any] = {}
        for match in _EACH.finditer(text):
            key, here = match[1], (*path, match[1])
            if key in result:
                raise _NotPlain
            self.tree.lines[here] = self.tree.lines[path]
            self.tree.key_spans[here] = (start + match.start(1), start + match.end(1))
            result[key] = self.value(match[2], start + match.start(2), here)
        return result
