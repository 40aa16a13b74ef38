"""工作台: what a base has, lacks and must do next, all year (plan 六.1). Shows at most what the city's switch allows.

What is not allowed never reaches the template: 等次 tells counts and days; 定量得分 adds the points of what is counted;
全部 adds the panel's averages and totals. What a base says of itself is on no page of the site.
"""

from __future__ import annotations

from functools import partial

from ...assess import Score, Scorecard, number
from ...assess.evidence import ZERO
from ...model.rubric import Rubric
from ..output import Link, Output, Page
from ..task import Task
from ..world import World
from .desk import Desk, by, counted, lacking
from .rounds import console_address, consoles, level_of, rubric_address
from .scorecard import distances, grouped

_REASONS = "，逐项看下面的原因"  # said where the reasons stand below; here they may not


def console_pages(world: World) -> list[Task]:
    """``bases/<id>/console.html`` for every base that takes part; nothing outside the running year."""
    return [Task(f"console {base}", partial(_console, base=base)) for base in consoles(world)]


def _console(world: World, base: str) -> list[Output]:
    one = world.assessed(base)
    return [_page(Desk(world, one, level_of(world)), card) for card in one.cards] if one else []


def _page(desk: Desk, card: Scorecard) -> Output:
    one, rubric, name = desk.assessment, desk.assessment.rubric, desk.world.base_names[card.base]
    by_id = {score.indicator.id: score for score in card.scores}
    links = {id: Link(f"{id} {score.indicator.name}", f"#i-{id}") for id, score in by_id.items()}
    fields = {
        "base": Link(name, f"bases/{card.base}/index.html"),
        "year": one.year,
        "as_of": one.as_of,
        "level": desk.level,
        "rubric": Link("考核细则", rubric_address(one.year)),
        "days": [(day, what, links.get(id)) for day, what, id in desk.days(card.base) if day >= one.as_of],  # who is late hears it from the office
        "advice": desk.advice(card.base),
        "lines": [(line.name, number(line.low)) for line in rubric.grades if line.low],
        "lowest": rubric.grades[-1].name,
        "full": number(rubric.total),
        "gates": rubric.gates,
        "months": (card.months, rubric.first_year),
        "sums": _sums(desk, card),
        "categories": [(one, [_item(desk, by_id[i.id], rubric) for i in one.indicators if i.max], _category(desk, card, one.id)) for one in rubric.categories],
    }
    return Output(console_address(card.base), Page(f"{name}：离合格、良好、优秀还差什么", "console", fields, listing=True))


def _sums(desk: Desk, card: Scorecard) -> dict[str, object] | None:
    """Sums of what may be told: the counted part, or everything with the way to each line; ``None`` if nothing may."""
    told = [score for score in card.scores if desk.tells(score) and score.status == "counted"]
    if desk.level == "dingliangdefen":
        points = sum((score.points or ZERO for score in told), ZERO)
        return {"counted": number(points), "of": number(sum((score.indicator.max for score in told), ZERO)), "all": None}
    if desk.level != "quanbu":
        return None
    lines = [(name, number(short) if short > 0 else "") for name, short in distances(desk.assessment, card)]
    every = {"total": card.total, "best": card.best, "lines": lines, "reasons": card.reasons, "ceilings": card.ceilings, "bonus": number(card.bonus_points)}
    return {"counted": "", "of": "", "all": every}


def _category(desk: Desk, card: Scorecard, id: str) -> str:
    """The sum of a category where everything may be told."""
    found = next(one for one in card.categories if one.category.id == id)
    return f"{number(found.points)} / {number(found.of)}" if desk.level == "quanbu" else ""


def _item(desk: Desk, score: Score, rubric: Rubric) -> dict[str, object]:
    i, count, told = score.indicator, score.count, desk.tells(score)
    return {
        "id": i.id,
        "name": i.name,
        "rule": rubric_address(rubric.year, i.id),
        "judged": i.judged,
        "counted": counted(score),
        "bar": _bar(score),
        "used": [desk.link(one.evidence) for one in count.used],
        "lacking": lacking(score),
        "next": score.raises if told else score.raises.replace(_REASONS, ""),
        "by": "" if score.status == "exempt" else by(score, rubric),
        "points": _points(desk, score) if told else "",
        "words": _words(desk, score) if told else "",
        "rejected": [(reason, [desk.link(one.evidence) for one in pieces]) for reason, pieces in grouped(count.rejected)] if told else [],
    }


def _bar(score: Score) -> tuple[str, str] | None:
    """How far along, where there is something to reach."""
    goal = score.target or score.count.whole
    if not goal or score.indicator.judged or score.status == "exempt" or score.count.missing:
        return None
    return number(min(score.count.n, goal)), number(goal)


def _points(desk: Desk, score: Score) -> str:
    term = desk.world.city.vocabulary.find("score_status", score.status)
    return f"{score.points} / {number(score.indicator.max)} 分" if score.points is not None else term.name if term else ""


def _words(desk: Desk, score: Score) -> str:
    """The formula, once there is one; why people decided otherwise is told only where everything is."""
    if score.exemption or score.zeroed:
        return score.words if desk.level == "quanbu" else "按领导小组的决定计"
    return score.words if score.status == "counted" else ""
