"""The list of changed files as git gives it, with both sides of every rename and the modes that tell links from files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# Asked for in so many words that no setting of the machine changes the answer.
DIFF = (
    "-c", "core.quotePath=false", "diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--ignore-submodules=none", "--no-ext-diff",
)  # fmt: skip

LINK, SUBMODULE, PROGRAM = "120000", "160000", "100755"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One changed file: ``path`` now (of a deleted one, before), ``old`` if it was renamed or copied, git's modes before and after."""

    path: str
    old: str = ""
    status: str = "M"
    mode: str = "100644"
    old_mode: str = "100644"

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that it touches."""
        return (self.path, self.old) if self.old else (self.path,)


def read_changes(raw: bytes) -> tuple[Change, ...]:
    """From ``git diff --raw -z``: ``:MODE MODE SHA SHA R90\\0old\\0new\\0``. A name that is no UTF-8 keeps a sign that says so.

    :raises ValueError: if it is anything else: the guard must not pass what it cannot read.
    """
    return tuple(sorted(_changes(iter(raw.decode("utf-8", "replace").split("\0")))))


def _changes(words: Iterator[str]) -> Iterator[Change]:
    for word in words:
        if not word:
            continue
        fields = word.removeprefix(":").split(" ")
        if not word.startswith(":") or len(fields) != 5:
            raise ValueError(word)
        old_mode, mode, _, _, status = fields
        first = next(words)
        renamed = status[:1] in "RC"
        yield Change(next(words) if renamed else first, first if renamed else "", status[:1], mode, old_mode)
