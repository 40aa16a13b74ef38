"""docx by python-docx, for offices that edit in Word or WPS before they stamp: fonts by their names on office PCs, no trace of this machine or day.

How a paper looks stands in named styles alone (:mod:`..styles`), so that an office changes it in a file of its own. Text goes through an XML
writer that escapes it; controls that XML forbids are left out first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from ..paper import Attached, Block, Box, Break, Contents, Cover, Figure, Grid, Heading, Paper, Picture, Sign, Space, Table, Text, Title
from ..printed import body_start, numbers
from ..styles import LOOKS
from . import contents, pictures, tables, words
from .blank import append, fill
from .flow import Flow
from .package import Unusable, begun, build, drop_unreferred, empty, filled, own_look, styles_of
from .sections import Setup, setup_of
from .xml import SPACES, paragraph, run

__all__ = ["Unusable", "build", "docx", "own_look"]


def docx(paper: Paper, template: bytes | None = None) -> bytes:
    """A paper as docx: the same bytes for the same paper.

    ``template``: an office's own file of styles (``jidi template 公文样式``) for papers of the official look; its styles, page set-up, head and foot are used.

    :raises Unusable: if the template is no docx or lacks a style.
    """
    if template is not None and paper.look == "official":
        document = own_look(template)
        known = _read(document)
    else:
        document, known = begun(paper.look), _known(paper.look)
    return filled(document, partial(_lay, paper, *known), paper.title, paper.author, paper.day)


@lru_cache(maxsize=len(LOOKS))
def _known(look: str) -> tuple[dict[str, str], Setup]:
    return _read(empty(look))


def _read(document: Any) -> tuple[dict[str, str], Setup]:
    """The ids of its styles and its page set-up: what papers of a look have in common."""
    return styles_of(document), setup_of(document)


def _lay(paper: Paper, ids: dict[str, str], setup: Setup, document: Any) -> None:
    """The body of a document, section by section."""
    from docx.oxml import parse_xml

    if paper.draft:
        _draft(document, ids["草稿"], paper.draft)
        setup = setup_of(document)  # it may have a head only now
    flow = Flow(document, LOOKS[paper.look], ids, setup, paper.numbered)
    _blocks(flow, paper)
    made = parse_xml(f"<w:body {SPACES}>{flow.body()}</w:body>")
    body = document.element.body
    body.getparent().replace(body, made)
    drop_unreferred(document, made.xpath(".//w:headerReference/@r:id | .//w:footerReference/@r:id"))


def _blocks(flow: Flow, paper: Paper) -> None:
    start, entries = body_start(paper.blocks), contents.entries(paper)
    flow.front = start > 0
    for at, (block, number) in enumerate(zip(paper.blocks, numbers(paper.blocks), strict=True)):
        if at == start and flow.front:
            flow.end_section()
            flow.front = False
        if not isinstance(block, Break):
            flow.turn(_stands_wide(paper.blocks[at:]))
        flow.kept = isinstance(block, Text | Attached) and any(isinstance(one, Attached | Sign) for one in paper.blocks[at + 1 : at + 2])
        match block:
            case Heading():
                words.heading(flow, block, entries[at].mark if at in entries else "")
            case Contents():
                contents.contents(flow, block, list(entries.values()))
            case _:
                _block(flow, block, number)


def _block(flow: Flow, block: Block, number: str) -> None:
    match block:
        case Title():
            words.title(flow, block)
        case Text():
            words.text(flow, block)
        case Cover():
            words.cover(flow, block)
        case Attached():
            words.attached(flow, block)
        case Sign():
            words.sign(flow, block)
        case Space():
            words.space(flow, block)
        case Break():
            flow.new_page()
        case Grid() if block.rows:
            tables.grid(flow, block)
        case Table():
            tables.table(flow, block, number)
        case Box():
            tables.box(flow, block)
        case Picture():
            pictures.picture(flow, block)
        case Figure():
            pictures.figure(flow, block, number)


def _stands_wide(blocks: Sequence[Block]) -> bool:
    """Whether the first of these stands on a page on its side: a wide table, and the headings right above it."""
    first = next((block for block in blocks if not isinstance(block, Heading)), None)
    return isinstance(first, Table) and first.wide


def _draft(document: Any, style: str, words: str) -> None:
    """Small words at the head of every page, below what the look has there."""
    section, said = document.sections[-1], paragraph(style, run(words))
    heads = [section.header, *((section.even_page_header,) if document.settings.odd_and_even_pages_header_footer else ())]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
    for head in heads:
        if head.is_linked_to_previous:
            head.is_linked_to_previous = False
            fill(head._element, said)
        else:
            append(head._element, said)
