"""A year's site as it was: packed once, laid below the live site, where it leads nobody away and does not compete with it."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..documents.zips import Member
from .digests import digest_of, sum_line
from .opening import Damage, Opened, sum_damage, unpack

SUMS = "SHA256SUMS"
_DAY = datetime.date(1980, 1, 1)  # a built page has no day of its own: the first that zips know
_LIVE = re.compile(r"(archive/.*|sitemap\.xml(\.gz)?|robots\.txt|404\.html|\..*)")
_HEAD = re.compile(rb"<head>", re.I)
_BODY = re.compile(rb"<body[^>]*>", re.I)
_CANONICAL = re.compile(rb"""\s{0,80}<link\s[^>]*rel=["']?canonical\b[^>]*>""", re.I)
_SAID = re.compile(r"([0-9a-f]{64})  (.+)")


class Refused(Exception):
    """Why a folder cannot be packed or written: a sentence."""


def name_of(year: str) -> str:
    """The file's name without an ending."""
    return f"site-{year}"


def site_members(site: Path, year: str) -> Iterator[Member]:
    """The files of a built site, sorted, and their sums at the end. What is only for the live site stays out.

    :raises Refused: if it is no built site, or holds what is no plain file.
    """
    if not (site / "index.html").is_file() or not (site / "assets").is_dir():
        raise Refused(f"“{site}”不是生成好的网站（没有 index.html 或 assets）。改法：先运行 build，或用 --from 指明网站的文件夹")
    sums = []
    for path in _files(site):
        file = site / path
        content: Path | bytes = frozen(file.read_bytes(), year) if path.endswith(".html") else file
        sums.append(sum_line(hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else digest_of(file), path))
        yield Member(f"{name_of(year)}/{path}", content, _DAY)
    yield Member(f"{name_of(year)}/{SUMS}", b"".join(sums), _DAY)


def frozen(page: bytes, year: str) -> bytes:
    """A page that says to readers and to search engines that it is the copy of a year: not to be listed, not to be taken for today's."""
    said = f'<aside aria-label="存档" style="padding:.5em 1em;background:#fff3cd;color:#5c4400;font-size:.8rem">这是 {year} 学年网站的存档，不再更新。</aside>'
    page = _CANONICAL.sub(b"", page)
    page = _HEAD.sub(b'<head><meta name="robots" content="noindex">', page, count=1)
    return _BODY.sub(lambda match: match[0] + said.encode(), page, count=1)


def verify_site(path: Path, into: Path, year: str = "") -> tuple[Opened, list[Damage]]:
    """Unpack a frozen site into an empty folder and check every file of it against its own sums and the one beside it; and its year, if one is given."""
    summed = sum_damage(path)
    opened, damages = unpack(path, into)
    damages = [*summed, *damages]
    if opened.digests:
        if year and opened.folder.name != name_of(year):
            damages.append(Damage(path.name, "", f"里面是 {opened.folder.name}，和文件名不是一个学年"))
        damages += [Damage(path.name, file, what) for file, what in _differing(opened) if file not in {one.file for one in damages}]
    return opened, damages


def _differing(opened: Opened) -> Iterator[tuple[str, str]]:
    if SUMS not in opened.digests:
        yield SUMS, "缺了这个文件，不是 archive site 写的"
        return
    lines = (opened.folder / SUMS).read_text("utf-8", "replace").splitlines()
    said = {match[2]: match[1] for line in lines if (match := _SAID.fullmatch(line))}
    for name in sorted({*said, *opened.digests} - {SUMS}):
        if name not in opened.digests:
            yield name, "清单里有，压缩包里没有"
        elif name not in said:
            yield name, "清单里没有这个文件，是外来的"
        elif said[name] != opened.digests[name]:
            yield name, f"内容变了：应是 sha256 {said[name]}，现在是 {opened.digests[name]}"


def differing(fresh: Opened, target: Path) -> list[str]:
    """The files of an older copy that are other than those of the fresh one."""
    if not target.exists():
        return []
    files = _files(target)
    return [path for path in files if path not in fresh.digests or digest_of(target / path) != fresh.digests[path]]


def same(fresh: Opened, target: Path) -> bool:
    """Whether an older copy has every file, as it is."""
    return target.is_dir() and {*_files(target)} == {*fresh.digests} and not differing(fresh, target)


def _files(folder: Path) -> list[str]:
    """All files below a folder, sorted, except those that only the live site needs."""
    found = []
    for at, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            if (Path(at) / name).is_symlink():
                raise Refused(f"“{Path(at) / name}”是链接，不是文件。改法：换成真的文件，再运行一次")
        found += [(Path(at) / name).relative_to(folder).as_posix() for name in names]
    return sorted(path for path in found if not _LIVE.fullmatch(path))
