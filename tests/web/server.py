"""Serves a built site below ``/site/`` as a school's host does: compressed, and counting the bytes it sends.

The same files are also at ``/``: the page for a wrong address has to take its styles from there, as it may be shown for any depth.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

SHRINKS = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".ics"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """``sent``: for each address below the site, the bytes of the last answer, headers with it."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, sent: dict[str, int], **named: object) -> None:
        self.sent = sent
        super().__init__(*args, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.split("?")[0].split("#")[0]
        file = Path(self.translate_path(path.removeprefix("/site")))
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        file = file if found else Path(str(self.directory)) / "404.html"
        content = file.read_bytes()
        lines = {"Content-Type": self.guess_type(file) + ("; charset=utf-8" if file.suffix == ".html" else "")}
        if file.suffix in SHRINKS:
            content, lines["Content-Encoding"] = gzip.compress(content, 6, mtime=0), "gzip"
        self.send_response(200 if found else 404)
        for name, value in {**lines, "Content-Length": str(len(content)), "Cache-Control": "max-age=600"}.items():
            self.send_header(name, value)
        self.sent[path.removeprefix("/site/")] = len(content) + sum(map(len, self._headers_buffer))  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console."""


class Server:
    """``url`` ends with a slash; whatever is not there is answered by the site's own 404 page."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sent = folder, dict[str, int]()
        handler = functools.partial(Handler, directory=str(folder), sent=self.sent)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/site/"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.server.shutdown()
        self.server.server_close()
