"""Rules over the whole city: what one record alone cannot know."""

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
    return sorted({finding for one in CHECKS for finding in one(city)})


__all__ = ["CHECKS", "RULES", "check"]
