"""What goes into one pack: files that may be passed on, the texts, and a note that says whose they are (R-3.2.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...model.city import Entry
from ...model.work import Attachment, Resource
from ..output import Copy, Pack, Packed
from ..world import World
from .filenames import distinct, file_name, safe_name
from .note import Line, note, to_text

CAP = 50 * 1024 * 1024  # bytes of one pack: minutes on a school's line, and half of what hosts of sites take as one file


@dataclass(frozen=True)
class Filled:
    """A pack with what a page says of it: its ``size`` in bytes, how many resources and files are in it, how many are left out."""

    pack: Pack
    size: int
    resources: int
    files: int
    attachments: int
    left_out: int


@dataclass(frozen=True)
class _Piece:
    """A file that may be packed; ``same``: where the same bytes are already."""

    packed: Packed
    text: bool = False
    same: str = ""


def fill(world: World, title: str, entries: Sequence[Entry[Resource]], cap: int = CAP) -> Filled | None:
    """The pack of these resources in this order; ``None`` if nothing in it may be passed on. Above ``cap`` bytes the largest stay out."""
    pieces = _pieces(world, entries)
    kept = _under(cap, [piece.packed for of_one in pieces for piece in of_one if not piece.same])
    if not kept:
        return None
    lines = [_line(world, entry, of_one, kept) for entry, of_one in zip(entries, pieces, strict=True)]
    text = note(world, title, lines)
    first = Packed("说明.txt", text, max(entry.record.day for entry in entries), len(text))
    used = [piece for of_one in pieces for piece in of_one if piece.packed.name in kept and not piece.same]
    pack = Pack((first, *(piece.packed for piece in used)))
    return Filled(
        pack,
        pack.size,
        resources=sum(bool(line.files) for line in lines),
        files=len(used),
        attachments=sum(not piece.text for piece in used),
        left_out=sum(len(line.left_out) for line in lines),
    )


def may_pass_on(world: World, entry: Entry[Resource]) -> bool:
    """Whether the licence lets anybody hand the work on: the city names the public licence that it stands for."""
    licence = world.city.vocabulary.find("licence", entry.record.licence)
    return licence is not None and "CC" in licence.facts


def _pieces(world: World, entries: Sequence[Entry[Resource]]) -> list[list[_Piece]]:
    """The files of each resource in a folder of its own; the same bytes are taken once."""
    folders = distinct([("说明", ".txt"), *((safe_name(entry.record.title), "") for entry in entries)])[1:]
    where: dict[str, str] = {}
    found = []
    for entry, folder in zip(entries, folders, strict=True):
        of_one = _of_one(world, entry, folder) if may_pass_on(world, entry) else []
        found.append([replace(piece, same=where.get(digest, "")) for piece, digest in of_one])
        where |= {digest: piece.packed.name for piece, digest in reversed(of_one) if digest and digest not in where}
    return found


def _of_one(world: World, entry: Entry[Resource], folder: str) -> list[tuple[_Piece, str]]:
    """The text and the attachments of a resource, each with its digest; a text has none."""
    attached = [one for one in world.attachments(entry) if one.file]
    names = distinct([("正文", ".txt"), *(file_name(one.name, str(one.file)) for one in attached)])
    text = to_text(f"{entry.record.title}\n\n{entry.body.strip()}\n")
    pieces = [(_Piece(Packed(f"{folder}/{names[0]}", text, entry.record.day, len(text)), text=True), "")] if entry.body.strip() else []
    for name, one in zip(names[1:], attached, strict=True):
        facts = world.city.files[f"bases/{entry.base}/files/{one.file}"]
        pieces.append((_Piece(Packed(f"{folder}/{name}", Copy(facts.path), entry.record.day, facts.size)), facts.sha256))
    return pieces


def _under(cap: int, pieces: Sequence[Packed]) -> frozenset[str]:
    """The names of what stays, the smallest first, while all together is not above the cap."""
    kept, total = [], 0
    for one in sorted(pieces, key=lambda one: (one.size, one.name)):
        total += one.size
        if total > cap:
            break
        kept.append(one.name)
    return frozenset(kept)


def _line(world: World, entry: Entry[Resource], pieces: Sequence[_Piece], kept: frozenset[str]) -> Line:
    """What the note says of a resource: where its files are, and what is not here and why."""
    files = [piece.same or piece.packed.name for piece in pieces if (piece.same or piece.packed.name) in kept]
    large = [piece.packed for piece in pieces if (piece.same or piece.packed.name) not in kept]
    left = [f"{one.name.rsplit('/', 1)[1]}（{_size(one.size)}，太大，请到网页上下载）" for one in large]
    left += [_far(one) for one in world.attachments(entry) if one.url]
    if not may_pass_on(world, entry):
        left = [f"全文和附件（许可是“{entry.record.licence}”，不能打包转发，请到网页上看）"]
    return Line(entry, tuple(files), tuple(left))


def _size(count: int) -> str:
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, round(count / 1024))} KB"


def _far(one: Attachment) -> str:
    """A video that lies elsewhere."""
    facts = "，".join(filter(None, (one.size, f"sha256 {one.sha256}" if one.sha256 else "")))
    return f"{one.name}（在 {one.url}{f'，{facts}' if facts else ''}）"
