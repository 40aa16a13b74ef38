"""The styles of a look as WordprocessingML (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from ..styles import LATIN, NORMAL, PITCH, SONG, TABLE_GRID, Look, Style
from .xml import indents, properties, sized, tag, twips

_ON_GRID = 16  # a larger sign would take two lines of the grid
_DEFAULTS = "".join(
    f'<w:style w:type="{kind}" w:default="1" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/><w:semiHidden/></w:style>'
    for kind, name in (("character", "Default Paragraph Font"), ("table", "Normal Table"), ("numbering", "No List"))
)
_ASKED = ("kinsoku", "wordWrap", "overflowPunct", "autoSpaceDE", "autoSpaceDN")
_BUILT_IN = {"toc": "TOC", "caption": "Caption", "header": "Header", "footer": "Footer", "heading": "Heading"}


def style_id(style: Style) -> str:
    """The id of a style in the files that are made here; an office's own file has others."""
    first, _, rest = style.name.partition(" ")
    return "".join((_BUILT_IN.get(first, first), rest)) if style.name.isascii() else f"U{'-'.join(f'{ord(sign):x}' for sign in style.name)}"


def styles_xml(look: Look) -> str:
    """What stands in ``styles.xml``: what holds everywhere, our paragraph styles, one kind of table."""
    fonts = tag("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=SONG, cs=LATIN)
    language = tag("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{sized(_normal(look).size)}{language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    return defaults + _DEFAULTS + "".join(_style(look, one) for one in look.styles) + table_style(40 if look.grid else 10)


def table_style(high: int) -> str:
    """A table with lines around each cell, ``high`` twips of white above and below its words."""
    borders = "".join(tag(side, val="single", sz=4, space=0, color="auto") for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    inset = "".join(tag(side, w=width, type="dxa") for side, width in (("top", high), ("left", 85), ("bottom", high), ("right", 85)))
    return (
        f'<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="{TABLE_GRID}"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{inset}</w:tblCellMar></w:tblPr></w:style>"
    )


def _style(look: Look, style: Style) -> str:
    normal = style.name == NORMAL
    follows = next((style_id(one) for one in look.styles if one.name == style.next), None)
    default = ' w:default="1"' if normal else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style_id(style)}">'
        f"{tag('name', val=style.name)}{'' if normal else tag('basedOn', val='Normal')}{tag('next', val=follows) if follows else ''}<w:qFormat/>"
        f"{_form(style)}{_font(style)}</w:style>"
    )


def _normal(look: Look) -> Style:
    return next(one for one in look.styles if one.name == NORMAL)


def _form(style: Style) -> str:
    pieces = {name: tag(name) for name in _ASKED} if style.name == NORMAL else {}
    rule = {"line": twips(style.line), "lineRule": "exact"} if style.line else {"line": 240, "lineRule": "auto"}
    pieces |= {
        "keepNext": "<w:keepNext/>" if style.keep else "",
        "numPr": f"<w:numPr>{tag('ilvl', val=style.number - 1)}{tag('numId', val=1)}</w:numPr>" if style.number else "",
        "snapToGrid": "" if style.line == PITCH and style.size <= _ON_GRID else tag("snapToGrid", val=0),
        "spacing": tag("spacing", before=twips(style.before), after=twips(style.after), **rule),
        "ind": indents(style.size, style.left, style.right, style.first, style.hanging),
        "jc": tag("jc", val=style.align),
        "outlineLvl": tag("outlineLvl", val=style.level - 1) if style.level else "",
    }
    return properties(pieces)


def _font(style: Style) -> str:
    fonts = tag("rFonts", ascii=style.latin, hAnsi=style.latin, eastAsia=style.font, cs=style.latin)
    colour = tag("color", val=style.colour) if style.colour else ""
    closer = tag("spacing", val=twips(style.closer)) if style.closer else ""
    return f"<w:rPr>{fonts}{colour}{closer}{sized(style.size)}</w:rPr>"
