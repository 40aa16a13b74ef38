"""A place that fsspec reaches, such as ``s3://bucket/prefix``: whatever goes wrong there is one sentence, without account or password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

THREADS = 16
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_PATIENCE = {"connect_timeout": 5, "read_timeout": 60, "retries": {"total_max_attempts": 3}, "max_pool_connections": THREADS}
_OF_S3 = {"config_kwargs": _PATIENCE, "skip_instance_cache": True, "use_listings_cache": False}


class Unsent(Exception):
    """A site could not be sent: the words for whoever asked for it."""


def is_address(text: str) -> bool:
    """Whether this is meant for fsspec, and no folder of this computer."""
    return bool(_ADDRESS.match(text))


class Afar:
    """Files by their names below an address; the account is what the environment says.

    :raises Unsent: as all its methods do, if the place is not to be had
    """

    def __init__(self, address: str) -> None:
        self._told = address.rstrip("/")
        self.address = re.sub(r"//[^/]*@", "//", self._told)  # what is shown: no account
        try:
            import fsspec  # type: ignore[import-untyped]

            fsspec.get_filesystem_class(address.partition("://")[0].lower())
        except ImportError as error:
            mend = "在项目文件夹里运行 .venv/bin/pip install -e '.[cluster]'，或不写 --out，把生成的 site 文件夹自己传上去"
            raise Unsent(f"“{self.address}”要另装部件才能写（{error}）。改法：{mend}。") from None
        except ValueError:
            raise self._no_address() from None

    def __reduce__(self) -> tuple[Any, ...]:
        """In another process it is the same place, reached anew."""
        return Afar, (self._told,)

    def _no_address(self) -> Unsent:
        return Unsent(f"“{self.address}”不是能写的地址。改法：写成 s3://存储桶/前缀 的样子，或写一个文件夹。")

    @cached_property
    def _place(self) -> tuple[Any, str]:
        """What writes there, and the name of the top. It has a thread of its own, so it is made when first asked for: see ``crew``."""
        import fsspec

        try:
            files, top = fsspec.url_to_fs(self._told, **(_OF_S3 if self._told.startswith("s3://") else {}))
        except Exception:  # each kind of store has failures of its own, and their words may hold a password
            raise self._no_address() from None
        files.retries = 1  # of s3fs, on top of those of its own library
        return files, str(top).rstrip("/")

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; nothing if it is not there."""
        with self._asked(name) as (files, path), suppress(FileNotFoundError):
            data: bytes = files.cat_file(path)
            return data
        return None

    def write(self, name: str, data: bytes) -> None:
        with self._asked(name) as (files, path):
            files.pipe_file(path, data)

    def create(self, name: str, data: bytes) -> bool:
        """Write a file unless there is one; whether there was none."""
        with self._asked(name) as (files, path), suppress(FileExistsError):
            files.pipe_file(path, data, mode="create")
            return True
        return False

    def put(self, source: Path, name: str) -> None:
        with self._asked(name) as (files, path):
            files.put_file(str(source), path)

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        with self._asked(name) as (files, path), suppress(FileNotFoundError):
            files.rm_file(path)

    def sizes(self) -> dict[str, int]:
        """All files that are there, with their bytes."""
        found: dict[str, Any] = {}
        with self._asked("") as (files, top), suppress(FileNotFoundError):
            found = files.find(top, detail=True)
        return {path.removeprefix(top): about["size"] for path, about in found.items() if path.startswith(top)}

    @contextmanager
    def _asked(self, name: str) -> Iterator[tuple[Any, str]]:
        files, top = self._place
        try:
            yield files, f"{top}/{name}"
        except PermissionError:
            raise Unsent(f"“{self.address}”不让读写。改法：核对这台电脑上存储的账号和密钥，或请管存储的人给读、写、列出、删除的权限，再运行一次。") from None
        except FileNotFoundError:
            raise Unsent(f"没有“{self.address}”这个存储桶。改法：核对地址，或先建好存储桶，再运行一次。") from None
        except Exception as error:  # likewise
            said = type(error).__name__
            raise Unsent(f"和“{self.address}”断了联系（{said}），可能只送出一部分。改法：检查网络、存储的账号和端点，再运行一次，会接着送完。") from None
