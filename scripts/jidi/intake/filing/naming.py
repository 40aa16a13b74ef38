"""Paths for what is new: ASCII, from the day and the sound of the title; never one that is taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from ...model.kinds import Kind
from ...model.record import Record
from ...search.pinyin import spoken

MOST = 48
_HAN = re.compile("([\u3400-\u9fff\U00020000-\U0003ffff]+)")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")  # names that Windows keeps for itself


def slug(text: str, otherwise: str) -> str:
    """``一次函数 同课异构`` → ``yi-ci-han-shu-tong-ke-yi-gou``: a few syllables; ``otherwise`` if there is nothing to say."""
    plain = unicodedata.normalize("NFKC", text)
    syllables = [one for part in _HAN.split(plain) for one in (spoken(part) if _HAN.fullmatch(part) else [part])]
    words = [word for one in syllables for word in re.findall("[a-z0-9]+", one.lower())]
    kept: list[str] = []
    for word in words:
        if sum(map(len, kept)) + len(kept) + len(word) > MOST:
            break
        kept.append(word)
    name = "-".join(kept) or "".join(words)[:MOST] or otherwise
    return f"{otherwise}-{name}" if _DEVICES.fullmatch(name) else name


def record_path(kind: Kind, base: str, record: Record, taken: Container[str]) -> str:
    """Where a new record is written, from the root."""
    return file_path(f"bases/{base}/{kind.path}", kind, record, taken)


def file_path(pattern: str, kind: Kind, record: Record, taken: Container[str]) -> str:
    """A pattern with ``*`` filled in; a single file stays what it is."""
    if "*" not in pattern:
        return pattern
    return free(pattern.replace("*", _stem(kind, record)), taken)


def free(path: str, taken: Container[str]) -> str:
    """The path, or the first of ``…-2``, ``…-3`` that is not taken."""
    head, _, suffix = path.rpartition(".")
    number, found = 1, path
    while found in taken:
        number += 1
        found = f"{head}-{number}.{suffix}"
    return found


def _stem(kind: Kind, record: Record) -> str:
    """The name itself: plans of a year, summaries and selfs by their year, activities by day and title, others by title."""
    title, day, year = (getattr(record, name, None) for name in ("title", "day", "year"))
    if year and kind.id in ("plans", "summaries", "selfs"):
        return str(year)
    name = slug(title or "", kind.id)
    return f"{day}-{name}" if day and kind.id == "activities" else name
