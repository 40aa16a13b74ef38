"""All rules, in the order in which the guide prints them."""

from __future__ import annotations

from . import (
    activities,
    assessment,
    attached,
    bases,
    files,
    letters,
    life,
    marks,
    pictures,
    privacy,
    quality,
    references,
    resources,
    rounds,
    rubrics,
    unnamed,
    years,
)
from .rule import Check

CHECKS: tuple[Check, ...] = (
    *bases.CHECKS, *life.CHECKS, *rounds.CHECKS, *rubrics.CHECKS, *assessment.CHECKS, *marks.CHECKS, *activities.CHECKS, *resources.CHECKS, *years.CHECKS,
    *quality.CHECKS, *references.CHECKS, *files.CHECKS, *attached.CHECKS, *pictures.CHECKS, *privacy.CHECKS, *unnamed.CHECKS, *letters.CHECKS,
)  # fmt: skip
RULES = tuple(check.rule for check in CHECKS)
