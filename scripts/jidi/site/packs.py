"""Packs become zips: the same bytes for the same material, whatever the computer."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

from ..publish.output import Pack, Packed


def write_pack(root: Path, pack: Pack, target: Path) -> None:
    """Write a pack as a zip, file by file; a file's bytes are read from below ``root`` and never all held at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for one in pack.members:
            with package.open(_info(one), "w") as inside:
                if isinstance(one.content, bytes):
                    shutil.copyfileobj(io.BytesIO(one.content), inside)
                else:
                    with (root / one.content.source).open("rb") as source:
                        shutil.copyfileobj(source, inside)


def _info(one: Packed) -> zipfile.ZipInfo:
    """Nothing of this computer or this day; zips know no year before 1980 and none after 2107."""
    year = min(max(one.day.year, 1980), 2107)
    info = zipfile.ZipInfo(one.name, (year, one.day.month, one.day.day, 0, 0, 0))
    info.create_system, info.external_attr, info.file_size = 3, 0o644 << 16, one.size
    return info
