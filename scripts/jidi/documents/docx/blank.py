"""An empty docx in a look: python-docx's own template as A4 and in Chinese, without what nobody reads of it."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from ..styles import LEVELS, LOOKS, PITCH, Look
from .styling import style_id, styles_xml
from .xml import SPACES, paragraph, run, shown, tag, twips

_UNREAD = ("stylesWithEffects", "thumbnail", "customXml", "webSettings")
_MARGINS = {"official": (37, 35, 28, 26, 22), "plain": (30, 25, 28, 26, 12.7)}  # top, bottom, left, right, foot: millimetres

_FORMATS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))


@lru_cache(maxsize=2)
def blank(name: str) -> bytes:
    """The empty document of the look with this name."""
    import docx as library

    look, document = LOOKS[name], library.Document()
    for part in (document.part, document.part.package):
        for id, relation in list(part.rels.items()):
            if any(word in relation.reltype for word in _UNREAD):
                del part.rels[id]
    fill(document.styles.element, styles_xml(look))
    fill(document.part.numbering_part.element, _numbering(look))
    _settings(document.settings.element, look)
    _page(document, look, *_MARGINS[name])
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def fill(element: Any, inner: str) -> None:
    """Other children for an element."""
    for child in list(element):
        element.remove(child)
    append(element, inner)


def _numbering(look: Look) -> str:
    """一、（一）1.（1） as one list of four levels; in an official paper they are bound to the headings (GB/T 9704—2012, 7.3.3)."""
    bound = {one.number: style_id(one) for one in look.styles if one.number}
    levels = "".join(
        f'<w:lvl w:ilvl="{at}">{tag("start", val=1)}{tag("numFmt", val=kind)}{tag("pStyle", val=bound[at + 1]) if at + 1 in bound else ""}'
        f"{tag('suff', val='nothing')}{tag('lvlText', val=text)}{tag('lvlJc', val='left')}</w:lvl>"
        for at, (kind, text) in enumerate(_FORMATS[:LEVELS])
    )
    abstract = f'<w:abstractNum w:abstractNumId="0">{tag("multiLevelType", val="multilevel")}{levels}</w:abstractNum>'
    return f'{abstract}<w:num w:numId="1">{tag("abstractNumId", val=0)}</w:num>'


def _settings(settings: Any, look: Look) -> None:
    even = "<w:evenAndOddHeaders/>" if look.grid else ""
    uri = "http://schemas.microsoft.com/office/word"
    fill(
        settings,
        f'<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/>{even}'
        f'<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:balanceSingleByteDoubleByteWidth/><w:useFELayout/>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
    )


def _page(document: Any, look: Look, top: float, bottom: float, left: float, right: float, foot: float) -> None:
    """A4 and its margins in millimetres, the grid, the page number at the foot."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(top), Mm(bottom), Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(15), Mm(foot)
    grid = section._sectPr.find(f"{{{section._sectPr.nsmap['w']}}}docGrid")
    if grid is not None:
        section._sectPr.remove(grid)
    if look.grid:
        said = tag("docGrid", type="lines", linePitch=twips(PITCH))
        append(section._sectPr, said)
    number = run("— ") + shown("PAGE", "1") + run(" —")
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")) if look.grid else ((section.footer, "center"),):
        footer.is_linked_to_previous = False
        side = {"ind": tag("ind", **{f"{align}Chars": 100, align: 280})} if look.grid else {}
        fill(footer._element, paragraph("Footer", number, jc=tag("jc", val=align), **side))


def append(element: Any, inner: str) -> None:
    """More children for an element."""
    from docx.oxml import parse_xml

    element.extend(list(parse_xml(f"<w:x {SPACES}>{inner}</w:x>")))
