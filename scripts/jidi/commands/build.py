"""``jidi build`` and ``jidi serve``: the site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import site
from ..assess import Assessment, assess, rubric_of
from ..check import RULES
from ..gate.rules import GATE_RULES
from ..intake import INTAKE_RULES
from ..load import READER_RULES, unhurried
from ..memo.reads import note
from ..publish import newest_day, plan
from ..publish.released import Damaged, Released, opened
from ..site.errands import Unhelped
from .check import print_text
from .shared import Examined, examined, stop


@click.command("build", help="检查全部材料并生成网站 site/。")
@click.option("--strict", is_flag=True, help="有问题就不发布。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="网站写到哪里，默认 site/。")
@click.option("--released", type=click.Path(path_type=Path, file_okay=False), help="已发布的年度报告在哪个文件夹，默认 released/；没有就不列。")
@click.option("--scheduler", metavar="地址", default="", help="交给一个 Dask 集群做，如 tcp://10.0.0.5:8786；不写就用本机的全部处理器。")
@click.pass_obj
@unhurried()
def build_command(root: Path, strict: bool, out: Path | None, released: Path | None, scheduler: str) -> None:
    known = examined(root)
    print_text(known.findings)
    if strict and any(one.level == "error" for one in known.findings):
        click.echo("有问题，没有发布；原来的网站没有动。", err=True)
        sys.exit(1)
    try:
        _publish(root, known, (out or root / "site").resolve(), released, scheduler)
    except site.Busy:
        stop("另一个生成正在进行，这一次没有做。等它结束后再运行。")
    except Unhelped as error:
        stop(str(error))


def _publish(root: Path, known: Examined, target: Path, released: Path | None = None, scheduler: str = "") -> None:
    city, findings, memo, store = known
    rules = (*READER_RULES, *RULES, *INTAKE_RULES, *GATE_RULES)
    whole = plan(city, findings, rules, _running(known), *_released(released or root / "released"))
    if memo:
        whole.remembered_by(memo)
    pages = sum(bool(entry.base) and entry.kind.body for entry in city.entries)
    with click.progressbar(length=pages, label=f"生成 {pages} 份材料的网页", update_min_steps=max(1, pages // 200)) as bar:
        files = site.build(root, whole, target, newest_day(city), store, memo, scheduler, bar.update)
    for page, error in [(one.path, one.wrong) for one in files if one.wrong]:
        click.echo(f"{page}: 正文无法显示（{error}）。改法：拆短这份材料的正文，去掉不必要的嵌套。", err=True)
    click.echo(f"网站已生成：{target}（{len(files)} 个文件）。")


def _running(known: Examined) -> Assessment | None:
    """The assessment of the school year that is running."""
    city, findings, memo, _ = known
    rubric = rubric_of(city, city.school_year(city.today))
    if rubric is None:
        return None
    if memo is None:
        return assess(city, rubric, city.today, findings)
    memo.inputs.more["findings", "city"] = findings

    def work() -> Assessment:
        note(("findings", "city"))
        return assess(city, rubric, city.today, findings)

    return memo.run(f"assessment {rubric.record.year}", work)


def _released(folder: Path) -> tuple[list[Released], list[str]]:
    """The annual reports in a folder, and the years whose sites are there; what is damaged is named and left out."""
    found = []
    for path in sorted(folder.glob("reports-*.zip")):
        try:
            found.append(opened(path.read_bytes()))
        except Damaged as error:
            click.echo(f"{path}：{error}。没有放到网站上；改法：重新下载这一份。", err=True)
    return found, [path.stem.removeprefix("site-") for path in sorted(folder.glob("site-*.zip"))]


@click.command("serve", help="生成网站，在本机打开，保存后自动更新。")
@click.option("--port", default=8000, help="端口。")
@click.pass_obj
def serve_command(root: Path, port: int) -> None:
    target = (root / "site").resolve()

    @unhurried()
    def make() -> None:
        known = examined(root)
        print_text(known.findings)
        try:
            _publish(root, known, target)
        except site.Busy:
            click.echo("另一个生成正在进行，这一次没有做；再保存一次就会更新。", err=True)

    make()
    click.echo(f"在浏览器里打开 http://127.0.0.1:{port}/ ；按 Ctrl+C 停止。")
    site.serve(root, make, target, port)
