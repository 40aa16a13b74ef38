"""WordprocessingML as text: quick to write, and its children always in the order of the schema (ISO/IEC 29500-1, 17.3)."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from ..paper import seen

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
SPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _SPACES.items())
TAB = "<w:r><w:tab/></w:r>"
_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "tabs", "kinsoku", "wordWrap", "overflowPunct",
    "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "sectPr",
)  # fmt: skip


def twips(points: float) -> int:
    """Twentieths of a point, the unit of most lengths in a docx."""
    return round(points * 20)


def mm(length: float) -> int:
    """Millimetres as twips."""
    return twips(length / 25.4 * 72)


def tag(name: str, /, **attributes: object) -> str:
    """An empty element of the main namespace; an attribute that is None is left out."""
    said = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in attributes.items() if value is not None)
    return f"<w:{name}{said}/>"


def properties(pieces: dict[str, str]) -> str:
    """``w:pPr`` of its children, whatever their order."""
    return f"<w:pPr>{''.join(pieces[name] for name in _ORDER if pieces.get(name))}</w:pPr>"


def paragraph(style: str, content: str = "", **pieces: str) -> str:
    """A paragraph of the style with this id."""
    return f"<w:p>{properties({'pStyle': tag('pStyle', val=style), **pieces})}{content}</w:p>"


def run(text: str, size: float | None = None) -> str:
    """Words as they are; a line end in them is one on the paper. ``size`` in points: None as the style has it."""
    look = f"<w:rPr>{sized(size)}</w:rPr>" if size else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in seen(text).split("\n"))
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def sized(size: float) -> str:
    """The size in half points."""
    return tag("sz", val=round(size * 2)) + tag("szCs", val=round(size * 2))


def pitched(line: float) -> str:
    """Lines exactly so many points apart."""
    return tag("spacing", line=twips(line), lineRule="exact")


def indents(size: float, left: float = 0, right: float = 0, first: float = 0, hanging: float = 0) -> str:
    """Indents in characters, so that they grow with the size, and in twips for programs that know no characters.

    Word counts a hanging first line into the twips of the left side, and not into its characters.
    """
    line = {"hanging": hanging} if hanging else {"firstLine": first}
    return tag(
        "ind",
        **{f"{side}Chars": round(count * 100) for side, count in {"left": left - hanging, "right": right, **line}.items()},
        **{side: twips(count * size) for side, count in {"left": left, "right": right, **line}.items()},
    )


def field(instruction: str) -> tuple[str, str]:
    """What stands before and behind the words that a field shows until somebody refreshes it."""
    begin, between, end = (f"<w:r>{tag('fldChar', fldCharType=kind)}</w:r>" for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>{between}', end


def shown(instruction: str, words: str) -> str:
    """A field that shows these words until somebody refreshes it."""
    begin, end = field(instruction)
    return begin + run(words) + end
