"""A contributor's Markdown as blocks of a paper: its own numbers go, the paper numbers its headings itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdown import Markdown

from ...documents import Block, Grid, Heading, Text
from ...load.bounded import Beyond, bounded

_NUMBER = re.compile(r"^\s*(?:第?[一二三四五六七八九十]{1,3}[、.．章节]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、]|[（(]\d{1,2}[）)])\s*")
_WIDTH = 156.0  # millimetres of text on a page
_APART = {"ul", "ol", "table", "pre"}  # blocks of their own, wherever they stand
_UNREADABLE = "（这一部分太复杂，没有排进来；请把原文改简单一些。）"


def sections(body: str) -> list[tuple[str, str]]:
    """The parts under the highest headings of a body, each with its title; what stands before the first has none."""
    lines, depths = body.splitlines(), _heads(body)
    top = min(depths.values(), default=0)
    found: list[tuple[str, list[str]]] = [("", [])]
    for number, line in enumerate(lines):
        if depths.get(number) == top and (head := _heading(line)):
            found.append((unnumbered(head[1]), []))
        else:
            found[-1][1].append(line)
    return [(title, "\n".join(part).strip()) for title, part in found if title or any(map(str.strip, part))]


def _heads(body: str) -> dict[int, int]:
    """Line number of each heading → its depth; what is fenced is no heading."""
    found, fenced = {}, False
    for number, line in enumerate(body.splitlines()):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if not fenced and (head := _heading(line)):
            found[number] = head[0]
    return found


def _heading(line: str) -> tuple[int, str] | None:
    """``## 成效 ##`` → 2 and ``成效``; nothing if a line is no heading."""
    depth = len(line) - len(line.lstrip("#"))
    return (depth, line[depth:].strip().rstrip("#").rstrip()) if 1 <= depth <= 6 and line[depth : depth + 1].isspace() else None


def unnumbered(title: str) -> str:
    """``一、基本情况`` → ``基本情况``."""
    return _NUMBER.sub("", title)


def blocks(body: str, level: int = 2) -> list[Block]:
    """Headings (the highest at ``level``), paragraphs, items of lists, tables. Pictures are left out; of what nobody can read in time, all."""
    top = min(_heads(body).values(), default=1)
    try:
        with bounded():
            return [one for node in _nodes(body) for one in _blocks(node, level - top)]
    except (Beyond, RecursionError):
        return [Text(_UNREADABLE)]


def _nodes(body: str) -> list[Any]:
    reader = Markdown(extensions=["tables", "fenced_code", "footnotes", "sane_lists", "def_list"])
    reader.preprocessors.deregister("html_block")  # tags are the text that they are
    reader.inlinePatterns.deregister("html")
    return [node for node in BeautifulSoup(reader.convert(body), "html.parser").children if isinstance(node, Tag)]


def _blocks(node: Any, shift: int) -> Iterator[Block]:
    if re.fullmatch(r"h[1-6]", node.name):
        yield Heading(unnumbered(_words(node)), min(4, max(1, int(node.name[1]) + shift)))
    elif node.name in {"ul", "ol"}:
        yield from _items(node)
    elif node.name == "table":
        yield from _grid(node)
    elif node.name == "pre":
        yield from (Text(line, indent=False, align="left") for line in node.get_text().splitlines() if line.strip())
    elif node.name in {"blockquote", "div", "dl"}:
        yield from (one for child in node.children if child.name for one in _blocks(child, shift))
    elif words := _words(node):
        yield Text(words)


def _words(node: Any) -> str:
    """The words of a node on one line, without those of what stands in it as blocks of their own."""
    lines = [line for one in "".join(_pieces(node)).split("\n") if (line := one.strip())]
    return "".join(f"{line} " if "!" <= line[-1] <= "~" and "!" <= after[:1] <= "~" else line for line, after in zip(lines, [*lines[1:], ""], strict=False))


def _pieces(node: Any) -> Iterator[str]:
    for child in node.children:
        if type(child) is NavigableString:
            yield child
        elif isinstance(child, Tag) and child.name not in _APART and "footnote-backref" not in (child.get("class") or ()):
            yield from _pieces(child)


def _items(node: Any) -> Iterator[Block]:
    start = int(node.get("start") or 1)
    for number, item in enumerate((one for one in node.children if one.name == "li"), start):
        mark = f"{number}. " if node.name == "ol" else "· "
        if words := _words(item):
            yield Text(mark + words)
        yield from (one for child in item.find_all(["ul", "ol", "table", "pre"], recursive=False) for one in _blocks(child, 0))


def _grid(node: Any) -> Iterator[Block]:
    rows = [tuple(_words(cell) for cell in row.find_all(["th", "td"])) for row in node.find_all("tr")]
    count = max(map(len, rows), default=0)
    if count:
        longest = [max(4, min(40, max(len(row[at]) if at < len(row) else 0 for row in rows))) for at in range(count)]
        widths = tuple(_WIDTH * one / sum(longest) for one in longest)
        yield Grid(tuple((*row, *[""] * (count - len(row))) for row in rows), widths)
