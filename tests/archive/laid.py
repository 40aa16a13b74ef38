"""Archives of the small city, laid by the same steps as the command takes, and a zip with one thing of it changed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from conftest import TODAY
from jidi.archive.bag import lay_bag, members
from jidi.archive.digests import digest_of, sum_line
from jidi.archive.holding import Holding, base_holding, city_holding
from jidi.archive.verify import verify
from jidi.documents.zips import write_zip
from jidi.load import load
from jidi.publish.people.unnamed import Discretion
from jidi.publish.world import World

BASE, YEAR = "cz-shuxue", "2026-2027"
NAME = f"archive-{BASE}-{YEAR}"
Change = Callable[[dict[str, bytes]], object]


def holding(root: Path, base: str = BASE, year: str = YEAR, restricted: bool = False) -> Holding:
    """What an archive of the city below ``root`` holds; without a base, the city's own."""
    city, findings = load(root, TODAY)
    discretion = Discretion(city)
    world, told = World(city, tuple(findings)), World(discretion.told_city(), (), discretion.told_text)
    return base_holding(world, told, base, year, restricted) if base else city_holding(world, told, year, restricted)


def lay(root: Path, into: Path, base: str = BASE, year: str = YEAR) -> Path:
    """An archive as a zip with its sum beside it."""
    one = holding(root, base, year)
    folder = into / one.name
    folder.mkdir(parents=True)
    lay_bag(root, folder, one, "")
    path = into / f"{one.name}.zip"
    write_zip(path, members(folder, one))
    path.with_name(f"{path.name}.sha256").write_bytes(sum_line(digest_of(path), path.name))
    return path


def contents(path: Path) -> dict[str, bytes]:
    """Name → bytes, without the top folder."""
    with zipfile.ZipFile(path) as package:
        return {name.split("/", 1)[1]: package.read(name) for name in package.namelist()}


def altered(path: Path, into: Path, change: Change) -> Path:
    """The same archive with its files changed, packed as anybody packs; no sum beside it."""
    files, target = contents(path), into / path.name
    change(files)
    into.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in files.items():
            package.writestr(f"{path.stem}/{name}", content)
    return target


def damages(path: Path, into: Path) -> list[str]:
    """The sentences of ``verify``."""
    into.mkdir(parents=True)
    return [str(one) for one in verify(path, into)[1]]
