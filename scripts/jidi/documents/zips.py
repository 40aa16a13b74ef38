"""Zips that repeat: nothing of this computer or this day in them; by default without compression, whose bytes differ from zlib to zlib."""

from __future__ import annotations

import datetime
import io
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Member:
    """A file in a zip: its POSIX name, what is in it (bytes, or the file that holds it), the day that it is dated."""

    name: str
    content: Path | bytes
    day: datetime.date


def entry(name: str, day: datetime.date, method: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    """A file's head in a zip, dated ``day``; zips know no year before 1980 and none after 2107."""
    info = zipfile.ZipInfo(name, (min(max(day.year, 1980), 2107), day.month, day.day, 0, 0, 0))
    info.create_system, info.external_attr, info.compress_type = 3, 0o644 << 16, method
    return info


def write_zip(target: Path, members: Iterable[Member]) -> None:
    """Write the members in their order, block by block: never all of a file is held at once."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for one in members:
            info = entry(one.name, one.day)
            info.file_size = len(one.content) if isinstance(one.content, bytes) else one.content.stat().st_size
            with package.open(info, "w") as inside, _opened(one.content) as source:
                shutil.copyfileobj(source, inside, 1 << 20)


def _opened(content: Path | bytes) -> io.BufferedReader | io.BytesIO:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
