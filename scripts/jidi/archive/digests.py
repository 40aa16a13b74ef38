"""Digests of zips, as they are written beside them."""

from __future__ import annotations

import hashlib
from pathlib import Path


def digest_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal, block by block."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sum_line(digest: str, name: str) -> bytes:
    """A line as ``sha256sum --check`` reads it."""
    return f"{digest}  {name}\n".encode()
