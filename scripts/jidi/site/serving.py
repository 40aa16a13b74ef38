"""The site on this machine, made again after every save."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler

SOURCES = ("bases", "content", "overrides", "mkdocs.yml")


def serve(root: Path, make: Callable[[], None], target: Path, port: int, poll: bool = False) -> None:
    """Serve ``target`` on this machine; ``make`` is called again after every save.

    The system tells of each save; ``poll``: look at all files twice a second instead, for folders of which it does not.
    """
    from mkdocs.livereload import LiveReloadServer  # only who serves waits for it

    server = LiveReloadServer(builder=make, host="127.0.0.1", port=port, root=str(target), mount_path="/")
    if not poll and is_told(root):
        server.observer = _Told()  # type: ignore[assignment]
    for name in SOURCES:
        server.watch(str(root / name))
    server.serve()  # type: ignore[no-untyped-call]


def is_told(root: Path) -> bool:
    """Whether the system will tell of saves: not if it watches as many folders already as it may."""
    from watchdog.events import FileSystemEventHandler

    trial = _Told()
    for name in SOURCES:
        trial.schedule(FileSystemEventHandler(), str(root / name), recursive=True)
    try:
        trial.start()
    except OSError:
        return False
    trial.stop()
    trial.join()
    return True


class _Told:
    """An observer that hears of what is written, from the system, and not of what is only read, as a build does."""

    def __init__(self) -> None:
        from watchdog import events
        from watchdog.observers import Observer

        self._saved: list[type[FileSystemEvent]] = [events.FileCreatedEvent, events.FileModifiedEvent, events.FileMovedEvent, events.FileDeletedEvent]
        self._observer = Observer()
        self.start, self.stop, self.join = self._observer.start, self._observer.stop, self._observer.join

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool = False) -> Any:
        """Watch a folder, or one file: in its folder, as an editor may put another in its place."""
        if os.path.isdir(path):
            return self._observer.schedule(handler, path, recursive=recursive, event_filter=self._saved)
        return self._observer.schedule(_only(path, handler), os.path.dirname(path), event_filter=self._saved)


def _only(path: str, handler: FileSystemEventHandler) -> FileSystemEventHandler:
    """Who is told of one file of a folder."""
    from watchdog.events import FileSystemEventHandler

    one, name = FileSystemEventHandler(), os.path.basename(path)

    def told(event: FileSystemEvent) -> None:
        if name in map(os.path.basename, map(os.fsdecode, (event.src_path, event.dest_path))):
            handler.on_any_event(event)

    one.on_any_event = told  # type: ignore[method-assign]
    return one
