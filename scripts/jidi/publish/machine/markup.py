"""XML that is well-formed whatever the words are."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(text: str) -> str:
    """A text without the characters that XML 1.0 (2.2) forbids: control characters, half surrogates, U+FFFE and U+FFFF.

    C1 control characters, which it only advises against, go too: readers take them for Windows-1252.
    """
    return _FORBIDDEN.sub("", text)


def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """A new child element; ``name`` as ElementTree writes it, ``{namespace}local``."""
    made = ElementTree.SubElement(parent, name, {key: allowed(value) for key, value in attributes.items()})
    made.text = allowed(text) or None
    return made


def document(root: ElementTree.Element, namespaces: dict[str, str]) -> bytes:
    """A whole file: UTF-8, indented, prefixes as given (an empty prefix: the default namespace); the same bytes for the same tree."""
    for prefix, uri in namespaces.items():
        ElementTree.register_namespace(prefix, uri)
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode")  # encoded once: the library would do so word by word
    return f"{_DECLARATION}\n{text}\n".encode(errors="xmlcharrefreplace")
