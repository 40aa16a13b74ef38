"""The one place that knows where an attachment's bytes lie: in the material, or where a Git LFS pointer leads."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.city import FileFacts
from .stores import Bucket, Folder, Store, Unheld, digest_of, laid, shelf, store_at
from .text import Unreadable, decode

if TYPE_CHECKING:
    from ..model.standards import FileStore

SETTINGS = "content/standards/city.yml"
_SPEC = "https://git-lfs.github.com/spec/v1"
_POINTER = re.compile(rf"version {re.escape(_SPEC)}\r?\noid sha256:([0-9a-f]{{64}})\r?\nsize ([0-9]{{1,15}})\r?\n?".encode())
_LONGEST = 200  # bytes of a pointer
_LFS = ".git/lfs/objects"
CACHE = "本机的缓存"  # what findings call it: its path differs from computer to computer


@dataclass(frozen=True)
class Pointer:
    """What stands in the material for bytes that lie elsewhere; ``size`` in bytes."""

    sha256: str
    size: int

    def __bytes__(self) -> bytes:
        return f"version {_SPEC}\noid sha256:{self.sha256}\nsize {self.size}\n".encode()


def pointer_at(path: Path) -> Pointer | None:
    """The pointer that a file is; nothing if it is no pointer or cannot be read."""
    try:
        state = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(state.st_mode) and state.st_size <= _LONGEST else b""
    except OSError:
        return None
    match = _POINTER.fullmatch(data)
    return Pointer(match[1].decode(), int(match[2])) if match else None


def located(root: Path, file: str) -> Path:
    """Where the bytes of a file of the material lie on this computer. Nothing is fetched: bytes that are not here have a path where nothing is.

    Bytes that a pointer leads to are those that it means: whatever lies there and is something else is passed over.
    """
    path = root / file
    pointer = pointer_at(path)
    return path if pointer is None else Attachments(root).here(pointer) or kept_at(pointer.sha256)


def cache() -> Path:
    """Where this user keeps what can be fetched again: ``JIDI_CACHE``, or, if that is not set or empty, where the system keeps such things."""
    if named := os.environ.get("JIDI_CACHE"):
        return Path(named)
    import platformdirs  # only who is not told where

    return platformdirs.user_cache_path("jidi", appauthor=False)


def kept_at(sha256: str) -> Path:
    """Where the cache has or would have an attachment: by its content, read-only."""
    return cache() / "files" / shelf(sha256)


class Attachments:
    """The attachments below ``root``, for one reading: a store that does not answer is asked once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._store: Store | Unheld | None = None

    def facts(self, file: str) -> FileFacts:
        """What an attachment really is; bytes that are not to be had are a problem of it."""
        from .inspect import MAX_FILE  # what opens archives: for who has not seen the file before

        path = self.root / file
        pointer = pointer_at(path)
        try:
            if pointer and pointer.size <= MAX_FILE:
                path = self.held(pointer)
            return _look(path, file, pointer)
        except Unheld as error:
            return FileFacts(file, pointer.size if pointer else 0, "", error.problem, error.mend)
        except OSError as error:
            return FileFacts(file, 0, "", f"打不开（{error.strerror}）")

    def held(self, pointer: Pointer) -> Path:
        """The bytes that a pointer means, fetched into the cache if need be. :raises Unheld, OSError: why they are not to be had; the cache is not writable"""
        if path := self.here(pointer):
            return path
        store = self.store
        if not isinstance(store, Bucket):
            raise self._missing(pointer, store)
        try:
            return _fetched(store, pointer)
        except FileNotFoundError:
            raise self._missing(pointer, store) from None

    def here(self, pointer: Pointer) -> Path | None:
        """The bytes that a pointer means, if this computer has them."""
        return next((path for _, path in self.places(pointer) if sound(path, pointer)), None)

    def places(self, pointer: Pointer) -> list[tuple[str, Path]]:
        """Where they may lie on this computer, the nearest first, and what such a place is called."""
        said = setting(self.root)
        folder = [(said.address, Folder(said.address, self.root / said.address).path(pointer.sha256))] if said and not said.address.startswith("s3://") else []
        git = _git(self.root)
        return [*([(_LFS, git / "lfs/objects" / shelf(pointer.sha256))] if git else []), *folder, (CACHE, kept_at(pointer.sha256))]

    @property
    def store(self) -> Store | None:
        """The store that the settings name. :raises Unheld: if what reads it is not installed"""
        if self._store is None and (said := setting(self.root)):
            try:
                self._store = store_at(self.root, said)
            except Unheld as error:
                self._store = error
        if isinstance(self._store, Unheld):
            raise self._store
        return self._store

    def _missing(self, pointer: Pointer, store: Store | None) -> Unheld:
        wrong = [name for name, path in self.places(pointer) if path.is_file()]
        if wrong:
            return Unheld(f"的内容和指针对不上（应是 sha256 {pointer.sha256}）：{'、'.join(wrong)}里的那一份坏了或被换过", _AGAIN)
        looked = [name for name, _ in self.places(pointer)] + ([store.address] if isinstance(store, Bucket) else [])
        mend = _AGAIN if store else f"运行 git lfs pull 取回来；放在别处的，在 {SETTINGS} 的「文件」里写「仓库」"
        return Unheld(f"只有指针，没有内容（sha256 {pointer.sha256}）：在{'、'.join(looked)}里都没有", mend)


