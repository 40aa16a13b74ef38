"""Serves a folder as GitHub Pages does, or without compression; a file can be held back for a while."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

SHRINKS = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt"}


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, owner: Server, **named: object) -> None:
        self.owner = owner
        super().__init__(*args, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path.split("?")[0]))
        file = file / "index.html" if file.is_dir() else file
        if self.owner.held and file.name == self.owner.held:
            self.owner.open.wait()
        found = file.is_file()
        shrinks = self.owner.shrink and file.suffix in SHRINKS
        content = self.owner.content(file, shrinks) if found else b""
        lines = {"Content-Type": self.guess_type(file), "Content-Length": str(len(content)), "Cache-Control": "max-age=600"}
        self.send_response(200 if found else 404)
        for name, value in {**lines, **({"Content-Encoding": "gzip"} if shrinks else {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console."""


class Server:
    """``url`` ends with a slash. ``shrink``: send gzip; ``held``: the name of a file that waits until ``open`` is set."""

    def __init__(self, folder: Path, shrink: bool = True, held: str = "") -> None:
        self.shrink, self.held, self.open = shrink, held, threading.Event()
        self.content = functools.lru_cache(maxsize=None)(_content)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder), owner=self))
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.open.set()
        self.server.shutdown()
        self.server.server_close()


def _content(file: Path, shrink: bool) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0) if shrink else file.read_bytes()
