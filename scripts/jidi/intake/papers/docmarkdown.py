"""A docx becomes Markdown that the site's body reader shows: headings from ##, pipe tables, no HTML, pictures as files beside."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...load.pictures import bare
from ..draft import Incoming
from .docxml import Seen, prepared

PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_STYLES = "\n".join(f"p[style-name='标题 {level}'] => h{level}:fresh" for level in range(1, 7)) + "\np[style-name='标题'] => h1:fresh"
_CHAPTER = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章节部]分?)\s*\S")
_SECTION = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*\S")
_SPECIAL = re.compile(r"([\\`*_\[\]|])")
_START = re.compile(r"^(\s*)([#>]|[+-](?=\s|$)|\d{3,}\.(?=\s|$))")  # 1. and 2. are meant as a list
_RULE = re.compile(r"^\s*(?:[-=]{2,}|~{3,}|:(?=\s))")
_WIDE = str.maketrans("-=~:", "－＝～：")
_HIGH, _LOW = (str.maketrans("0123456789+-=()n", digits) for digits in ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"))
_ENDS = "。！？；：，、…"
LONG = 160  # characters: a cell with more is read as a section, not in a table
LABEL = 16


@dataclass(frozen=True)
class Document:
    """A docx taken apart. ``nodes``: its blocks as mammoth's HTML, in order; ``pictures`` by the name that its text gives them."""

    nodes: list[Any]
    pictures: dict[str, Incoming]
    seen: Seen
    unshown: int = 0


def taken_apart(data: bytes, stem: str) -> Document:
    """Read a sound docx; pictures are called ``stem-图1``.

    :raises ValueError: if it is not whole inside.
    """
    import mammoth
    from bs4 import BeautifulSoup

    whole, seen = prepared(data)
    pictures: dict[str, Incoming] = {}
    unshown: list[str] = []

    def keep(image: Any) -> dict[str, str]:
        suffix = PICTURES.get(image.content_type)
        try:
            with image.open() as stream:
                content = bare(stream.read()) if suffix else b""  # nobody sees there where it was taken
        except (OSError, KeyError, ValueError, AttributeError):
            content = b""
        if not content:
            unshown.append(image.content_type)
            return {}
        same = next((name for name, one in pictures.items() if one.content == content), "")
        name = same or f"{stem}-图{len(pictures) + 1}.{suffix}"
        pictures[name] = pictures.get(name) or Incoming(name, content)
        return {"src": name}

    try:
        made = mammoth.convert_to_html(io.BytesIO(whole), convert_image=mammoth.images.img_element(keep), style_map=_STYLES, include_embedded_style_map=False)
    except Exception as error:  # whatever mammoth meets in a broken document: it checks nothing and declares nothing
        raise ValueError(str(error)) from None
    soup = BeautifulSoup(made.value, "html.parser")
    return Document([node for node in soup.contents if getattr(node, "name", None)], pictures, seen, len(unshown))


def markdown(nodes: list[Any]) -> str:
    """Blocks as Markdown, its headings moved so that the highest is ##."""
    levels = [int(node.name[1]) for node in nodes if re.fullmatch("h[1-6]", node.name)]
    shift = 2 - min(levels) if levels else 0
    blocks = (block for node in nodes for block in _block(node, shift))
    return "\n\n".join(block for block in blocks if block.strip()).strip() + "\n"


