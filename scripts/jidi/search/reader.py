"""Reads what :mod:`.pack` wrote; the browser does it in ``2-lists.js``."""

from __future__ import annotations

import base64
import zlib
from itertools import accumulate


class Reader:
    """Numbers and texts, read off bytes one after the other."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    @property
    def more(self) -> bool:
        return self.at < len(self.content)

    def number(self) -> int:
        content, at = self.content, self.at
        value = content[at]
        if value > 127:
            value, shift = value & 127, 7
            while content[at := at + 1] > 127:
                value |= (content[at] & 127) << shift
                shift += 7
            value |= content[at] << shift
        self.at = at + 1
        return value

    def numbers(self, count: int) -> list[int]:
        return [self.number() for _ in range(count)]

    def skip(self, count: int) -> bytes:
        """So many numbers, as they are written."""
        content, start, at = self.content, self.at, self.at
        for _ in range(count):
            while content[at] > 127:
                at += 1
            at += 1
        self.at = at
        return content[start:at]

    def rising(self) -> bytes:
        """Rising numbers after how many there are, as they are written."""
        start = self.at
        self.skip(self.number())
        return self.content[start : self.at]

    def slice(self, count: int) -> bytes:
        self.at += count
        return self.content[self.at - count : self.at]

    def framed(self) -> bytes:
        """Bytes after their length."""
        return self.slice(self.number())

    def text(self) -> str:
        return self.framed().decode()


def steps(content: bytes) -> list[int]:
    """Rising numbers from the steps between them."""
    if content.isascii():  # a byte each
        return list(accumulate(content))
    reader = Reader(content)
    found = []
    while reader.more:
        found.append(reader.number())
    return list(accumulate(found))


def content_of(script: bytes) -> bytes:
    """What :func:`.pack.script` packed."""
    return zlib.decompress(base64.b64decode(script.split(b'"')[5]), -15)
