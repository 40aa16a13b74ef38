"""A real S3 server (moto) on a free port of this computer, with a bucket of its own."""

from __future__ import annotations

import itertools
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ACCOUNT = {"AWS_ACCESS_KEY_ID": "example", "AWS_SECRET_ACCESS_KEY": "example", "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}
_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Served:
    """A bucket: its ``address`` as ``city.yml`` writes it, the server's ``endpoint``, and another program's view of what lies there."""

    address: str
    endpoint: str
    files: Any

    def names(self) -> list[str]:
        return sorted(name.rsplit("/", 1)[-1] for name in self.files.find(self.address))

    def object(self, sha256: str) -> str:
        return f"{self.address.removeprefix('s3://')}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


@contextmanager
def served() -> Iterator[Served]:
    import s3fs
    from moto.server import ThreadedMotoServer

    os.environ.update(ACCOUNT)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        endpoint = "http://{}:{}".format(*server.get_host_and_port())
        files = s3fs.S3FileSystem(key="example", secret="example", endpoint_url=endpoint, skip_instance_cache=True, use_listings_cache=False)
        bucket = f"jidi-fujian-{next(_NUMBERS)}"  # all servers of one process have the same buckets
        files.mkdir(bucket)
        yield Served(f"s3://{bucket}/2026", endpoint, files)
    finally:
        server.stop()


def closed_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def keep_files_in(root: Path, address: str, endpoint: str = "") -> None:
    """Write into ``city.yml`` where large attachments lie."""
    with (root / "content/standards/city.yml").open("a", encoding="utf-8") as file:
        file.write(f"文件:\n  仓库: {address}\n" + (f"  端点: {endpoint}\n" if endpoint else ""))
