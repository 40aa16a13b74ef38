"""The certain mends of ``jidi fix`` as one-click suggestions, each on a line that the change itself wrote."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_RUN = re.compile("`+")


class Mend(BaseModel):
    """Line ``line`` of ``path`` should read ``new``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Annotated[str, Field(pattern=r"^(bases|content)(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+\.(md|yml)$", max_length=300)]
    line: Annotated[int, Field(ge=1, le=10**6)]
    new: Annotated[str, Field(max_length=2000, pattern=r"^[^\r\n\x00]*$")]

    @property
    def body(self) -> str:
        """The comment that a forge turns into a button; the fence is longer than any run of backticks inside."""
        fence = "`" * max(3, *(len(run) + 1 for run in _RUN.findall(self.new)), 3)
        return f"写法可以规范成这样，意思不变：\n\n{fence}suggestion\n{self.new}\n{fence}\n"


def written_lines(diff: str) -> set[int]:
    """The lines of the new side that a ``git diff -U0`` of one file wrote."""
    return {line for start, count in _HUNK.findall(diff) for line in range(int(start), int(start) + int(count or 1))}


def mends_of(path: str, old: str, new: str, lines: Collection[int]) -> Iterator[Mend]:
    """Line for line; a mend that joins or splits lines is left to ``jidi fix``."""
    before, after = old.splitlines(), new.splitlines()
    for tag, start, end, first, last in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and end - start == last - first:
            for offset in range(end - start):
                if start + offset + 1 in lines and len(after[first + offset]) <= 2000:
                    yield Mend(path=path, line=start + offset + 1, new=after[first + offset])
