"""The attachments of a record: as machines are told of them, their words, the first page of a pdf."""

from __future__ import annotations

from dataclasses import dataclass

from ...extract import MAX_WORDS, Pdf, read_pdf
from ...extract.attached import text_of
from ...load.attachments import located
from ...model.city import Entry
from ...model.record import Record
from ...model.work import Attachment
from ..output import Output
from ..world import World, folders, shown
from .preview import Picture

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


def words_in(world: World, entry: Entry[Record]) -> str:
    """What stands in the attachments of a record, told as the base's texts are: at most :data:`~jidi.extract.MAX_WORDS` characters of all together."""
    found, left = list[str](), MAX_WORDS
    for path in _paths(world, entry):
        found.append(_text(world, path, left)[:left])
        left -= len(found[-1])
    return world.tell(entry.base, "\n".join(found))


def _text(world: World, path: str, most: int) -> str:
    if path.lower().endswith(".pdf"):
        pdf = world.once(_pdf, path)
        return pdf.text if pdf else ""
    return text_of(located(world.city.folder, path), most, path) if world.city.folder and most > 0 else ""


def thumbnails(world: World) -> list[Output]:
    """The first pages of all public pdfs, each once, however many records name it."""
    paths = sorted(path for base in folders(world.city) if base for path in world.once(_pdfs, base))
    seen = ((path, pdf.thumb) for path in paths if (pdf := world.once(_pdf, path)) and pdf.thumb)
    return list({one.path: one for path, thumb in seen for one in [Output(_address(world, path), thumb.image)]}.values())


def first_page(world: World, path: str) -> Picture | None:
    """The picture of a pdf's first page, if it has one."""
    pdf = world.once(_pdf, path) if path.lower().endswith(".pdf") else None
    return Picture(_address(world, path), pdf.thumb.width, pdf.thumb.height) if pdf and pdf.thumb else None


def _address(world: World, path: str) -> str:
    return f"thumbs/{world.city.files[path].sha256[:16]}.webp"


def _pdfs(world: World, base: str) -> tuple[str, ...]:
    """The public pdfs of a base."""
    return tuple(dict.fromkeys(path for entry in world.once(shown, base) for path in _paths(world, entry) if path.lower().endswith(".pdf")))


def _pdf(world: World, path: str) -> Pdf | None:
    """A pdf, if it is there and can be read, opened once for its words and its first page."""
    folder, facts = world.city.folder, world.city.files.get(path)  # whose digest is noted: other bytes are read again
    return read_pdf(located(folder, path), thumb=True) if folder and facts else None


def _paths(world: World, entry: Entry[Record]) -> list[str]:
    return [f"bases/{entry.base}/files/{one.file}" for one in world.attachments(entry) if one.file]
