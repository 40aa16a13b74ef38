"""``jidi template``: the forms that people fill in, made from the models."""

from __future__ import annotations

from pathlib import Path

import click

from ..documents.docx import Unusable
from ..documents.docx import own_look as opened_look
from ..documents.look import NAME, template
from ..intake.papers.docforms import forms
from ..intake.tables.register import FILE, register
from ..load import load
from .shared import known_bases, program, require_whole, stop
from .writing import replace

OWN_LOOK = "overrides/documents/official.docx"


def own_look(root: Path) -> bytes | None:
    """The office's own file of styles, None without one; stops with what is wrong with it."""
    path = root / OWN_LOOK
    if not path.is_file():
        return None
    content = path.read_bytes()
    try:
        opened_look(content)
    except Unusable as error:
        stop(f"{OWN_LOOK} {error}；或者移走这个文件，用本来的样式。")
    return content


@click.command(
    "template", help=f"写出登记表（xlsx）和填写用的 Word 表，填好用 import 导入；文件夹写成“{NAME}”时写出{NAME}.docx，改好存为 {OWN_LOOK}，报告就照它的样子。"
)  # fmt: skip
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--base", default="", metavar="编号", help="给哪个基地用的，如 cz-shuxue；不写就是都能用。")
@click.pass_obj
def template_command(root: Path, folder: Path, base: str) -> None:
    if folder.name == NAME:
        return _look(folder)
    known_bases(root, (base,) if base else ())
    city, findings = load(root)
    require_whole(city, findings)
    for name, content in ((FILE, register(city, base)), *forms(city, base)):
        replace(folder / name, content)
        click.echo(f"已写出 {folder / name}")
    click.echo(f"填好以后：{program()} import 填好的文件 --base {base or '基地编号'}")


def _look(path: Path) -> None:
    """The file of styles; one that somebody may have changed already is left alone."""
    path = path.with_suffix(".docx")
    if path.exists():
        stop(f"“{path}”已经有了，里面可能改过样式。改法：先改名或移走，再写一份。")
    replace(path, template())
    click.echo(f"已写出 {path}\n改好样式和页面设置以后存为 {OWN_LOOK}，写报告就照它的样子。")
