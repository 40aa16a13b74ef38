"""``jidi owners``: who is asked to review, written from the register (plan 七.1)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..gate.owners import ADDRESS, codeowners
from ..load import load
from .shared import require_whole
from .writing import replace


@click.command("owners", help="照 content/standards/owners.yml 写出 .github/CODEOWNERS：每个基地的材料先请哪个县区看。")
@click.option("--write", is_flag=True, help="真的写；不写就只看是不是最新的。")
@click.pass_obj
def owners_command(root: Path, write: bool) -> None:
    city, findings = load(root)
    require_whole(city, findings)
    settle(root, {ADDRESS: codeowners(city)}, write, "owners")


def settle(root: Path, wanted: dict[str, str], write: bool, command: str) -> None:
    """Write files that are made from something else, or say which are out of date and return 1."""
    old = [path for path, text in wanted.items() if not (root / path).is_file() or (root / path).read_text("utf-8") != text]
    if write:
        for path in old:
            replace(root / path, wanted[path].encode())
        click.echo(f"已写出 {len(old)} 个文件：{'、'.join(old)}。" if old else "已经是最新的，没有改动。")
    elif old:
        click.echo("\n".join(f"{path}:1: 不是最新的。改法：运行 jidi {command} --write，再提交。" for path in old))
        sys.exit(1)
    else:
        click.echo("已经是最新的。")
