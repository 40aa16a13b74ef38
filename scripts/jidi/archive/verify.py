"""Every promise of an archive is checked, and every damage is named (R-7.2.3; RFC 8493, 3)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from .bag import MANIFEST, TAGS, unsound
from .opening import Damage, Opened, sum_damage, unpack

_NEEDED = ("bagit.txt", "bag-info.txt", MANIFEST, TAGS, "MANIFEST.csv", "index.html")


def verify(path: Path, into: Path) -> tuple[Opened, list[Damage]]:
    """Unpack an archive into an empty folder and check it: all damages, none if it is whole."""
    summed = sum_damage(path)
    opened, damages = unpack(path, into)
    damages = [*summed, *damages]
    if opened.digests:
        broken = {one.file for one in damages}
        found = [(file, what) for file, what in _damages(opened) if file not in broken]
        damages += [Damage(path.name, file, what) for file, what in found]
        if not damages and (wrong := unsound(opened.folder)):
            damages.append(Damage(path.name, "", f"不合 BagIt（RFC 8493）：{wrong}"))
    return opened, damages


def _damages(opened: Opened) -> Iterator[tuple[str, str]]:
    """What the manifests, the catalogue and the page say that is not so."""
    if lacking := [name for name in _NEEDED if name not in opened.digests]:
        yield from ((name, "缺了这个文件，不是完整的档案包") for name in lacking)
        return
    payload, tags = _manifest(opened.folder / MANIFEST), _manifest(opened.folder / TAGS)
    yield from _differing(payload | tags, opened.digests)
    for name in opened.digests:
        if name not in payload and name not in tags and name != TAGS:
            yield name, "清单里没有这个文件，是外来的"
    listed = dict(_catalogue(opened.folder / "MANIFEST.csv"))
    for name in sorted({*listed, *payload}):
        if listed.get(name) != payload.get(name):
            yield name, f"MANIFEST.csv 和 {MANIFEST} 说的不一样"
    linked = _links(opened.folder / "index.html")
    for name in sorted({*payload} ^ {one for one in linked if one.startswith("data/")}):
        yield name, "index.html 和清单说的不一样：一边有，一边没有"


def _differing(said: dict[str, str], found: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, digest in said.items():
        if name not in found:
            yield name, "清单里有，压缩包里没有"
        elif found[name] != digest:
            yield name, f"内容变了：应是 sha256 {digest}，现在是 {found[name]}"


def _manifest(path: Path) -> dict[str, str]:
    """Path → SHA-256; a line that is none is kept as a path that nothing has."""
    lines = [line.split(maxsplit=1) for line in path.read_text("utf-8", "replace").split("\n") if line]
    return {line[-1]: line[0].lower() for line in lines if line}


def _catalogue(path: Path) -> Iterator[tuple[str, str]]:
    rows = csv.reader(io.StringIO(path.read_text("utf-8-sig", "replace"), newline=""))
    next(rows, None)
    yield from ((row[0], row[4]) for row in rows if len(row) > 4)


class _Links(HTMLParser):
    """The addresses of all links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {unquote(value) for name, value in attrs if tag == "a" and name == "href" and value}


def _links(path: Path) -> set[str]:
    parser = _Links()
    parser.feed(path.read_text("utf-8", "replace"))
    return parser.found