def words(node: Any) -> str:
    """The plain text of a block, a line for each paragraph."""
    inner = [child for child in node.find_all(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6"]) if not child.find("p")]
    return "\n".join(line for one in inner or [node] for line in (" ".join(one.get_text().split()),) if line)


def _block(node: Any, shift: int) -> Iterator[str]:
    if re.fullmatch("h[1-6]", node.name):
        text = _inline(node).replace("**", "").strip()
        yield f"{'#' * min(6, max(2, int(node.name[1]) + shift))} {text}" if text else ""
    elif node.name in {"ul", "ol"}:
        yield _notes(node) or "\n".join(_list(node, 0))
    elif node.name == "table":
        yield from _table(node, shift)
    else:
        yield from _paragraph(node)


def _paragraph(node: Any) -> Iterator[str]:
    plain = " ".join(node.get_text().split())
    if not node.find("img") and len(plain) <= 30 and not plain.endswith(tuple(_ENDS)):
        if _CHAPTER.match(plain):
            yield f"## {escaped(plain)}"
            return
        if _SECTION.match(plain) and node.find("strong"):
            yield f"### {escaped(plain)}"
            return
    yield guarded(_inline(node).strip())


def guarded(text: str) -> str:
    """Lines that Markdown would take for a list, a heading or a rule stay text."""
    lines = (_RULE.sub(lambda match: match[0].translate(_WIDE), line) for line in text.split("\n"))
    return "\n".join(_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", line) for line in lines)


def _inline(node: Any) -> str:
    parts: list[str] = []
    for child in node.children:
        name = getattr(child, "name", None)
        if name is None:
            parts.append(escaped(str(child)))
        elif name == "br":
            parts.append("  \n")
        elif name == "img":
            parts.append(_picture(str(child.get("src") or "")))
        else:
            parts.append(_marked(child, name))
    return "".join(parts)


def _picture(name: str) -> str:
    """``教案-图1.png`` is shown as 图1."""
    return f"![{name.rpartition('-')[2].partition('.')[0]}](incoming:{name})" if name else "（此处的图没有带过来）"


def _marked(node: Any, name: str) -> str:
    text = _inline(node)
    inner = text.strip()
    if not inner:
        return text
    if name in {"strong", "em"} and "\n" not in inner and "*" not in inner and "](" not in inner:
        mark = "**" if name == "strong" else "*"
        return text.replace(inner, f"{mark}{inner}{mark}", 1)
    if name in {"sup", "sub"}:
        return _raised(node, inner, name)
    if name == "a":
        href = str(node.get("href") or "")
        return f"[{inner}]({href})" if re.fullmatch(r"(https?://|mailto:)[^\s()<>]+", href) else "" if inner == "↑" else text
    return text


def _raised(node: Any, inner: str, name: str) -> str:
    """m² and H₂O; a mark of a footnote; otherwise ^ and _."""
    if node.find("a", href=re.compile("^#(foot|end)note-")):
        return f"（注{re.sub(r'[^0-9]', '', inner)}）"
    table = _HIGH if name == "sup" else _LOW
    raised = inner.translate(table)
    return raised if not re.search(r"[0-9A-Za-z+=()-]", raised) else f"{'^' if name == 'sup' else chr(92) + '_'}{inner}"


def _notes(node: Any) -> str:
    """The list of footnotes that mammoth puts at the end."""
    items = node.find_all("li", recursive=False)
    if not items or not all(re.match("(foot|end)note-", str(item.get("id") or "")) for item in items):
        return ""
    return "\n\n".join(f"注{number}：{_inline(item.find('p') or item).strip()}" for number, item in enumerate(items, 1))


def _list(node: Any, depth: int) -> Iterator[str]:
    for number, item in enumerate(node.find_all("li", recursive=False), 1):
        mark = f"{number}." if node.name == "ol" else "-"
        own = [child for child in item.children if getattr(child, "name", None) not in {"ul", "ol"}]
        text = "".join(escaped(str(one)) if getattr(one, "name", None) is None else _marked(one, one.name) for one in own)
        yield f"{'    ' * depth}{mark} {' '.join(text.split()) or '　'}"
        for inner in item.find_all(["ul", "ol"], recursive=False):
            yield from _list(inner, depth + 1)


def grid(table: Any) -> list[list[Any]]:
    """The cells of a table in rows of equal length: a cell merged downwards stands in each row, one merged sideways once, then ``None``."""
    rows: list[list[Any]] = []
    below: dict[int, tuple[int, Any]] = {}
    for tr in _rows(table):
        row: list[Any] = []
        cells = iter(tr.find_all(["td", "th"], recursive=False))
        while True:
            if len(row) in below:
                left, cell = below.pop(len(row))
                below |= {len(row): (left - 1, cell)} if left > 1 else {}
                row.append(cell)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            wide, high = (min(200, max(1, int(cell.get(name) or 1))) for name in ("colspan", "rowspan"))
            for number in range(wide):
                if high > 1:
                    below[len(row)] = (high - 1, cell if number == 0 else None)
                row.append(cell if number == 0 else None)
        rows.append(row)
    width = max(map(len, rows), default=0)
    return [[*row, *[None] * (width - len(row))] for row in rows]


def _rows(table: Any) -> list[Any]:
    return [tr for part in [table, *table.find_all(["thead", "tbody"], recursive=False)] for tr in part.find_all("tr", recursive=False)]


def _table(node: Any, shift: int) -> Iterator[str]:
    """A table of short cells is a table; one that frames a lesson is read row by row, each label a heading."""
    rows = [row for row in grid(node) if any(cell is not None and (cell.get_text().strip() or cell.find("img")) for cell in row)]
    if not rows:
        return
    if len(rows) == 1 and len(rows[0]) == 1:
        yield from _cell_blocks(rows[0][0], shift)
        return
    run: list[list[Any]] = []
    for row in rows:
        if _frames(row):
            yield _pipe(run)
            run = []
            yield from _framed(row, shift)
        else:
            run.append(row)
    yield _pipe(run)


def _filled(row: list[Any]) -> list[Any]:
    return [cell for cell in row if cell is not None and (cell.get_text().strip() or cell.find("img"))]


def _frames(row: list[Any]) -> bool:
    """A row with a cell that is no cell but a page."""
    cells = _filled(row)
    page = [cell for cell in cells if cell.find(["table", "img"]) or len(cell.get_text()) > LONG or len(cell.find_all(["p", "li"])) > 3]
    return bool(page) and len(cells) <= 2


def _framed(row: list[Any], shift: int) -> Iterator[str]:
    cells = _filled(row)
    if len(cells) == 2 and len(label := " ".join(cells[0].get_text().split())) <= LABEL:
        yield f"## {escaped(label.rstrip('：:'))}"
        cells = cells[1:]
    for cell in cells:
        yield from _cell_blocks(cell, shift)


def _cell_blocks(cell: Any, shift: int) -> Iterator[str]:
    inner = [child for child in cell.children if getattr(child, "name", None)]
    blocks = [one for one in inner if one.name in {"p", "ul", "ol", "table"} or re.fullmatch("h[1-6]", one.name)]
    if not blocks:
        yield guarded(_inline(cell).strip())
    for one in blocks:
        yield from _block(one, shift)


def _pipe(rows: list[list[Any]]) -> str:
    """A pipe table; columns that are empty in every row are left out."""
    columns = [number for number in range(len(rows[0]) if rows else 0) if any(row[number] is not None for row in rows)]
    texts = [[_cell(row[number]) for number in columns] for row in rows]
    if not texts:
        return ""
    head, *rest = texts
    lines = [head, ["---"] * len(columns), *rest]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(cell: Any) -> str:
    if cell is None:
        return ""
    inner = [one for one in cell.find_all(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6"]) if not one.find(["p", "li"])]
    texts = [" ".join(_inline(one).split()) for one in inner or [cell]]
    joined = ""
    for text in filter(None, texts):
        joined += text if not joined or joined.endswith(tuple(_ENDS)) else f"；{text}"
    return joined


def escaped(text: str) -> str:
    """Signs of Markdown and of HTML as the text that they are; what nobody sees is dropped."""
    text = re.sub("[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]", "", text.replace("\t", " ").replace("\xa0", " "))
    text = re.sub(r"&(?=#?\w{1,40};)", "&amp;", re.sub(r"<(?=[A-Za-z/!?])", "＜", text))
    text = re.sub("_{2,}", lambda match: "＿" * ((len(match[0]) + 1) // 2), text)  # a line to write on
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
