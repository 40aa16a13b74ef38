"""The texts of the material, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from ...model.city import Entry, PathKey
from ...model.record import Record

LABELS = re.compile("身份证|证件|住址|地址|出生|生日|学籍|卡号|账号")


def texts(entry: Entry[Record]) -> Iterator[tuple[int, str]]:
    """The lines of a body with their numbers in the file."""
    return ((entry.body_line + number, line) for number, line in enumerate(entry.body.split("\n")))


def head_texts(entry: Entry[Record]) -> Iterator[tuple[PathKey, str]]:
    """Every text of the head with its path."""
    stack: list[tuple[PathKey, object]] = [((), entry.record.model_dump(by_alias=True))]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            stack += [((*path, key), one) for key, one in value.items() if key != "sha256"]
        elif isinstance(value, list | tuple):
            stack += [((*path, number), one) for number, one in enumerate(value)]
        elif isinstance(value, str):
            yield path, value


def words_in(record: Record) -> str:
    """All texts of a head, one below the other. Not by pydantic: for one changed file it would first build what writes each model."""
    found: list[str] = []
    stack: list[Iterable[object]] = [vars(record).values()]
    while stack:
        for value in stack.pop():
            if isinstance(value, str):
                found.append(value)
            elif isinstance(value, tuple | list):
                stack.append(value)
            elif isinstance(value, BaseModel | dict):
                stack.append((value if isinstance(value, dict) else vars(value)).values())
    return "\n".join(found)


def labelled(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The rows of a table whose head asks for something private say in each cell what it is; other lines are as they are."""
    heads: list[str] = []
    for line, text in lines:
        cells = [cell.strip() for cell in text.strip().strip("|").split("|")] if text.count("|") > 1 else []
        if heads and cells:
            yield line, named_cells(heads, cells)
        else:
            yield line, text
        heads = heads if heads and cells else cells if LABELS.search(text) else []


def named_cells(heads: Iterable[str], cells: Iterable[str]) -> str:
    """A row as one text, each cell after the head of its column; cells beyond the last head stand alone."""
    names = iter(heads)
    return " ".join(f"{name}:{cell}" if (name := next(names, "")) else cell for cell in cells if cell or next(names, None) is not None)
