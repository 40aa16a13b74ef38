"""Rules over the city, base by base where one base says enough: what one record alone cannot know."""

from __future__ import annotations

from ..model.city import City
from ..model.finding import Finding
from . import activities, assessment, attached, bases, files, letters, life, marks, privacy, quality, references, resources, rounds, rubrics, unnamed, years
from .rule import Check

CHECKS: tuple[Check, ...] = (
    *bases.CHECKS, *life.CHECKS, *rounds.CHECKS, *rubrics.CHECKS, *assessment.CHECKS, *marks.CHECKS, *activities.CHECKS, *resources.CHECKS, *years.CHECKS,
    *quality.CHECKS, *references.CHECKS, *files.CHECKS, *attached.CHECKS, *privacy.CHECKS, *unnamed.CHECKS, *letters.CHECKS,
)  # fmt: skip
RULES = tuple(check.rule for check in CHECKS)


def check(city: City) -> list[Finding]:
    """All findings of all rules, in the order of their places."""
    return sorted({*check_whole(city), *(finding for base in city.parts if base for finding in check_part(city, base))})


def check_part(city: City, base: str) -> list[Finding]:
    """What is wrong in the folder of one base, as far as it alone can show, in the order of the places.

    Of the other bases it asks only whether a file or record that it points at is there, and who is not to be named.
    """
    part = city.part(base)
    return sorted({finding for one in CHECKS if not one.whole for finding in one(part)})


def check_whole(city: City) -> list[Finding]:
    """What several bases must be seen for, and all that is wrong in ``content/``, in the order of the places.

    It rests on ``content/``, the cards, members and applications of all bases, and the names of all files; for people who are
    not to be named (YS06) and announced grades (KH06) on all material.
    """
    return sorted({*check_part(city, ""), *(finding for one in CHECKS if one.whole for finding in one(city))})


__all__ = ["CHECKS", "RULES", "check", "check_part", "check_whole"]
