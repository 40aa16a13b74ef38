"""``jidi template``: the forms that people fill in, made from the models."""

from __future__ import annotations

from pathlib import Path

import click

from ..intake.papers.docforms import forms
from ..intake.tables.register import FILE, register
from ..load import load
from .shared import known_bases, program, replace, require_whole


@click.command("template", help="写出登记表（xlsx）和填写用的 Word 表；填好用 import 导入。")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--base", default="", metavar="编号", help="给哪个基地用的，如 cz-shuxue；不写就是都能用。")
@click.pass_obj
def template_command(root: Path, folder: Path, base: str) -> None:
    known_bases(root, (base,) if base else ())
    city, findings = load(root)
    require_whole(city, findings)
    for name, content in ((FILE, register(city, base)), *forms(city, base)):
        replace(folder / name, content)
        click.echo(f"已写出 {folder / name}")
    click.echo(f"填好以后：{program()} import 填好的文件 --base {base or '基地编号'}")
