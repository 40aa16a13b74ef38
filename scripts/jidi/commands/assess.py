"""``jidi assess``: points, grades, comparisons, and the office's folder (plan 六.1–六.3)."""

from __future__ import annotations

import dataclasses
import datetime
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from ..assess import Assessment, assess, rubric_of
from ..assess.compare import compare, sensitivity, with_marks_rescaled
from ..check import check
from ..check.rubrics import SOUND
from ..load import load
from ..load.city import read
from ..model.city import City, Entry
from ..model.finding import Finding
from ..model.kinds import KINDS
from ..model.rubric import Rubric
from ..publish.assessment import scorecard
from ..publish.assessment.desk import Desk
from ..publish.assessment.dist import dist_files
from ..publish.world import World
from .revision import commit_of, laid_out
from .shared import as_of_option, base_names, examine, known_bases, require_whole, rubric_for, stop, sums_day
from .writing import replace


@click.command("assess", help="按评价标准计分：每个指标多少分、怎样算的、用了哪些材料、哪些没算为什么、怎样提高。")
@click.option("--year", metavar="学年", help="哪一学年，如 2026-2027；不写就是今天所在的学年。")
@click.option("--base", "bases", multiple=True, metavar="基地", help="只看这个基地，可以写几次。")
@as_of_option
@click.option("--format", "style", type=click.Choice(["table", "json", "md"]), default="table", help="输出的样子。")
@click.option("--compare", "revision", metavar="提交", help="和这个提交比，得分变了什么，如 origin/main。")
@click.option("--what-if", "what_if", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="换一份评价标准重算，哪些基地会变。")
@click.option("--sensitivity", "sway", is_flag=True, help="每个指标的分值增减一成，哪些等次会变。")
@click.option("--write", is_flag=True, help="写出 dist/assessment-学年/：考核总表、数据、每个基地一页（给办公室和基地，不公开）。")
@click.pass_obj
def assess_command(
    root: Path, year: str | None, bases: tuple[str, ...], as_of: datetime.date | None, style: str,
    revision: str | None, what_if: Path | None, sway: bool, write: bool,
) -> None:  # fmt: skip
    known_bases(root, bases)
    _alone({"--compare": revision, "--what-if": what_if, "--sensitivity": sway})
    if bases and (write or sway):
        stop("写总表、看敏感性要算全部基地，不能和 --base 一起用。改法：去掉 --base。")
    city, findings = examine(root, as_of)
    require_whole(city, findings)
    rubric = rubric_for(city, year or city.school_year(city.today))
    day = as_of or sums_day(city, rubric.record.year)
    made = assess(city, rubric, day, findings, bases or None)
    if revision:
        before = _at(root, revision, rubric, day, bases)
        click.echo(_compared(city, before, made, f"和 {revision}（{before.commit}）比", made, style), nl=False)
    elif what_if:
        rules = _other(city, what_if, made.year)
        other = assess(with_marks_rescaled(city, made.rubric, rules.record), rules, day, findings, bases or None)
        how = f"改用 {what_if.name}（{other.rubric_sha256[:12]}；评议指标的满分变了的，平均分按比例折算）"
        click.echo(_compared(city, made, other, how, made, style), nl=False)
    elif sway:
        click.echo(f"{scorecard.heading(made)}\n{scorecard.sways(sensitivity(made), base_names(city))}")
    else:
        click.echo(_shown(city, findings, made, style), nl=False)
    if write:
        _write(root, city, made, findings)


def _alone(asked: dict[str, object]) -> None:
    """At most one of these at a time."""
    if len(given := [name for name, value in asked.items() if value]) > 1:
        stop(f"{' 和 '.join(given)} 一次只能用一个。改法：分开运行。")


def _compared(city: City, before: Assessment, after: Assessment, how: str, head: Assessment, style: str) -> str:
    """What differs, as text or as JSON, with the last line end."""
    moves, changes = compare(before, after)
    if style == "json":
        return scorecard.comparison_json(before, after, moves, changes, base_names(city)).decode()
    return f"{scorecard.heading(head)}\n{how}：\n{scorecard.comparison(moves, changes, base_names(city))}\n"


def _shown(city: City, findings: list[Finding], made: Assessment, style: str) -> str:
    """An assessment in one of the three styles, with the last line end."""
    names, words = base_names(city), city.vocabulary
    if style == "json":
        return scorecard.assessment_json(made, names, words).decode()
    if style == "md":
        return scorecard.markdown(made, names, words)
    return scorecard.table(made, names, words, Desk(World(city, tuple(findings)), made, "quanbu").days) + "\n"


def _at(root: Path, revision: str, rubric: Entry[Rubric], day: datetime.date, bases: Iterable[str]) -> Assessment:
    """The same assessment at another commit: its material, its rubric, its own first-merge dates."""
    commit = commit_of(root, revision)
    with laid_out(root, commit) as folder:
        old, found = load(folder, day, at=(root, commit))
        require_whole(old, found)
        own = rubric_of(old, rubric.record.year)
        if own is None:
            stop(f"“{revision}”那时还没有 {rubric.record.year} 学年的评价标准，不能比。改法：换一个晚些的提交，或用 --year 换一个学年。")
        return assess(old, own, day, [*found, *check(old)], list(bases) or None)


def _other(city: City, path: Path, year: str) -> Entry[Rubric]:
    """A rubric from any file, as if it were the year's own; what is wrong with it is said at once."""
    if not path.is_file():
        stop(f"没有“{path}”这个文件。改法：把现在的评价标准复制一份，改好，再写这份的路径。")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rubric.yml").write_bytes(path.read_bytes())
        entry, findings = read(Path(folder), "rubric.yml", KINDS["rubrics"], city.vocabulary)
    if entry is None or not isinstance(entry.record, Rubric):
        named = [dataclasses.replace(one, place=one.place._replace(file=path.name)) for one in findings]
        stop("\n".join(map(str, named)) or f"“{path.name}”读不懂。")
    entry = dataclasses.replace(entry, file=path.name)
    own = dataclasses.replace(entry, record=entry.record.model_copy(update={"year": year}))
    asked = dataclasses.replace(city, entries=(*(one for one in city.entries if not isinstance(one.record, Rubric)), own))
    if wrong := sorted({one for sound in SOUND for one in sound(asked)}):
        stop("\n".join(map(str, wrong)))
    return own  # type: ignore[return-value]


def _write(root: Path, city: City, made: Assessment, findings: list[Finding]) -> None:
    """The office's folder: each file replaced whole; what else lies there stays."""
    folder = root / "dist" / f"assessment-{made.year}"
    outputs = dist_files(city, made, findings, (root / "overrides/jidi/scorecard_full.html").read_text("utf-8"))
    for output in outputs:
        assert isinstance(output.content, bytes)
        replace(folder / output.path, output.content)
    click.echo(f"已写出 {len(outputs)} 个文件：{folder}。里面有各项得分，只给办公室和本基地，不要公开。", err=True)
