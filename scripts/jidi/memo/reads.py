"""What is read while something is worked out: noted where it is read, so that nobody has to guess it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager

Key = Hashable


class Reads:
    """Heads and bodies of records by the records' ids, and everything else by a key of its own."""

    __slots__ = ("bodies", "heads", "others")

    def __init__(self) -> None:
        self.heads: set[str] = set()
        self.bodies: set[str] = set()
        self.others: set[Key] = set()

    def merge(self, more: Reads) -> None:
        """Whoever asks for a result has read what the result was made of."""
        self.heads |= more.heads
        self.bodies |= more.bodies
        self.others |= more.others


class _Open:
    """The innermost work that is being done, if anybody notes what it reads."""

    reads: Reads | None = None


def note(key: Key) -> None:
    """Something other than a record was read."""
    if _Open.reads is not None:
        _Open.reads.others.add(key)


def note_head(id: str) -> None:
    if _Open.reads is not None:
        _Open.reads.heads.add(id)


def note_body(id: str) -> None:
    if _Open.reads is not None:
        _Open.reads.bodies.add(id)


def noting() -> bool:
    """Whether anybody wants to know what is read."""
    return _Open.reads is not None


def innermost() -> Reads | None:
    """The reads of the work that is being done."""
    return _Open.reads


@contextmanager
def reading(apart: bool = False) -> Iterator[Reads]:
    """Note what is read inside. ``apart``: it is not also read by the work around; that notes the result instead."""
    outer, inner = _Open.reads, Reads()
    _Open.reads = inner
    try:
        yield inner
    finally:
        _Open.reads = outer
        if outer is not None and not apart:
            outer.merge(inner)


@contextmanager
def unnoted() -> Iterator[None]:
    """What is read inside makes no difference to what is made."""
    outer, _Open.reads = _Open.reads, None
    try:
        yield
    finally:
        _Open.reads = outer
