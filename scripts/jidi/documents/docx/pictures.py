"""Pictures in the line of words: PNG with what they say in words."""

from __future__ import annotations

import io
from xml.sax.saxutils import quoteattr

from ..drawing import png
from ..paper import Figure, Picture, seen
from .flow import Flow
from .tables import caption
from .xml import mm, tag

_EMU = 635  # in a twip
_CAPTION = 900


def picture(flow: Flow, block: Picture) -> None:
    """A picture of its own width, at the left."""
    flow.paragraph("图", _inline(flow, block.png, block.alt, mm(block.width)), keepNext=tag("keepNext", val=0), jc=tag("jc", val="left"))


def figure(flow: Flow, block: Figure, number: str) -> None:
    """A drawing in the middle, its caption below it; not broader than the words and not higher than a page."""
    width = min(mm(block.width), flow.sheet.width)
    kept = {} if block.caption else {"keepNext": tag("keepNext", val=0)}
    flow.paragraph("图", _inline(flow, png(block.print, width / 20 / 72 * 25.4), block.alt or block.caption, width), **kept)
    if block.caption:
        caption(flow, number, block.caption)


def _inline(flow: Flow, data: bytes, alt: str, width: int) -> str:
    """A picture as a sign in the line: as high as its shape has it at ``width`` twips, smaller if that is higher than a page."""
    id, image = flow.document.part.get_or_add_image(io.BytesIO(data))
    high = width * image.px_height / max(1, image.px_width)
    scale = min(1.0, (flow.sheet.height - _CAPTION) / max(1.0, high))
    size = f'cx="{round(width * scale) * _EMU}" cy="{max(1, round(high * scale)) * _EMU}"'
    number = flow.mark()
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="图片 {number}" descr={quoteattr(seen(alt))}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
