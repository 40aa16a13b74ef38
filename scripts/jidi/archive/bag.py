"""An archive as a BagIt 1.0 bag (RFC 8493), made and validated by the Library of Congress's own library."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import bagit  # type: ignore[import-untyped]

from ..documents.zips import Member
from ..load.attachments import located
from .catalogue import described
from .holding import Holding
from .index import index_html, page_of, text_html

TAGS = "tagmanifest-sha256.txt"
MANIFEST = "manifest-sha256.txt"
_VERSION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
logging.getLogger("bagit").setLevel(logging.CRITICAL)  # what is wrong, we say ourselves


class Unsound(Exception):
    """A bag that does not keep what it promises."""


def lay_bag(root: Path, folder: Path, holding: Holding, commit: str) -> None:
    """Lay a holding out as a bag in an empty ``folder``; nothing of this computer or this day is in it.

    ``commit``: the last one that changed any of the material; empty if nobody knows.
    :raises Unsound: if what was laid is not a valid bag: a file changed while it was copied.
    """
    for one in holding.pieces:
        target = folder / one.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(one.content, bytes):
            target.write_bytes(one.content)
        else:
            shutil.copyfile(located(root, one.content), target, follow_symlinks=False)
    made = bagit.make_bag(str(folder), _info(holding, commit), checksums=["sha256"])
    (folder / "bagit.txt").write_bytes(_VERSION)  # the library still writes 0.97, which RFC 8493 calls 1.0
    digests = {path: sums["sha256"] for path, sums in made.payload_entries().items()}
    sizes = {path: (folder / path).stat().st_size for path in digests}
    for name, content in {**described(holding, digests), "index.html": index_html(holding, sizes)}.items():
        (folder / name).write_bytes(content)
    _lay_pages(folder, holding)
    bagit.Bag(str(folder)).save()
    tags = folder / TAGS  # in the order of the file system, until it is sorted
    tags.write_text("".join(sorted(tags.read_text("utf-8").splitlines(keepends=True), key=lambda line: line.split(" ", 1)[1])), "utf-8", newline="\n")
    if wrong := unsound(folder):
        raise Unsound(wrong)


def _lay_pages(folder: Path, holding: Holding) -> None:
    """A page for each text: :func:`.index.text_html`."""
    for one in holding.pieces:
        if page := page_of(one):
            (folder / page).parent.mkdir(parents=True, exist_ok=True)
            (folder / page).write_bytes(text_html(one, (folder / "data" / one.path).read_text("utf-8", "replace")))


def unsound(folder: Path) -> str:
    """What the library says against a bag; empty if it is valid."""
    try:
        bagit.Bag(str(folder)).validate()
    except (bagit.BagError, ValueError) as error:
        return str(error)
    return ""


def members(folder: Path, holding: Holding) -> Iterator[Member]:
    """The files of a bag in one folder of a zip, as RFC 8493 has it (4.2), sorted, each dated as its material."""
    days = {path: one.row.day for one in holding.pieces for path in (f"data/{one.path}", page_of(one))}
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for path in paths:
        yield Member(f"{holding.name}/{path}", folder / path, days.get(path) or holding.day)


def _info(holding: Holding, commit: str) -> dict[str, str]:
    return {
        "Source-Organization": holding.owner,
        "External-Identifier": holding.name,
        "External-Description": holding.title,
        "Bagging-Date": holding.day.isoformat(),
        "Bag-Software-Agent": "jidi",
        "Commit": commit or "—",
    }
