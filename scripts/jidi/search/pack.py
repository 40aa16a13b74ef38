"""Numbers and texts become the small files of the index.

A file is a script, so that it can also be read from a folder (``file://``), where a page may not fetch: it hands over its
name, the stamp of its build and its deflated bytes. The stamp tells a page that holds a file of yesterday's build.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import sub


@lru_cache(1 << 15)  # lengths and steps are mostly small, and many
def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the last byte has its high bit off."""
    if number < 128:
        return bytes((number,))
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def varints(numbers: Iterable[int]) -> bytes:
    return b"".join(map(varint, numbers))


_SMALL = [varint(number) for number in range(1 << 14)]


def gaps(numbers: Sequence[int]) -> bytes:
    """Rising numbers as the steps between them."""
    try:
        return b"".join([_SMALL[step] for step in map(sub, numbers, (0, *numbers))])
    except IndexError:
        return varints(map(sub, numbers, (0, *numbers)))


def rising(numbers: Sequence[int]) -> bytes:
    """Rising numbers after how many there are."""
    return varint(len(numbers)) + (gaps(numbers) if numbers else b"")


def text(value: str) -> bytes:
    """UTF-8 after its length."""
    raw = value.encode()
    return varint(len(raw)) + raw


def script(name: str, stamp: str, content: bytes) -> bytes:
    """The file that gives ``content`` to the page under ``name``."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = base64.b64encode(deflate.compress(content) + deflate.flush()).decode()
    return f'jidi.put("{name}","{stamp}","{packed}")\n'.encode()
