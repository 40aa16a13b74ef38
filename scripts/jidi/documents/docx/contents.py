"""目录 as a field that Word and WPS can refresh, filled with what it will show: nobody is asked to refresh it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from ..paper import Block, Contents, Heading, Paper
from ..pdf import Unprintable, headings
from ..printed import CONTENTS, numbers
from .flow import Flow
from .xml import TAB, field, run, shown, tag

_MISSING = 20  # so many signs that the fonts of the pdf lack are replaced before the pages are left open
_SAME_WIDTH = "〓"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. ``mark``: the bookmark of its heading; ``page``: as printed, 0 if unknown."""

    level: int
    words: str
    mark: str
    page: int


def entries(paper: Paper) -> dict[int, Entry]:
    """Index of a heading among the blocks → its line, for those headings that the contents list; the pages are those of the pdf."""
    asked = next((block for block in paper.blocks if isinstance(block, Contents)), None)
    listed = list(_listed(paper.blocks, asked.depth)) if asked else []
    pages = _pages(paper) if listed else ()
    known = pages if len(pages) == len(listed) else (0,) * len(listed)
    return {
        at: Entry(max(1, block.level), number + block.text, f"_Toc{order:09}", page)
        for order, ((at, block, number), page) in enumerate(zip(listed, known, strict=True), 1)
    }


def _listed(blocks: Sequence[Block], depth: int) -> Iterator[tuple[int, Heading, str]]:
    for at, (block, number) in enumerate(zip(blocks, numbers(blocks), strict=True)):
        if isinstance(block, Heading) and block.level <= depth:
            yield at, block, number


def _pages(paper: Paper) -> tuple[int, ...]:
    """The page of each heading in the pdf of the paper; a sign that it cannot print is taken for another of its width."""
    for _ in range(_MISSING):
        try:
            return tuple(page for _, _, page in headings(paper))
        except Unprintable as error:
            if not error.signs:
                return ()
            paper = _without(paper, error.signs)
    return ()


def _without(value: Any, signs: str) -> Any:
    """The same value with other signs in all its words."""
    if isinstance(value, str):
        return value.translate(dict.fromkeys(map(ord, signs), _SAME_WIDTH))
    if isinstance(value, tuple):
        return tuple(_without(one, signs) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _without(getattr(value, one.name), signs) for one in fields(value)})
    return value


def contents(flow: Flow, block: Contents, lines: Sequence[Entry]) -> None:
    """The word 目录, a line for each heading, on a page of its own."""
    flow.new_page()
    flow.paragraph("TOC Heading", run(CONTENTS[:1] + "　" + CONTENTS[1:]))
    first = flow.look.outline
    begin, end = field(f'TOC \\o "{first}-{first + block.depth - 1}" \\h \\z \\u')
    leader = f"<w:tabs>{tag('tab', val='right', leader='dot', pos=flow.sheet.width)}</w:tabs>"
    for line in lines:
        number = shown(f"PAGEREF {line.mark} \\h", str(line.page)) if line.page else ""
        link = f'<w:hyperlink w:anchor="{line.mark}" w:history="1">{run(line.words)}{TAB}{number}</w:hyperlink>'
        flow.paragraph(f"toc {min(line.level, 4)}", begin + link, tabs=leader)
        begin = ""
    flow.paragraph("间隔", begin + end)
    flow.new_page()
