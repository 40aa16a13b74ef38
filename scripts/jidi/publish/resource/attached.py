"""The attachments of a record as machines are told of them."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.city import Entry
from ...model.record import Record
from ...model.work import Attachment
from ..world import World

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf", "zip": "application/zip", "mp3": "audio/mpeg", "mp4": "video/mp4", "txt": "text/plain", "csv": "text/csv",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
}  # fmt: skip


@dataclass(frozen=True)
class File:
    """An attachment: ``size`` in bytes (0 if unknown), ``sha256`` empty if unknown, ``media`` a MIME type or empty."""

    name: str
    address: str
    media: str
    size: int
    sha256: str


def files_of(world: World, entry: Entry[Record]) -> tuple[File, ...]:
    """The attachments of a record."""
    return tuple(_file(world, entry.base, one) for one in world.attachments(entry))


def _file(world: World, base: str, one: Attachment) -> File:
    if one.url:
        return File(one.name, one.url, MEDIA.get(one.url.rsplit(".", 1)[-1].lower(), ""), 0, one.sha256 or "")
    path = f"bases/{base}/files/{one.file}"
    facts = world.city.files[path]
    return File(one.name, path, MEDIA.get(path.rsplit(".", 1)[-1].lower(), ""), facts.size, facts.sha256)
