"""Letters, notices and drafts of decisions (plan 四.1, 四.2, 六.2–六.4): the city's wording in ``reports.yml``, filled with what the material says.

None of them is published, none has a red head or a seal: the tool drafts, the office issues.
"""

from __future__ import annotations

from collections.abc import Callable

from ..year import Year
from . import rounds, titles
from .application import application
from .appointment import appointment
from .commendation import commendation, honours
from .drafting import Made, telling
from .feedback import feedback
from .plaque import plaque

_NOTICES = (rounds.begins, rounds.shown, rounds.stands, rounds.mends, titles.candidates, titles.recognised, titles.revoked, titles.renewed)

LETTERS: dict[str, Callable[[Year], list[Made]]] = {
    "feedback": telling("feedback", feedback),
    "application": telling("application", application),
    "appointment": telling("appointment", appointment),
    "commendation": telling("commendation", commendation),
    "certificate": telling("certificate", honours),
    "notice": telling("notice", *_NOTICES),
    "plaque": telling("plaque", plaque),
}

__all__ = ["LETTERS"]
