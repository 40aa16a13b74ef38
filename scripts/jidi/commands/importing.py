"""``jidi import``: what people filled in becomes material; shown first, then written (adoption rules 1–3)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from ..check import check
from ..intake import Import, plan_import
from ..intake.fields import fields
from ..intake.filing.importing import spoiled
from ..intake.papers.docs import read_docx
from ..intake.papers.folder import read_folder, read_loose
from ..intake.papers.pasted import read_pasted
from ..intake.rules import OPEN
from ..intake.tables.read import read_tables
from ..intake.taken import Taken, together
from ..load import load
from ..model.city import City
from ..model.finding import Place, legible
from ..model.kinds import BASE_KINDS
from .shared import known_bases, program, require_whole, stop
from .writing import hold, replace_all

Given = Mapping[str, str]
_PASTED = "粘贴的文字"
_SHOWN = 12  # lines of each record in the preview


@click.command("import", help="把登记表、Word 表和教案、U 盘上的文件夹、粘贴的文字变成材料；先给看，加 --write 才写。")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--base", required=True, metavar="编号", help="是哪个基地的，如 cz-shuxue。")
@click.option("--text", is_flag=True, help="从标准输入读粘贴的文字（微信里的活动消息）。")
@click.option("--set", "said", multiple=True, metavar="字段=值", help="文件里没有写的，在这里补上，如 --set 年级=八年级。")
@click.option("--write", is_flag=True, help="真的写进去。")
@click.pass_obj
def import_command(root: Path, files: tuple[Path, ...], base: str, text: bool, said: tuple[str, ...], write: bool) -> None:
    if not files and not text:
        stop("没有说导入哪个文件。写上文件或文件夹的名字；粘贴文字的，加 --text。")
    known_bases(root, (base,))
    if write:
        hold(root)
    city, findings = load(root)
    require_whole(city, findings)
    given = _given(said)
    taken = [read_file(city, base, path, given) for path in files]
    if text:
        taken.append(read_pasted(city, base, _PASTED, sys.stdin.buffer.read(), given))
    made = judged(city, taken)
    if write:
        replace_all((root / path, content) for path, content in made.writes)
    tell(made, write)
    sys.exit(1 if spoiled(made.findings) else 0)


def _given(said: Sequence[str]) -> dict[str, str]:
    """What ``--set`` says; a key that no record has stops it."""
    known = {field.key for kind in BASE_KINDS for field in fields(kind.model)}
    given = dict(one.partition("=")[::2] for one in said)
    for key, value in given.items():
        if key not in known or not value.strip():
            stop(f"--set “{key}={value}”读不懂。写成 --set 年级=八年级 的样子：字段的名字、等号、值。")
    return given


def read_file(city: City, base: str, path: Path, given: Given | None = None) -> Taken:
    """One file or folder that was handed in, by its suffix; what is said of one that cannot be opened."""
    if path.exists() and not (path.is_dir() or path.is_file()):  # a pipe, a device: nobody knows when it ends
        return Taken(findings=(OPEN.at(Place(path.name), f"“{path}”不是文件", "把材料存成文件再交"),))
    reader: Reader = read_folder if path.is_dir() else READERS.get(path.suffix.lower(), _table)
    try:
        return reader(city, base, path, given or {})
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else f"打不开（{error.strerror}）"
        return Taken(findings=(OPEN.at(Place(path.name), f"“{path}”{why}", "看看名字和文件夹对不对；在 WPS 里开着的，先关上"),))


def _table(city: City, base: str, path: Path, given: Given) -> Taken:
    """A table; the attachments that it names lie beside it."""

    def beside(name: str) -> bytes | None:
        other = path.parent / name
        return other.read_bytes() if name and other.is_file() else None

    return read_tables(city, base, path.name, path.read_bytes(), beside)


def _document(city: City, base: str, path: Path, given: Given) -> Taken:
    return read_docx(city, base, path.name, path.read_bytes(), given)


def _words(city: City, base: str, path: Path, given: Given) -> Taken:
    return read_pasted(city, base, path.name, path.read_bytes(), given)


Reader = Callable[[City, str, Path, Given], Taken]
READERS: dict[str, Reader] = {
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".et", ".csv"), _table),
    **dict.fromkeys((".docx", ".doc", ".wps", ".rtf"), _document),
    **dict.fromkeys((".pptx", ".ppt", ".dps", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".mp4", ".mov", ".avi", ".zip"), read_loose),
    ".txt": _words,
}


def judged(city: City, taken: Sequence[Taken]) -> Import:
    """What would be written, judged by the rules over the whole city too; a file with an error is left out whole."""
    whole = together(taken)
    bad, found = spoiled(whole.findings), [*whole.findings]
    while True:
        made = plan_import(city, [draft for draft in whole.drafts if draft.at().file not in bad])
        worse = made.at_cells(check(made.after)) if made.after else []
        found += [*made.findings, *worse]
        if not spoiled(worse):
            return made.also(found, whole.notes)
        bad |= spoiled(found)


def tell(made: Import, written: bool) -> None:
    """The preview, what should be known, what must be mended."""
    for one in made.planned:
        lines = one.text.splitlines()
        more = f"\n    ……（共 {len(lines)} 行）" if len(lines) > _SHOWN else ""
        click.echo(f"{legible(str(one.place))} → {one.path}\n" + "\n".join(f"    {line}" for line in lines[:_SHOWN]) + more)
    for heading, words in (("请看一眼：", made.notes), ("要改的：", made.findings)):
        if words:
            click.echo("\n".join([heading, *map(str, words)]))
    click.echo(_sum(made, written))


def _sum(made: Import, written: bool) -> str:
    bad = spoiled(made.findings)
    stopped = f"{legible('、'.join(sorted(bad)))} 里有要改的地方，没有导入；改好再来。" if bad else ""
    if not made.planned:
        return stopped or "没有新的材料。"
    count = f"{len(made.planned)} 份材料"
    return (f"已写入 {count}。接着运行 {program()} check 看看。" if written else f"可以写入 {count}。看过没有问题，加 --write 写入。") + stopped
