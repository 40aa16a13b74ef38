"""The files that there are: plain ones only, none reached by a link."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..model.finding import Finding, Place
from . import rules


def walk(root: Path, findings: list[Finding]) -> Iterator[str]:
    """Paths of all files below ``bases/`` and ``content/``, folder by folder, sorted; what is no plain file is refused."""
    for top in ("bases", "content"):
        yield from _below(str(root), top, findings)


def place(path: str) -> tuple[tuple[bool, str], ...]:
    """Where a path comes in :func:`walk`."""
    *folders, name = path.split("/")
    return *((True, one) for one in folders), (False, name)


def _below(root: str, here: str, findings: list[Finding]) -> Iterator[str]:
    """The files of a folder, then those of the folders in it."""
    try:
        with os.scandir(f"{root}/{here}") as found:
            inside = sorted(found, key=lambda one: one.name)
    except FileNotFoundError:
        return
    except OSError as error:
        findings.append(rules.ENCODING.at(Place(printable(here)), f"文件夹打不开（{error.strerror}），里面的材料没有读", "检查文件夹的读取权限"))
        return
    folders = []
    for one in inside:
        path, sort = f"{here}/{one.name}", _sort(one)
        if refused := _refusal(path, sort):
            findings.append(refused)
        elif sort == "folder":
            folders.append(path)
        else:
            yield path
    for path in folders:
        yield from _below(root, path, findings)


def _sort(one: os.DirEntry[str]) -> str:
    """What a path is, links not followed. What may not even be looked at passes for a file: reading it says why not."""
    try:
        if one.is_file(follow_symlinks=False):
            return "file"
        return "folder" if one.is_dir(follow_symlinks=False) else "link" if one.is_symlink() else ""
    except PermissionError:
        return "file"


def _refusal(path: str, sort: str) -> Finding | None:
    """Why something is neither a folder nor a plain file, or has a name that cannot be written down."""
    if sort == "link":
        return rules.LINK.at(Place(printable(path)), "这是一个符号链接，不是文件", "把真正的文件放到这里")
    if not sort:
        return rules.LINK.at(Place(printable(path)), "这不是普通的文件（管道或设备）", "删掉它")
    if (not path.isascii() or "\n" in path) and printable(path) != path:
        return rules.NAME.at(Place(printable(path)), "文件名里有别的电脑认不出的字节或换行", "改成英文字母、数字和减号")
    return None


def printable(name: str) -> str:
    """A name that can be written down, on one line."""
    return name.encode("utf-8", "replace").decode("utf-8").replace("\n", "?")
