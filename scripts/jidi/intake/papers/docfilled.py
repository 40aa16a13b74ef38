"""A form that somebody filled in: two columns, what is asked and what is answered, and the text below (plan 七.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ...model.city import City, PathKey
from ...model.finding import Place
from ...model.kinds import Kind
from .. import rules
from ..draft import Draft, Incoming, Note
from ..fields import fields
from ..sheets import SHEETS, Column, Sheet, column_of, known
from ..taken import Taken
from .docforms import FORMS, HINT
from .docmarkdown import Document, grid, markdown, words
from .lesson import lost, unfit

_LEAST = {"activities": 4, "resources": 6, "application": 3}  # so many of the questions that must be answered make a table a form
_ASKED = 30  # characters: no question is longer
_NOTHING = {"无", "没有", "—", "——", "-", "/", "\\", "略", "暂无"}
_TICKED = re.compile(r"[☑√✓✔■☒]\s*([^\s□☐○☑√✓✔■☒、，；]+)")


@dataclass
class _Form:
    """One table on its way: answers by key, where each stands, rows that ask for what is no field (a section of the body,
    or not known at all), keys that were answered twice."""

    kind: Kind
    number: int
    values: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    strange: list[tuple[int, str, str, bool]] = field(default_factory=list)
    twice: list[tuple[int, str]] = field(default_factory=list)
    nodes: list[Any] = field(default_factory=list)


def filled(city: City, base: str, name: str, document: Document, original: tuple[Incoming, ...], given: Mapping[str, str]) -> Taken | None:
    """The records of a form, one a table; nothing if no table of the document is one of our forms."""
    forms: list[_Form] = []
    before: list[Any] = []
    tables = 0
    for node in document.nodes:
        tables += node.name == "table"
        if node.name == "table" and (kind := _kind(city, node)):
            forms.append(_read(city, node, kind, tables))
        else:
            (forms[-1].nodes if forms else before).append(node)
    if not forms:
        return None
    whole = Taken(notes=tuple(lost(document, Place(name))))
    for form in forms:
        whole += _taken(base, name, form, document, original if len(forms) == 1 else (), given)
    return whole


def _kind(city: City, table: Any) -> Kind | None:
    """The kind whose questions the table asks: the most of them, its title among them."""
    asked = {text for row in grid(table) for cell in row if cell is not None and 0 < len(text := _question(cell)) < _ASKED}

    def count(kind: Kind) -> int:
        names = _known(city, kind)
        keys = {column.key for text in asked if (column := column_of(names, text)) and column.required}
        return len(keys) if "标题" in keys else 0

    best = max(dict.fromkeys(form.kind for form in FORMS), key=count)
    needed = sum(one.required for one in fields(best.model))
    return best if count(best) >= min(_LEAST[best.id], needed) else None


def _known(city: City, kind: Kind) -> dict[str, Column]:
    return known(city, next((sheet for sheet in SHEETS if sheet.kind == kind and not sheet.row), Sheet(kind.name, kind)))


def _question(cell: Any) -> str:
    """What a cell asks: its first line; what is explained below it is left out."""
    return words(cell).split("\n")[0].strip()


def _read(city: City, table: Any, kind: Kind, number: int) -> _Form:
    form, names = _Form(kind, number), _known(city, kind)
    for at, row in enumerate(grid(table), 1):
        for label, cells in _asked(row, names):
            column, text = column_of(names, label), _answer(cells)
            if column is None or column.field is None:
                form.strange += [(at, column.key if column else label.rstrip("：:＊* "), text, column is None)] if label and text else []
            elif text and text != form.values.get(column.key, text):
                form.twice.append((at, column.key))
            elif text:
                form.values[column.key], form.rows[column.key] = text, at
    _spread(form, {one.key for one in fields(kind.model)})
    return form


def _asked(row: list[Any], names: dict[str, Column]) -> Iterator[tuple[str, list[Any]]]:
    """Question and answer, in two columns or in four; further cells of an answer belong to it."""
    cells = [cell for cell in row if cell is not None]
    while len(cells) > 1:
        until = next((at for at, cell in enumerate(cells) if at > 1 and column_of(names, _question(cell))), len(cells))
        yield _question(cells[0]), cells[1:until]
        cells = cells[until:]


def _answer(cells: list[Any]) -> str:
    text = "\n".join(filter(None, dict.fromkeys(words(cell) for cell in cells))).strip()
    ticked = _TICKED.findall(text) if re.search("[□☐☑☒]", text) else None
    if ticked is not None:
        return "、".join(ticked)
    return "" if text in _NOTHING else text


def _spread(form: _Form, keys: set[str]) -> None:
    """Several answers in one cell, each with its question: 日期：… 地点：…"""
    pattern = re.compile(rf"(?:^|[\s　])({'|'.join(map(re.escape, sorted(keys, key=len, reverse=True)))})\s*[:：]\s*")
    for key, text in list(form.values.items()):
        found = [match for match in pattern.finditer(text) if match[1] != key and match[1] not in form.values]
        for match, following in pairwise([*found, None]):
            assert match
            form.values[match[1]] = text[match.end() : following.start() if following else None].strip()
            form.rows[match[1]] = form.rows[key]
        if found:
            form.values[key] = pattern.sub("", text[: found[0].start()]).strip()


def _taken(base: str, name: str, form: _Form, document: Document, original: tuple[Incoming, ...], given: Mapping[str, str]) -> Taken:
    whole = Place(name, 1, f"表{form.number}")
    own = {key: text for key, text in given.items() if key in {one.key for one in fields(form.kind.model)}}
    places: dict[PathKey, Place] = {(): whole, **{(key,): _row(name, form, at) for key, at in form.rows.items()}}
    places |= {(key,): Place(name, 1, f"--set {key}") for key in own}
    rest = "".join(f"\n## {label}\n\n{text}\n" for _, label, text, _ in form.strange)
    body = (told(markdown(form.nodes)) + rest).strip()
    shown = tuple(one for one in document.pictures.values() if f"](incoming:{one.name})" in body)
    along = (*original, *shown) if form.kind.id == "resources" else shown
    again = "一张表只写一份；另一份复制一张表再写"
    findings = [rules.ONE.at(_row(name, form, at), f"「{key}」写了两次，像是一张表里写了两份", again) for at, key in form.twice]
    notes = [Note(_row(name, form, at), f"没有「{label}」这一项，它的内容放进了正文") for at, label, _, unknown in form.strange if unknown]
    draft = Draft(form.kind, base, {**{key: text for key, text in form.values.items() if text}, **own}, places, f"{body}\n" if body else "", along)
    return Taken((draft,), (*findings, *unfit(body, whole)), tuple(notes))


def _row(name: str, form: _Form, at: int) -> Place:
    return Place(name, 1, f"表{form.number}!第{at}行")


def told(body: str) -> str:
    """The text without the headings under which nothing was written, and without the words that only explain the form."""
    blocks = [block for block in body.split("\n\n") if block.strip() and not block.startswith(HINT)]
    kept = [block for block, following in pairwise([*blocks, "#"]) if not (block.startswith("#") and _level(following) <= _level(block))]
    return "\n\n".join(kept) + "\n" if kept else ""


def _level(block: str) -> int:
    return len(block) - len(block.lstrip("#")) or 9
