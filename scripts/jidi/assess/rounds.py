"""Rounds as people decided them: which are announced, what their feedback lacks, which advice was answered (plan 六.2)."""

from __future__ import annotations

from ..model.city import City, Entry
from ..model.rounds import announced as announced
from ..model.standards import Round, RoundResult
from ..model.work import Plan


def lacking(city: City, result: RoundResult) -> list[str]:
    """The parts of the feedback that a result still lacks, by their keys (R-6.2.3); a fail needs a remedy and its day too."""
    needed = ["good", "problem", "advice"]
    needed += ["remedy", "remedy_due"] if city.vocabulary.is_term("assessment_grade", result.grade, "buhege") else []
    return [key for name, key in RoundResult.keys().items() if name in needed and not getattr(result, name)]


def unfinished(one: Round) -> list[str]:
    """What an announced round still lacks, by its keys: order, day of the sums, publicity, decision (R-6.2.1)."""
    needed = ("order", "as_of", "publicity_start", "publicity_end", "number")
    return [key for name, key in Round.keys().items() if name in needed and not getattr(one, name)]


def closed(city: City) -> list[Entry[Round]]:
    """The rounds that are really closed: nothing lacks, publicity is over, every base has its feedback. Only these are published."""
    return [entry for entry in announced(city) if _is_closed(city, entry.record)]


def _is_closed(city: City, one: Round) -> bool:
    over = one.publicity_end is not None and one.publicity_end < city.today
    return over and not unfinished(one) and not any(lacking(city, result) for result in one.results)


def answers(city: City, one: Round, result: RoundResult) -> list[tuple[str, str]]:
    """Each piece of advice with the base's answer in any later plan; an empty answer if there is none yet."""
    given = {answer.number: answer.answer for entry in city.of(Plan, result.base) for answer in entry.record.answers if answer.year == one.year}
    return [(advice, given.get(number, "")) for number, advice in enumerate(result.advice, 1)]
