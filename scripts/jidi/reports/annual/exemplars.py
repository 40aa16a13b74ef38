"""Chapter four of the city's report: a page for every base with the best grade, in its own words (domain e.6)."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import Block, Break, Column, Heading, Table, Text
from ...model.standards import RoundResult
from ...model.work import Summary
from ...publish.activity.plain import gist, shortened
from .done import Tally
from .facts import Facts
from .prose import sections
from .results import graded
from .tables import tally_cells, tally_columns
from .words import texts

_PARTS = (("主要工作", ("主要工作", "成效", "四个中心"), 320), ("典型案例", ("案例", "示范"), 220))  # title, words of a summary's heading, characters of a page
_FEATURES, _GOOD, _MOST = 120, 120, 6  # characters, characters, paragraphs of a part
_SIZE, _PITCH = 12, 1.5  # points and lines, so that all of a base is on one page


def exemplars(facts: Facts) -> Iterator[Block]:
    """四、典型经验."""
    one = facts.year.told_round
    best = facts.world.city.vocabulary.of("assessment_grade")[:1]
    named = graded(facts, one).get(best[0].name, []) if one and best else []
    yield from (Break(),) if named else ()
    yield Heading("典型经验", 1)
    if one is None:
        yield from texts("考核结果公布以后，每个优秀基地写一页。")
        return
    yield from texts(f"本轮{best[0].name}的基地 {len(named)} 个，按基地编号先后各写一页。" if named else "本轮没有可以公布的最高等次的基地。")
    results = {result.base: result for result in one.results}
    for base in named:
        yield from _page(facts, base, results[base])
        yield Break()


def _page(facts: Facts, base: str, result: RoundResult) -> Iterator[Block]:
    yield Heading(facts.name(base), 2)
    card = facts.cards.get(base)
    yield from _texts(
        f"承办学校：{facts.world.schools.get(card.school, card.school)}。" if card else "",
        f"特色：{shortened(_line(card.features), _FEATURES)}" if card else "",
    )
    before = facts.before.by_base.get(base, Tally()) if facts.before else None
    cells = tally_cells(facts.now.by_base.get(base, Tally()), before)
    columns = tuple(Column(one.name, one.kind, one.width, one.unit) for one in tally_columns("基地", facts.then, bases=False))
    yield Table(f"数字 {base}", columns, ((facts.name(base), *cells),), size=9)
    yield from _told(facts, base)
    yield from _texts(f"考核反馈的经验：{shortened(_line(result.good), _GOOD)}" if result.good else "")


def _told(facts: Facts, base: str) -> Iterator[Block]:
    """Two parts of its own summary, cut at the end of a sentence; what was not handed in is said."""
    body = next((one.body for one in facts.world.of(Summary, base) if one.record.year == facts.year.year), None)
    if body is None:
        yield from _texts("没有学年总结，主要工作和案例从略。")
        return
    for name, words, room in _PARTS:
        text = next((text for title, text in sections(body) if any(word in title for word in words)), "")
        lines = gist(text, room)
        yield from (Heading(name, 3), *_texts(*lines[:_MOST])) if lines else ()


def _texts(*lines: str) -> Iterator[Block]:
    yield from (Text(line, _SIZE, pitch=_PITCH) for line in lines if line)


def _line(text: str) -> str:
    return "".join(text.split("\n"))
