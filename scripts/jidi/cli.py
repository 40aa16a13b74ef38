"""The command line: one group, one file in ``commands/`` for each."""

from __future__ import annotations

from pathlib import Path

import click

from .commands.assess import assess_command
from .commands.build import build_command, serve_command
from .commands.check import check_command
from .commands.fix import fix_command, schema_command
from .commands.panel import panel
from .commands.shared import stop
from .commands.status import status_command


def find_root(start: Path) -> Path:
    """The nearest folder upward that holds ``mkdocs.yml``."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").exists():
            return folder
    return start


@click.group(help="平顶山市学科教研基地资源中心：检查材料，生成网站，考核计分。")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), help="材料所在的文件夹；不写就向上找 mkdocs.yml。")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    context.obj = find_root(Path.cwd()) if root is None else root.resolve()
    if not (context.obj / "bases").is_dir():
        stop(f"在“{context.obj}”里没有找到 bases 文件夹。请到项目文件夹里运行，或用 --root 指明。")


for command in (assess_command, build_command, check_command, fix_command, panel, schema_command, serve_command, status_command):
    main.add_command(command)
