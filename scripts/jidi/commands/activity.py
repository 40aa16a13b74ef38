"""``jidi bulletin`` and ``jidi certificate``: papers out of one activity record (domain e.4, R-5.5.1)."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import click

from ..documents import Paper, Unprintable, docx, pdf
from ..model.city import City, Entry
from ..model.finding import Finding
from ..model.vocabulary import nearest
from ..model.work import Activity
from ..publish.activity.bulletin import bulletin
from ..publish.activity.calendar import held
from ..publish.activity.certificate import Certificate, certificate_paper, certificates, register
from ..publish.output import Output
from ..publish.people.unnamed import Discretion
from ..publish.world import World
from .shared import examine, private, stop
from .writing import replace


@click.command("bulletin", help="写出活动的简报（docx 和 pdf）和参加表。近几次活动的，网站上已经有了；这里写任何一次的。")
@click.argument("files", metavar="活动…", nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="写到哪个文件夹，默认 dist/bulletins/。")
@click.pass_obj
def bulletin_command(root: Path, files: tuple[str, ...], out: Path | None) -> None:
    city, findings = examine(root)
    chosen, told = [_held(root, city, findings, file) for file in files], Discretion(city).told_city()
    world, folder, whole = World(told, ()), out or root / "dist/bulletins", True
    for entry in chosen:
        made = bulletin(world, world.by_id[entry.id])  # type: ignore[arg-type]
        for one in made.files:
            _write(folder / f"{entry.base}-{PurePosixPath(one.path).name}", one)
        if made.unprintable:
            whole = False
            click.echo(_no_pdf(entry.file, made.unprintable), err=True)
    sys.exit(0 if whole else 1)


@click.command("certificate", help="写出一次活动的参与、执教证明（docx 和 pdf，带编号，等着盖章）。里面有姓名，不会放到网站上。")
@click.argument("file", metavar="活动")
@click.option("--name", "names", multiple=True, metavar="姓名", help="只写这个人或这所学校的，可以写几次；不写就是全部。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="写到哪个文件夹，默认 dist/certificates/；不能是网站和材料的文件夹。")
@click.pass_obj
def certificate_command(root: Path, file: str, names: tuple[str, ...], out: Path | None) -> None:
    folder = (out or root / "dist/certificates").resolve()
    private(root, folder, "证明上的姓名", "dist/certificates")
    city, findings = examine(root)
    entry = _held(root, city, findings, file)
    if register(city) is None:
        stop(_how_to_begin(findings))
    _sound(findings, entry)
    world = World(city, ())
    chosen = _named(certificates(world, entry), names, entry)
    printed = [_paper(folder / one.file, certificate_paper(world, one), entry.file) for one in chosen]
    click.echo(f"已写出 {len(chosen)} 份证明：{folder}。盖章前请看一遍；网站更新以后，证明上的编号就能在“核对证明”里查到。")
    sys.exit(0 if all(printed) else 1)


def _held(root: Path, city: City, findings: list[Finding], file: str) -> Entry[Activity]:
    """The activity in a file; stops with what is wrong if it is none, cannot be read, or did not take place."""
    path = _below(root, file)
    entry = next((one for one in city.of(Activity) if path in (one.file, one.id, f"bases/{one.id}")), None)
    if entry is None:
        wrong = [str(one) for one in findings if one.place.file == path]
        near = nearest(path, [one.file for one in city.of(Activity)])
        stop("\n".join(wrong) or f"没有“{file}”这次活动。" + (f"是不是 {near}？" if near else "写活动文件的路径，如 bases/基地/activities/日期-名称.md。"))
    if not held(World(city, ()), entry.record):
        place = entry.at("状态")
        stop(f"{place} 「状态」是“{entry.record.status}”，活动没有办过，不能写。改法：办过以后把状态改成“已举办”。")
    return entry


def _below(root: Path, file: str) -> str:
    """A path as people give it, from the root; Windows' strokes are forgiven."""
    given = Path(file.replace("\\", "/"))
    for base in (Path.cwd(), root):
        whole = (base / given).resolve()
        if whole.is_file() and root.resolve() in whole.parents:
            return whole.relative_to(root.resolve()).as_posix()
    return given.as_posix()


def _sound(findings: Iterable[Finding], entry: Entry[Activity]) -> None:
    """Stop if something is wrong with the record, its base's card or the city's words: a paper must not repeat it."""
    errors = (one for one in findings if one.level == "error")
    wrong = [str(one) for one in errors if one.place.file in (entry.file, f"bases/{entry.base}/base.yml") or one.place.file.startswith("content/standards/")]
    if wrong:
        stop("\n".join([*wrong, "改好以前不能开证明。"]))


def _how_to_begin(findings: Iterable[Finding]) -> str:
    """What is wrong with the register, or what to write into a new one."""
    file = "content/standards/certificates.yml"
    wrong = [str(one) for one in findings if one.place.file == file]
    return "\n".join(wrong) or f"还没有约定怎样给证明编号。改法：新建 {file}，写一行“防伪短语: {secrets.token_hex(10)}”，提交以后不要再改。"


def _named(found: list[Certificate], names: tuple[str, ...], entry: Entry[Activity]) -> list[Certificate]:
    """Those of these people or schools; stops if one is not among them."""
    known = [one.name or one.school for one in found]
    if unknown := [name for name in names if name not in known]:
        have = f"可以写的有：{'、'.join(dict.fromkeys(known))}" if known else "记录里没有主讲，也没有参加的学校"
        stop(f"{entry.file} 里没有“{'、'.join(unknown)}”。{have}。改法：在记录的「主讲」里写上姓名、角色和学校，或者只开学校的参与证明。")
    if not found:
        stop(f"{entry.at('主讲')} 记录里没有写姓名的主讲，也没有参加的学校，没有证明可开。改法：补上「主讲」或「参加」。")
    return [one for one in found if not names or (one.name or one.school) in names]


def _paper(stem: Path, paper: Paper, file: str) -> bool:
    """Both files of a paper; only the docx, and what is lacking, if it cannot be printed."""
    replace(stem.with_name(f"{stem.name}.docx"), docx(paper))
    try:
        replace(stem.with_name(f"{stem.name}.pdf"), pdf(paper))
    except Unprintable as error:
        click.echo(_no_pdf(file, error.signs or str(error)), err=True)
        return False
    return True


def _no_pdf(file: str, signs: str) -> str:
    return f"{file} 里有“{signs}”，打印用的字体里没有这个字，只写出了 docx。改法：用 Word 或 WPS 打开 docx 打印；不是非写不可的符号，就在记录里换一个。"


def _write(path: Path, one: Output) -> None:
    assert isinstance(one.content, bytes)
    replace(path, one.content)
    click.echo(f"已写出 {path}")
