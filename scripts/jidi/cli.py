"""The commands; each is a few lines that join the rooms."""

from __future__ import annotations

import difflib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from . import site
from .check import RULES, check
from .fix import mend
from .load import READER_RULES, load
from .load.city import kind_of, walk
from .load.standards import load_standards
from .model.city import City
from .model.finding import Finding
from .model.kinds import KINDS
from .model.schema import json_schema
from .publish import Page, findings_json, newest_day, publish


def find_root(start: Path) -> Path:
    """The nearest folder upward that holds ``mkdocs.yml``."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").exists():
            return folder
    return start


@click.group(help="平顶山市学科教研基地资源中心：检查材料，生成网站。")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), help="材料所在的文件夹；不写就向上找 mkdocs.yml。")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    context.obj = find_root(Path.cwd()) if root is None else root.resolve()
    if not (context.obj / "bases").is_dir():
        _stop(f"在“{context.obj}”里没有找到 bases 文件夹。请到项目文件夹里运行，或用 --root 指明。")


def _examine(root: Path) -> tuple[City, list[Finding]]:
    """Read and check; a bar on a terminal, nothing elsewhere."""

    def watch(files: list[str]) -> Iterator[str]:
        with click.progressbar(files, label="读材料", file=sys.stderr) as bar:
            yield from bar

    city, findings = load(root, watch=watch if sys.stderr.isatty() else iter)
    return city, sorted([*findings, *check(city)])


@main.command("check", help="检查材料，说清哪一行要怎么改。可只查几个基地，如：check cz-shuxue")
@click.argument("bases", nargs=-1)
@click.option("--strict", is_flag=True, help="提醒也算问题。")
@click.option("--format", "style", type=click.Choice(["text", "github", "json"]), default="text", help="输出的样子。")
@click.option("--since", metavar="REV", help="只说这个提交之后改过的文件，如 origin/main。")
@click.pass_obj
def check_command(root: Path, bases: tuple[str, ...], strict: bool, style: str, since: str | None) -> None:
    for base in bases:
        if not (root / "bases" / base).is_dir():
            _stop(f"没有“{base}”这个基地。看看 bases 文件夹里的名字。")
    changed = _changed(root, since) if since else None
    _, findings = _examine(root)
    wanted = [one for one in findings if not bases or one.place.file.split("/")[1:2] in [[b] for b in bases]]
    wanted = [one for one in wanted if changed is None or one.place.file in changed]
    _PRINTERS[style](wanted)
    sys.exit(1 if any(one.level == "error" or strict for one in wanted) else 0)


def _stop(message: str) -> NoReturn:
    """Could not run."""
    click.echo(message, err=True)
    sys.exit(2)


def _changed(root: Path, revision: str) -> set[str]:
    """The files that differ from a revision, new ones included, as paths from ``root``."""
    if revision.startswith("-"):
        _stop(f"“{revision}”不是提交号。写提交号、分支名或 origin/main。")
    found: set[str] = set()
    for command in (["diff", "--name-only", "--relative", "-z", revision, "--"], ["ls-files", "--others", "--exclude-standard", "-z"]):
        try:
            run = subprocess.run(["git", "-C", str(root), *command], capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            _stop(f"git 说不出“{revision}”之后改了什么。请确认这里是 git 仓库，而且有这个提交（可能要先 git fetch）。")
        found |= set(run.stdout.decode("utf-8", "replace").split("\0"))
    return found


def _print_text(findings: list[Finding]) -> None:
    for one in findings:
        click.echo(str(one))
    errors = sum(one.level == "error" for one in findings)
    click.echo(f"共 {errors} 个问题，{len(findings) - errors} 个提醒。" if findings else "没有问题。")


def _print_github(findings: list[Finding]) -> None:
    """Workflow commands; what a contributor wrote can add no command or property of its own."""
    for one in findings:
        file = _escaped(one.place.file).replace(":", "%3A").replace(",", "%2C")
        click.echo(f"::{one.level} file={file},line={one.place.line},title={one.code}::{_escaped(f'{one.message}。改法：{one.fix}')}")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _print_json(findings: list[Finding]) -> None:
    click.echo(findings_json(findings), nl=False)


_PRINTERS = {"text": _print_text, "github": _print_github, "json": _print_json}


@main.command("build", help="检查全部材料并生成网站 site/。")
@click.option("--strict", is_flag=True, help="有问题就不发布。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="网站写到哪里，默认 site/。")
@click.pass_obj
def build_command(root: Path, strict: bool, out: Path | None) -> None:
    city, findings = _examine(root)
    _print_text(findings)
    if strict and any(one.level == "error" for one in findings):
        click.echo("有问题，没有发布；原来的网站没有动。", err=True)
        sys.exit(1)
    try:
        _publish(root, city, findings, (out or root / "site").resolve())
    except site.Busy:
        _stop("另一个生成正在进行，这一次没有做。等它结束后再运行。")


def _publish(root: Path, city: City, findings: list[Finding], target: Path) -> None:
    outputs = publish(city, findings, (*READER_RULES, *RULES))
    pages = sum(isinstance(output.content, Page) for output in outputs)
    with click.progressbar(length=pages, label=f"生成 {pages} 个网页", update_min_steps=max(1, pages // 200)) as bar:
        failed = site.build(root, outputs, target, newest_day(city), lambda: bar.update(1))
    for page, error in failed:
        click.echo(f"{page}: 正文无法显示（{error}）。改法：拆短这份材料的正文，去掉不必要的嵌套。", err=True)
    click.echo(f"网站已生成：{target}（{len(outputs)} 个文件）。")


@main.command(help="把意思明确的写法改规范（全角、日期、别名……）；先给看，加 --write 才写。")
@click.argument("bases", nargs=-1)
@click.option("--write", is_flag=True, help="真的写进文件。")
@click.pass_obj
def fix(root: Path, bases: tuple[str, ...], write: bool) -> None:
    count = 0
    for file, old, new in _mends(root, bases):
        count += 1
        click.echo("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), file, file, n=0)), nl=False)
        if write:
            _replace(root / file, new)
    done = "已改" if write else "可改"
    click.echo(f"{done} {count} 个文件。" + ("" if write or not count else "确认后加 --write 写入。"))


def _mends(root: Path, bases: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    vocabulary, _, _ = load_standards(root)
    for file in walk(root, []):
        kind = kind_of(file)
        if kind is None or (bases and file.split("/")[1] not in bases):
            continue
        data = (root / file).read_bytes()
        new = mend(data, file, kind, vocabulary)
        if new is not None:
            yield file, data.decode("utf-8", "replace"), new


def _replace(path: Path, text: str) -> None:
    """Write beside, then swap: a kill leaves the old file or the new one, never half."""
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(text.encode())
    os.replace(beside, path)


@main.command(help="写出各类材料的 JSON Schema，编辑器用它提示字段和词。")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def schema(root: Path, folder: Path) -> None:
    vocabulary, _, _ = load_standards(root)
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS.values():
        text = json.dumps(json_schema(kind, vocabulary), ensure_ascii=False, indent=1)
        _replace(folder / f"{kind.id}.json", text + "\n")
    click.echo(f"已写出 {len(KINDS)} 个 Schema：{folder}")


@main.command(help="生成网站，在本机打开，保存后自动更新。")
@click.option("--port", default=8000, help="端口。")
@click.pass_obj
def serve(root: Path, port: int) -> None:
    target = (root / "site").resolve()

    def make() -> None:
        city, findings = _examine(root)
        _print_text(findings)
        try:
            _publish(root, city, findings, target)
        except site.Busy:
            click.echo("另一个生成正在进行，这一次没有做；再保存一次就会更新。", err=True)

    make()
    click.echo(f"在浏览器里打开 http://127.0.0.1:{port}/ ；按 Ctrl+C 停止。")
    site.serve(root, make, target, port)
