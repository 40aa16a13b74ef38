"""``jidi copies``: words that records have in common, and what git tells of the days; for the panel, never published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ..documents import html
from ..load import load
from ..load.history import backward, vanished
from ..load.remembered import Remembered
from ..memo.memory import store_of
from ..model.city import City
from ..model.standards import Round
from ..publish.assessment.copies import NO_FACTS, copies, paper, text
from .shared import BENEATH_ALL, base_names, known_bases, private, stop
from .writing import replace


@click.command("copies", help="哪些材料有大段相同的文字：基地之间、同一基地各学年之间，并排列出。供专家参考，不计分。")
@click.argument("bases", nargs=-1, metavar="[基地]...")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="写成网页（.html），两栏并排；放在项目外面或 dist/ 里。")
@click.pass_obj
def copies_command(root: Path, bases: tuple[str, ...], out: Path | None) -> None:
    known_bases(root, bases)
    if out:
        private(root, out.parent, "这份对照", "dist/")
    city, _ = load(root, before=Remembered(store_of(root, [root / one for one in BENEATH_ALL])))
    if (found := copies(city, bases=bases)) is None:
        stop(f"{NO_FACTS}。改法：从项目里复制一份 facts.yml，或先运行 check 改好它。")
    past, names = list(_past(root, city)), base_names(city)
    click.echo("\n".join([*text(found, names), *(["", "git 里的历史", *past] if past else [])]))
    if out:
        replace(out, html(paper(found, names, past)))
        click.echo(f"已写出 {out}。")


def _past(root: Path, city: City) -> Iterator[str]:
    """What git tells that a panel should know, and what it cannot tell."""
    if not city.dated:
        yield "  这里没有完整的 git 历史，入库的日期不详。改法：取全历史（git fetch --unshallow）再看。"
        return
    for one in backward(root):
        files = "、".join(one.files[:3]) + (f"等 {len(one.files)} 个文件" if len(one.files) > 3 else "")
        yield f"  提交 {one.commit} 写的日期 {one.day} 比它前面的 {one.after} 还早，按 {one.after} 算" + (f"：{files}" if files else "")
    noted = {entry.record.commit: entry.file for entry in city.of(Round) if entry.record.commit}
    for commit in vanished(root, noted):
        yield f"  {noted[commit]} 记下的提交“{commit}”不在现在的历史里：历史可能改写过，也可能写错了"
    yield "  看不出的：强行推送挤掉的提交，在这里不留痕迹；要在平台上禁止强行推送。第一次入库按合并那天算，提交人自己写的日期不管用。"
