"""The words of an attachment part by part, with what is on no page, and what of it could not be read."""

from __future__ import annotations

import io
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from xml.parsers import expat

from ...extract import Grid, read_pdf
from ...extract.office import words_of
from ...load.names import name_of
from .unseen import unseen

MOST = 1_000_000  # characters of one attachment
_UNPACKED = 100_000_000  # bytes of all members of one archive
_MEMBERS = 500
_BROKEN = (KeyError, ValueError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, expat.ExpatError)
_OFFICE = frozenset(("docx", "pptx", "xlsx"))
_SILENT = {"png": "图片", "jpg": "图片", "jpeg": "图片", "gif": "图片", "webp": "图片", "mp3": "录音"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A part of a file: its name (``""``: the file as a whole), its texts and tables; ``unread``: why there is no more of it."""

    part: str
    blocks: tuple[str | Grid, ...] = ()
    unread: str = ""


def opened(path: Path, name: str) -> Iterator[Opened]:
    """The parts of the file at ``path``, which is called ``name``; the name itself is the first."""
    yield Opened("文件名", (name,))
    suffix = _suffix(name)
    if suffix == "pdf":
        yield _pdf(path)
    elif suffix in _SILENT:
        yield Opened("", unread=f"是{_SILENT[suffix]}，里面的字看不出来")
    else:
        try:
            data = path.read_bytes()
        except OSError:
            yield Opened("", unread="打不开")
            return
        yield from _members(data) if suffix == "zip" else _words(suffix, data)


def _words(suffix: str, data: bytes) -> Iterator[Opened]:
    words = words_of(suffix, data, MOST)
    for part, blocks in words.parts if words else ():
        yield Opened(part, blocks)
    if words is None:
        yield Opened("", unread="里面没有读得出的文字")
    elif words.cut:
        yield Opened("", unread="太长，没有看完")
    if suffix in _OFFICE:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                for part, lines in unseen(package):
                    yield Opened(part, tuple(lines))
        except _BROKEN:
            yield Opened("", unread="批注、备注和属性读不出来")


def _pdf(path: Path) -> Opened:
    found = read_pdf(path, MOST)
    if found is None:
        return Opened("", unread="打不开，或者加了密码")
    return Opened("", (found.text,), "太长，没有看完" if found.cut else "" if found.text else "是扫描件或图片，里面的字看不出来")


def _members(data: bytes) -> Iterator[Opened]:
    left = _UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for info in package.infolist()[:_MEMBERS]:
                if info.is_dir():
                    continue
                with package.open(info) as member:
                    content = member.read(left + 1)
                left -= len(content)
                if left < 0:
                    yield Opened("", unread="解压后太大，没有看完")
                    return
                yield from _member(name_of(info) or info.filename, content)
            if len(package.infolist()) > _MEMBERS:
                yield Opened("", unread=f"里面的文件超过 {_MEMBERS} 个，没有看完")
    except (*_BROKEN, NotImplementedError):
        yield Opened("", unread="压缩包打不开，或者加了密码")


def _member(name: str, content: bytes) -> Iterator[Opened]:
    """What stands in a file of an archive; an archive in an archive is not opened."""
    suffix = _suffix(name)
    if suffix == "zip":
        yield Opened("", unread=f"包中的“{name}”还是压缩包，没有打开")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"member.{suffix if suffix.isalnum() else 'bin'}"
        path.write_bytes(content)
        for one in opened(path, path.name):
            blocks = (name,) if one.part == "文件名" else one.blocks
            yield Opened(f"{name} {one.part}".strip(), blocks, f"包中的“{name}”{one.unread}" if one.unread else "")


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")
