"""``jidi build`` and ``jidi serve``: the site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import site
from ..assess import assess, rubric_of
from ..check import RULES
from ..gate.rules import GATE_RULES
from ..intake import INTAKE_RULES
from ..load import READER_RULES
from ..model.city import City
from ..model.finding import Finding
from ..publish import Page, newest_day, publish
from ..publish.released import Damaged, Released, opened
from .check import print_text
from .shared import examine, stop


@click.command("build", help="检查全部材料并生成网站 site/。")
@click.option("--strict", is_flag=True, help="有问题就不发布。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="网站写到哪里，默认 site/。")
@click.option("--released", type=click.Path(path_type=Path, file_okay=False), help="已发布的年度报告在哪个文件夹，默认 released/；没有就不列。")
@click.pass_obj
def build_command(root: Path, strict: bool, out: Path | None, released: Path | None) -> None:
    city, findings = examine(root)
    print_text(findings)
    if strict and any(one.level == "error" for one in findings):
        click.echo("有问题，没有发布；原来的网站没有动。", err=True)
        sys.exit(1)
    try:
        _publish(root, city, findings, (out or root / "site").resolve(), released)
    except site.Busy:
        stop("另一个生成正在进行，这一次没有做。等它结束后再运行。")


def _publish(root: Path, city: City, findings: list[Finding], target: Path, released: Path | None = None) -> None:
    rubric = rubric_of(city, city.school_year(city.today))
    running = assess(city, rubric, city.today, findings) if rubric else None
    outputs = publish(city, findings, (*READER_RULES, *RULES, *INTAKE_RULES, *GATE_RULES), running, *_released(released or root / "released"))
    pages = sum(isinstance(output.content, Page) for output in outputs)
    with click.progressbar(length=pages, label=f"生成 {pages} 个网页", update_min_steps=max(1, pages // 200)) as bar:
        failed = site.build(root, outputs, target, newest_day(city), lambda: bar.update(1))
    for page, error in failed:
        click.echo(f"{page}: 正文无法显示（{error}）。改法：拆短这份材料的正文，去掉不必要的嵌套。", err=True)
    click.echo(f"网站已生成：{target}（{len(outputs)} 个文件）。")


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

    def make() -> None:
        city, findings = examine(root)
        print_text(findings)
        try:
            _publish(root, city, findings, target)
        except site.Busy:
            click.echo("另一个生成正在进行，这一次没有做；再保存一次就会更新。", err=True)

    make()
    click.echo(f"在浏览器里打开 http://127.0.0.1:{port}/ ；按 Ctrl+C 停止。")
    site.serve(root, make, target, port)
