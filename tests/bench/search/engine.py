"""What the bench must know of an engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .corpus import Text

WEB = Path(__file__).with_name("web")


@dataclass(frozen=True)
class Engine:
    """``build``: lays a site that searches the texts into a folder; ``page``: the one with the box; ``script``: in ``web/``,
    says how it is asked. ``search``: what the address of a file that only searching needs looks like; ``index``: one of
    the index. ``whole``: it fetches all of its index, so a few cold visits tell as much as many; ``held``: the file to
    hold back until memory was measured, for an engine that does not wait for the first key.
    """

    name: str
    build: Callable[[Sequence[Text], Path], None]
    page: str
    script: str
    search: str
    index: str
    whole: bool = False
    held: str = ""
