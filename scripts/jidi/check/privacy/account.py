"""What was looked into for personal data, and what could not be: nothing found there is not nothing there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ...model.city import City
from .inside import inside


@dataclass(frozen=True, slots=True)
class Account:
    """``texts`` and ``files``: how many records and attachments were looked into, wholly or in part.

    ``unread``: what was not, or not to its end, and why; in the order of the paths.
    """

    texts: int
    files: int
    unread: tuple[tuple[str, str], ...]


def account(city: City, bases: Collection[str] = ()) -> Account:
    """Of these bases; of the whole city with ``content/`` if none are named."""
    parts = [part for base, part in city.parts.items() if base in bases or not bases]
    files = [(part, file) for part in parts for file in part.files if file.startswith("bases/")]
    why = [(file, inside(part, file).unread) for part, file in files]
    broken = sorted({(file, "读不懂，先照 check 说的改好") for part in parts for file in part.broken if _base(file) == part.base})
    unread = sorted([*((file, "；".join(one)) for file, one in why if one), *broken])
    return Account(sum(len(part.own) for part in parts), len(files), tuple(unread))


def _base(file: str) -> str:
    return file.split("/")[1] if file.startswith("bases/") else ""
