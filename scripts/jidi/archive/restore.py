"""Material goes back from archives to where it came from; what differs there is never overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..load.attachments import pointer_at
from ..load.city import NOT_RECORDS, kind_of
from .digests import digest_of
from .opening import Opened

_ATTACHED = re.compile(r"bases/[a-z]{2}-[a-z0-9-]+/files/[A-Za-z0-9_][A-Za-z0-9_./-]*")


@dataclass(frozen=True)
class Restoring:
    """What is to be done: ``write`` from → to; how many are there already; ``wrong``: why nothing may be done."""

    write: tuple[tuple[Path, Path], ...]
    same: int
    wrong: tuple[str, ...]


def restoring(archives: list[tuple[str, Opened]], target: Path) -> Restoring:
    """Plan it, and write nothing. ``archives``: names and unpacked bags that were found whole."""
    taken: dict[str, tuple[str, str]] = {}
    write: list[tuple[Path, Path]] = []
    wrong: list[str] = []
    same = 0
    for name, opened in archives:
        for path, source, digest in _material(opened):
            first = taken.setdefault(path, (digest, name))
            if first[0] != digest:
                wrong.append(f"{path}：在 {first[1]} 和 {name} 里不一样。改法：两个学年的档案分开放回两个文件夹")
            elif first[1] == name and (problem := _obstacle(target, path)):
                wrong.append(problem)
            elif first[1] == name and (target / path).exists():
                pointer = pointer_at(target / path)
                equal = (pointer.sha256 if pointer else digest_of(target / path)) == digest
                same += equal
                wrong += [] if equal else [f"{path}：文件夹里已经有，内容和档案里的不一样。改法：换一个空的文件夹，或先把它移走"]
            elif first[1] == name:
                write.append((source, target / path))
    return Restoring(tuple(write), same, tuple(wrong))


def _material(opened: Opened) -> Iterator[tuple[str, Path, str]]:
    """Path from the root, where it was unpacked, SHA-256; what was made for the archive alone stays there."""
    for name, digest in sorted(opened.digests.items()):
        top, _, rest = name.partition("/")
        path = rest.partition("/")[2]
        if top == "data" and path.startswith(("bases/", "content/")):
            yield path, opened.folder / name, digest


def _obstacle(target: Path, path: str) -> str:
    """Why a file may not be put there at all."""
    if not (kind_of(path) or path in NOT_RECORDS or _ATTACHED.fullmatch(path)):
        return f"{path}：不是材料该在的地方，没有放回。改法：看看这个档案包是不是别人改过"
    place = target / path
    if not place.resolve().is_relative_to(target.resolve()) or place.is_symlink() or place.is_dir():
        return f"{path}：那里是链接或文件夹，不能写。改法：换一个空的文件夹"
    return ""
