"""What mammoth would lose of a docx is put where it reads it: formulas, text boxes; and what cannot be kept is counted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_O = "{urn:schemas-microsoft-com:office:office}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN, _STYLES = "word/document.xml", "word/styles.xml"


@dataclass(frozen=True)
class Seen:
    """What was there: ``formulas`` that became a line of text, ``objects`` (equations of the old editor, embedded files) that could not,
    ``comments``, whether changes were tracked, the text of headers and footers."""

    formulas: int
    objects: int
    comments: int
    tracked: bool
    margins: tuple[str, ...]


def prepared(data: bytes) -> tuple[bytes, Seen]:
    """The docx with its formulas as text and its text boxes as paragraphs.

    :raises ValueError: if its XML is not whole.
    """
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
    try:
        root = parse_xml(parts[_MAIN])
        margins = tuple(_margins(parts))
        styles = {_STYLES: serialize_part_xml(_slim(parse_xml(parts[_STYLES])))} if _STYLES in parts else {}
    except SyntaxError as error:  # what lxml raises
        raise ValueError(str(error)) from None
    formulas = _formulas(root)
    _boxes(root)
    objects = len(list(root.iter(f"{_O}OLEObject")))
    comments = len(list(root.iter(f"{_W}commentReference")))
    tracked = any(True for _ in root.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom"))
    for moved in list(root.iter(f"{_W}moveFrom")):
        moved.getparent().remove(moved)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts | styles | {_MAIN: serialize_part_xml(root)}).items():
            package.writestr(name, content)
    return made.getvalue(), Seen(formulas, objects, comments, tracked, margins)


def _slim(styles: Any) -> Any:
    """The styles without how they look: nine tenths of what would be read, and nobody asks for it."""
    for one in [*styles.iter(f"{_W}latentStyles", f"{_W}docDefaults", f"{_W}rPr", f"{_W}tblStylePr", f"{_W}tblPr")]:
        if one.getparent() is not None:
            one.getparent().remove(one)
    return styles


def _margins(parts: dict[str, bytes]) -> Iterator[str]:
    """The text of each header and footer that says something besides a page number."""
    from docx.oxml import parse_xml

    for name in sorted(parts):
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            text = "".join(one.text or "" for one in parse_xml(parts[name]).iter(f"{_W}t")).strip()
            if len(text) > 3 and not text.isdecimal():
                yield text


def _formulas(root: Any) -> int:
    """Each formula becomes a run with its text on one line; how many there were."""
    from docx.oxml import OxmlElement

    found = [one for one in root.iter(f"{_M}oMath") if one.getparent() is not None]
    for one in found:
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = _line(one)
        run.append(text)
        place = one.getparent()
        place.replace(one, run)
        if place.tag == f"{_M}oMathPara":
            place.getparent().replace(place, run)
    return len(found)


def _line(node: Any) -> str:
    """A formula on one line: x^2, a_1, (a+b)/(2), √(x)."""
    name = node.tag.removeprefix(_M) if isinstance(node.tag, str) else ""
    if name == "t":
        return str(node.text or "")
    parts = {child.tag.removeprefix(_M): _line(child) for child in node if isinstance(child.tag, str)}
    if name == "f":
        return f"{_held(parts.get('num', ''))}/{_held(parts.get('den', ''))}"
    if name == "rad":
        return f"√{_held(parts.get('e', ''))}"
    if name in {"sSup", "sSub", "sSubSup"}:
        low, high = parts.get("sub", ""), parts.get("sup", "")
        return parts.get("e", "") + (f"_{_held(low)}" if low else "") + (f"^{_held(high)}" if high else "")
    if name == "d":
        return f"({parts.get('e', '')})"
    return "".join(_line(child) for child in node if not str(child.tag).endswith("Pr"))


def _held(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _boxes(root: Any) -> None:
    """The paragraphs of a text box follow the paragraph that it is fastened to; the older copy of it is dropped."""
    for older in list(root.iter(f"{_MC}Fallback")):
        if any(True for _ in older.getparent().iter(f"{_MC}Choice")):
            older.getparent().remove(older)
    for choice in list(root.iter(f"{_MC}AlternateContent")):
        kept = [child for one in choice if one.tag == f"{_MC}Choice" for child in one]
        place = choice.getparent()
        at = place.index(choice)
        place.remove(choice)
        for number, child in enumerate(kept):
            place.insert(at + number, child)
    for box in list(root.iter(f"{_W}txbxContent")):
        anchor = next((one for one in box.iterancestors(f"{_W}p")), None)
        if anchor is not None and anchor.getparent() is not None:
            for child in reversed(list(box)):
                anchor.addnext(child)
            box.getparent().remove(box)
