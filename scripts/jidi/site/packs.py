"""Packs become zips: the same bytes for the same material, whatever the computer."""

from __future__ import annotations

from pathlib import Path

from ..documents.zips import Member, write_zip
from ..load.attachments import located
from ..publish.output import Pack


def write_pack(root: Path, pack: Pack, target: Path) -> None:
    """Write a pack as a zip, file by file; a file's bytes are read from below ``root``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    write_zip(target, (Member(one.name, one.content if isinstance(one.content, bytes) else located(root, one.content.source), one.day) for one in pack.members))
