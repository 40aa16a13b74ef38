"""Outputs become a folder of files: rendered beside the old one, then put in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .building import build
from .place import Busy
from .render import render

__all__ = ["Busy", "build", "render", "serve"]


def serve(root: Path, make: Callable[[], None], target: Path, port: int) -> None:
    """Serve ``target`` on this machine; ``make`` is called again after every save."""
    from mkdocs.livereload import LiveReloadServer  # only who serves waits for it

    server = LiveReloadServer(builder=make, host="127.0.0.1", port=port, root=str(target), mount_path="/")
    for name in ("bases", "content", "overrides", "mkdocs.yml"):
        server.watch(str(root / name))
    server.serve()  # type: ignore[no-untyped-call]
