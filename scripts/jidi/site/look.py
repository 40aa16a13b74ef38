"""What a page shows of an attachment: the file is read while its page is written, and only then."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import imagesize

from ..extract import Words, told
from ..extract.office import words_of
from ..load.attachments import located
from ..publish.resource.preview import Preview


@dataclass(frozen=True)
class Look:
    """A picture's ``width`` and ``height`` in pixels (0: not known), or the ``words`` of a file, if it has any."""

    width: int = 0
    height: int = 0
    words: Words | None = None


def looks(root: Path) -> Callable[[Preview], Look]:
    """Looks at the files of the material below ``root``; a file that many pages show is read once."""

    @lru_cache(maxsize=64)
    def look(one: Preview) -> Look:
        if one.way not in {"picture", "words"}:
            return Look()
        try:
            data = located(root, one.source).read_bytes()
        except OSError:
            return Look()
        if one.way == "picture":
            width, height = imagesize.get(io.BytesIO(data))
            return Look(width, height) if min(width, height) > 0 else Look()
        return Look(words=words_of(one.source.rsplit(".", 1)[-1].lower(), data))

    def shown(one: Preview) -> Look:
        seen = look(one)
        return replace(seen, words=told(seen.words, one.tell)) if seen.words else seen

    return shown
