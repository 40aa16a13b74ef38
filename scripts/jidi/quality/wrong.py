"""What keeps a table from being reckoned: where, what, how to mend it. A mark may be quoted, never who it is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.finding import Place


@dataclass(frozen=True, order=True)
class Wrong:
    """One thing to mend in the table."""

    place: Place
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.place}：{self.what}\n    改法：{self.fix}"


class Refused(Exception):
    """The table cannot be reckoned as it is; ``wrongs``: everything that is to be mended first."""

    def __init__(self, wrongs: Iterable[Wrong]) -> None:
        self.wrongs = tuple(wrongs)
        super().__init__("\n".join(map(str, self.wrongs)))
