"""Forms to fill in with Word or WPS: made from the models and the city's words, the same bytes each time (plan 七.2; domain §e)."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import dataclass
from typing import Any

from ...model.city import City
from ...model.kinds import KINDS, Kind
from ..fields import Field, fields
from ..outline import NUMERALS
from ..sheets import headings
from ..small import example

HINT = "（填表说明）"
_SONG, _HEI = "宋体", "黑体"
_GREY = "666666"
_ASKED, _ANSWERED = 2_232_000, 3_528_000  # widths in EMU: 6.2 and 9.8 cm
_WORDS = 32  # so many words of a vocabulary are named


@dataclass(frozen=True)
class Form:
    """A form: ``name`` is its file and its title, ``kind`` what it becomes, ``type`` the vocabulary id of the type that is filled in already."""

    name: str
    kind: Kind
    type: str = ""


FORMS = (
    Form("教研活动记录表", KINDS["activities"]),
    Form("教学设计", KINDS["resources"], "jiaoxuesheji"),
    Form("听评课记录", KINDS["activities"], "tingpingke"),
    Form("申报报告", KINDS["application"]),
)
# What nobody writes in a form: it is settled later, or comes about by itself.
_LATER = {"files", "corpus_id", "uses", "superseded_by", "quality", "status", "cancel_reason", "late_reason", "embargo"}


def forms(city: City, base: str = "") -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of each form; those for a base name only the grades of its stage."""
    return tuple((f"{form.name}.docx", _made(city, base, form)) for form in FORMS)


def _made(city: City, base: str, form: Form) -> bytes:
    from docx import Document

    document = Document()
    _look(document)
    document.core_properties.title, document.core_properties.author = form.name, ""
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2026, 1, 1)
    document.add_heading(form.name, 1)
    _small(document.add_paragraph(), f"{HINT}带 ＊ 的要填，别的可以空着。一张表写一份；要写第二份，另存一份再填。填好交给信息采编员。")
    _table(city, base, document, form)
    for numeral, title in zip(NUMERALS, headings(city, form.kind, _type(city, form)), strict=False):
        document.add_heading(f"{numeral}、{title}", 2)
        document.add_paragraph()
    made = io.BytesIO()
    document.save(made)
    return _still(made.getvalue())


def _look(document: Any) -> None:
    """A4; 宋体 for text, 黑体 for headings, named for Chinese too."""
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.4)
    for name, font, size in (("Normal", _SONG, 11), ("Heading 1", _HEI, 18), ("Heading 2", _HEI, 14)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        _font(style.element.get_or_add_rPr(), font)


def _font(properties: Any, font: str) -> None:
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for name in [*fonts.attrib]:
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), font)


def _table(city: City, base: str, document: Any, form: Form) -> None:
    known = dict(zip(form.kind.model.model_fields, fields(form.kind.model), strict=True))
    asked = [(name, one) for name, one in known.items() if name not in _LATER]
    asked.sort(key=lambda pair: not pair[1].required)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    table.columns[0].width, table.columns[1].width = _ASKED, _ANSWERED
    for name, one in asked:
        left, right = table.add_row().cells
        left.width, right.width = _ASKED, _ANSWERED
        _label(city, base, left, one)
        right.text = _type(city, form) if name == "type" else ""


def _type(city: City, form: Form) -> str:
    """The type that a form is for, as people write it."""
    words = {one.key: one.words for one in fields(form.kind.model)}.get("类型", "")
    term = city.vocabulary.find(words, form.type) if form.type else None
    return term.name if term else ""


def _label(city: City, base: str, cell: Any, one: Field) -> None:
    """The question, and below it in small grey words what is wanted."""
    from docx.shared import Pt

    line = cell.paragraphs[0]
    run = line.add_run(f"{one.key}{'＊' if one.required else ''}")
    run.bold = True
    _font(run._r.get_or_add_rPr(), _HEI)
    for text in _meanings(city, base, one):
        below = cell.add_paragraph()
        below.paragraph_format.space_after = Pt(0)
        _small(below, text)


def _meanings(city: City, base: str, one: Field) -> list[str]:
    grades: Any = city.stages.get(base.partition("-")[0], {}).get("grades", ()) if one.words == "grade" else ()
    names = list(grades) or (city.vocabulary.names(one.words) if one.words else [])
    choice = f"{'可选几个：' if one.many else '选一个：'}{'、'.join(names)}" if 0 < len(names) <= _WORDS else ""
    shown = example(city, one) if one.inner and not one.example else one.example
    said = "写“是”或“否”" if one.yes else choice or (f"如：{shown}" if shown else "")
    return [text for text in ("" if one.meaning == one.key else one.meaning, said) if text]


def _small(line: Any, text: str) -> None:
    from docx.shared import Pt, RGBColor

    run = line.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(_GREY)
    _font(run._r.get_or_add_rPr(), _SONG)


def _still(data: bytes) -> bytes:
    """The same package with nothing of this day in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as still:
        for name in sorted(package.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            still.writestr(info, package.read(name))
    return made.getvalue()
