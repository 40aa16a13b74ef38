"""``jidi status``: what state every base is in, and what is to be done (plan 五.2, 六.4)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..life import board
from ..load import load
from ..publish.assessment.board import PRINTERS
from .shared import as_of_option, require_whole


@click.command("status", help="每个基地到了哪一步，该办什么：状态、届满、等次、安静的基地、没有答复的指导、超期的后续行动。")
@as_of_option
@click.option("--format", "style", type=click.Choice(["table", "json", "md"]), default="table", help="输出的样子。")
@click.pass_obj
def status_command(root: Path, as_of: date | None, style: str) -> None:
    city, findings = load(root, as_of)
    require_whole(city, findings)
    click.echo(PRINTERS[style](board(city)))
