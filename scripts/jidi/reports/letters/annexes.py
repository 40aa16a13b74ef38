"""附表 of an application: members, outcomes, evidence (domain e.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...documents.paper import Block, Heading
from ...model.base import Members, Outcomes
from ...model.city import Entry
from ...model.work import Activity, Application, Resource
from ...publish.activity.calendar import held
from .desk import Desk
from .words import Values, body, day, line

Row = dict[str, str]


def annexes(desk: Desk, entry: Entry[Application], base: str) -> Iterator[Block]:
    """Three tables, each under its heading; one without rows says so in the city's words."""
    makers: tuple[tuple[str, Callable[[], Iterator[Row]]], ...] = (
        ("application-members", lambda: _members(desk, base)),
        ("application-outcomes", lambda: _outcomes(desk, base)),
        ("application-evidence", lambda: _evidence(desk, entry, base)),
    )
    for id, make in makers:
        letter, values = desk.letter(id), desk.values(base)
        rows: list[Values] = [{**values, "序号": str(number), **row} for number, row in enumerate(make(), 1)]
        yield Heading(line(letter.title, values, letter.name), 0)
        yield from body(letter, values, rows)


def _members(desk: Desk, base: str) -> Iterator[Row]:
    for entry in desk.world.of(Members, base):
        for one in entry.record.members:
            honours = "、".join(f"{each.name}（{each.year}）" if each.year else each.name for each in one.honours)
            yield {
                "姓名": one.name,
                "单位": desk.world.schools.get(one.school, one.school),
                "角色": "、".join(one.role),
                "职称": one.title or "",
                "荣誉": honours,
            }


def _outcomes(desk: Desk, base: str) -> Iterator[Row]:
    """Projects, achievements, awards up to the year's last day that counts."""
    until = desk.year.until
    for entry in desk.world.of(Outcomes, base):
        told = entry.record
        for one in told.projects:
            if one.day <= until:
                yield {"类别": f"课题（{one.status}）", "名称": one.title, "级别": one.level, "人员": one.leader, "日期": day(one.day)}
        for each in told.achievements:
            if each.day <= until:
                yield {"类别": each.kind, "名称": each.title, "级别": each.level, "人员": "、".join(each.people), "日期": day(each.day)}
        for award in told.awards:
            if award.day <= until:
                yield {"类别": award.grade, "名称": award.event, "级别": award.level, "人员": "、".join(award.people), "日期": day(award.day)}


def _evidence(desk: Desk, entry: Entry[Application], base: str) -> Iterator[Row]:
    """What was handed in with the report, then the held activities and the resources that anybody can look up."""
    for file in entry.record.files:
        yield {"类别": "附件", "名称": file.name, "日期": day(entry.record.day), "位置": str(file.file or file.url or "")}
    until = desk.year.until
    for activity in desk.world.of(Activity, base):
        if activity.record.day <= until and held(desk.world, activity.record):
            yield _found(activity.kind.name, activity)
    for resource in desk.world.of(Resource, base):
        if resource.record.day <= until:
            yield _found(resource.record.type, resource)


def _found(kind: str, entry: Entry[Activity] | Entry[Resource]) -> Row:
    return {"类别": kind, "名称": entry.record.title, "日期": day(entry.record.day), "位置": entry.id.split("/", 1)[-1]}
