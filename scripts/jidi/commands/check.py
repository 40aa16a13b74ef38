"""``jidi check``: what is to be mended, line by line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..model.city import City
from ..model.finding import Finding
from .shared import examined, git, known_bases, stop


@click.command("check", help="检查材料，说清哪一行要怎么改。可只查几个基地，如：check cz-shuxue")
@click.argument("bases", nargs=-1)
@click.option("--strict", is_flag=True, help="提醒也算问题。")
@click.option("--format", "style", type=click.Choice(["text", "github", "json"]), default="text", help="输出的样子。")
@click.option("--privacy", is_flag=True, help="只说个人信息：在哪里、改成什么，也说看过多少、哪些看不了。")
@click.option("--since", metavar="REV", help="只说这个提交之后改过的文件，如 origin/main。")
@click.pass_obj
def check_command(root: Path, bases: tuple[str, ...], strict: bool, style: str, privacy: bool, since: str | None) -> None:
    known_bases(root, bases)
    changed = _changed(root, since) if since else None
    city, findings, _, _ = examined(root, bases=bases)
    wanted = [one for one in findings if not bases or one.place.file.split("/")[1:2] in [[b] for b in bases]]
    wanted = [one for one in wanted if changed is None or one.place.file in changed]
    if privacy:
        wanted = [one for one in wanted if one.code.startswith("YS") and one.code != "YS05"]  # that one is about boasts
    _PRINTERS["privacy" if privacy and style == "text" else style](wanted)
    if privacy and style == "text":
        _print_account(city, bases)
    sys.exit(1 if any(one.level == "error" or strict for one in wanted) else 0)


def _changed(root: Path, revision: str) -> set[str]:
    """The files that differ from a revision, new ones included, as paths from ``root``."""
    if revision.startswith("-"):
        stop(f"“{revision}”不是提交号。写提交号、分支名或 origin/main。")
    failure = f"git 说不出“{revision}”之后改了什么。请确认这里是 git 仓库，而且有这个提交（可能要先 git fetch）。"
    commands = (["diff", "--name-only", "--relative", "-z", revision, "--"], ["ls-files", "--others", "--exclude-standard", "-z"])
    listed = [git(root, *command, failure=failure).decode("utf-8", "replace").split("\0") for command in commands]
    return {file for files in listed for file in files}


def print_text(findings: list[Finding]) -> None:
    for one in findings:
        click.echo(str(one))
    errors = sum(one.level == "error" for one in findings)
    click.echo(f"共 {errors} 个问题，{len(findings) - errors} 个提醒。" if findings else "没有问题。")


def _print_privacy(findings: list[Finding]) -> None:
    for one in findings:
        click.echo(str(one))
    click.echo(f"共 {len(findings)} 处要遮住或再看一眼。" if findings else "没有找到个人信息。")


def _print_account(city: City, bases: tuple[str, ...]) -> None:
    from ..check.privacy import account  # the rules: for who asks for this

    seen = account(city, bases)
    click.echo(f"看过 {seen.texts} 份材料的文字、{seen.files} 个附件。程序认不全，最后一关是你。")
    if seen.unread:
        click.echo(f"有 {len(seen.unread)} 个文件没有看全，不知道里面有没有，请自己看一遍：")
    for file, why in seen.unread:
        click.echo(f"  {file}：{why}")


def _print_github(findings: list[Finding]) -> None:
    """Workflow commands; what a contributor wrote can add no command or property of its own."""
    for one in findings:
        file = _escaped(one.place.file).replace(":", "%3A").replace(",", "%2C")
        click.echo(f"::{one.level} file={file},line={one.place.line},title={one.code}::{_escaped(f'{one.message}。改法：{one.fix}')}")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _print_json(findings: list[Finding]) -> None:
    from ..publish import findings_json  # all the pages come with it: half a second that the other styles need not wait

    click.echo(findings_json(findings), nl=False)


_PRINTERS = {"text": print_text, "privacy": _print_privacy, "github": _print_github, "json": _print_json}
