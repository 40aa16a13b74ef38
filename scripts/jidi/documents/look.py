"""公文样式.docx: every style of an official paper by its name with a sentence on what it is for, so that an office can change how its papers look."""

from __future__ import annotations

import datetime
from typing import Any

from .docx.package import empty, filled, styles_of
from .docx.xml import SPACES, paragraph, run, tag
from .styles import OFFICIAL, Style

NAME = "公文样式"
_DAY = datetime.date(2026, 1, 1)
_HOW = (
    "这份文件决定报告和公文的样子。在 Word 或 WPS 的“样式”里逐个修改字体、字号、间距，在“页面设置”里修改页边距，在页眉页脚里修改页码。",
    "不要删掉样式，也不要改样式的名字；文字可以随便改，写报告时只取样式和页面设置。改了字号或页边距，目录的页码要在写出的报告里更新一次（选中目录，按 F9）。",
)


def template() -> bytes:
    """The file, the same bytes each time."""
    return filled(empty("official"), _lay, NAME, "", _DAY)


def _lay(document: Any) -> None:
    """Each style shown by itself; the white around titles is left out here, so that all stand close together."""
    from docx.oxml import parse_xml

    ids = styles_of(document)
    normal = ids["normal"]
    parts = [paragraph(ids["toc heading"], run(NAME)), *(paragraph(normal, run(line)) for line in _HOW)]
    parts += [paragraph(ids[one.name.casefold()], run(f"{one.shown}：{one.use}"), **_close(one)) for one in OFFICIAL.styles]
    body = document.element.body
    for place, made in enumerate(parse_xml(f"<w:x {SPACES}>{''.join(parts)}</w:x>")):
        body.insert(place, made)


def _close(style: Style) -> dict[str, str]:
    """Without its white above and below."""
    return {"spacing": tag("spacing", before=0, after=0)} if style.before or style.after else {}
