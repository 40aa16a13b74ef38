"""Every published file taken apart down to what a reader, a program or a search can find in it."""

from __future__ import annotations

import base64
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

_PUT = re.compile(rb'"([A-Za-z0-9+/=]{8,})"')  # what is packed in a file of the search
_ZIP = b"PK\x03\x04"


def opened(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of every file below a folder, of the members of packed ones too, and the paths themselves."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        yield f"{name} (name)", name.encode()
        if path.is_file():
            yield from inside(name, path.read_bytes())


def inside(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """What a file says, and what the files in it say."""
    yield name, data
    if data.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for one in packed.infolist():
                yield f"{name}!{one.filename} (name)", one.filename.encode() + one.comment
                yield from inside(f"{name}!{one.filename}", packed.read(one))
    elif data.startswith(b"\x1f\x8b"):
        yield from inside(f"{name}!", gzip.decompress(data))
    elif data.startswith(b"%PDF"):
        yield from _pdf(name, data)
    elif data.startswith(b"jidi.put("):
        yield from ((f"{name}!", one) for packed in _PUT.findall(data) if (one := _inflated(packed)) is not None)


def _pdf(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Its words, and its streams and strings as they are kept."""
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            yield f"{name}!page {number + 1}", page.get_textpage().get_text_range().encode("utf-8", "replace")
    with pikepdf.open(io.BytesIO(data)) as parts:
        for one in parts.objects:
            if isinstance(one, pikepdf.Stream):
                yield f"{name}!stream", one.read_bytes(pikepdf.StreamDecodeLevel.generalized) if "/DCTDecode" not in str(one.get("/Filter")) else b""
            yield f"{name}!object", repr(one).encode("utf-8", "replace")


def _inflated(packed: bytes) -> bytes | None:
    try:
        return zlib.decompress(base64.b64decode(packed, validate=True), -15)
    except (zlib.error, ValueError):
        return None
