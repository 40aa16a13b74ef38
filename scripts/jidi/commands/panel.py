"""``jidi panel``: score sheets for the experts, and only sums of what comes back (plan 六.1)."""

from __future__ import annotations

import contextlib
import datetime
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import click

from ..assess import assess, round_of
from ..model.city import City
from ..model.standards import Panel
from ..panel.collect import collect, filled
from ..panel.experts import Expert, scope
from ..panel.folder import committable, sheets_in
from ..panel.layout import ROSTER_FILE, SHEET_PREFIX, Problem, sheet_file
from ..panel.ledger import panel_file, panel_text
from ..panel.report import few_lines, flag_lines, lacking_lines, scope_lines, table_lines
from ..panel.roster import read_roster, template
from ..panel.settle import first, second
from ..panel.sheet import workbook
from .shared import Day, as_of_option, base_names, examine, require_whole, rubric_for, stop, sums_day
from .writing import hold, replace


@click.group("panel", help="专家评议：给每位专家一份离线评分表，收回来只汇总平均和分歧。")
def panel() -> None:
    """A group; its commands do the work."""


@panel.command("make", help="写出评分表。第一次先写出专家名单，填好再运行一次。文件夹要在材料文件夹以外。")
@click.argument("year", metavar="学年")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path, file_okay=False))
@click.option("--due", type=Day(), metavar="日期", help="交表日期，印在说明里。")
@click.option("--force", is_flag=True, help="已经填了分的评分表也重写（填的分就没有了）。")
@as_of_option
@click.pass_obj
def make_command(root: Path, year: str, folder: Path, due: datetime.date | None, force: bool, as_of: datetime.date | None) -> None:
    _guard(root, folder)
    city, findings = examine(root, as_of)
    require_whole(city, findings)
    rubric = rubric_for(city, year)
    with _within(folder):
        if new := not (folder / ROSTER_FILE).exists():
            replace(folder / ROSTER_FILE, template(city))
    if new:
        click.echo(f"已写出 {folder / ROSTER_FILE}。请每位专家填一行，保存、关闭，再运行一次同样的命令。")
        return
    experts, names = _roster(folder, city), base_names(city)
    made = assess(city, rubric, as_of or sums_day(city, rubric.record.year), findings)
    if not made.cards:
        stop(f"{rubric.record.year} 学年没有参加考核的基地。改法：在 content/rounds/{rubric.record.year}.yml 的“范围”里写上基地编号。")
    judges = Counter({card.base: 0 for card in made.cards})
    for expert in experts:
        mine, hidden = scope(city, expert, [card.base for card in made.cards])
        judges.update(mine)
        click.echo("\n".join(scope_lines(expert, mine, hidden, names)))
        if mine:
            data = workbook(city, made, expert.code, mine, f"{due.year} 年 {due.month} 月 {due.day} 日" if due else "")
            with _within(folder):
                said = _put(folder / sheet_file(expert.code), data, force)
            click.echo(said)
    _say(few_lines(made.rubric, judges, names))


@contextlib.contextmanager
def _within(folder: Path) -> Iterator[None]:
    """Stop with the office's own folder named if the system will not let it be read or written."""
    try:
        yield
    except OSError as error:
        stop(
            f"“{folder}”读写不了（{error.strerror or error}），停在这里。"
            f"改法：关掉正在打开的{ROSTER_FILE}和评分表；看看磁盘满没满、这个文件夹能不能新建文件；不行就换一个文件夹，如桌面上的“评议”。"
        )


def _put(path: Path, data: bytes, force: bool) -> str:
    """Write a workbook unless an expert has worked in it; a sentence that says which."""
    if path.exists() and not force and filled(path.read_bytes(), path.name):
        return f"    {path.name} 里已经填了内容，没有动。要重新发，先把它移走，或加 --force。"
    replace(path, data)
    return f"    已写出 {path.name}"


@panel.command("collect", help="读回评分表，算平均和分歧。先给看，加 --write 才写进 content/rounds/。")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--write", is_flag=True, help="写进 content/rounds/学年-panel.yml（只有平均、份数、极差）。")
@click.option("--rescore", is_flag=True, help="复议：只换分歧过大的指标，初评的平均和极差留着。")
@click.pass_obj
def collect_command(root: Path, folder: Path, write: bool, rescore: bool) -> None:
    _guard(root, folder)
    if write:
        hold(root)
    city, findings = examine(root)
    require_whole(city, findings)
    experts, names = _roster(folder, city), base_names(city)
    with _within(folder):
        files = sheets_in(folder)
    if isinstance(files, list):
        _refuse(files)
    if not files:
        stop(f"“{folder}”里没有 {SHEET_PREFIX}*.xlsx。把专家交回来的评分表放进去，文件名不要改。")
    collected = collect(city, experts, files)
    if isinstance(collected, list):
        _refuse(collected)
    rubric = collected.rubric
    new = (second if rescore else first)(_old(root, city, rubric.year), collected, names)
    if isinstance(new, list):
        _refuse(new)
    if isinstance(new, str):
        stop(new)
    _say(table_lines(rubric, new.marks, names))
    if len(experts) > len(files):
        _say([f"名单上 {len(experts)} 位专家，收到 {len(files)} 份评分表，还差 {len(experts) - len(files)} 份。"])
    _say([*few_lines(rubric, collected.judges, names), *lacking_lines(collected, names), *flag_lines(rubric, new.marks, names)])
    _finish(root, city, new, write)


def _finish(root: Path, city: City, new: Panel, write: bool) -> None:
    """Write the sums, or show what would be written."""
    text, file, one = panel_text(new), panel_file(new.year), round_of(city, new.year)
    if not write:
        click.echo(f"以上没有写入。加 --write 写进 {file}，内容是：\n{text}", nl=False)
        return
    if one and city.vocabulary.is_term("round_status", one.status, "yigongbu"):
        stop(f"{new.year} 学年的结果已经公布，评议汇总不能再改，没有写。确有错误，走复核更正（content/rounds/{new.year}.yml 的“异议”）。")
    replace(root / file, text.encode())
    click.echo(f"已写入 {file}：{len(new.marks)} 条汇总，没有姓名和单个打分。评分表请留在办公室存档。")


def _say(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(line)


def _refuse(problems: Sequence[Problem]) -> NoReturn:
    """Everything to mend, and nothing done."""
    for one in problems:
        click.echo(str(one), err=True)
    click.echo(f"共 {len(problems)} 个问题，一个字也没有写。改好再运行。", err=True)
    sys.exit(1)


def _guard(root: Path, folder: Path) -> None:
    if reason := committable(root, folder):
        stop(reason)


def _roster(folder: Path, city: City) -> tuple[Expert, ...]:
    path = folder / ROSTER_FILE
    with _within(folder):
        data = path.read_bytes() if path.exists() else None
    if data is None:
        stop(f"“{folder}”里没有{ROSTER_FILE}。先运行 jidi panel make 学年 文件夹。")
    experts, problems = read_roster(data, city)
    if problems:
        _refuse(problems)
    return experts


def _old(root: Path, city: City, year: str) -> Panel | None:
    """The sums that are already there."""
    found = next((entry.record for entry in city.of(Panel) if entry.record.year == year), None)
    if found is None and (root / panel_file(year)).exists():
        stop(f"{panel_file(year)} 读不懂，不知道有没有初评。先运行 check 改好它，或者删掉它。")
    return found
