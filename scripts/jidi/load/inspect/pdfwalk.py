"""Run by :mod:`.pdf` as a process of its own: a pdf made to take all memory, or to hurt the C++ that reads it, takes only this process with it.

In: the length of a pdf as eight bytes, and its bytes. Out: one JSON line each: what was found in it, a word of :data:`WORDS`; ``sound`` if nothing.
"""

from __future__ import annotations

import faulthandler
import io
import json
import os
import re
import sys
from collections.abc import Iterator

import pikepdf

MEMORY = 512 * 1024**2  # of addresses, 40 MB of which the program itself has
SECONDS = 20.0  # for one file; an ordinary one takes a hundredth of a second
_UNPACKED = 4 * 1024**2  # bytes of packed objects, a hundredth of which is usual; pages and pictures are not unpacked
_OBJECTS = 40_000
_NAMES = {
    **dict.fromkeys((b"/JavaScript", b"/JS"), "script"),
    b"/Launch": "launch",
    b"/AA": "acts",
    **dict.fromkeys((b"/EmbeddedFiles", b"/EmbeddedFile", b"/EF", b"/FileAttachment", b"/GoToE"), "files"),
    **dict.fromkeys((b"/RichMedia", b"/RichMediaExecute", b"/Rendition"), "media"),
    b"/XFA": "xfa",
    **dict.fromkeys((b"/SubmitForm", b"/ImportData"), "submit"),
}
_SUSPECT = re.compile(b"|".join(re.escape(name) + rb"(?![A-Za-z0-9])" for name in _NAMES))


def main() -> None:
    _limit()
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_UNPACKED, run_length_max_memory=_UNPACKED, png_max_memory=_UNPACKED, tiff_max_memory=_UNPACKED, doc_max_warnings=1000
    )
    while len(head := sys.stdin.buffer.read(8)) == 8:
        data = sys.stdin.buffer.read(int.from_bytes(head, "big"))
        with open(os.devnull, "w") as nowhere:
            faulthandler.dump_traceback_later(SECONDS, exit=True, file=nowhere)
            said = _said(data)
            faulthandler.cancel_dump_traceback_later()
        print(json.dumps(said), flush=True)


def _limit() -> None:
    """No more memory than :data:`MEMORY`, where the system can be told so."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _said(data: bytes) -> str:
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            if _crowded(document, data):
                return "large"
            said = next(_found(document), "sound")
            return "large" if said == "sound" and any("limit exceeded" in str(one) for one in document.get_warnings()) else said
    except pikepdf.PasswordError:
        return "locked"
    except (pikepdf.PikepdfError, ValueError, RuntimeError, TypeError, KeyError, OSError, RecursionError):
        return "broken"
    except MemoryError:
        return "large"


def _crowded(document: pikepdf.Pdf, data: bytes) -> bool:
    """Whether looking at every object would take over a second; those packed into others are counted by what the file says."""
    said = document.trailer.get("/Size", 0)
    return (isinstance(said, int) and said > _OBJECTS) or data.count(b" obj") > _OBJECTS


def _found(document: pikepdf.Pdf) -> Iterator[str]:
    """What is not to be in it. An object is written out by qpdf, names spelled plainly, and only where one is suspect is it walked."""
    if len(document.pages) < 1:
        yield "broken"
    if (first := document.Root.get("/OpenAction")) is not None and not _harmless(first):
        yield "opens"
    for one in document.objects:
        if isinstance(one, pikepdf.Stream):
            one = one.stream_dict
        if isinstance(one, pikepdf.Object) and _SUSPECT.search(one.unparse(resolved=True)):
            yield from _walked(one)


def _harmless(action: pikepdf.Object) -> bool:
    """What is opened is a place in the same file."""
    return not isinstance(action, pikepdf.Dictionary) or str(action.get("/S", "/GoTo")) in {"/GoTo", "/Named"}


def _walked(start: pikepdf.Object) -> Iterator[str]:
    """The same words as keys and as types, not within texts; what is another object of the file is walked in its turn."""
    left = [start]
    while left:
        one = left.pop()
        if isinstance(one, pikepdf.Dictionary):
            yield from (word for key, value in one.items() if (word := _meant(key, value)))
        parts = one.as_dict().values() if isinstance(one, pikepdf.Dictionary) else one.as_list() if isinstance(one, pikepdf.Array) else ()
        left += [value for value in parts if isinstance(value, pikepdf.Object) and not value.is_indirect]


def _meant(key: str, value: object) -> str:
    """The word for an entry of a dictionary; empty if a font or a picture merely happens to be called so."""
    if key in {"/S", "/Subtype", "/Type"}:
        return _NAMES.get(str(value).encode("utf-8", "replace"), "") if isinstance(value, pikepdf.Name) else ""
    word = _NAMES.get(key.encode("utf-8", "replace"), "")
    if key == "/JS":
        return "" if isinstance(value, pikepdf.Dictionary) else word
    if key in {"/AA", "/EF"}:
        inside = value.as_dict().values() if isinstance(value, pikepdf.Dictionary) else ()
        return word if any(isinstance(one, pikepdf.Stream) or (isinstance(one, pikepdf.Dictionary) and "/S" in one) for one in inside) else ""
    return word


if __name__ == "__main__":
    main()
