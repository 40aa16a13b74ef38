"""Where something is written, and what is to be mended there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Level = Literal["error", "warning"]


class Place(NamedTuple):
    """A line of a file: ``file`` is a POSIX path from the root, ``line`` counts from 1.

    ``cell``: a cell of a workbook or a part of a document that somebody handed in, such as ``活动!C7``; it says more than a line.
    """

    file: str
    line: int = 1
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file} {self.cell}" if self.cell else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that material must keep to; the guide prints a page from it.

    ``code`` never changes; ``source`` is a clause of the plan, a law or ``本项目约定``.
    """

    code: str
    title: str
    why: str
    source: str = "本项目约定"
    example: str = ""
    level: Level = "error"

    def at(self, place: Place, message: str, fix: str) -> Finding:
        """Say that this rule is broken at ``place``."""
        return Finding(place, self.code, message, fix, self.level)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend: where, which rule, what is wrong, how to put it right."""

    place: Place
    code: str
    message: str
    fix: str
    level: Level = field(default="error")

    @property
    def address(self) -> str:
        """The guide page that says why, relative to the site."""
        return f"guide/rules.html#{self.code.lower()}"

    def __str__(self) -> str:
        """Three lines, whatever is quoted: no line of a contributor's begins one (a robot would take ``::`` for a command), and no sign rules the screen."""
        place, message, fix = (legible(str(one)) for one in (self.place, self.message, self.fix))
        return f"{place}: {self.code} {message}\n    改法：{fix}\n    说明：{self.address}"


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def legible(text: str) -> str:
    """A text on one line, in which what cannot be seen, or rules a screen, is written as its number."""
    return _UNSEEN.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text)
