"""Chapters one and two of the city's report: what there is, and what was done (R-4.1.1, R-5.3.3, R-3.3.0)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ...documents import Block, Cell, Column, Heading, Table
from ...model.city import Entry
from ...model.kinds import BASE_KINDS, Kind
from ...model.record import Record
from ...model.vocabulary import Term
from ...model.work import Activity
from .done import Done
from .drawings import activity_calendar, city_lines, stage_bars
from .facts import Facts, Seat
from .tables import count_table, tally_table
from .words import day_words, listed, percent, tally_words, texts


def overview(facts: Facts) -> Iterator[Block]:
    """一、总体情况: who holds a seat, who applies, what is vacant."""
    seats, until = facts.seats, day_words(facts.year.until)
    held, asked, vacant = ([one for one in seats if one.state == state] for state in ("已建", "申报中", "空缺"))
    yield Heading("总体情况", 1)
    yield from texts(
        f"截至{until}，全市 {len(seats)} 个学段学科中，已建基地 {len(held)} 个，申报中 {len(asked)} 个，空缺 {len(vacant)} 个，"
        f"覆盖率 {percent(len(held), len(seats))}。",
        f"本学年持有名称的基地 {len(facts.bases)} 个，分布在 {facts.places(map(facts.county, facts.bases))}。",
        *(f"此后的变化：{then.name}由“{then.state}”变为“{now.state}”。" for then, now in facts.seats_since),
    )
    yield Heading("覆盖情况", 2)
    yield _matrix(facts)
    yield Heading("空缺学科", 2)
    for stage in facts.world.city.stages.values():
        names = [one.subject for one in vacant if one.stage == stage["name"]]
        yield from texts(f"{stage['name']}空缺 {len(names)} 个：{listed(names)}。")


def _matrix(facts: Facts) -> Table:
    """A row for each subject, a column for each stage; a dash where a stage has no such subject."""
    stages = [str(one["name"]) for one in facts.world.city.stages.values()]
    by_place = {(one.stage, one.subject): one for one in facts.seats}
    subjects = dict.fromkeys(one.subject for one in facts.seats)
    rows = tuple((subject, *(_seat(by_place.get((stage, subject))) for stage in stages)) for subject in subjects)
    note = "—：这个学段没有这个学科，或全市决定不设。"
    return Table("覆盖矩阵", (Column("学科", width=36), *map(Column, stages)), rows, caption="学段、学科覆盖情况", note=note, size=9)


def _seat(one: Seat | None) -> str | None:
    if one is None:
        return None
    return f"{one.state}（{one.school}）" if one.school else one.state


def progress(facts: Facts) -> Iterator[Block]:
    """二、工作进展: activities, who came, resources, each with the year before."""
    now, before = facts.now.tally, facts.before.tally if facts.before else None
    yield Heading("工作进展", 1)
    yield from texts(f"全市基地{'。'.join(tally_words(now, before, facts.then))}。")
    yield from city_lines(facts)
    words = facts.world.city.vocabulary
    yield Heading("分学段、学科和县区", 2)
    yield tally_table(facts, "分学段", "学段", facts.stage, (str(one["name"]) for one in facts.world.city.stages.values()))
    yield stage_bars(facts)
    have = {facts.subject(one) for one in facts.bases}
    yield tally_table(facts, "分学科", "学科", facts.subject, (one for one in words.names("subject") if one in have))
    yield tally_table(facts, "分县区", "承办学校所在县区", facts.county, facts.counties)
    yield Heading("活动的类型和方式", 2)
    yield from _kinds_of_activity(facts)
    yield Heading("四个中心", 2)
    rows = tuple(_centres(facts))
    yield Table(
        "四个中心",
        (Column("中心", width=44), Column("材料"), Column("本学年", "int", 30, "份"), Column(facts.then, "int", 30, "份")),
        rows,
        caption="四个中心的材料",
    )


def _kinds_of_activity(facts: Facts) -> Iterator[Block]:
    """Diversity, levels, training modes, purposes; shown, never scored (R-3.4.2)."""
    words, now = facts.world.city.vocabulary, facts.now
    types = {one.record.type for one in now.activities}
    yield from texts(f"举办过的活动有 {len(types)} 类，词表列出的共 {len(words.of('activity_type'))} 类。")
    yield activity_calendar(facts)
    for name, kind, attribute in (("活动类型", "activity_type", "type"), ("活动级别", "activity_level", "level")):
        rows = [one for one in _word_rows(facts, words.of(kind), attribute) if one[1] or one[2]]
        yield count_table(facts, name, name, "次", rows, "只列有的。")
    for name, kind, attribute in (("研训方式", "training_mode", "training"), ("活动目的", "purpose", "purpose")):
        rows = _word_rows(facts, words.of(kind), attribute)
        note = "一次活动可以有几种，所以不合计。"
        yield count_table(facts, name, name, "次", rows, note, total=False)


def _word_rows(facts: Facts, terms: tuple[Term, ...], attribute: str) -> list[tuple[str, int, int | None]]:
    """Each word with how many activities bear it, this year and the one before."""
    return [(one.name, _bearing(facts.now, attribute, one.name), _bearing(facts.before, attribute, one.name) if facts.before else None) for one in terms]


def _bearing(done: Done, attribute: str, word: str) -> int:
    return sum(_bears(one, attribute, word) for one in done.activities)


def _bears(entry: Entry[Activity], attribute: str, word: str) -> bool:
    value = getattr(entry.record, attribute)
    return word in value if isinstance(value, tuple) else word == value


def _centres(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    """The plan's four centres (plan 三) with how much of each kind there is; registers by their dated lines."""
    for term in facts.world.city.vocabulary.of("centre"):
        for kind in BASE_KINDS:
            if kind.centre == term.id and kind.id != "members":
                yield term.name, kind.name, _pieces(facts, kind, facts.now), _pieces(facts, kind, facts.before) if facts.before else None


def _pieces(facts: Facts, kind: Kind, done: Done) -> int:
    """How many pieces of a kind are of a year; activities and resources as they are counted everywhere."""
    known = {"activities": done.activities, "resources": done.resources}
    if kind.id in known:
        return len(known[kind.id])
    start, _ = facts.world.city.year_span(done.year)
    days = [day for base in done.bases for entry in facts.world.of(kind.model, base) for day in _days(entry.record)]
    return sum(start <= day <= done.until for day in days)


def _days(record: Record) -> Iterator[datetime.date]:
    """The day of a record, or those of the lines of a register."""
    if hasattr(record, "day"):
        yield record.day
        return
    for name in type(record).model_fields:
        value = getattr(record, name)
        yield from (one.day for one in value if hasattr(one, "day")) if isinstance(value, tuple) else ()
