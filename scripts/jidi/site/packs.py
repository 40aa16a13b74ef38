"""Packs become zips: the same bytes for the same material, whatever the computer."""

from __future__ import annotations

from pathlib import Path

from ..documents.zips import Member, write_zip
from ..load.attachments import located
from ..load.pictures import is_picture
from ..publish.output import Copy, Pack
from .laying import shown_of


def write_pack(root: Path, pack: Pack, target: Path) -> None:
    """Write a pack as a zip, file by file; a file's bytes are read from below ``root``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    write_zip(target, (Member(one.name, one.content if isinstance(one.content, bytes) else _content(root, one.content), one.day) for one in pack.members))


def _content(root: Path, one: Copy) -> Path | bytes:
    """A file of the material as it is published."""
    source = located(root, one.source)
    return (is_picture(one.source) and shown_of(source)) or source
