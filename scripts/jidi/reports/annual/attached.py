"""The seven tables behind a base's summary, counted from its material (domain e.5)."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import Block, Cell, Column, Heading, Table
from ...model.base import Guidance, Outcomes
from ...publish.world import World
from .done import came
from .facts import Facts
from .words import tally_words, texts

Money = tuple[tuple[str, float, float | None], ...]


def attached(facts: Facts, base: str, world: World, money: Money | None) -> Iterator[Block]:
    """All seven, each under its heading; an empty one is said in a sentence. ``money`` is None for everybody's paper."""
    activities, attendances, resources = tally_words(facts.now.of(base).tally, facts.before.of(base).tally if facts.before else None, facts.then)
    made = (
        ("活动一览", activities, _activities(facts, base)),
        ("资源一览", resources, _resources(facts, base)),
        ("课题与成果", "", _outcomes(facts, base, world)),
        ("教师荣誉", "", _awards(facts, base, world)),
        ("覆盖情况", attendances, _reach(facts, base)),
        ("指导意见办理", "", _guidance(facts, base, world)),
    )
    for number, (name, told, table) in enumerate(made, 1):
        yield Heading(name, 2)
        yield from texts(f"{told}。" if told else "")
        yield from [_numbered(number, name, table)] if table.rows else texts("本学年材料里没有记录。")
    yield Heading("经费", 2)
    yield from texts("经费收支另报，不在公开的总结里。") if money is None else [_numbered(7, "经费", _money(money))]


def _numbered(number: int, name: str, table: Table) -> Table:
    return Table(f"附表{number} {name}", table.columns, table.rows, name, table.note, size=9)


def _activities(facts: Facts, base: str) -> Table:
    columns = (Column("日期", "day", 24), Column("活动"), Column("类型", width=28), Column("级别", width=18), Column("参加", "int", 20, "人次", total=True))
    rows = tuple((one.record.day, one.record.title, one.record.type, one.record.level, _known(came(one))) for one in facts.now.of(base).activities)
    return Table("活动一览", columns, rows, note="—：没有登记参加人数。" if any(row[-1] is None for row in rows) else "")


def _known(count: int) -> int | None:
    """No list of who came is no knowledge of how many."""
    return count or None


def _resources(facts: Facts, base: str) -> Table:
    columns = (Column("日期", "day", 24), Column("资源"), Column("类型", width=28), Column("年级", width=18), Column("外校使用", "int", 24, "次", total=True))
    rows = tuple((one.record.day, one.record.title, one.record.type, one.record.grade, len(one.record.uses)) for one in facts.now.of(base).resources)
    return Table("资源一览", columns, rows)


def _outcomes(facts: Facts, base: str, world: World) -> Table:
    """Projects that reached a state in the year, and what was published or won."""
    found: list[tuple[Cell, ...]] = []
    for entry in world.of(Outcomes, base):
        found += [(one.day, one.title, f"课题（{one.status}）", one.level, one.leader) for one in entry.record.projects if _in(facts, one.day)]
        found += [(one.day, one.title, one.kind, one.level, "、".join(one.people)) for one in entry.record.achievements if _in(facts, one.day)]
    columns = (Column("日期", "day", 24), Column("名称"), Column("种类", width=28), Column("级别", width=16), Column("主持、完成人", width=34))
    return Table("课题与成果", columns, tuple(sorted(found, key=lambda row: (str(row[0]), str(row[1])))))


def _awards(facts: Facts, base: str, world: World) -> Table:
    columns = (Column("日期", "day", 24), Column("赛事"), Column("级别", width=18), Column("等次", width=22), Column("获奖人", width=36))
    found = [one for entry in world.of(Outcomes, base) for one in entry.record.awards if _in(facts, one.day)]
    return Table("教师荣誉", columns, tuple((one.day, one.event, one.level, one.grade, "、".join(one.people)) for one in found))


def _in(facts: Facts, day: object) -> bool:
    return facts.year.span[0] <= day <= facts.year.until  # type: ignore[operator]


def _reach(facts: Facts, base: str) -> Table:
    """Counties from which somebody came, in the city's order."""
    schools: dict[str, dict[str, int]] = {}
    for entry in facts.now.of(base).activities:
        for one in entry.record.participants:
            here = schools.setdefault(facts.county_of(one.school), {})
            here[one.school] = here.get(one.school, 0) + one.count
    order = [*(name for name in facts.counties if name in schools), *sorted(set(schools) - set(facts.counties))]
    columns = (Column("县区"), Column("学校和单位", "int", 40, "所", total=True), Column("参加", "int", 40, "人次", total=True))
    return Table("覆盖情况", columns, tuple((name, len(schools[name]), sum(schools[name].values())) for name in order))


def _guidance(facts: Facts, base: str, world: World) -> Table:
    columns = (Column("提出", "day", 24), Column("意见"), Column("回复"), Column("回复日期", "day", 24), Column("办结", "day", 24))
    found = [one for entry in world.of(Guidance, base) for one in entry.record.entries if _in(facts, one.day)]
    return Table("指导意见办理", columns, tuple((one.day, _line(one.advice), _line(one.reply) or None, one.replied, one.closed) for one in found))


def _line(text: str) -> str:
    return "".join(text.split("\n"))


def _money(money: Money) -> Table:
    columns = (Column("类别"), Column("计划", "decimal", 44, "元", total=True), Column("支出", "decimal", 44, "元", total=True))
    return Table("经费", columns, money, note="—：还没有支出数。" if any(row[2] is None for row in money) else "")
