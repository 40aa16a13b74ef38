"""The parts of a JPEG, PNG, GIF or WebP file that a picture is drawn from, taken as they are: no pixel changes.

By a list of what may stay, not of what must go: metadata of every kind, a preview that shows what was cut off, and bytes after the end are on no list.
Sources: ITU-T T.81 and T.871, PNG (third edition), GIF89a, the WebP container specification (RFC 9649).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

_DRAWN_FROM = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD} - {0xC8}  # frames, tables of codes and of quantities, the dots themselves, lines, restarts
_NEXT = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # what ends the dots: no stuffed 0xFF, no restart
_CHUNKS = {
    *(b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT"),  # the picture, and how it moves
    *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs"),  # its colours, and how large it is printed
}
_LOOPS, _PROFILE = (b"NETSCAPE2.0", b"ANIMEXTS1.0"), b"ICCRGBG1012"
_PIECES = {b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ICCP"}
_EXIF_AND_XMP = 0x08 | 0x04  # bits of VP8X


class Tangled(ValueError):
    """The file is not put together as its format demands."""


def parts(data: bytes) -> bytes:
    """A picture file of nothing but what is drawn; the same bytes if there is nothing else. :raises Tangled: if its parts cannot be told"""
    walk = next((walk for magic, walk in _WALKS if data.startswith(magic)), None)
    if walk is None:
        raise Tangled
    try:
        return b"".join(walk(data))
    except (struct.error, IndexError):
        raise Tangled from None


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while True:
        if data[at] != 0xFF:
            raise Tangled
        while data[at] == 0xFF:  # may be repeated
            at += 1
        code = data[at]
        if code == 0xD9:
            yield b"\xff\xd9"
            return
        end = at + 1 + struct.unpack_from(">H", data, at + 1)[0]
        if code == 0xDA:
            after = _NEXT.search(data, end)
            end = after.start() if after else len(data) + 1
        if end > len(data) or code < 0xC0 or 0xD0 <= code <= 0xD8:
            raise Tangled
        yield b"\xff" + data[at:end] if code in _DRAWN_FROM else _application(code, data[at + 3 : end])
        at = end


def _application(code: int, said: bytes) -> bytes:
    """Of the segments of programs: the shape of a dot without a preview, the profile and the kind of the colours."""
    if code == 0xE0 and said.startswith(b"JFIF\0"):
        said = said[:12] + b"\0\0"
    elif code == 0xEE and said.startswith(b"Adobe"):
        said = said[:12]
    elif not (code == 0xE2 and said.startswith(b"ICC_PROFILE\0")):
        return b""
    return struct.pack(">BBH", 0xFF, code, len(said) + 2) + said


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at, name = 8, b""
    while name != b"IEND":
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise Tangled
        if name in _CHUNKS:
            yield data[at:end]
        at = end


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _colours(data[10])
    yield data[:at]
    while at < len(data) and data[at] != 0x3B:
        if data[at] == 0x2C:  # a picture
            start, at = at, _blocks_end(data, at + 11 + _colours(data[at + 9]))
            yield data[start:at]
        elif data[at] == 0x21:  # something beside it
            start, at = at, _blocks_end(data, at + 2)
            yield _beside(data[start:at])
        else:
            raise Tangled
    yield b"\x3b"


def _colours(flags: int) -> int:
    """Bytes of the table of colours that these flags tell of."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while size := data[at]:
        at += 1 + size
    return at + 1


def _beside(block: bytes) -> bytes:
    """How long a picture is shown, how often all are, the profile of the colours."""
    name, said = block[3:14], block[14:]
    loops = name in _LOOPS and said[:2] == b"\3\1" and len(said) == 5
    return block if (block[1] == 0xF9 and len(block) == 8) or (block[1] == 0xFF and block[2] == 11 and (loops or name == _PROFILE)) else b""


def _webp(data: bytes) -> Iterator[bytes]:
    size, form = struct.unpack_from("<I4s", data, 4)
    if form != b"WEBP" or 8 + size > len(data):
        raise Tangled
    inside = b"".join(_chunks(data, 12, 8 + size))
    yield struct.pack("<4sI4s", b"RIFF", len(inside) + 4, b"WEBP")
    yield inside


def _chunks(data: bytes, at: int, end: int) -> Iterator[bytes]:
    while at < end:
        name, size = struct.unpack_from("<4sI", data, at)
        said, at = data[at + 8 : at + 8 + size], at + 8 + size + size % 2
        if len(said) < size or at > end + 1:
            raise Tangled
        if name == b"VP8X":
            said = bytes([said[0] & ~_EXIF_AND_XMP]) + said[1:10]
        elif name == b"ANMF":
            said = said[:16] + b"".join(_chunks(said, 16, len(said)))
        elif name not in _PIECES:
            continue
        yield struct.pack("<4sI", name, len(said)) + said + bytes(len(said) % 2)


_WALKS = ((b"\xff\xd8", _jpeg), (b"\x89PNG\r\n\x1a\n", _png), (b"GIF87a", _gif), (b"GIF89a", _gif), (b"RIFF", _webp))
