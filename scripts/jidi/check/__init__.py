"""Rules over the city, base by base where one base says enough: what one record alone cannot know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..memo.tables import named
from ..model.city import City
from ..model.discretion import who_is_hidden
from ..model.finding import Finding
from . import activities, attached, bases, files, marks, pictures, privacy, quality, references, resources, years

if TYPE_CHECKING:
    from .every import CHECKS, RULES

# What a base is looked at by. The other rules lean on the whole of ``life`` and ``assess``: a third of the start-up for who has changed one file.
_ROOMS = (activities, attached, bases, files, marks, pictures, privacy, quality, references, resources, years)
OF_BASES = tuple(one for room in _ROOMS for one in room.CHECKS if not one.whole)

# What a base asks of the whole city that can be said before the records of other bases are read: from the names of all files, ``content/`` and the members.
TOLD = frozenset(map(named, (files.all_files, references.all_ids, references.schools, who_is_hidden)))


def __getattr__(name: str) -> Any:
    """``CHECKS`` and ``RULES``: all of them, imported when they are asked for."""
    if name not in {"CHECKS", "RULES"}:
        raise AttributeError(name)
    from . import every

    return getattr(every, name)


def check(city: City) -> list[Finding]:
    """All findings of all rules, in the order of their places."""
    return sorted({*check_whole(city), *(finding for base in city.parts if base for finding in check_part(city, base))})


def check_part(city: City, base: str) -> list[Finding]:
    """What is wrong in the folder of one base, as far as it alone can show, in the order of the places.

    Of the other bases it asks only whether a file or record that it points at is there, and who is not to be named.
    """
    part = city.part(base)
    return sorted({finding for one in OF_BASES for finding in one(part)})


def check_whole(city: City) -> list[Finding]:
    """What several bases must be seen for, and all that is wrong in ``content/``, in the order of the places.

    It rests on ``content/``, the cards, members and applications of all bases, and the names of all files; for people who are
    not to be named (YS06) and announced grades (KH06) on all material.
    """
    from .every import CHECKS

    return sorted({*check_part(city, ""), *(finding for one in CHECKS if one.whole for finding in one(city))})


__all__ = ["CHECKS", "OF_BASES", "RULES", "TOLD", "check", "check_part", "check_whole"]
