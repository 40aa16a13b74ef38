"""``jidi archive --year``: a bag for each base and one for the city (R-4.4.1.2, R-7.2.1, R-7.2.3)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ...archive.bag import Unsound, lay_bag, members
from ...archive.holding import Holding, base_holding, city_holding
from ...model.city import City
from ...model.discretion import who_is_hidden
from ...publish.people.unnamed import Discretion
from ...publish.world import World
from ..shared import examine, git, known_bases, private, require_whole, stop, typed_year
from .filing import Kept, file_zip, workbench

CITY = "city"  # what is typed for the city's own archive


@click.group("archive", invoke_without_command=True, help="归档：把一个学年的材料封成档案包，核对、放回；封存当年的网站。")
@click.option("--year", metavar="学年", help="归档哪一学年，如 2025-2026。")
@click.option("--base", "bases", multiple=True, metavar="基地", help=f"只归这个基地的，可以写几次；{CITY} 是全市的。不写就是全部。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="写到哪个文件夹，默认 dist/archive-学年/；不能是网站和材料的文件夹。")
@click.option("--restricted", is_flag=True, help="连不公开的（经费、自评、考核轮次）也归进附卷；文件名里写“内部”。")
@click.option("--again", is_flag=True, help="已经归过、内容有变时，另写一份 archive-…-2.zip。")
@click.pass_context
def archive(context: click.Context, year: str | None, bases: tuple[str, ...], out: Path | None, restricted: bool, again: bool) -> None:
    if context.invoked_subcommand:
        return
    if year is None:
        stop("没有写归档哪一学年。改法：加 --year 2025-2026；看别的用法：archive --help。")
    root, asked = context.obj, typed_year(year)
    known_bases(root, tuple(one for one in bases if one != CITY))
    folder = (out or root / "dist" / f"archive-{asked}").resolve()
    private(root, folder, "档案里的姓名和没公开的材料", f"dist/archive-{asked}")
    city, findings = examine(root)
    require_whole(city, findings)
    discretion = Discretion(city)
    world = World(city, tuple(findings))
    told = World(discretion.told_city(), (), discretion.told_text)
    made = [one for one in _holdings(world, told, asked, restricted) if not bases or (one.base or CITY) in bases]
    sys.exit(0 if _write(root, city, folder, made, again) else 1)


def _holdings(world: World, told: World, year: str, restricted: bool) -> Iterator[Holding]:
    """Bases by their ids, those too whose card cannot be read; then the city."""
    files = [*(entry.file for entry in world.city.entries), *world.city.broken]
    for base in sorted({file.split("/")[1] for file in files if file.startswith("bases/")}):
        yield base_holding(world, told, base, year, restricted)
    yield city_holding(world, told, year, restricted)


def _write(root: Path, city: City, out: Path, holdings: Iterable[Holding], again: bool) -> bool:
    """Write them one by one and tell; whether nothing went wrong."""
    whole, loose = True, _uncommitted(root, city)
    with workbench(out) as bench:
        for one in holdings:
            try:
                click.echo(_one(root, city, bench, out, one, again, loose))
            except Kept as error:
                whole = False
                click.echo(str(error), err=True)
    _remind(city, holdings)
    return whole


def _one(root: Path, city: City, bench: Path, out: Path, one: Holding, again: bool, loose: frozenset[str]) -> str:
    """One archive, and the sentence that says what became of it."""
    if one.problems:
        raise Kept("\n".join([*one.problems, f"没有归档 {one.name}：归档以后不能再改。改法：运行 check，改好以上文件再归档。"]))
    if not one.own:
        return f"没有归档 {one.name}：这个基地在 {one.year} 学年没有材料。"
    folder = bench / one.name
    folder.mkdir()
    try:
        lay_bag(root, folder, one, "" if loose.intersection(one.sources) else _commit(root, city, one.sources))
    except Unsound as error:
        raise Kept(f"没有归档 {one.name}：写的时候材料变了（{error}）。改法：别的程序改完以后再运行一次。") from None
    said = file_zip(bench, out, one.name, members(folder, one), f"确实要再归一份，加 --again 写成 {one.name}-2.zip", again)
    shutil.rmtree(folder)
    absent = sum("没有归档" in row.remark for row in one.rows)
    new = len(loose.intersection(one.sources))
    said += f"。其中 {absent} 条有没归进来的附件，见归档目录的备注" if absent else ""
    return said + (f"。{new} 个文件还没有提交，档案里没有写提交号。" if new else "。")


def _uncommitted(root: Path, city: City) -> frozenset[str]:
    """The files whose bytes no commit has; all that matters of them is that the archive cannot name one."""
    if not city.history.commit or not city.history.dirty:
        return frozenset()
    changed = git(root, "diff", "--name-only", "--relative", "-z", "HEAD", failure="git 没有答话，不知道材料提交了没有。")
    new = git(root, "ls-files", "--others", "-z", failure="git 没有答话，不知道材料提交了没有。")
    return frozenset((changed + new).decode("utf-8", "replace").split("\0"))


def _commit(root: Path, city: City, files: list[str]) -> str:
    """The last commit that changed any of these files: the same, whatever is committed of other years later; empty if nobody knows."""
    if not city.history.commit or city.history.shallow:
        return ""
    asked = "\n".join(["--", *files]).encode()
    command = ["git", "--literal-pathspecs", "-C", str(root), "rev-list", "-1", "HEAD", "--stdin"]
    return subprocess.run(command, input=asked, capture_output=True, check=False).stdout.decode().strip()


def _remind(city: City, holdings: Iterable[Holding]) -> None:
    """What whoever files them must know."""
    years = sorted({one.year for one in holdings})
    for year in years:
        end = city.year_span(year)[1]
        if end >= city.today:
            click.echo(f"{year} 学年到 {end} 才结束，现在归的还不全；学年结束以后请再归一次。", err=True)
    if who_is_hidden(city):
        click.echo("档案里的材料是原样的，有不愿公开的姓名：只交给本校和办公室，不要放到网上。", err=True)
