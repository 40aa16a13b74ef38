"""``jidi fix`` and ``jidi schema``: help for those who write."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from ..fix import mend
from ..load.city import kind_of, walk
from ..load.standards import load_standards
from ..model.kinds import KINDS
from ..model.schema import schema_text
from .writing import hold, replace, replace_all


@click.command("fix", help="把意思明确的写法改规范（全角、日期、别名……）；先给看，加 --write 才写。")
@click.argument("bases", nargs=-1)
@click.option("--write", is_flag=True, help="真的写进文件。")
@click.pass_obj
def fix_command(root: Path, bases: tuple[str, ...], write: bool) -> None:
    if write:
        hold(root)
    mended = []
    for file, old, new in _mends(root, bases):
        mended.append((root / file, new.encode()))
        click.echo("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), file, file, n=0)), nl=False)
    if write:
        replace_all(mended)
    done = "已改" if write else "可改"
    click.echo(f"{done} {len(mended)} 个文件。" + ("" if write or not mended else "确认后加 --write 写入。"))


def _mends(root: Path, bases: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    vocabulary, _, _ = load_standards(root)
    for file in walk(root, []):
        kind = kind_of(file)
        if kind is None or (bases and file.split("/")[1] not in bases):
            continue
        data = (root / file).read_bytes()
        new = mend(data, file, kind, vocabulary)
        if new is not None:
            yield file, data.decode("utf-8", "replace"), new


@click.command("schema", help="写出各类材料的 JSON Schema，编辑器用它提示字段和词。")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def schema_command(root: Path, folder: Path) -> None:
    vocabulary, _, _ = load_standards(root)
    for kind in KINDS.values():
        replace(folder / f"{kind.id}.json", schema_text(kind, vocabulary).encode())
    click.echo(f"已写出 {len(KINDS)} 个 Schema：{folder}")
