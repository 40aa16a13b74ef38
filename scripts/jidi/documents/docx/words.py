"""Blocks that are words: titles, headings, paragraphs, what stands before and behind the text."""

from __future__ import annotations

from ..paper import Attached, Cover, Heading, Sign, Space, Text, Title
from ..printed import ATTACHED, OPEN_DAY, wide
from ..styles import NORMAL, PITCH
from ..titles import lines
from .flow import Flow
from .xml import TAB, indents, mm, pitched, run, tag, twips

_SIDES = {"justify": "正文顶格", "left": "正文顶格", "center": "正文居中", "right": "正文居右"}
_ALIGN = {"justify": "both", "left": "left", "center": "center", "right": "right"}
_TITLE, _COVER, _BODY = 22, 26, 16
_PLAIN, _PLAIN_PITCH = 12, 1.6
_DAY_INDENT, _LEAST_INDENT = 4, 2
_HIGHEST = 31680  # twips, what Word takes


def title(flow: Flow, block: Title) -> None:
    own = None if block.size == _TITLE and not flow.look.sized else block.size
    pieces = {"spacing": tag("spacing", line=twips(block.size * 1.4), lineRule="exact")} if own else {}
    if flow.look.sized:
        pieces["jc"] = tag("jc", val="center")
    size = own or flow.size(flow.look.title) or _TITLE
    flow.paragraph(flow.look.title, run(_broken(flow, block.text, size), own), **pieces)


def heading(flow: Flow, block: Heading, mark: str = "") -> None:
    """``mark``: the name of a bookmark for the contents."""
    words, pieces = run(block.text), {}
    if mark:
        id = flow.mark()
        words = f"{tag('bookmarkStart', id=id, name=mark)}{words}{tag('bookmarkEnd', id=id)}"
    if flow.look.sized and block.level:
        pieces["numPr"] = f"<w:numPr>{tag('ilvl', val=block.level - 1)}{tag('numId', val=1)}</w:numPr>"
    flow.paragraph(flow.look.headings[block.level], words, **pieces)


def text(flow: Flow, block: Text) -> None:
    """A paragraph; one line end inside its words is one in it."""
    if flow.look.sized:
        return _sized(flow, block)
    style = NORMAL if block.align == "justify" and block.indent else _SIDES[block.align]
    size, pieces = block.size or flow.size(NORMAL) or _BODY, {}
    if block.indent and block.align == "left":
        pieces["ind"] = indents(size, first=2)
    if block.size or block.pitch:
        pieces["spacing"] = pitched(size * (block.pitch or PITCH / _BODY))
        pieces["snapToGrid"] = tag("snapToGrid", val=0)  # else each line takes as much as one of 3号
    flow.paragraph(style, run(block.text, block.size), **pieces)


def _sized(flow: Flow, block: Text) -> None:
    size = block.size or _PLAIN
    pieces = {"spacing": pitched(size * (block.pitch or _PLAIN_PITCH)), "jc": tag("jc", val=_ALIGN[block.align])}
    if block.indent:
        pieces["ind"] = indents(size, first=2)
    flow.paragraph(NORMAL, run(block.text, size), **pieces)


def space(flow: Flow, block: Space) -> None:
    flow.paragraph("间隔", spacing=tag("spacing", line=min(max(mm(block.height), 1), _HIGHEST), lineRule="exact"))


def cover(flow: Flow, block: Cover) -> None:
    """The first page, alone; who made it and when stand in a frame at its foot."""
    flow.new_page()
    flow.paragraph("封面标题", run(_broken(flow, block.title, flow.size("封面标题") or _COVER)))
    for line in block.lines:
        flow.paragraph("封面文字", run(line))
    frame = tag("framePr", w=flow.sheet.width, hRule="auto", wrap="notBeside", vAnchor="margin", hAnchor="margin", xAlign="center", yAlign="bottom")
    for line in filter(None, (block.office, block.day)):
        flow.paragraph("封面落款", run(line), framePr=frame)
    flow.paragraph("间隔")  # a frame stands on the page of the paragraph behind it
    flow.new_page()


def _broken(flow: Flow, words: str, size: float) -> str:
    return "\n".join(lines(words, flow.sheet.width / 20 / size))


def attached(flow: Flow, block: Attached) -> None:
    """附件：1. 一 / 2. 二, numbers below each other; a single one has no number."""
    names = [name.rstrip("。；，、;,. ") for name in block.names]
    before = tag("spacing", before=twips(PITCH))
    if len(names) == 1:
        flow.paragraph("附件说明", run(ATTACHED + names[0]), spacing=before, ind=indents(flow.size("附件说明") or _BODY, left=5, hanging=3))
        return
    for at, name in enumerate(names, 1):
        lead = ATTACHED if at == 1 else "　" * len(ATTACHED)
        flow.paragraph("附件说明", run(f"{lead}{at}.") + TAB + run(name), **({"spacing": before} if at == 1 else {}))


def sign(flow: Flow, block: Sign) -> None:
    """The office centred above its day, as far as the page is broad enough (GB/T 9704—2012, 7.3.5.1)."""
    day = block.day or OPEN_DAY
    indent = max(_LEAST_INDENT, _DAY_INDENT + (wide(day) - wide(block.office)) / 2)
    flow.paragraph("署名", run(block.office), ind=indents(flow.size("署名") or _BODY, right=indent))
    flow.paragraph("成文日期", run(day))
