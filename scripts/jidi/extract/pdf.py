"""The words and the first page of a pdf, read by PDFium in a process beside this one, within a time."""

from __future__ import annotations

import atexit
import base64
import json
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .words import MAX_WORDS

SECONDS = 20.0  # for one file; an ordinary one takes a hundredth of it
_THUMB = (280, 400)
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")


@dataclass(frozen=True)
class Thumb:
    """The first page as a WebP picture: the same bytes for the same file. ``width`` and ``height`` in pixels."""

    image: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Pdf:
    """What stands in a pdf. ``text``: without any, its pages are pictures. ``cut``: there is more text than was read."""

    pages: int
    text: str
    cut: bool = False
    thumb: Thumb | None = None


def read_pdf(path: Path, most: int = MAX_WORDS, thumb: bool = False, seconds: float = SECONDS) -> Pdf | None:
    """At most ``most`` characters of a pdf and, if wanted, its first page; nothing if it is no whole pdf, is locked, or takes too long."""
    width, height = _THUMB if thumb else (0, 0)
    found = _reader().ask({"file": str(path), "most": most, "width": width, "height": height}, seconds)
    if not found:
        return None
    shown = Thumb(base64.b64decode(found["image"]), found["width"], found["height"]) if found.get("image") else None
    return Pdf(found["pages"], _clean(found["text"]), found["cut"], shown)


def has_pictures(path: Path) -> bool:
    """Whether a pdf holds a picture at all, seen without reading it: what has none is no scan. The dictionary of a picture is never packed away."""
    try:
        return _PICTURE.search(path.read_bytes()) is not None
    except OSError:
        return False


def _clean(text: str) -> str:
    """Lines without blanks around them; the marks that PDFium leaves for what has no character are dropped."""
    lines = (line.strip() for line in text.replace("\ufffe", "").replace("\0", "").splitlines())
    return "\n".join(line for line in lines if line)


@cache
def _reader() -> _Reader:
    reader = _Reader()
    atexit.register(reader.close)
    return reader


class _Reader:
    """The process beside; begun with the first question, and anew after it had to be stopped."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.lock = threading.Lock()

    def ask(self, question: dict[str, object], seconds: float) -> dict[str, Any]:
        with self.lock:
            process = self._started()
            clock = threading.Timer(seconds, process.kill)
            clock.start()
            try:
                return self._answer(process, question)
            except (OSError, ValueError):
                self.close()  # it was stopped, or died of the file
                return {}
            finally:
                clock.cancel()

    def _answer(self, process: subprocess.Popen[bytes], question: dict[str, object]) -> dict[str, Any]:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-I", str(Path(__file__).with_name("pdfium.py"))]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return self.process

    def close(self) -> None:
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None
