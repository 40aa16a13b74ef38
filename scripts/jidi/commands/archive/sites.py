"""``jidi archive site`` and ``unpack-sites``: the site of a year gone by, beside the live one."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from ...archive.frozen import Refused, differing, name_of, same, site_members, verify_site
from ...site.place import swap
from ..shared import stop, typed_year
from .filing import Kept, file_zip, workbench

_NAME = re.compile(r"site-(\d{4}-\d{4})\.zip")


@click.command("site", help="把生成好的网站封成 site-学年.zip，以后放在新网站的 archive/学年/ 里。")
@click.option("--year", required=True, metavar="学年", help="这是哪一学年的网站，如 2025-2026。")
@click.option("--from", "site", type=click.Path(path_type=Path, file_okay=False), metavar="网站", help="生成好的网站在哪里，默认 site/。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="文件夹", help="写到哪里，默认 dist/。")
@click.pass_obj
def site_command(root: Path, year: str, site: Path | None, out: Path | None) -> None:
    asked, folder = typed_year(year), (out or root / "dist").resolve()
    try:
        with workbench(folder) as bench:
            made = site_members((site or root / "site").resolve(), asked)
            click.echo(f"{file_zip(bench, folder, name_of(asked), made, '确实要换，先把旧的移走')}。")
    except Refused as error:
        stop(f"{error}。")
    except Kept as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@click.command("unpack-sites", help="核对封存的网站，解开到新网站的 archive/学年/ 里；已有的不一样就不动。")
@click.option("--from", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="文件夹", help="site-学年.zip 在哪里。")
@click.option("--site", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="网站", help="放进哪个网站。")
def unpack_sites_command(folder: Path, site: Path) -> None:
    if not (site / "index.html").is_file():
        stop(f"“{site}”不是生成好的网站。改法：先运行 build，再放历年的网站。")
    if not folder.is_dir():
        stop(f"没有“{folder}”这个文件夹。")
    found = sorted((match[1], path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name)))
    if not found:
        click.echo(f"“{folder}”里没有 site-学年.zip，没有要放的。")
    whole = [_lay(year, path, site.resolve() / "archive") for year, path in found]
    sys.exit(0 if all(whole) else 1)


def _lay(year: str, path: Path, archive: Path) -> bool:
    """One site: checked, then put in its place in one step; whether it is there."""
    target = archive / year
    with workbench(archive) as bench:
        opened, damages = verify_site(path, bench, year)
        try:
            wrong = [str(one) for one in damages] or [
                f"{target / one}：和 {path.name} 里的不一样。改法：先把 {target} 移走" for one in differing(opened, target)
            ]
            unchanged = not wrong and same(opened, target)
        except Refused as error:
            wrong, unchanged = [str(error)], False
        if wrong:
            more = [f"……共 {len(wrong)} 处"] if len(wrong) > 20 else []
            click.echo("\n".join([*wrong[:20], *more, f"{year} 学年的网站没有放。"]), err=True)
            return False
        if not unchanged:
            swap(opened.folder, target)
    click.echo(f"{year} 学年的网站{'已经在，没有变化' if unchanged else '已放好'}：{target}。")
    return True
