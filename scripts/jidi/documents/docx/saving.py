"""A docx as bytes that repeat: one fixed day on every part."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from ..zips import entry


class _Zip:
    """A zip for the library to write parts into, with one fixed day on each."""

    def __init__(self, file: zipfile.ZipFile, day: datetime.date) -> None:
        self._file, self._day = file, day

    def write(self, uri: Any, blob: bytes) -> None:
        """What the library calls for each part in turn."""
        self._file.writestr(entry(uri.membername, self._day, zipfile.ZIP_DEFLATED), blob)


def packed(package: Any, day: datetime.date) -> bytes:
    """The package as the library saves it, but for the day of each part: it writes that of the clock, and all had to be zipped once more."""
    from docx.opc.pkgwriter import PackageWriter

    memory, parts = io.BytesIO(), package.parts
    for part in parts:
        part.before_marshal()
    library: Any = PackageWriter  # what its ``write`` does, into a zip of ours
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as file:
        target = _Zip(file, day)
        library._write_content_types_stream(target, parts)
        library._write_pkg_rels(target, package.rels)
        library._write_parts(target, parts)
    return memory.getvalue()
