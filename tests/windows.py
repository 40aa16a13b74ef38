"""What a Chinese Windows makes of files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def packed_on_windows(files: Mapping[str, bytes]) -> bytes:
    """A zip whose names are written in GBK, with nothing in it that says so: as the Explorer's “发送到—压缩文件夹” does."""
    names = {name.encode("gbk"): data for name, data in files.items()}
    stands = {gbk: f"{'~' * (len(gbk) - 2)}{number:02}".encode() for number, gbk in enumerate(names)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for gbk, data in names.items():
            package.writestr(stands[gbk].decode(), data)
    whole = made.getvalue()
    for gbk, stand in stands.items():
        whole = whole.replace(stand, gbk)
    return whole
