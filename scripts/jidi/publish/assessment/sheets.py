"""The office's folder: one self-contained page a base with everything, and a list of them. Not for the public site.

Nobody is ranked: bases stand by their ids. Of the panel only averages, counts and spreads are told, never single marks.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, StrictUndefined

from ...assess import Assessment, Clue, Evidence, Score, Scorecard, number, round_of
from ...assess.commend import Verified, verified
from ...assess.evidence import ZERO
from ...model.standards import Nominee, Round, RoundResult
from ..output import Link, Output
from ..world import World
from .arrivals import arrival_facts
from .desk import Desk, by, counted, dated, lacking
from .rounds import announced, rubric_address
from .scorecard import distances, grouped, heading, status_word, unread

SITE = "../../site"  # from dist/assessment-<year>/, where the site has no address of its own


def dist_pages(assessment: Assessment, world: World, template: str) -> list[Output]:
    """``index.html`` and ``<base>.html``, relative to the folder. ``template``: the text of ``scorecard_full.html``."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    sheet, desk = environment.from_string(template), Desk(world, assessment, "quanbu")
    common: dict[str, object] = {"heading": heading(assessment), "year": assessment.year, "n": number, "warnings": _warnings(world, assessment)}
    listed: dict[str, object] = {"card": None, "title": f"{assessment.year} 学年考核", **_office(desk)}
    pages = [("index.html", listed), *((f"{card.base}.html", _card(desk, card)) for card in assessment.cards)]
    return [Output(path, sheet.render(common | fields).encode()) for path, fields in pages]


def _warnings(world: World, one: Assessment) -> list[str]:
    """What the office must know before it uses these pages."""
    found, order = [], round_of(world.city, one.year)
    if not (order and order.checklist_no) and not (world.settings and world.settings.checklist_no):
        found.append("这一轮没有写年度督查检查评比考核清单的编号。改法：列入清单以后，在轮次文件里写「清单编号」。")
    if one.dirty:
        found.append("材料里有还没提交的改动，这里的得分不能当作正式结果。改法：提交以后重新生成。")
    if one.shallow:
        found.append("仓库只取了一部分历史，入库日期不详，按时的指标可能不准。改法：取全历史（git fetch --unshallow）以后重新生成。")
    return found


def _name(desk: Desk, base: str) -> str:
    return desk.world.base_names.get(base, base)


def _result(desk: Desk, base: str) -> tuple[Round, RoundResult] | None:
    """The announced result of a base, if there is one."""
    closed = (one for one in announced(desk.world) if one.year == desk.assessment.year)
    return next(((one, result) for one in closed for result in one.results if result.base == base), None)


def _feedback(desk: Desk, base: str) -> list[tuple[str, str]]:
    """What the letter of feedback says, once the result is announced."""
    if (found := _result(desk, base)) is None:
        return []
    one, result = found
    advice = "；".join(f"{number}. {text}" for number, text in enumerate(result.advice, 1))
    until = f"（{result.remedy_due} 前）" if result.remedy_due else ""
    remedy = f"{result.remedy}{until}" if result.remedy else ""
    said = {"突出经验": result.good, "主要问题": result.problem, "意见建议": advice, "整改要求": remedy, "申诉途径": one.appeal}
    return [(name, text) for name, text in said.items() if text]


def _standing(desk: Desk, card: Scorecard) -> str:
    """已定 with the decision, or 暂估 with what is still open."""
    if found := _result(desk, card.base):
        return f"已定：{found[1].grade}" + (f"（{found[0].number}）" if found[0].number else "")
    waiting, unknown = len(card.open()), len(card.open("unknown"))
    return f"暂估：待评 {waiting} 项，材料不足 {unknown} 项" if waiting or unknown else f"暂估：{card.grade or card.line_grade}，等领导小组决定"


def _office(desk: Desk) -> dict[str, object]:
    """What is for the office alone: every base's standing, the clues, what was found of the people to be commended."""
    link, one = _linker(desk), round_of(desk.world.city, desk.assessment.year)
    return {
        "bases": [_line(desk, card) for card in desk.assessment.cards],
        "clues": [(_name(desk, card.base), [_clue(clue, link) for clue in card.clues]) for card in desk.assessment.cards if card.clues],
        "facts": [(_name(desk, card.base), facts) for card in desk.assessment.cards if (facts := arrival_facts(desk.setting, card.base))],
        "people": [_person(desk, found, link) for found in verified(desk.world.city, one)] if one else [],
    }


def _person(desk: Desk, one: Verified, link: Callable[[Evidence], Link]) -> tuple[Nominee, str, list[tuple[str, list[Link]]]]:
    found = {"主持的活动": one.led, "讲课、报告、点评": one.taught, "写的、审的资源": one.wrote, "外校使用": one.used, "获奖": one.won}
    return one.nominee, _name(desk, one.nominee.base), [(name, [link(piece) for piece in pieces]) for name, pieces in found.items()]


def _line(desk: Desk, card: Scorecard) -> tuple[Link, str]:
    return Link(_name(desk, card.base), f"{card.base}.html"), _standing(desk, card)


def _card(desk: Desk, card: Scorecard) -> dict[str, object]:
    one, by_id = desk.assessment, {score.indicator.id: score for score in card.scores}
    items = {id: _item(desk, score) for id, score in by_id.items()}
    return {
        "card": card,
        "title": f"{_name(desk, card.base)} {one.year} 学年考核得分",
        "standing": _standing(desk, card),
        "sha256": one.rubric_sha256,
        "site": _site(desk.world),
        "rubric": rubric_address(one.year),
        "lines": [(name, number(short) if short > 0 else "") for name, short in distances(one, card)],
        "waiting": number(sum((score.indicator.max for score in card.open()), ZERO)),
        "feedback": _feedback(desk, card.base),
        "unread": unread(card),
        "days": desk.days(card.base),
        "items": [(c, [items[i.id] for i in c.category.indicators]) for c in card.categories],
    }


def _site(world: World) -> str:
    return str(world.settings.address).rstrip("/") if world.settings and world.settings.address else SITE


def _linker(desk: Desk) -> Callable[[Evidence], Link]:
    """A piece with its title, and a link where the site has a page of it."""
    site = _site(desk.world)
    return lambda one: Link(dated(one), f"{site}/{one.address}" if one.address and desk.is_public(one.file) else "")


def _item(desk: Desk, score: Score) -> dict[str, object]:
    count, link = score.count, _linker(desk)
    return {
        "score": score,
        "points": status_word(desk.world.city.vocabulary, score),
        "counted": counted(score),
        "by": "" if score.status == "exempt" else by(score, desk.assessment.rubric),
        "used": [(link(one.evidence), _worth(score, one.value, one.note), f"{one.evidence.file}:{one.evidence.line}") for one in count.used],
        "rejected": [(reason, [(link(r.evidence), f"{r.evidence.file}:{r.evidence.line}") for r in pieces]) for reason, pieces in grouped(count.rejected)],
        "lacking": lacking(score),
    }


def _worth(score: Score, value: object, note: str) -> str:
    """What a piece counts for, unless it is plainly one."""
    shown = "" if score.indicator.judged or value == 1 else f"计 {number(value)}"  # type: ignore[arg-type]
    return "；".join(part for part in (shown, note) if part)


def _clue(one: Clue, link: Callable[[Evidence], Link]) -> tuple[str, list[Link], tuple[str, ...]]:
    return f"{one.id} {one.name}", [link(piece) for piece in one.pieces], one.files
