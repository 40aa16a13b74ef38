"""表彰决定（草稿）和荣誉证书: who is commended after a round, in an order that says nothing of anybody (plan 六.3; R-6.3.2; domain b.8)."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.paper import Block, Break
from ...model.standards import Nominee, Round
from ..report import Gap
from .desk import Desk
from .drafting import Made, report
from .pages import page
from .results import round_values
from .standing import in_city_order
from .words import Values, annex, blocks


def commendation(desk: Desk) -> Iterator[Made]:
    """The draft of the decision, from a round that is closed or whose results are shown to the public."""
    one = desk.round
    if one is None or not desk.shown:
        return
    if desk.rubric is None:
        name, file = desk.letter("commendation").name, f"content/standards/rubric-{one.year}.yml"
        yield Gap(desk.kind, name, f"没有 {one.year} 学年的评价标准，不知道表彰哪些等次", f"写一份 {file}")
        return
    best, people = _best(desk, one), _people(desk, one)
    if best or people:
        yield report(desk, f"commendation-{one.year}", desk.letter("commendation"), _decision(desk, one, best, people))


def honours(desk: Desk) -> Iterator[Made]:
    """The certificates that belong to the decision: one paper for the bases, one for the people."""
    one = desk.round
    if one is not None and desk.shown and desk.rubric is not None:
        yield from _certificates(desk, one, _best(desk, one), _people(desk, one))


def _best(desk: Desk, one: Round) -> list[str]:
    """The bases that are commended, in the city's order."""
    grades = desk.rubric.commendation.grades if desk.rubric else ()
    return in_city_order(desk, [result.base for result in one.results if result.grade in grades])


def _people(desk: Desk, one: Round) -> list[Nominee]:
    """The nominees of bases that there are: by prize as the rubric lists them, then by the base's id and the name."""
    prizes = [prize.name for prize in desk.rubric.commendation.prizes] if desk.rubric else []
    known = [who for who in one.nominees if who.base in desk.bases]
    return sorted(known, key=lambda who: (prizes.index(who.prize) if who.prize in prizes else len(prizes), who.prize, who.base, who.name))


def _decision(desk: Desk, one: Round, best: list[str], people: list[Nominee]) -> Iterator[Block]:
    own = round_values(desk, one)
    values = desk.values(**own, 个人数=str(len(people) or ""))
    yield from blocks(desk.letter("commendation"), values, desk.rows(best))
    rows = [{**desk.values(who.base), "序号": str(number), "表彰类别": who.prize, "姓名": who.name} for number, who in enumerate(people, 1)]
    deeds = [{**row, "事迹": who.deeds} for row, who in zip(rows, people, strict=True)]
    for number, (id, listed) in enumerate((("commendation-people", rows), ("commendation-deeds", deeds)) if people else (), 1):
        yield from annex(desk.letter(id), number, desk.values(**own), listed)


def _certificates(desk: Desk, one: Round, best: list[str], people: list[Nominee]) -> Iterator[Made]:
    """A certificate on a page of its own for each base, and for each person."""
    grades = {result.base: result.grade for result in one.results}
    bases: list[Values] = [desk.values(base, 等次=grades[base]) for base in best]
    persons: list[Values] = [desk.values(who.base, 表彰类别=who.prize, 姓名=who.name) for who in people]
    for id, each in (("honour-base", bases), ("honour-person", persons)):
        if each:
            content = [block for number, values in enumerate(each) for block in ([Break()] if number else []) + list(page(desk.letter(id), values))]
            yield report(desk, f"{id}-{one.year}", desk.letter(id), content, numbered=False)
