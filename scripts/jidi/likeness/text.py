"""A text as it is compared: only Han, letters and digits, in one form, with the way back to its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

# What a text does not say itself: headings (the outline's), quotations, where a link leads, the commands of a formula.
_ASIDE = re.compile(r"^ {0,3}[>#].*$|(?<=\])\([^()\n]{0,300}\)|\\[A-Za-z]+", re.MULTILINE)


class Plain(dict[int, str]):
    """Code of a character → what stands for it, for ``str.translate``. ``normal``: one form for what looks the same."""

    def __init__(self, normal: Callable[[str], str]) -> None:
        super().__init__()
        self._normal = normal

    def __missing__(self, code: int) -> str:
        kept = self[code] = "".join(filter(str.isalnum, self._normal(chr(code))))
        return kept

    def of(self, body: str) -> str:
        """A body without its signs and what it does not say itself."""
        return _ASIDE.sub("", body).translate(self)


@dataclass(frozen=True)
class Text:
    """Something that somebody wrote. ``line``: that of the first line of ``body`` in its file.

    Two are compared if their ``owner`` differs, or if they are of one ``sort`` and of different ``period``; no sort: not with the owner's own.
    """

    name: str
    owner: str
    body: str
    line: int = 1
    sort: str = ""
    period: str = ""

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line starts in the body."""
        return [0, *accumulate(len(one) + 1 for one in self.body.split("\n"))][:-1]

    def line_at(self, place: int) -> int:
        """The line in its file of a place in its body."""
        return self.line + bisect_right(self._starts, place) - 1

    def places(self, plain: Plain) -> list[int]:
        """For each character of its plain form, the place in its body that it comes from."""
        found: list[int] = []
        last = 0
        for aside in [*((one.start(), one.end()) for one in _ASIDE.finditer(self.body)), (len(self.body), len(self.body))]:
            for place in range(last, aside[0]):
                found.extend([place] * len(plain[ord(self.body[place])]))
            last = aside[1]
        return found
