"""申报报告: what a school hands in for the title, as one paper to be stamped, with its annexes and the five opinions (plan 四.1; R-4.1.3; domain e.1)."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.paper import Block, Box, Break, Contents, Cover, Heading
from ...life import Step
from ...model.city import Entry
from ...model.reports import OpinionBox
from ...model.standards import Review
from ...model.work import Application
from ..annual.prose import blocks as prose
from ..report import Gap
from .annexes import annexes
from .desk import Desk
from .drafting import Made, report
from .words import Values, body, day, fill, line

_BOX = 60.0  # millimetres: three on a page


def application(desk: Desk) -> Iterator[Made]:
    """The reports of the bases that apply; a report that is not there, or has not all its sections, is a gap."""
    for base in desk.bases:
        life = desk.lives.get(base)
        entry = next(desk.world.city.of(Application, base), None)
        early = entry.record.day > desk.year.until if entry else desk.year.until < desk.world.city.today
        if life is None or life.state.seat != desk.applying or early:
            continue
        letter, file = desk.letter("application"), f"bases/{base}/application.md"
        name = f"{letter.name}：{desk.bases[base].record.short_name}"
        if entry is None:
            yield Gap(desk.kind, name, "没有申报报告", f"加上 {file}，写标题、日期（学校盖章日期）、学科组人数和各章", base)
        elif missing := _missing(desk, entry):
            yield Gap(desk.kind, name, f"{file} 缺“{'”“'.join(missing)}”", "补上这几章，小标题里写上这些词", base)
        else:
            yield report(desk, f"application-{base}", letter, _content(desk, entry, base), base, draft=False)


def _missing(desk: Desk, entry: Entry[Application]) -> list[str]:
    """The sections that the city asks for and no heading has."""
    headings = "\n".join(line for line in entry.body.split("\n") if line.startswith("#"))
    return [words for words in (desk.table.sections if desk.table else ()) if words not in headings]


def _content(desk: Desk, entry: Entry[Application], base: str) -> Iterator[Block]:
    letter, record = desk.letter("application"), entry.record
    values = desk.values(base, 报告标题=record.title, 日期=day(record.day), 学科组人数=str(record.people), 近三年=record.previous)
    covered = tuple(filled for text in letter.cover if (filled := fill(text, values, letter.name)))
    yield Cover(line(letter.title, values, letter.name), covered, line(letter.sign, values, letter.name), day(record.day))
    yield Contents(1)
    yield from body(letter, values)
    yield from prose(entry.body, 1)
    yield from annexes(desk, entry, base)
    yield Break()
    yield Heading(line(desk.letter("application-opinions").title, desk.values(base)), 0)
    for box in desk.wording.boxes if desk.wording else ():
        yield Box(box.name, _opinions(desk, base, box), _BOX)


def _opinions(desk: Desk, base: str, box: OpinionBox) -> str:
    """What was said already since the school last handed in its report, by day."""
    steps = _since_handed_in(desk, base)
    first = steps[0].decision.record.day if steps else None
    said = [(one.decision.record.day, _decided(one)) for one in steps if one.decision.record.event in box.events]
    reviews = [one.record for one in desk.world.city.of(Review) if one.record.base == base and one.record.kind in box.reviews]
    said += [(one.day, _reviewed(one)) for one in reviews if first and first <= one.day <= desk.year.until]
    return "\n".join(line(box.text, values, box.name) for _, values in sorted(said, key=lambda each: each[0]))


def _since_handed_in(desk: Desk, base: str) -> list[Step]:
    """The decisions after the last one that sent the report back."""
    steps = [one for one in desk.lives[base].steps if one.transition]
    start = desk.table.states[0].id if desk.table else ""
    back = [number for number, one in enumerate(steps, 1) if one.after.id == start]
    return steps[max(back, default=0) :]


def _decided(one: Step) -> Values:
    record = one.decision.record
    return {"意见": record.reason or record.title, "结论": "", "机关": record.actor, "日期": day(record.day)}


def _reviewed(one: Review) -> Values:
    return {"意见": one.opinion, "结论": one.conclusion, "机关": one.kind, "日期": day(one.day)}