_AGAIN = "把原件放回 files/ 里的原处，再运行 files store --write；没有原件就向交来的人要"


def sound(path: Path, pointer: Pointer) -> bool:
    """Whether a file is there and is what the pointer means."""
    try:
        state = path.stat()
        return state.st_size == pointer.size and _digest(path, state.st_ino, state.st_size, state.st_mtime_ns) == pointer.sha256
    except OSError:
        return False


@lru_cache(maxsize=4096)
def _digest(path: Path, inode: int, size: int, changed: int) -> str:
    """Once for a file that nobody touched: its words, its first page and its copy are all asked for in one build."""
    return digest_of(path)


def _fetched(store: Bucket, pointer: Pointer) -> Path:
    target = kept_at(pointer.sha256)

    def write(beside: Path) -> None:
        store.get(pointer.sha256, beside)
        if (found := digest_of(beside)) != pointer.sha256:
            raise Unheld(f"的内容和指针对不上：{store.address} 里的那一份应是 sha256 {pointer.sha256}，现在是 {found}", _AGAIN)

    laid(target, write)
    return target


def _look(path: Path, file: str, pointer: Pointer | None) -> FileFacts:
    from .inspect import MAX_FILE, Fault, fault_in  # as above
    from .pictures import NoPicture, places_in, published

    size = pointer.size if pointer else path.stat().st_size
    if size > MAX_FILE:
        return FileFacts(file, size, "", f"有 {size // 1048576} MB，超过 {MAX_FILE // 1048576} MB；大视频请放到网盘，写网址和 sha256")
    data = path.read_bytes()
    fault, shown = fault_in(file, data), data
    try:
        shown = data if fault else published(file, data)
    except NoPicture as error:
        fault = Fault(str(error), error.mend)
    digest = pointer.sha256 if pointer and shown == data else hashlib.sha256(shown).hexdigest()
    return FileFacts(file, len(shown), digest, *((fault.problem, fault.mend) if fault else ("", "")), places=() if fault else places_in(file, data))


def setting(root: Path) -> FileStore | None:
    """What ``city.yml`` says of large attachments; nothing if it says nothing, or nothing that can be read: reading the material says why."""
    from pydantic import ValidationError  # only who has a pointer before him asks for it: the models and YAML are a third of a start-up

    from ..model.standards import FileStore, Settings
    from .records import canonical
    from .tree import parse

    try:
        tree = parse(decode((root / SETTINGS).read_bytes(), SETTINGS), SETTINGS)
        said = canonical(tree.value, Settings, {}).get("文件") if isinstance(tree.value, dict) else None
        return FileStore.model_validate(said) if said else None
    except (OSError, Unreadable, ValidationError):
        return None


def _git(root: Path) -> Path | None:
    """The folder of git's own that all worktrees share; nothing outside a repository."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_file():  # of a worktree: says where its own folder is, and that one where the shared one is
            git = folder / git.read_text("utf-8").removeprefix("gitdir:").strip()
            common = git / "commondir"
            git = git / common.read_text("utf-8").strip() if common.is_file() else git
        if git.is_dir():
            return git
    return None
