"""The few XML parts of an office file that say what it fetches or runs, whatever their encoding."""

from __future__ import annotations

import re
from xml.parsers import expat

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"'](?!(?:utf-8|us-ascii|ascii)[\"'])", re.I)
_DDE = re.compile(r"(?:^|\0)([\s\"“]*DDE(?:AUTO)?\b[^\0]{0,200})", re.I)
_INSTRUCTION, _FIELD = {"instrText", "delInstrText"}, {"fldSimple", "fldChar"}


def plain(data: bytes) -> bool:
    """Whether ASCII words stand in the bytes as they are: then they can be looked for without parsing."""
    return data.startswith((b"<", b"\xef\xbb\xbf<")) and b"\0" not in data[:4] and not _DECLARED.search(data[:300])


def elements(data: bytes, *names: str) -> list[dict[str, str]]:
    """The attributes of every element of these names, without their namespaces, in the order of the document.

    :raises ValueError: if it is no XML, or brings a document type: no office file has one.
    """
    found: list[dict[str, str]] = []

    def start(name: str, given: dict[str, str]) -> None:
        if _local(name) in names:
            found.append({_local(key): value for key, value in given.items()})

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    _parse(parser, data)
    return found


def dde(data: bytes) -> str:
    """The first field of a Word part that starts another program, as it is written; empty if none. :raises ValueError: as above

    The words of a field may stand in many runs, letter by letter; they end where it does.
    """
    words, inside = list[str](), False

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal inside
        local = name.rpartition(" ")[2]
        inside = local in _INSTRUCTION
        if local in _FIELD:
            words.extend(("\0", *(value for key, value in given.items() if _local(key) == "instr"), "\0"))

    def end(_: str) -> None:
        nonlocal inside
        inside = False

    def text(part: str) -> None:
        if inside:
            words.append(part)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, text, end
    _parse(parser, data)
    found = _DDE.search("".join(words))
    return found[1].strip() if found else ""


def _parse(parser: expat.XMLParserType, data: bytes) -> None:
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise ValueError(str(error)) from None


def _refuse(*_: object) -> None:
    raise ValueError("a document type")


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]
