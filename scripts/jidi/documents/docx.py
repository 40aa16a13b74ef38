"""docx by python-docx, for offices that edit in Word or WPS before they stamp: fonts by their names on office PCs, no trace of this machine or day.

Text goes through lxml, which escapes it; controls that XML forbids are left out first.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from .paper import Grid, Heading, Paper, Picture, Space, Text, Title, seen

SONG, HEI = "宋体", "黑体"
_LATIN = "Times New Roman"
_KEPT_STYLES = {"Normal", "Heading1", "Heading2", "TableNormal", "TableGrid", "DefaultParagraphFont", "NoList", "Header", "Footer"}
_UNREAD = ("stylesWithEffects", "thumbnail", "customXml")
_MARGINS = {"top_margin": 30, "bottom_margin": 25, "left_margin": 28, "right_margin": 26}


def docx(paper: Paper) -> bytes:
    """A paper as docx: the same bytes for the same paper."""
    return build(lambda document: _lay(document, paper), paper.title, paper.author, paper.day)


def build(lay: Callable[[Any], None], title: str, author: str, day: datetime.date) -> bytes:
    """A python-docx ``Document`` on A4, filled by ``lay``, as bytes that repeat."""
    import docx as library

    document = library.Document(io.BytesIO(_blank()))
    lay(document)
    noon = datetime.datetime.combine(day, datetime.time(12))
    said = document.core_properties
    said.title, said.author, said.last_modified_by, said.comments = seen(title)[:255], seen(author)[:255], seen(author)[:255], ""
    said.created = said.modified = noon
    memory = io.BytesIO()
    document.save(memory)
    return _repeatable(memory.getvalue(), day)


@lru_cache(maxsize=1)
def _blank() -> bytes:
    """python-docx's own template as A4 and in Chinese, without what nobody reads of it: a tenth of its size."""
    import docx as library
    from docx.oxml.ns import qn
    from docx.shared import Mm

    document = library.Document()
    for part in (document.part, document.part.package):
        for id, relation in list(part.rels.items()):
            if any(word in relation.reltype for word in _UNREAD):
                del part.rels[id]
    styles = document.styles.element
    for style in list(styles):
        if style.tag == qn("w:style") and style.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(style)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, width in _MARGINS.items():
        setattr(section, name, Mm(width))
    for name in ("Normal", "Heading 1", "Heading 2"):
        _plain_style(document.styles[name], *((SONG, 0, 0) if name == "Normal" else (HEI, 6, 2)))
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def _plain_style(style: Any, east: str, before: int, after: int) -> None:
    """A style in black, without the theme's fonts and colours; white ``before`` and ``after`` it in points."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    look = style.element.get_or_add_rPr()
    for child in list(look):
        look.remove(child)
    fonts, language = look.get_or_add_rFonts(), OxmlElement("w:lang")
    for slot, name in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", east)):
        fonts.set(qn(f"w:{slot}"), name)
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    look.append(language)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _lay(document: Any, paper: Paper) -> None:
    for block in paper.blocks:
        match block:
            case Title(text, size):
                _paragraph(document.add_paragraph(style="Heading 1"), Text(text, size, "center", False, 1.4))
            case Heading(text):
                _paragraph(document.add_paragraph(style="Heading 2"), Text(text, 14, "left", False, 1.6))
            case Text():
                _paragraph(document.add_paragraph(), block)
            case Grid():
                _grid(document, block)
            case Picture():
                _picture(document, block)
            case Space(height):
                _space(document, height)
    if paper.numbered:
        _page_number(document.sections[0].footer.paragraphs[0])


def _paragraph(paragraph: Any, text: Text) -> None:
    """Words in a paragraph; one line end inside them is one in it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.alignment = getattr(WD_ALIGN_PARAGRAPH, text.align.upper())
    form.line_spacing = Pt(text.size * text.pitch)
    form.first_line_indent = Pt(text.size * 2) if text.indent else None
    paragraph.add_run(seen(text.text)).font.size = Pt(text.size)


def _grid(document: Any, grid: Grid) -> None:
    """A table whose head is repeated on every page and whose rows stay whole."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(0, len(grid.widths), style="Table Grid")
    table.autofit = False
    table._tblPr.append(_inset())
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(width)
    for number, row in enumerate(grid.rows):
        made, head = table.add_row(), grid.head and number == 0
        properties = made._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if head:
            properties.append(OxmlElement("w:tblHeader"))
        for at, (cell, words, width) in enumerate(zip(made.cells, row, grid.widths, strict=True)):
            cell.width = Mm(width)
            _paragraph(cell.paragraphs[0], Text(words, grid.size, "center" if head else "left", False, 1.5))
            if head or (at == 0 and not grid.head):
                _black(cell.paragraphs[0])
    _space(document, 2)  # two tables side by side would become one


def _inset() -> Any:
    """A table whose edge, and not whose words, stands at the margin."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    inset = OxmlElement("w:tblInd")
    inset.set(qn("w:w"), "108")
    inset.set(qn("w:type"), "dxa")
    return inset


def _black(paragraph: Any) -> None:
    """In 黑体, as heads are."""
    from docx.oxml.ns import qn

    for run in paragraph.runs:
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEI)


def _picture(document: Any, picture: Picture) -> None:
    from docx.shared import Mm

    shape = document.add_paragraph().add_run().add_picture(io.BytesIO(picture.png), width=Mm(picture.width))
    shape._inline.docPr.set("descr", seen(picture.alt))


def _space(document: Any, height: float) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Mm

    form = document.add_paragraph().paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Mm(height)


def _page_number(paragraph: Any) -> None:
    """``— 1 —`` in the middle of the foot: a field that Word and WPS fill in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _repeatable(data: bytes, day: datetime.date) -> bytes:
    """The same package with one fixed day on every part: zips know no year before 1980 and none after 2107."""
    stamp = (min(max(day.year, 1980), 2107), day.month, day.day, 0, 0, 0)
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            info = zipfile.ZipInfo(one.filename, stamp)
            info.create_system, info.external_attr, info.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(one))
    return memory.getvalue()
