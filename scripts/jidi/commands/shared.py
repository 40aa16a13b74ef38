"""What several commands do alike: read and check, stop with a sentence."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from ..load import load, unhurried
from ..load.city import NOT_RECORDS as WORDS
from ..load.remembered import Remembered
from ..memo import Memo, Store
from ..memo.memory import store_of
from ..model.city import City, Entry
from ..model.finding import Finding
from ..model.inputs import Inputs
from .together import Together

if TYPE_CHECKING:
    from ..model.rubric import Rubric


class Examined(NamedTuple):
    """A city with all that is wrong in it, and what is known of earlier runs, to be told what this one works out."""

    city: City
    findings: list[Finding]
    memo: Memo | None
    store: Store


@unhurried()
def examine(root: Path, today: datetime.date | None = None) -> tuple[City, list[Finding]]:
    """Read and check; a bar on a terminal, nothing elsewhere."""
    city, findings, _, _ = examined(root, today)
    return city, findings


@unhurried()
def examined(root: Path, today: datetime.date | None = None, bases: Collection[str] = ()) -> Examined:
    """Read and check, only what concerns these ``bases`` if there are any named; what has not changed since an earlier run is not looked at again."""
    store = store_of(root, [root / one for one in BENEATH_ALL])
    before, others = Remembered(store), Together(bases)
    city, findings = load(root, today, _watch if sys.stderr.isatty() else iter, before=before, ahead=others.ahead)
    memo = Memo(store, Inputs(city)) if store else None
    if memo:
        memo.own()
    for name, find in _looks(city, bases):
        findings += others.found[name] if name in others.found else memo.run(name, find) if memo else find()
    if memo and store.write(before.fresh.values(), before.gone(), [*before.made, *others.jobs, *memo.handed_over()]):
        before.kept()
    return Examined(city, sorted({*findings}), memo, store)


def _looks(city: City, bases: Collection[str]) -> Iterator[tuple[str, Callable[[], list[Finding]]]]:
    """The rules of each base, and those of all together."""
    yield from ((f"check {base}", partial(_look, city, base)) for base in city.parts if base and (not bases or base in bases))
    if not bases:
        yield "check", partial(_look, city)


def _look(city: City, base: str = "") -> list[Finding]:
    """What breaks a rule in a base, or in all of them together."""
    from ..check import check_part, check_whole  # the rules and all that they lean on: for who finds everything as it was, most of the start-up

    return check_part(city, base) if base else check_whole(city)


def _watch(files: list[str]) -> Iterator[str]:
    with click.progressbar(files, label="读材料", file=sys.stderr) as bar:
        yield from bar


# Files on which all that is worked out leans: another word, another look.
BENEATH_ALL = (*sorted(WORDS), "content/standards/city.yml", "content/guide/images", "mkdocs.yml", "overrides")
SHARED = ("content/standards/", "content/rounds/", "content/decisions/")


def require_whole(city: City, findings: list[Finding]) -> None:
    """Stop if a file that every base is judged by could not be read: without it all points would be silently wrong."""
    errors = [one for one in findings if one.level == "error"]
    words = [one for one in errors if one.place.file in WORDS]
    wrong = words or [one for one in errors if one.place.file in city.broken and one.place.file.startswith(SHARED)]
    if wrong:
        more = [f"……共 {len(wrong)} 处，全部见 check"] if len(wrong) > 20 else []
        stop("\n".join([*map(str, wrong[:20]), *more, "这些文件关系到每个基地的得分，改好以前不能计分。"]))


def rubric_for(city: City, text: str) -> Entry[Rubric]:
    """The rubric of a school year; stops with what to do if the year or the rubric is not there."""
    from ..model.rounds import rubric_of  # as above
    from ..model.rubric import Rubric

    year = typed_year(text)
    if found := rubric_of(city, year):
        return found
    years = sorted(entry.record.year for entry in city.of(Rubric))
    have = f"现在有：{'、'.join(years)}" if years else "一份评价标准也没有"
    stop(f"没有 {year} 学年的评价标准。改法：写一份 content/standards/rubric-{year}.yml，或换一个学年（{have}）。")


def typed_year(text: str) -> str:
    """A school year as it was typed; stops if it is none."""
    from ..model.types import read_year  # as above

    try:
        return str(read_year(text))
    except ValueError:
        stop(f"“{text}”不是学年。写成 2026-2027 的样子。")


def sums_day(city: City, year: str) -> datetime.date:
    """The day that a round was computed on, if it says so; otherwise today."""
    from ..model.rounds import round_of  # as above

    one = round_of(city, year)
    return one.as_of if one and one.as_of else city.today


def program() -> str:
    """What people type before a command's name."""
    return os.environ.get("JIDI_PROGRAM", "jidi")


def stop(message: str) -> NoReturn:
    """Could not run."""
    click.echo(message, err=True)
    sys.exit(2)


def git(root: Path, *args: str, failure: str) -> bytes:
    """What git answers; stops with ``failure`` if it does not."""
    try:
        return subprocess.run(["git", "-C", str(root), *args], capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        stop(failure)


def private(root: Path, folder: Path, what: str, usual: str) -> None:
    """Stop if a folder is one that is published or committed: ``what`` is not for everybody. ``usual``: where it is written without ``--out``."""
    root, folder = root.resolve(), folder.resolve()
    if folder.is_relative_to(root) and not folder.is_relative_to(root / "dist"):
        stop(f"“{folder}”在网站或材料的文件夹里，{what}可能被发布出去。改法：不写 --out（写到 {usual}），或换一个外面的文件夹，如桌面。")


def base_names(city: City) -> dict[str, str]:
    """Base id → its short name."""
    from ..model.base import Base  # as above

    return {entry.base: entry.record.short_name for entry in city.of(Base)}


def known_bases(root: Path, bases: tuple[str, ...]) -> None:
    """Stop if a base is named that has no folder."""
    for base in bases:
        if not (root / "bases" / base).is_dir():
            stop(f"没有“{base}”这个基地。看看 bases 文件夹里的名字。")


class Day(click.ParamType[datetime.date]):
    """A day on the command line, as ``2026-10-12``."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> datetime.date:
        try:
            return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}”不是日期，写成 2026-10-12 的样子", param, context)


as_of_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--as-of", "as_of", type=Day(), metavar="日期", help="按哪一天的材料算，如 2026-10-12；不写就是今天。"
)
