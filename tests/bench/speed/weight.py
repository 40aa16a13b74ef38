"""What came out: how many bytes, and whether two folders are the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from statistics import mean


@dataclass(frozen=True)
class Weight:
    """Bytes, files, how many of these are pages of one resource, and mean bytes of the HTML of one."""

    size: int
    files: int
    pages: int
    page: float


def weighed(folder: Path) -> Weight:
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = [path.stat().st_size for path in files if path.suffix == ".html" and resource(path.relative_to(folder))]
    return Weight(sum(path.stat().st_size for path in files), len(files), len(pages), mean(pages) if pages else 0.0)


def resource(path: Path) -> bool:
    """Whether it is the page of one resource: ``bases/B/resources/R.html``, or a folder of it."""
    return path.parts[:1] == ("bases",) and "resources" in path.parts[2:3] and path.parts[3] != "index.html"


def different(one: Path, other: Path) -> list[str]:
    """Paths of the files that are not in both folders, byte for byte."""
    left, right = digests(one), digests(other)
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))


def digests(folder: Path) -> dict[str, str]:
    """Path from the folder → SHA-256, of every file."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}
