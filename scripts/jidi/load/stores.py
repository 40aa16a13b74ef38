"""Where large attachments lie by their SHA-256, as ``aa/bb/<sha256>``: a folder, or an S3-like store."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ..model.standards import FileStore


class Unheld(Exception):
    """Bytes that are not to be had: ``problem`` and ``mend`` are the words of a finding, the same on every computer; ``why`` is the computer's own."""

    def __init__(self, problem: str, mend: str, why: str = "") -> None:
        super().__init__(problem)
        self.problem, self.mend, self.why = problem, mend, why


class Store(Protocol):
    """Objects are named by the SHA-256 of their bytes; nobody trusts that they are what their name says."""

    address: str

    def digest(self, sha256: str) -> str:
        """The SHA-256 of what really lies there. :raises FileNotFoundError, Unheld: not there; nobody answers"""

    def put(self, source: Path, sha256: str) -> None:
        """Lay a file there, whole or not at all. :raises Unheld: if that cannot be done"""


def shelf(sha256: str) -> str:
    """The name of an object: as Git LFS names them."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file. :raises OSError: if it cannot be read"""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def store_at(root: Path, said: FileStore) -> Store:
    """The store that the city's settings name; a folder is meant from ``root``. :raises Unheld: if what reads S3 is not installed"""
    return Bucket(said) if said.address.startswith("s3://") else Folder(said.address, root / said.address)


class Folder:
    """A folder that this computer sees, such as a shared drive."""

    def __init__(self, address: str, top: Path) -> None:
        self.address, self.top = address, top

    def path(self, sha256: str) -> Path:
        """Where an object lies or would lie."""
        return self.top / shelf(sha256)

    def digest(self, sha256: str) -> str:
        if not self.top.is_dir():  # perhaps a drive that is not connected: a folder made in its place would keep bytes that nobody else finds
            raise Unheld(f"没有“{self.address}”这个文件夹", "先建好它；在共享盘上的，先连上；地址写错了的，改 content/standards/city.yml")
        return digest_of(self.path(sha256))

    def put(self, source: Path, sha256: str) -> None:
        try:
            laid(self.path(sha256), lambda beside: shutil.copyfile(source, beside))
        except OSError as error:
            raise Unheld(f"写不进“{self.address}”", "看看这个文件夹满没满、有没有写的权限", str(error)) from None


class Bucket:
    """A bucket of an S3-like store; the account is what the environment or ``~/.aws`` says."""

    def __init__(self, said: FileStore) -> None:
        try:
            import s3fs  # type: ignore[import-untyped]
        except ImportError:
            raise Unheld(f"放在 {said.address}，这台电脑还没有装读它的部件", "在项目文件夹里运行 pip install -e '.[cluster]'") from None
        patience = {"connect_timeout": 5, "read_timeout": 15, "retries": {"total_max_attempts": 2}}
        self.address, self.top = said.address, said.address.removeprefix("s3://").rstrip("/")
        self.files: Any = s3fs.S3FileSystem(endpoint_url=said.endpoint, config_kwargs=patience, skip_instance_cache=True, use_listings_cache=False)
        self.files.retries = 1  # its own, on top of those: five would be minutes
        self.down: Unheld | None = None

    def digest(self, sha256: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            self.get(sha256, Path(folder) / sha256)
            return digest_of(Path(folder) / sha256)

    def get(self, sha256: str, target: Path) -> None:
        """Bring an object. :raises FileNotFoundError, Unheld: not there; nobody answers"""
        with self._asked():
            self.files.get_file(f"{self.top}/{shelf(sha256)}", str(target))

    def put(self, source: Path, sha256: str) -> None:
        try:
            with self._asked():
                self.files.put_file(str(source), f"{self.top}/{shelf(sha256)}")
        except FileNotFoundError as error:
            raise Unheld(f"没有“{self.address}”这个存储桶", "核对 content/standards/city.yml 里的地址，或先建好存储桶", str(error)) from None

    @contextlib.contextmanager
    def _asked(self) -> Iterator[None]:
        """Who does not answer once is not asked again: a thousand attachments would wait a thousand times."""
        from botocore.exceptions import BotoCoreError  # type: ignore[import-untyped]

        if self.down:
            raise self.down
        try:
            yield
        except FileNotFoundError:
            raise
        except PermissionError as error:
            raise Unheld(f"取不到：{self.address} 不让读写", "核对这台电脑上存储的账号和密钥，或请管存储的人给权限", str(error)) from None
        except (OSError, BotoCoreError) as error:
            self.down = Unheld(f"取不到：连不上 {self.address}", "检查网络、city.yml 里的端点和存储的账号，再运行 files fetch", str(error))
            raise self.down from None


def laid(target: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a file beside ``target``, then put it there in one step, read-only. :raises OSError: and nothing is left behind"""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        write(beside)
        if target.exists():
            target.chmod(0o644)  # Windows puts nothing in the place of what is read-only
        os.replace(beside, target)
        target.chmod(0o444)
    finally:
        beside.unlink(missing_ok=True)
