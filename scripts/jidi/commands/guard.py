"""``jidi guard``: whether somebody may make a change, judged by the target branch's own register (plan 五.1, 七.1)."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from ..gate.addresses import Published, pages_of, unheard, vanished
from ..gate.changes import Change
from ..gate.guard import judge
from ..gate.owners import owners_of
from ..load.city import kind_of
from ..model.city import City
from ..model.finding import Finding
from ..model.gate import Owners
from ..model.kinds import KINDS
from ..model.moves import moves_of
from ..publish.world import World
from .check import _PRINTERS as PRINTERS
from .revision import TOPS, changes_between, commit_of, fork_points, material_at

_REGISTER = f"content/{KINDS['owners'].path}"


@click.command("guard", help="核对一次提交：改的是不是自己的基地，有没有动不该动的，发布过的网址有没有消失。")
@click.option("--base-ref", "base", required=True, metavar="提交", help="要并进去的分支，如 origin/main；负责人的登记从这里读。")
@click.option("--head-ref", "head", default="HEAD", metavar="提交", help="要核对的提交，不写就是现在这个。")
@click.option("--author", required=True, metavar="账号", help="提交的人登录用的账号。")
@click.option("--format", "style", type=click.Choice(list(PRINTERS)), default="text", help="输出的样子。")
@click.pass_obj
def guard_command(root: Path, base: str, head: str, author: str, style: str) -> None:
    target, tip = commit_of(root, base), commit_of(root, head)
    starts = fork_points(root, target, tip)
    # Against each: where lines crossed, undoing what the target did may show beside one of them only.
    changes = [change for start in starts for change in changes_between(root, start, tip)]
    city_at = functools.cache(lambda commit: material_at(root, commit)[0])
    findings = judge(changes, _register(city_at(target)), author)
    if any(path.startswith(TOPS) for change in changes for path in change.paths):
        findings += lost_addresses(city_at(starts[0]), city_at(tip), changes)
    PRINTERS[style](sorted(findings))
    sys.exit(1 if any(one.level == "error" for one in findings) else 0)


def _register(city: City) -> Owners | None:
    """The target branch's register; ``None`` if it cannot be read."""
    return None if _REGISTER in city.broken else owners_of(city)


def lost_addresses(before: City, after: City, changes: Iterable[Change]) -> list[Finding]:
    """What was published before and would lead nowhere after; a file that is only broken is spoken of by ``check``."""
    old, new = public_pages(before), public_pages(after)
    asked = {address: page.file for address, page in old.items()}
    asked |= {address: place.file for address, (_, place) in moves_of(before).items()}
    became = {change.old: _address(change.path) for change in changes if change.status == "R"}
    renamed = {address: to for address, file in asked.items() if (to := became.get(file)) in new and to}
    whole = {address: file for address, file in asked.items() if file not in after.broken}
    return [*vanished(whole, new.keys(), moves_of(after), renamed), *unheard(after)]


def public_pages(city: City) -> Mapping[str, Published]:
    """The pages that readers can open."""
    return pages_of(World(city, ()).entries)


def _address(file: str) -> str:
    kind = kind_of(file)
    return f"{file.rsplit('.', 1)[0].removeprefix('content/')}.html" if kind and kind.body else ""
