"""``jidi build`` and ``jidi serve``: the site."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import site
from ..load import READER_RULES, unhurried
from ..model.rounds import rubric_of
from ..publish import newest_day, plan
from ..publish.shared import shared
from ..site.afar import Afar, Unsent, is_address
from ..site.errands import Unhelped
from .check import print_text
from .shared import Examined, examined, stop
from .writing import alone

if TYPE_CHECKING:
    from ..assess import Assessment, Scorecard
    from ..model.finding import Rule
    from ..publish.released import Released


class _Out(click.Path):
    """A folder, or an address for fsspec as it was typed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if is_address(str(value)) else super().convert(value, param, ctx)


@click.command("build", help="检查全部材料并生成网站 site/。")
@click.option("--strict", is_flag=True, help="有问题就不发布。")
@click.option(
    "--out",
    type=_Out(path_type=Path, file_okay=False),
    metavar="文件夹或地址",
    help="网站写到哪里，默认 site/；也可以是 s3://存储桶/前缀 这样的地址：在 site/ 里做好，只送变了的。",
)
@click.option("--released", type=click.Path(path_type=Path, file_okay=False), help="已发布的年度报告在哪个文件夹，默认 released/；没有就不列。")
@click.option("--scheduler", metavar="地址", default="", help="交给一个 Dask 集群做，如 tcp://10.0.0.5:8786；不写就用本机的全部处理器。")
@click.pass_obj
@unhurried()
def build_command(root: Path, strict: bool, out: Path | str | None, released: Path | None, scheduler: str) -> None:
    there = _there(out) if isinstance(out, str) else None
    with alone(root):  # while another command writes several files, some are old and some new
        known = examined(root)
    print_text(known.findings)
    if strict and any(one.level == "error" for one in known.findings):
        click.echo("有问题，没有发布；原来的网站没有动。", err=True)
        sys.exit(1)
    target = (out if isinstance(out, Path) else root / "site").resolve()
    try:
        _publish(root, known, target, released, scheduler)
        if there:
            _send(target, there, scheduler)
    except site.Busy:
        stop("另一个生成正在进行，这一次没有做。等它结束后再运行。")
    except (Unhelped, Unsent) as error:
        stop(str(error))


def _there(address: str) -> Afar:
    """The place of an address; stops, before anything is made, if it is none that can be written."""
    try:
        return Afar(address)
    except Unsent as error:
        stop(str(error))


def _send(target: Path, there: Afar, scheduler: str) -> None:
    """Send the site that was made, one whole generation: no other takes its place meanwhile."""
    from ..site.cluster import cluster  # only who sends
    from ..site.place import held
    from ..site.sending import send

    count = sum(path.is_file() for path in target.rglob("*"))
    with held(target), cluster(scheduler) if scheduler else nullcontext() as hands, click.progressbar(length=count, label=f"送到 {there.address}") as bar:
        done = send(target, there, bar.update, hands)
    click.echo(f"已送到 {there.address}：送出 {done.sent} 个文件，拿掉 {done.removed} 个，{done.kept} 个没有变。")


def _publish(root: Path, known: Examined, target: Path, released: Path | None = None, scheduler: str = "") -> None:
    city, findings, memo, store = known
    _require_room(root.resolve(), target)
    whole = plan(city, findings, _Rules(), _running(known), *_released(released or root / "released"))
    if memo:
        whole.remembered_by(memo)
    if memo is None or memo.was("looks") is None:  # there is no site yet: each record is read for all that is asked of it, the newest day among that
        shared(whole.world)
    pages = sum(bool(entry.base) and entry.kind.body for entry in city.entries)
    with click.progressbar(length=pages, label=f"生成 {pages} 份材料的网页", update_min_steps=max(1, pages // 200)) as bar:
        files = site.build(root, whole, target, newest_day(city), store, memo, scheduler, bar.update)
    if wrong := {one.path: one.wrong for one in files if one.wrong}:
        written = {entry.address: f"{entry.file}:{entry.body_line}" for entry in city.entries if entry.address in wrong}
        for page, why in wrong.items():
            click.echo(f"{written.get(page, page)}: 正文无法显示（{why}）。改法：拆短这份材料的正文，去掉不必要的嵌套。", err=True)
    click.echo(f"网站已生成：{target}（{len(files)} 个文件）。")


def _require_room(root: Path, target: Path) -> None:
    """Stop if a folder holds anything but a site: all that is in it would be gone."""
    material = any(target.is_relative_to(root / one) for one in ("bases", "content", "overrides"))
    if material or root.is_relative_to(target) or (target.exists() and any(target.iterdir()) and not (target / "index.html").is_file()):
        stop(f"“{target}”里有别的东西，网站没有写：写了，里面原来的就没有了。改法：换一个新的或空的文件夹；site 是别人放的链接，就删掉它。")


class _Rules:
    """All rules, for the guide: imported only when it is written."""

    def __iter__(self) -> Iterator[Rule]:
        from ..check import RULES
        from ..gate.rules import GATE_RULES
        from ..intake.rules import INTAKE_RULES

        return iter((*READER_RULES, *RULES, *INTAKE_RULES, *GATE_RULES))


def _running(known: Examined) -> Assessment | None:
    """The assessment of the school year that is running, each base's as it was if nothing that its points hang on has changed."""
    from ..assess import FAULTS, assess, faults_of  # with all that counts, for cities that have a rubric
    from ..memo.prints import print_of

    city, findings, memo, _ = known
    rubric = rubric_of(city, city.school_year(city.today))
    if rubric is None:
        return None
    if memo is None:
        return assess(city, rubric, city.today, findings)
    faults = faults_of(findings)
    memo.own(more={(FAULTS, base): faults.get(base, {}) for base in city.parts})

    def remembered(base: str, make: Callable[[], Scorecard]) -> Scorecard:
        return memo.run(f"assessment {rubric.record.year} {base}", lambda: replace(card := make(), print=print_of(card)))

    return assess(city, rubric, city.today, findings, remember=remembered)


def _released(folder: Path) -> tuple[list[Released], list[str]]:
    """The annual reports in a folder, and the years whose sites are there; what is damaged is named and left out."""
    found = []
    for path in sorted(folder.glob("reports-*.zip")):
        from ..publish.released import Damaged, opened  # with all that reports are made of: for who has some

        try:
            found.append(opened(path.read_bytes()))
        except Damaged as error:
            click.echo(f"{path}：{error}。没有放到网站上；改法：重新下载这一份。", err=True)
    return found, [path.stem.removeprefix("site-") for path in sorted(folder.glob("site-*.zip"))]


@click.command("serve", help="生成网站，在本机打开，保存后自动更新。")
@click.option("--port", default=8000, help="端口。")
@click.option("--poll", is_flag=True, help="保存后网页不更新时（如材料在网盘、共享文件夹里）写上：每半秒看一遍全部文件。")
@click.pass_obj
def serve_command(root: Path, port: int, poll: bool) -> None:
    target = (root / "site").resolve()

    @unhurried()
    def make() -> None:
        with alone(root):
            known = examined(root)
        print_text(known.findings)
        try:
            _publish(root, known, target)
        except site.Busy:
            click.echo("另一个生成正在进行，这一次没有做；再保存一次就会更新。", err=True)

    make()
    click.echo(f"在浏览器里打开 http://127.0.0.1:{port}/ ；按 Ctrl+C 停止。")
    site.serve(root, make, target, port, poll)
