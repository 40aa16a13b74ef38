"""Files of the material are laid into a site: the same bytes once, and never so that editing the material changes what is published."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..load.attachments import cache, located
from ..load.pictures import NoPicture, bare, is_picture
from ..publish import Copy


class Laying:
    """Lays files of the material below ``root``, one by one.

    What the cache keeps is linked: it is read-only and nobody edits it. A file of the material is copied: many programs save into
    the file that is there, and a link would be changed with it; to keep a copy of it to link to, and to see that it is still right,
    would cost as much as to copy it. A second path with the same bytes is a link to the first. A picture is laid without metadata.
    """

    def __init__(self, root: Path) -> None:
        self.root, self._top = root, os.path.realpath(root)
        self._first: dict[str, Path] = {}

    def lay(self, one: Copy, target: Path) -> None:
        """Put a file where nothing is, in a folder that is there. :raises OSError: if it is no more in the material"""
        if self._elsewhere(one.source):
            target.write_bytes(b"")  # nothing of this computer is published; checking says what is wrong
            return
        first = self._first.get(one.sha256)
        if first is None or not _linked(first, target):
            source = located(self.root, one.source)
            if is_picture(one.source) and (shown := shown_of(source)) is not None:
                target.write_bytes(shown)
            elif not (source.is_relative_to(cache()) and _linked(source, target)):
                shutil.copyfile(source, target, follow_symlinks=False)
        if one.sha256:
            self._first[one.sha256] = target

    def _elsewhere(self, file: str) -> bool:
        """Whether a symbolic link leads from where a file is to where it lies."""
        return os.path.normcase(os.path.realpath(self.root / file)) != os.path.normcase(os.path.join(self._top, *file.split("/")))


def shown_of(source: Path) -> bytes | None:
    """A picture as it is published, where that is not what lies there; what cannot be drawn is nothing but what it is (of attachments none comes so far)."""
    data = source.read_bytes()
    try:
        shown = bare(data)
    except NoPicture:
        return None
    return None if shown == data else shown


def _linked(source: Path, target: Path) -> bool:
    """Not on another file system, nor on one without links, nor a file that is gone or has all the links that it may have."""
    if os.name == "nt":  # there nobody could remove an old site: what is read-only stays
        return False
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        return False
    return True
