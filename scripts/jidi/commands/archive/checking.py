"""``jidi archive verify`` and ``restore``: is an archive whole, and back with it (R-7.2.3)."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ...archive.frozen import verify_site
from ...archive.opening import Opened
from ...archive.restore import restoring
from ...archive.verify import verify
from ..shared import stop
from ..writing import hold, replace_all

SECRETS = ("content/standards/unnamed.yml", "content/standards/certificates.yml")  # a site made without them tells names, and cannot verify
_zips = click.argument("zips", nargs=-1, required=True, metavar="档案包…", type=click.Path(path_type=Path))


@click.command("verify", help="核对档案包和封存的网站：清单、目录、每个文件的校验值；哪里坏了说哪里。")
@_zips
def verify_command(zips: tuple[Path, ...]) -> None:
    whole = True
    for path in zips:
        with TemporaryDirectory() as scratch:
            whole &= _tell(path, Path(scratch))[1]
    sys.exit(0 if whole else 1)


def _tell(path: Path, into: Path) -> tuple[Opened, bool]:
    """Check one archive and say what was found."""
    if not path.is_file():
        stop(f"没有“{path}”这个文件。" if not path.exists() else f"“{path}”是文件夹。改法：写出里面的档案包，如 {path / 'archive-….zip'}。")
    opened, damages = (verify_site if path.name.startswith("site-") else verify)(path, into)
    for one in damages:
        click.echo(str(one), err=True)
    if damages:
        click.echo(f"{path.name}：不完好，共 {len(damages)} 处。", err=True)
    else:
        beside = path.with_name(f"{path.name}.sha256")
        missing = "" if beside.is_file() else f"（旁边没有 {beside.name}，只按包里的清单核对）"
        click.echo(f"{path.name}：完好，{len(opened.digests)} 个文件逐个核对过{missing}。")
    return opened, not damages


@click.command("restore", help="把档案包里的材料放回文件夹。有一个文件不一样，就一个也不写。")
@_zips
@click.option("--to", "target", required=True, metavar="文件夹", type=click.Path(path_type=Path, file_okay=False), help="放到哪里：项目的文件夹，或空的。")
def restore_command(zips: tuple[Path, ...], target: Path) -> None:
    hold(target)
    with ExitStack() as stack:
        opened = [(path.name, *_tell(path, Path(stack.enter_context(TemporaryDirectory())))) for path in zips]
        if not all(whole for _, _, whole in opened):
            stop("有不完好的档案包，一个文件也没有写。")
        plan = restoring([(name, one) for name, one, _ in opened], target)
        if plan.wrong:
            click.echo("\n".join(plan.wrong), err=True)
            stop(f"共 {len(plan.wrong)} 处，一个文件也没有写。")
        replace_all((place, source) for source, place in plan.write)
    same = f"，{plan.same} 个本来就有、一样" if plan.same else ""
    click.echo(f"已放回 {len(plan.write)} 个文件{same}：{target}。")
    if lacking := [name for name in SECRETS if not (target / name).exists()]:
        click.echo(f"档案里从来没有 {'、'.join(lacking)}（不愿公开姓名的人、防伪短语）。要生成网站，先把办公室另存的放回来。", err=True)
