"""Whether an author may make a change: a pure judgement over paths, modes and the register; in doubt, no (plan 五.1, 七.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from ..model.finding import Finding, Place
from ..model.gate import Owners
from .changes import LINK, PROGRAM, SUBMODULE, Change
from .quiet import HIDDEN
from .rules import APART, OFFICE, ONE_BASE, OWN_BASE, PLAIN, READABLE, REGISTER, REGISTERED

_BASE = re.compile(r"bases/([a-z]{2}-[a-z0-9-]+)/.+", re.DOTALL)
_KEPT = ".gitkeep"
_REGISTER = "content/standards/owners.yml"


def judge(changes: Iterable[Change], owners: Owners | None, author: str) -> list[Finding]:
    """What is against a change by ``author``; nothing, or only warnings, if it may come in.

    ``owners`` is the register **of the target branch**; ``None`` if it is there and cannot be read, which stops everything.
    """
    listed = sorted(set(changes))
    paths = sorted({path for change in listed for path in change.paths})
    findings = [finding for change in listed for finding in _odd(change)] + list(_mixed(paths))
    if owners is None:
        findings.append(REGISTER.at(Place(_REGISTER), "目标分支上负责人的登记读不懂，不知道谁能改什么", "请办公室先改好这个文件"))
    elif owners.empty:
        findings.append(REGISTERED.at(Place(_REGISTER), "还没有登记谁负责，这次没有核对提交的人", "办公室在这个文件里登记账号以后，这里会核对"))
    elif not _is(author, (*owners.office, *owners.maintainers)):
        findings += _by_a_base(paths, owners, author)
    return sorted(set(findings))


def base_of(path: str) -> str:
    """The base that a path belongs to; empty for everything else."""
    match = _BASE.fullmatch(path)
    return match[1] if match else ""


def bases_of(owners: Owners, author: str) -> set[str]:
    """The bases that the register gives to an account."""
    return {one.base for one in owners.bases if _is(author, one.logins)}


def _is(author: str, logins: Collection[str]) -> bool:
    return bool(author) and author.casefold() in {login.casefold() for login in logins}


def _odd(change: Change) -> Iterator[Finding]:
    """Links, submodules, programs, names that hide something: for nobody."""
    path, place = change.path, Place(shown(change.path))
    if change.status == "D":
        return  # that is the remedy
    if any(unicodedata.category(sign) in HIDDEN or sign in '\\�"' for sign in path):
        yield READABLE.at(place, f"文件名“{place.file}”里有看不见的字符，或别的电脑认不出的字节", "改成英文字母、数字和减号")
    elif _in_material(path) and (hidden := next((part for part in path.split("/") if part.startswith(".") and part != _KEPT), "")):
        yield READABLE.at(place, f"“{hidden}”以点开头，材料里不放这样的文件", "删掉它")
    if change.mode == SUBMODULE:
        yield PLAIN.at(place, f"“{place.file}”是另一个仓库（子模块），不是文件", "把真正的文件放进来，去掉子模块")
    elif change.mode == LINK:
        yield PLAIN.at(place, f"“{place.file}”是符号链接，不是文件", "把真正的文件放到这里")
    elif change.mode == PROGRAM and _in_material(path):
        yield PLAIN.at(place, f"“{place.file}”标成了能运行的程序", f"运行 git update-index --chmod=-x {place.file} 再提交")


def _in_material(path: str) -> bool:
    return path.startswith(("bases/", "content/"))


def _mixed(paths: list[str]) -> Iterator[Finding]:
    """A base's material together with anything else: for nobody."""
    bases = sorted({base for path in paths if (base := base_of(path))})
    for path in paths:
        if bases and not base_of(path):
            yield APART.at(Place(shown(path)), f"这次提交改了基地“{bases[0]}”的材料，又改了“{shown(path)}”", "分成两次提交：一次只有这个基地的材料，一次是别的")


def _by_a_base(paths: list[str], owners: Owners, author: str) -> Iterator[Finding]:
    """What somebody who is neither the office nor a maintainer may not do."""
    own, bot = bases_of(owners, author), _is(author, owners.bots)
    touched = sorted({base for path in paths if (base := base_of(path))})
    kept = next((base for base in touched if base in own), touched[0] if touched else "")
    for path in paths:
        base, place = base_of(path), Place(shown(path))
        if not base:
            yield OFFICE.at(place, f"“{shown(path)}”由办公室或维护人改，账号“{shown(author)}”没有登记在那里", "撤回对它的改动；觉得应当改的，请向办公室提出来")
        elif base != kept:
            yield ONE_BASE.at(place, f"这次提交改了 {len(touched)} 个基地：{'、'.join(touched[:10])}", f"只留“{kept}”的，别的撤回或另外提交")
        elif base not in own and not bot:
            named = next((one.logins for one in owners.bases if one.base == base and one.logins), ())
            who = f"登记的是：{'、'.join(named)}" if named else "这个基地还没有登记账号"
            yield OWN_BASE.at(place, f"账号“{shown(author)}”没有登记为基地“{base}”的提交人（{who}）", "请登记的人提交，或请办公室把你的账号加进 owners.yml")


def shown(text: str) -> str:
    """Text with every sign that cannot be seen written as ``?``, at most 200 long."""
    return "".join("?" if unicodedata.category(sign) in HIDDEN else sign for sign in text)[:200]
