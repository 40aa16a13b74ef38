"""``jidi due``: what each base should know this month, to that base only (domain f, rule 9)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from ..assess import assess, rubric_of
from ..gate.digest import SECTIONS, Digest, digest
from ..gate.owners import owners_of
from ..gate.quiet import quiet
from ..life import board
from ..model.city import City
from ..model.finding import Finding
from ..publish.assessment.desk import Desk
from ..publish.world import World
from .shared import as_of_option, examine, known_bases, require_whole, stop
from .writing import replace

_NOTHING = "没有要提醒的，谢谢大家。"


@click.command("due", help="给每个基地的提示：快到日子的材料、计划里没做的、过期的后续行动、等着回复的指导。只说事实。")
@click.option("--base", "bases", multiple=True, metavar="基地", help="只看这个基地，可以写几次。")
@as_of_option
@click.option("--format", "style", type=click.Choice(["text", "md", "json"]), default="text", help="输出的样子。")
@click.option("--write", "folder", type=click.Path(path_type=Path, file_okay=False), help="每个有提示的基地写一份 md，和一张清单。")
@click.option("--open", "there", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="平台上没关的问题，里面有过的提示就接着用。")
@click.pass_obj
def due_command(root: Path, bases: tuple[str, ...], as_of: datetime.date | None, style: str, folder: Path | None, there: Path | None) -> None:
    known_bases(root, bases)
    city, findings = examine(root, as_of)
    require_whole(city, findings)
    found = [one for one in digests(city, findings) if not bases or one.base in bases]
    if folder:
        _write(folder, city, found, _numbers(there) if there else {})
    else:
        click.echo(_PRINTERS[style](found), nl=False)


def digests(city: City, findings: list[Finding]) -> list[Digest]:
    """One for every base whose life is not over."""
    rubric = rubric_of(city, city.school_year(city.today))
    desk = Desk(World(city, tuple(findings)), assess(city, rubric, city.today, findings), "quanbu") if rubric else None
    found = board(city)
    running = [row.base for row in found.rows if not row.life.state.terminal]
    papers = {base: [(day, what) for day, what, indicator in desk.days(base) if indicator] if desk else [] for base in running}
    return [digest(city, found, base, rubric.record if rubric else None, papers[base]) for base in running]


def _mark(base: str) -> str:
    """By which an issue is found again."""
    return f"<!-- jidi-due: {base} -->"


def _numbers(path: Path) -> dict[str, int]:
    """First line → number of the open issues that a bot wrote, from the forge's list of pages."""
    try:
        pages = json.loads(path.read_bytes())
        issues = [one for page in pages for one in page if one["user"]["type"] == "Bot"]
        return {str(one["body"] or "").partition("\n")[0].strip(): int(one["number"]) for one in issues}
    except (OSError, ValueError, KeyError, TypeError):
        stop(f"“{path.name}”不是平台列出的问题。")


def _write(folder: Path, city: City, found: Iterable[Digest], numbers: Mapping[str, int]) -> None:
    """``BASE.md`` each, and ``issues.txt``: base|number or nothing|accounts|title."""
    people = {one.base: ",".join(one.logins) for one in owners_of(city).bases}
    told = [one for one in found if one.count]
    for one in told:
        replace(folder / f"{one.base}.md", f"{_mark(one.base)}\n{as_markdown([one])}".encode())
    rows = [
        (one.base, str(numbers.get(_mark(one.base), "")), people.get(one.base, ""), f"{one.name}：{one.day.year} 年 {one.day.month} 月提示") for one in told
    ]
    replace(folder / "issues.txt", "".join(f"{'|'.join(row)}\n" for row in rows).encode())
    click.echo(f"已写出 {len(told)} 个基地的提示：{folder}。")


def _title(one: Digest) -> str:
    return f"{one.name}：{one.day.year} 年 {one.day.month} 月提示"


def as_text(found: Iterable[Digest]) -> str:
    """For a terminal: where, what, what to do."""
    return "\n".join("\n".join(_lines(one)) for one in found) + "\n"


def _lines(one: Digest) -> Iterable[str]:
    yield f"{one.name}（{one.base}）　{one.day}"
    if not one.count:
        yield f"  {_NOTHING}"
    for key, todos in one.todos.items():
        yield f"  {SECTIONS[key]}"
        yield from (f"    {todo.message}\n      要做：{todo.fix}（{todo.place}）" for todo in todos)


def as_markdown(found: Iterable[Digest]) -> str:
    """A list of boxes to tick, with the contributors' words quiet."""
    return "\n\n".join("\n".join(_boxes(one)) for one in found) + "\n"


def _boxes(one: Digest) -> Iterable[str]:
    yield f"## {quiet(one.name)}　{one.day}\n"
    yield "老师们好！下面是从已经交来的材料里看到的，写给你们自己。做完的打个勾；已经做了还没写的，补上材料，下次就不再提。" if one.count else _NOTHING
    for key, todos in one.todos.items():
        yield f"\n### {SECTIONS[key]}\n"
        yield from (f"- [ ] {quiet(todo.message)}。{quiet(todo.fix)}（{quiet(str(todo.place))}）" for todo in todos)


def as_json(found: Iterable[Digest]) -> str:
    """``[{base name day todos{section: [{message fix file line day}]}}]``; sections without anything are left out."""
    rows = [
        {
            "base": one.base, "name": one.name, "day": one.day,
            "todos": {
                key: [{"message": t.message, "fix": t.fix, "file": t.place.file, "line": t.place.line, "day": t.day} for t in todos]
                for key, todos in one.todos.items()
            },
        }
        for one in found
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, indent=1, default=datetime.date.isoformat) + "\n"


_PRINTERS: dict[str, Callable[[Iterable[Digest]], str]] = {"text": as_text, "md": as_markdown, "json": as_json}
