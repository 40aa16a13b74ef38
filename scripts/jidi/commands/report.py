"""``jidi report``: annual reports, county summaries, letters and drafts (domain e, R-6.2.3, R-7.1.4)."""

from __future__ import annotations

import datetime
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import click

from ..archive.digests import digest_of, sum_line
from ..documents import NoFonts, own_fonts
from ..publish.released import Issued, Released, bundle
from ..reports import KINDS, Gap, Report, Year, year_of
from ..reports.render import FORMATS, File, Looks, formats_of, rendered
from .shared import as_of_option, examine, known_bases, private, require_whole, stop, sums_day, typed_year
from .template import own_look
from .writing import replace

PUBLIC, INSIDE = "公开", "内部"
_NAMED = "、".join(f"{one.id} {one.name}" for one in KINDS)


def _split(context: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    """Words between commas, each of those that there are."""
    known = FORMATS if option.name == "formats" else ("all", *(kind.id for kind in KINDS))
    asked = tuple(dict.fromkeys(value.replace("，", ",").replace("、", ",").replace(" ", "").split(",")))
    if wrong := [one for one in asked if one not in known]:
        raise click.BadParameter(f"没有“{wrong[0]}”。可以写：{'、'.join(known)}，几个之间用逗号隔开。")
    return asked


@click.command("report", help="写出一个学年的报告和文稿：全市年度报告、县区汇总、基地总结、反馈意见书、认定报告、聘书、公示与决定的草稿。")
@click.option("--year", metavar="学年", help="哪一学年，如 2026-2027；不写就是今天所在的学年。")
@click.option("--kind", "kinds", default="all", callback=_split, metavar="种类", help=f"哪几种，用逗号隔开：{_NAMED}；all 全部。")
@click.option("--base", "bases", multiple=True, metavar="基地", help="只写这个基地的，可以写几次。")
@click.option("--format", "formats", default="docx,pdf,xlsx", callback=_split, metavar="格式", help="docx、pdf、xlsx、html，用逗号隔开。")
@as_of_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="写到哪个文件夹，默认 dist/reports-学年/；不能是网站和材料的文件夹。")
@click.pass_obj
def report_command(
    root: Path, year: str | None, kinds: tuple[str, ...], bases: tuple[str, ...], formats: tuple[str, ...], as_of: datetime.date | None, out: Path | None
) -> None:  # fmt: skip
    known_bases(root, bases)
    city, findings = examine(root, as_of)
    require_whole(city, findings)
    asked = typed_year(year or city.school_year(city.today))
    folder = (out or root / "dist" / f"reports-{asked}").resolve()
    private(root, folder, "内部的文稿", f"dist/reports-{asked}")
    told = year_of(city, findings, asked, as_of or sums_day(city, asked))
    made = _made(told, kinds, bases)
    files = _render([one for one in made if isinstance(one, Report)], formats, _looks(root))
    for one in files:
        if not one.wrong:
            replace(folder / path_of(one), one.content)
    replace(folder / "SHA256SUMS", _sums(folder))
    public = [one for one in files if one.report.public and not one.wrong]
    if public and "all" in kinds and not bases:  # a part of a year is no release of it
        replace(folder / f"reports-{asked}.zip", bundle(_released(told, public)))
    whole = _tell(folder, files, [one for one in made if isinstance(one, Gap)])
    sys.exit(0 if whole else 1)


def _made(year: Year, kinds: tuple[str, ...], bases: tuple[str, ...]) -> list[Report | Gap]:
    chosen = [kind for kind in KINDS if "all" in kinds or kind.id in kinds]
    made = [one for kind in chosen for one in kind.make(year)]
    return [one for one in made if not bases or one.base in bases]


def _looks(root: Path) -> Looks:
    """The office's own fonts and styles, if it has them; stops with what is wrong with them."""
    try:
        return Looks(own_fonts(os.environ.get("JIDI_FONTS")), own_look(root))
    except NoFonts as error:
        stop(str(error))


def _render(reports: list[Report], formats: tuple[str, ...], looks: Looks) -> list[File]:
    """All files on all processors, with a bar on a terminal. Processes are spawned: a fork of one in which Typst has threads would wait for ever."""
    count = sum(len(formats_of(one, formats)) for one in reports)
    hidden = not sys.stderr.isatty()
    with ProcessPoolExecutor(min(os.cpu_count() or 1, max(1, count)), get_context("spawn")) as pool:
        made = rendered(reports, formats, looks, pool)
        with click.progressbar(made, length=count, label="写报告", file=sys.stderr, hidden=hidden) as bar:
            return list(bar)


def path_of(one: File) -> str:
    """Where a file lies below the folder: what is public apart from what is not, then by kind."""
    kind = next(kind.name for kind in KINDS if kind.id == one.report.kind)
    return f"{PUBLIC if one.report.public else INSIDE}/{kind}/{one.report.name}.{one.format}"


def _sums(folder: Path) -> bytes:
    """Of all that lies there now, as ``sha256sum --check`` reads it."""
    files = sorted(file for top in (PUBLIC, INSIDE) for file in (folder / top).rglob("*") if file.is_file())
    return b"".join(sum_line(digest_of(file), file.relative_to(folder).as_posix()) for file in files)


def _released(year: Year, files: list[File]) -> Released:
    """What everybody may read, to be put on the site (``build --released``)."""
    reports = {one.report.stem: one.report for one in files}
    made = {stem: {one.format: one.content for one in files if one.report.stem == stem} for stem in reports}
    issued = (Issued(one.kind, stem, one.name, one.base, made[stem]) for stem, one in reports.items())
    return Released(year.year, year.day, year.city.history.commit, tuple(issued))


def _tell(folder: Path, files: list[File], gaps: list[Gap]) -> bool:
    """Say what was written and what could not be; whether nothing went wrong."""
    for gap in gaps:
        click.echo(f"没有写“{gap.name}”：{gap.why}。" + (f"改法：{gap.fix}。" if gap.fix else ""), err=True)
    wrong = [one for one in files if one.wrong]
    for one in wrong:
        click.echo(f"没有写成 {one.format}：{one.wrong}。改法：换成常用字，或者用 docx（Word 有别的字体）。", err=True)
    inside = sum(not one.report.public for one in files)
    click.echo(f"已写出 {len(files) - len(wrong)} 个文件：{folder}。" + (f"“{INSIDE}”里的 {inside} 个只给办公室、县区或本基地，不要公开。" if inside else ""))
    return not wrong
