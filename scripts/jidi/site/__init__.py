"""Outputs become a folder of files: rendered beside the old one, then put in its place."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from ..publish import Output
from .place import Busy, replaced
from .render import render

__all__ = ["Busy", "build", "serve"]


def build(root: Path, outputs: Iterable[Output], target: Path, day: datetime.date, tick: Callable[[], None] = lambda: None) -> list[tuple[str, str]]:
    """Publish: render beside ``target``, then put it in place. ``day`` stands for the clock, so that bytes repeat.

    Returns the pages whose body could not be rendered, with the name of the error.
    """
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
    with replaced(target) as fresh:
        return render(root, outputs, fresh, tick)


def serve(root: Path, make: Callable[[], None], target: Path, port: int) -> None:
    """Serve ``target`` on this machine; ``make`` is called again after every save."""
    server = LiveReloadServer(builder=make, host="127.0.0.1", port=port, root=str(target), mount_path="/")
    for name in ("bases", "content", "overrides", "mkdocs.yml"):
        server.watch(str(root / name))
    server.serve()  # type: ignore[no-untyped-call]
