"""Sections: cover and contents without numbers, the text upright, wide tables on their side; all after the page set-up of the last section of a look."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from .xml import tag

_BEFORE_NUMBER = ("footnotePr", "endnotePr", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")
_ELSEWHERE = ("headerReference", "footerReference", "type", "pgNumType")


@dataclass(frozen=True)
class Sheet:
    """A page: its set-up as XML before and behind the number, the room for words in twips."""

    before: str
    behind: str
    width: int
    height: int


@dataclass(frozen=True)
class Setup:
    """``upright`` and ``wide``: the two kinds of page; ``heads`` and ``feet``: references to what stands above and below the words."""

    upright: Sheet
    wide: Sheet
    heads: str
    feet: str


def setup_of(document: Any) -> Setup:
    """The page set-up of a look."""
    section = document.element.body.sectPr
    return Setup(_sheet(section, wide=False), _sheet(section, wide=True), _references(section, "header"), _references(section, "footer"))


def section(sheet: Sheet, references: str, start: int | None) -> str:
    """``w:sectPr``; ``start``: the number of its first page, None: counted on."""
    return f"<w:sectPr>{references}{sheet.before}{tag('pgNumType', start=start) if start is not None else ''}{sheet.behind}</w:sectPr>"


def _sheet(section: Any, wide: bool) -> Sheet:
    from docx.oxml.ns import qn
    from docx.oxml.xmlchemy import serialize_for_reading

    made = copy.deepcopy(section)
    size, margins = made.find(qn("w:pgSz")), made.find(qn("w:pgMar"))
    if wide and int(size.get(qn("w:w"))) < int(size.get(qn("w:h"))):
        _turn(size, margins)
    named = [(child.tag.rpartition("}")[2], serialize_for_reading(child)) for child in made]
    before = "".join(text for name, text in named if name in _BEFORE_NUMBER)
    behind = "".join(text for name, text in named if name not in (*_BEFORE_NUMBER, *_ELSEWHERE))

    def inner(whole: str, *edges: str) -> int:
        return int(size.get(qn(whole))) - sum(abs(int(margins.get(qn(edge), "0"))) for edge in edges)

    return Sheet(before, behind, inner("w:w", "w:left", "w:right", "w:gutter"), inner("w:h", "w:top", "w:bottom"))


def _turn(size: Any, margins: Any) -> None:
    """On its side: the binding is above, so that a bound paper is read by a turn to the right (GB/T 9704—2012, 7.4)."""
    from docx.oxml.ns import qn

    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")
    top, bottom, left, right = (margins.get(qn(f"w:{side}")) for side in ("top", "bottom", "left", "right"))
    for side, wide in (("top", left), ("right", top), ("bottom", right), ("left", bottom)):
        margins.set(qn(f"w:{side}"), wide)
    foot = qn("w:footer")
    margins.set(foot, str(max(0, int(margins.get(foot, "0")) - int(bottom) + int(right))))


def _references(section: Any, kind: str) -> str:
    from docx.oxml.ns import qn
    from docx.oxml.xmlchemy import serialize_for_reading

    return "".join(serialize_for_reading(one) for one in section.findall(qn(f"w:{kind}Reference")))
