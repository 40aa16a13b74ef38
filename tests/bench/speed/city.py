"""Cities of so many records, and the edits that a builder is to follow."""

from __future__ import annotations

import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Asked:
    """Where everything is laid, the longest time for one command in seconds, the project's folder and the tools'."""

    work: Path
    limit: float
    code: Path
    venv: Path


@dataclass(frozen=True)
class City:
    """A laid city: ``asked`` records, and how many it has (resources + activities)."""

    root: Path
    asked: int
    records: int


@dataclass(frozen=True)
class Record:
    """One Markdown file: ``address`` from ``bases/`` without ending, its head and its body."""

    address: str
    head: dict[str, Any]
    body: str


def put_aside(asked: Asked, *folders: Path) -> None:
    """Out of the way, and not deleted: where files were deleted some minutes ago, a file system may look long for the place of a new one."""
    for folder in filter(Path.exists, folders):
        aside = asked.work / "aside" / uuid.uuid4().hex
        aside.parent.mkdir(exist_ok=True)
        folder.rename(aside)


def laid(asked: Asked, size: int, corpus: Path | None = None) -> City:
    """A third of the records are activities. Raises ``CalledProcessError`` when it cannot be laid."""
    root = asked.work / f"city-{size}"
    more = ["--corpus", str(corpus)] if corpus else []
    subprocess.run(
        [sys.executable, str(asked.code / "tests/bench/make_city.py"), "--resources", str(round(size * 2 / 3)), "--out", str(root), *more], check=True
    )
    return City(root, size, sum(1 for _ in root.glob("bases/*/[ra]*/*.md")))


def records(city: City) -> Iterator[Record]:
    for path in sorted(city.root.glob("bases/*/[ra]*/*.md")):
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        yield Record(path.relative_to(city.root).with_suffix("").as_posix(), yaml.load(head, getattr(yaml, "CSafeLoader", yaml.SafeLoader)), body)


def base_names(city: City) -> dict[str, str]:
    """Base → its short name."""
    return {path.parent.name: yaml.safe_load(path.read_text("utf-8"))["简称"] for path in sorted(city.root.glob("bases/*/base.yml"))}


def edit_body(path: Path, number: int) -> str:
    """A new last paragraph; returns its words."""
    words = f"改过第{number}次"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{words}。\n")
    return words


def edit_title(path: Path, number: int) -> str:
    """A longer title; returns what was added."""
    words = f"（改{number}）"
    text, count = re.subn(r"""(?m)^((?:标题|title): .*?)(['"]?)$""", rf"\g<1>{words}\2", path.read_text("utf-8"), count=1)
    assert count, f"{path} has no title"
    path.write_text(text, "utf-8")
    return words
