"""Files of the material are laid into a site: the same bytes once, and never so that editing the material changes what is published."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..load.attachments import cache, located
from ..publish import Copy


class Laying:
    """Lays files of the material below ``root``, one by one.

    What the cache keeps is linked: it is read-only and nobody edits it. A file of the material is copied: many programs save into
    the file that is there, and a link would be changed with it; to keep a copy of it to link to, and to see that it is still right,
    would cost as much as to copy it. A second path with the same bytes is a link to the first.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._first: dict[str, Path] = {}

    def lay(self, one: Copy, target: Path) -> None:
        """Put a file where nothing is, in a folder that is there. :raises OSError: if it is no more in the material"""
        first = self._first.get(one.sha256)
        if first is None or not _linked(first, target):
            source = located(self.root, one.source)
            if not (source.is_relative_to(cache()) and _linked(source, target)):
                shutil.copyfile(source, target, follow_symlinks=False)
        if one.sha256:
            self._first[one.sha256] = target


def _linked(source: Path, target: Path) -> bool:
    """Not on another file system, nor on one without links, nor a file that is gone or has all the links that it may have."""
    if os.name == "nt":  # there nobody could remove an old site: what is read-only stays
        return False
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        return False
    return True
