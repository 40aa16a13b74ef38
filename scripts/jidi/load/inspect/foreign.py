"""Another file within a file: what one program shows as a picture, another runs."""

from __future__ import annotations

import re
import struct

_WORDS = (b"<script", b"<iframe", b"<html", b"<!doctype html", b"<?php", b"javascript:")  # looked for one by one: ten times faster than a pattern
_SIGNS = ((b"%PDF-1.", "pdf"), (b"%PDF-2.", "pdf"), (b"Rar!\x1a\x07", "压缩包"), (b"7z\xbc\xaf\x27\x1c", "压缩包"))


def foreign(data: bytes, own: str) -> str:
    """What else the bytes of a picture, recording or pdf (``own``: its suffix) are, in Chinese; empty if nothing."""
    if zipped(data):
        return "压缩包"
    if own == "pdf":
        return ""
    if found := next((words for sign, words in _SIGNS if sign in data), ""):
        return found
    low = data.lower()
    return "网页程序" if any(word in low for word in _WORDS) else ""


def zipped(data: bytes) -> bool:
    """Whether a program that opens zips would find one here: they look from the end."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(data):
        return False
    size, offset = struct.unpack_from("<LL", data, at + 12)
    return data[at - size : at].startswith(b"PK\x01\x02") if 0 < size <= at else data[offset : offset + 4] == b"PK\x01\x02"


def is_page(text: bytes) -> bool:
    """Whether a browser would take a text for a page: it looks at how it begins."""
    begin = text.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\f")[:200].lower()
    return re.match(rb"<(?:!doctype|!--|\?xml|\?php|html|head|body|script|svg|iframe|style|title|table|div|a |img|meta|p>|br|h1)", begin) is not None
