"""What a kind of report yields: papers, and the gaps that keep one from being written."""

from __future__ import annotations

from dataclasses import dataclass

from ..documents import Paper


@dataclass(frozen=True)
class Report:
    """One paper. ``stem``: its ASCII file name without an ending, ``name``: the same for people; ``base``: whose it is, empty for the city's.

    ``public``: whether everybody may read it. What is not public never reaches the site.
    """

    kind: str
    stem: str
    name: str
    public: bool
    paper: Paper
    base: str = ""


@dataclass(frozen=True)
class Gap:
    """A paper that cannot be written yet: what it is called, what is lacking (``why``), how to mend it (``fix``), whose (``base``). Said, never guessed at."""

    kind: str
    name: str
    why: str
    fix: str = ""
    base: str = ""
