"""The files that there are: plain ones only, none reached by a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..model.finding import Finding, Place
from . import rules


def walk(root: Path, findings: list[Finding]) -> Iterator[str]:
    """Paths of all files below ``bases/`` and ``content/``, sorted; what is no plain file is refused."""

    def closed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            place = Place(printable(Path(error.filename).relative_to(root).as_posix()))
            findings.append(rules.ENCODING.at(place, f"文件夹打不开（{error.strerror}），里面的材料没有读", "检查文件夹的读取权限"))

    for top in ("bases", "content"):
        for folder, names, files in os.walk(root / top, onerror=closed, followlinks=False):
            here = Path(folder).relative_to(root).as_posix()
            names[:] = sorted(name for name in names if not _refused(root, f"{here}/{name}", findings))
            paths = [f"{here}/{name}" for name in sorted(files)]
            yield from (file for file in paths if not _refused(root, file, findings))


def _refused(root: Path, file: str, findings: list[Finding]) -> bool:
    """What is neither a folder nor a plain file, or has a name that cannot be written down."""
    place, mode = Place(printable(file)), _mode(f"{root}/{file}")
    if stat.S_ISLNK(mode):
        findings.append(rules.LINK.at(place, "这是一个符号链接，不是文件", "把真正的文件放到这里"))
    elif not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        findings.append(rules.LINK.at(place, "这不是普通的文件（管道或设备）", "删掉它"))
    elif place.file != file:
        findings.append(rules.NAME.at(place, "文件名里有别的电脑认不出的字节或换行", "改成英文字母、数字和减号"))
    else:
        return False
    return True


def _mode(path: str) -> int:
    """What a path is, links not followed; 0 if it is gone. What may not even be looked at passes for a file: reading it says why not."""
    try:
        return os.lstat(path).st_mode
    except PermissionError:
        return stat.S_IFREG
    except OSError:
        return 0


def printable(name: str) -> str:
    """A name that can be written down, on one line."""
    return name.encode("utf-8", "replace").decode("utf-8").replace("\n", "?")
