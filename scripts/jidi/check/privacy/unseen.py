"""What an office file says beside its pages: comments, notes, deleted words, headers, properties, targets of links."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from ...extract.officexml import MAX_READ, Enough, read_part

_READ = 60  # parts of each sort
_SORTS = (
    (re.compile(r"docProps/(?:core|app|custom)\.xml"), "文档属性"),
    (re.compile(r"(?:word|ppt|xl)/(?:threadedC|c)omments[^.]*\.xml|(?:ppt/comments|xl/threadedComments)/[^/]+\.xml"), "批注"),
    (re.compile(r"ppt/notesSlides/[^/]+\.xml"), "备注"),
    (re.compile(r"word/(?:header|footer)\d*\.xml"), "页眉页脚"),
    (re.compile(r"word/(?:footnotes|endnotes)\.xml"), "脚注"),
    (re.compile(r"xl/drawings/drawing\d*\.xml|(?:ppt|word)/(?:diagrams|charts)/[^/]+\.xml"), "文本框和图"),
    (re.compile(r"(?:word|ppt/slides|xl/worksheets)/_rels/[^/]+\.rels"), "链接"),
)
_ENDS = re.compile(r"p|si|comment|text|cp|lpstr|creator|lastModifiedBy|title|subject|description|keywords|category|[mM]anager|[cC]ompany|delText")


class Said:
    """Every text of a part, a line at the end of each paragraph or property; ``only``: those of the elements of this name. Targets of links too."""

    def __init__(self, only: str = "") -> None:
        self.only, self.left, self.depth = only, MAX_READ // 40, 0
        self.lines: list[str] = []
        self.line: list[str] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        self.depth += name == self.only
        if name == "Relationship" and given.get("TargetMode") == "External":
            self.lines.append(given.get("Target", ""))

    def end(self, name: str) -> None:
        self.depth -= name == self.only
        if _ENDS.fullmatch(name):
            self.stop()

    def text(self, data: str) -> None:
        if self.depth or not self.only:
            self.line.append(data)
            self.left -= len(data)
            if self.left < 0:
                raise Enough

    def stop(self) -> None:
        if line := "".join(self.line).strip():
            self.lines.append(line)
        self.line = []


def unseen(package: zipfile.ZipFile) -> Iterator[tuple[str, list[str]]]:
    """Sort and lines of every part that is on no page. :raises: what :mod:`zipfile` and expat raise of a spoiled one"""
    names = package.namelist()
    for pattern, sort in _SORTS:
        for name in [one for one in names if pattern.fullmatch(one)][:_READ]:
            yield sort, _lines(package, name)
    if "word/document.xml" in names and _deletes(package):
        yield "修订里删去的字", _lines(package, "word/document.xml", "delText")


def _lines(package: zipfile.ZipFile, name: str, only: str = "") -> list[str]:
    said = Said(only)
    read_part(package, name, said)
    said.stop()
    return said.lines


def _deletes(package: zipfile.ZipFile) -> bool:
    with package.open("word/document.xml") as part:
        return b"delText" in part.read(MAX_READ)
