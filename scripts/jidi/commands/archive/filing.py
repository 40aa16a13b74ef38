"""What is archived once never changes: a new zip takes its place in one step, an old one is never overwritten."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from ...archive.digests import digest_of, sum_line
from ...documents.zips import Member, write_zip
from ..writing import alone, replace


class Kept(Exception):
    """There is an archive with other bytes already: a sentence."""


@contextlib.contextmanager
def workbench(out: Path) -> Iterator[Path]:
    """An empty folder beside what is to be written, for one process at a time; whatever a killed one left is cleared away."""
    bench = out / ".archive.new"
    with alone(out):
        shutil.rmtree(bench, ignore_errors=True)
        bench.mkdir()
        try:
            yield bench
        finally:
            shutil.rmtree(bench, ignore_errors=True)


def file_zip(bench: Path, out: Path, name: str, members: Iterable[Member], mend: str, again: bool = False) -> str:
    """Write a zip with its sum beside it; a sentence that says which, or that nothing changed.

    ``mend``: what to do if there is one with other bytes; with ``again`` the next free number is taken instead.

    :raises Kept: if there is one with other bytes.
    """
    fresh = bench / f"{name}.zip"
    write_zip(fresh, members)
    digest = digest_of(fresh)
    for number in count(1):
        target = out / (f"{name}.zip" if number == 1 else f"{name}-{number}.zip")
        if not target.exists():
            break
        if digest_of(target) == digest:
            _sum(target, digest)
            return f"已经归档，没有变化：{target}"
        if not again:
            raise Kept(f"{target} 已经有了，里面和这一次的不一样。归档以后的一年不再改，没有动它。改法：{mend}，或用 --out 换一个文件夹。")
    _sum(target, digest)
    os.replace(fresh, target)
    return f"已归档：{target}（{_size(target.stat().st_size)}）"


def _sum(target: Path, digest: str) -> None:
    """First the sum, then the zip: killed between them, there is no zip yet."""
    replace(target.with_name(f"{target.name}.sha256"), sum_line(digest, target.name))


def _size(count: int) -> str:
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, round(count / 1024))} KB"
