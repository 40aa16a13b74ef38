"""Python-Markdown without the work that changes nothing: the same HTML for half of the time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

# What a text must hold for the pattern of this name to be found in it; emphasis is either of two.
_NEEDS = {
    "backtick": "`", "escape": "\\", "footnote": "[", "reference": "[", "link": "[", "image_link": "[", "image_reference": "[", "short_reference": "[",
    "short_image_ref": "[", "autolink": "<", "automail": "<", "linebreak": "  \n", "entity": "&",
}  # fmt: skip
_BLOCK_NEEDS = {"hashheader": "#", "quote": ">", "deflist": ":"}
_KNOWN = (*_NEEDS, "em_strong")
_MARK = re.compile("|".join(map(re.escape, sorted({*_NEEDS.values(), "*", "_"}))))


def quicken(parser: Markdown) -> Markdown:
    """The same parser, made to give the same HTML sooner. If it looks for something not known here, it is left to try everything."""
    if "toc" in parser.treeprocessors:
        parser.preprocessors.register(_Contents(parser), "contents", 0)
    rounds = sum(isinstance(one, InlineProcessor) for one in parser.treeprocessors)  # a second one looks for patterns of its own
    if rounds == 1 and len(parser.inlinePatterns) == sum(name in parser.inlinePatterns for name in _KNOWN):
        for name in _NEEDS:
            if name in parser.inlinePatterns:
                pattern = cast(Any, parser.inlinePatterns[name])
                pattern.compiled_re = _Sought(pattern.compiled_re, _NEEDS[name])
        for name, needs in _BLOCK_NEEDS.items():
            if name in parser.parser.blockprocessors:
                block = cast(Any, parser.parser.blockprocessors[name])
                block.RE = _Sought(block.RE, needs)
        parser.treeprocessors.register(_Plain(parser), "plain", 25)  # the patterns are tried at 20
    return parser


class _Plain(Treeprocessor):
    """Has Markdown leave a text alone that holds no mark, as most sentences and cells do: it would try fourteen patterns on each."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _MARK.search(element.text):
                element.text = AtomicString(element.text)


class _Sought:
    """Stands in for a compiled pattern, and looks for it only in a text that can hold it: some of them look at each place of a text."""

    def __init__(self, pattern: re.Pattern[str], needs: str) -> None:
        self._pattern, self._needs = pattern, needs

    def finditer(self, text: str, start: int = 0) -> Iterable[re.Match[str]]:
        return self._pattern.finditer(text, start) if self._needs in text else ()

    def search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(text) if self._needs in text else None

    def match(self, text: str) -> re.Match[str] | None:
        return self._pattern.match(text) if self._needs in text else None


class _Contents(Preprocessor):
    """Has the list of contents made only for a text that asks for it with ``[TOC]``: the page has a list of its own."""

    def __init__(self, parser: Markdown) -> None:
        super().__init__(parser)
        self._toc = cast(Any, parser.treeprocessors["toc"])
        self._marker, self._list = self._toc.marker, self._toc.build_toc_div
        self._toc.build_toc_div = self._asked

    def run(self, lines: list[str]) -> list[str]:
        self._toc.marker = self._marker if any(self._marker in line for line in lines) else ""
        return lines

    def _asked(self, headings: list[Any]) -> Element:
        made: Element = self._list(headings) if self._toc.marker else Element("div")
        return made
