"""Where what was worked out is kept between runs: in the user's own cache, never in the project, where a contributor could leave a forged one."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .store import Store, Unusable

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

FOLDER = "JIDI_CACHE"  # the environment variable that names the folder; empty: nothing is kept


def folder() -> Path | None:
    """The folder of what is kept; nothing if nothing is to be."""
    named = os.environ.get(FOLDER)
    if named is None:
        from platformdirs import user_cache_path  # only who is not told where

        return user_cache_path("jidi", appauthor=False)
    return Path(named) if named else None


def templates() -> BytecodeCache | None:
    """Where templates are kept as the program that they become: to make that takes longer than to use it once."""
    from jinja2 import FileSystemBytecodeCache  # only who makes pages has it

    if (kept := folder()) is None:
        return None
    where = kept / "templates"
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileSystemBytecodeCache(str(where))


def store_of(root: Path, files: Iterable[Path]) -> Store:
    """What is kept of the project at ``root``; nothing of what another version, or other ``files`` that all depends on, worked out."""
    where = folder()
    name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]
    store = Store(where / f"{name}.sqlite" if where else None)
    try:
        if store and store.marks().get("stamp") != (stamp := stamp_of(files)):
            store.forget()
            store.write(marks={"stamp": stamp})
    except Unusable:
        return Store(None)
    return store


def stamp_of(files: Iterable[Path]) -> bytes:
    """``files``: files, and folders with all that is in them."""
    found = hashlib.sha256(_program())
    for top in files:
        for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
            found.update(os.fsencode(file) + b"\0" + (hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b""))
    return found.digest()


@cache
def _program() -> bytes:
    """What tells this program and the libraries that it runs on from any other."""
    found = hashlib.sha256(sys.version.encode())
    own = Path(__file__).parents[1]
    for file in sorted(own.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            found.update(os.fsencode(file.relative_to(own)) + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    for place in sys.path:
        if os.path.isdir(place):
            found.update("\n".join(sorted(name for name in os.listdir(place) if name.endswith(".dist-info"))).encode())
    return found.digest()
