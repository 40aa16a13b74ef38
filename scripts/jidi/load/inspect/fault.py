"""Why an attachment is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is wrong, after the words “附件“x””, and how to mend it. ``runs``: it can be read, but carries what runs or fetches by itself."""

    problem: str
    mend: str
    runs: bool = False


class Refused(Exception):
    """Raised on the way down into a file, with its :class:`Fault`."""

    def __init__(self, problem: str, mend: str, runs: bool = False) -> None:
        super().__init__(problem)
        self.fault = Fault(problem, mend, runs)
