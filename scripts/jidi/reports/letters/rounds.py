"""Notices of a round: it begins, its results are shown, its results stand, a base has to mend (plan 六.2, 六.3; domain c.4)."""

from __future__ import annotations

from collections.abc import Iterator

from ...assess import number
from ...life.grades import failed
from ...model.rubric import Rubric
from ...model.standards import Decision, Round, RoundResult
from ...publish.assessment.rounds import is_public
from ..report import Gap
from .desk import Desk
from .drafting import Made, report
from .results import lack, result_values, round_values
from .standing import graded_in, in_city_order
from .words import Values, annex, blocks, day


def begins(desk: Desk) -> Iterator[Made]:
    """开展年度考核的通知: while the round is not closed."""
    one, rubric = desk.round, desk.rubric
    if one is None or desk.closed:
        return
    letter = desk.letter("notice-assessment")
    if rubric is None:
        yield Gap(desk.kind, letter.name, f"没有 {one.year} 学年的评价标准", f"写一份 content/standards/rubric-{one.year}.yml")
        return
    bases = one.bases or tuple(card.base for card in desk.year.assessment.cards) if desk.year.assessment else one.bases
    values = desk.values(**{**round_values(desk, one), **_of_rubric(desk, rubric), "文号": one.order, "基地数": str(len(bases))})
    listed = annex(desk.letter("notice-assessment-bases"), 0, values, desk.rows(in_city_order(desk, bases))) if bases else ()
    yield report(desk, f"notice-assessment-{one.year}", letter, (*blocks(letter, values), *listed), draft=not one.order)


def _of_rubric(desk: Desk, rubric: Rubric) -> Values:
    first, last = desk.year.span
    categories = "、".join(f"{one.name}（{number(one.weight)}分）" for one in rubric.categories)
    return {
        "评价标准": rubric.title, "学年起": day(first), "学年止": day(last), "材料截止": day(rubric.cutoff_day), "总分": number(rubric.total),
        "类别与分值": categories, "等次": "、".join(one.name for one in rubric.grades),
    }  # fmt: skip


def shown(desk: Desk) -> Iterator[Made]:
    """考核结果公示: once there are results."""
    if desk.round and desk.round.results:
        yield _results(desk, desk.round, "notice-publicity", "", draft=not desk.shown)


def stands(desk: Desk) -> Iterator[Made]:
    """考核结果通报: from the first day of publicity; a draft until the round is closed."""
    if desk.round and desk.shown:
        yield _results(desk, desk.round, "notice-results", desk.round.number, draft=not desk.closed)


def _results(desk: Desk, one: Round, id: str, number: str, draft: bool) -> Made:
    """The grades in the city's order; a fail only once a decision, which is a public paper, says it (domain b.7)."""
    letter = desk.letter(id)
    told = {result.base: result.grade for result in one.results if is_public(desk.world, one.year, result)}
    rows = desk.rows(in_city_order(desk, told), lambda base: {"等次": told[base]})
    own = round_values(desk, desk.year.told_round or one)
    return report(desk, f"{id}-{one.year}", letter, blocks(letter, desk.values(**{**own, "文号": number}), rows), draft=draft)


def mends(desk: Desk) -> Iterator[Made]:
    """整改通知: to a base whose first fail of a chain was decided for this year and is in force."""
    for base, graded, step in graded_in(desk):
        if not (step.transition and "no-chain" in step.transition.premises and failed(desk.world.city, graded.grade)):
            continue
        letter, result = desk.letter("notice-remedy"), desk.result(base)
        gap = lack(desk, base, letter.name)
        if gap or result is None or desk.round is None:
            yield from [gap] if gap else []
        else:
            values = desk.values(base, **_remedy(desk, desk.round, result, graded.decision.record))
            yield report(desk, f"notice-remedy-{base}-{desk.year.year}", letter, blocks(letter, values), base, draft=not desk.closed)


def _remedy(desk: Desk, one: Round, result: RoundResult, decision: Decision) -> Values:
    days = desk.table.limits.remedy_days.n if desk.table else 0
    return {
        **result_values(result), "决定文号": decision.number or one.number, "决定日期": day(decision.day), "申诉途径": one.appeal,
        "整改计划天数": str(days or ""),
    }  # fmt: skip
