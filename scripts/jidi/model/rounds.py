"""Rounds and rubrics as they stand in the material: looked up, not reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .city import City, Entry
from .standards import Round

if TYPE_CHECKING:
    from .rubric import Rubric


def announced(city: City) -> list[Entry[Round]]:
    """The rounds that say that their results are public."""
    return [entry for entry in city.of(Round) if city.vocabulary.is_term("round_status", entry.record.status, "yigongbu")]


def rubric_of(city: City, year: str) -> Entry[Rubric] | None:
    """The rubric of a school year, if the city has one."""
    from .rubric import Rubric  # large, and few rules ask for it

    return next((entry for entry in city.of(Rubric) if entry.record.year == year), None)


def round_of(city: City, year: str) -> Round | None:
    """The round of a school year, if there is one."""
    return next((entry.record for entry in city.of(Round) if entry.record.year == year), None)
