"""A paper as plain values for Typst and for html: words, numbers in points and millimetres; nothing in them is markup."""

from __future__ import annotations

from typing import Any

from .paper import Attached, Block, Box, Break, Contents, Cover, Figure, Grid, Heading, Look, Paper, Picture, Sign, Space, Table, Text, Title, seen
from .printed import ATTACHED, CONTENTS, OPEN_DAY, body_start, depths, numbers, rows_of
from .titles import lines

_LONG = 100  # characters in a cell that may be higher than a page
_ROOM = 156 / 25.4 * 72  # breadth of the text, in points
_COVER = 26


def values_of(paper: Paper) -> dict[str, Any]:
    """What ``blocks.typ`` lays out."""
    return {
        "title": seen(paper.title),
        "author": seen(paper.author),
        "numbered": paper.numbered,
        "draft": seen(paper.draft),
        "day": [paper.day.year, paper.day.month, paper.day.day],
        "start": body_start(paper.blocks),
        "listed": next((block.depth for block in paper.blocks if isinstance(block, Contents)), Contents().depth),
        "blocks": [_broken(one, paper.look) for one in laid(paper)],
    }


def laid(paper: Paper) -> list[dict[str, Any]]:
    """Every block by its name (``is``) with its words and measures: numbered, its cells written, what cannot be shown left out."""
    return [_laid(*one) for one in zip(paper.blocks, numbers(paper.blocks), depths(paper.blocks), strict=True)]


def _broken(one: dict[str, Any], look: Look) -> dict[str, Any]:
    """A title in the lines that an office would give it; one of a plain paper stands as it is."""
    if one["is"] == "cover":
        return {**one, "title": "\n".join(lines(one["title"], _ROOM / one["size"]))}
    if one["is"] == "title" and look == "official":
        return {**one, "text": "\n".join(lines(one["text"], _ROOM / one["size"]))}
    return one


def _laid(block: Block, number: str, depth: int) -> dict[str, Any]:
    match block:
        case Title(text, size):
            return {"is": "title", "text": seen(text), "size": size, "depth": depth}
        case Heading(text, level):
            return {"is": "heading", "text": number + seen(text), "level": level, "depth": depth}
        case Text(text, size, align, indent, pitch):
            return {"is": "text", "text": seen(text), "size": size, "align": align, "indent": indent, "pitch": pitch}
        case Grid(rows, widths, head, size):
            return {"is": "grid", "rows": [[seen(cell) for cell in row] for row in rows], "widths": widths, "head": head, "size": size}
        case Table():
            return _table(block, number)
        case Picture(png, alt, width):
            return {"is": "picture", "png": list(png), "alt": seen(alt), "width": width}
        case Figure():
            caption, alt = seen(block.caption), seen(block.alt or block.caption)
            return {"is": "figure", "svg": block.print, "alt": alt, "caption": _captioned(number, caption), "width": block.width}
        case Space(height):
            return {"is": "space", "height": height}
        case Break():
            return {"is": "break"}
        case _:
            return _framed(block)


def _framed(block: Cover | Contents | Box | Attached | Sign) -> dict[str, Any]:
    """What stands before and behind the text of an official paper."""
    match block:
        case Cover(title, lines, office, day):
            return {"is": "cover", "size": _COVER, "title": seen(title), "lines": [seen(one) for one in lines], "office": seen(office), "day": seen(day)}
        case Contents(depth):
            return {"is": "contents", "depth": depth, "word": CONTENTS}
        case Box(name, text, height, seal):
            return {"is": "box", "name": seen(name), "text": seen(text), "height": height, "seal": seen(seal)}
        case Attached(names):
            return {"is": "attached", "word": ATTACHED, "names": [seen(one).rstrip("。；;") for one in names]}
        case Sign(office, day):
            return {"is": "sign", "office": seen(office), "day": seen(day) or OPEN_DAY}


def _table(table: Table, number: str) -> dict[str, Any]:
    """``long``: rows that a page may break, as one of their cells could be longer than a page."""
    rows = rows_of(table)
    return {
        "is": "table",
        "caption": _captioned(number, seen(table.caption)),
        "note": seen(table.note),
        "wide": table.wide,
        "size": table.size,
        "widths": [one.width for one in table.columns],
        "shares": rows.shares,
        "kinds": [one.kind for one in table.columns],
        "right": rows.right,
        "head": rows.head,
        "body": rows.body,
        "total": rows.total,
        "long": [any(len(cell) > _LONG for cell in row) for row in rows.body],
    }


def _captioned(number: str, caption: str) -> str:
    return f"{number}　{caption}" if caption else ""
