"""The chain of grades: which fails are consecutive, and what the last grade says (plan 六.3)."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.city import City
from .days import year_before
from .life import Graded


def failed(city: City, grade: str) -> bool:
    """不合格."""
    return city.vocabulary.is_term("assessment_grade", grade, "buhege")


def undetermined(city: City, grade: str) -> bool:
    """不定等次: the year was looked at and no grade given."""
    return city.vocabulary.is_term("assessment_grade", grade, "budingdengci")


def gap_breaks(city: City) -> bool:
    """Whether a 不定等次 year between two fails breaks the chain (Q5)."""
    return city.settings.gap_breaks_chain if city.settings else True


def failed_pair(city: City, grades: Mapping[str, Graded]) -> tuple[Graded, Graded] | None:
    """The latest two adjacent school years in force that are both 不合格.

    A recorded 不定等次 year between them breaks the chain, or is stepped over if the city says so (Q5). A year without any
    record always breaks it: unknown is not a fail. The chain runs across a renewal.
    """
    for year in sorted(grades, reverse=True):
        if not failed(city, grades[year].grade):
            continue
        before = year_before(year)
        while before in grades and undetermined(city, grades[before].grade) and not gap_breaks(city):
            before = year_before(before)
        if before in grades and failed(city, grades[before].grade):
            return grades[before], grades[year]
    return None


def in_remedy(city: City, grades: Mapping[str, Graded]) -> bool:
    """Whether the last grade that says anything is 不合格."""
    said = [year for year in grades if not undetermined(city, grades[year].grade)]
    return bool(said) and failed(city, grades[max(said)].grade)
