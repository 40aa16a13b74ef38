"""The public reports of a school year as one zip: ``reports.json`` with every file's SHA-256, then the files. Same reports, same bytes."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import error as zlib_error

from ...documents.zips import entry

LIST = "reports.json"
_STEM = re.compile(r"[a-z0-9-]{1,80}")
_FORMATS = ("docx", "pdf", "xlsx", "html")
_LARGEST = 200_000_000  # bytes unpacked: a city of 45 bases has 30 MB


class Damaged(Exception):
    """A bundle that is not what was released, in a sentence."""


@dataclass(frozen=True)
class Issued:
    """One report. ``stem``: its file name without an ending, ``files``: format → bytes; ``base``: whose, empty for the city's."""

    kind: str
    stem: str
    name: str
    base: str
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Released:
    """The public reports of a school year, made from ``commit`` with material up to ``day``."""

    year: str
    day: datetime.date
    commit: str
    reports: tuple[Issued, ...]


def bundle(one: Released) -> bytes:
    """A year as a zip."""
    rows = [{"kind": r.kind, "stem": r.stem, "name": r.name, "base": r.base, "files": {f: _sum(data) for f, data in r.files.items()}} for r in one.reports]
    told = {"year": one.year, "day": one.day.isoformat(), "commit": one.commit, "reports": rows}
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as package:
        package.writestr(entry(LIST, one.day), json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        for report in one.reports:
            for format, data in report.files.items():
                package.writestr(entry(f"{report.stem}.{format}", one.day), data)
    return memory.getvalue()


def opened(data: bytes) -> Released:
    """A year out of its zip, every file as it was released.

    :raises Damaged: if a file is missing, changed or nobody's.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > _LARGEST:
                raise Damaged("解开以后太大")
            files = {info.filename: package.read(info) for info in package.infolist()}
        return _read(files)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib_error, RuntimeError, OSError) as error:
        raise Damaged(f"压缩包读不出来（{error}）") from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Damaged(f"{LIST} 读不懂（{error}）") from None


def _read(files: dict[str, bytes]) -> Released:
    told = json.loads(files.pop(LIST))
    reports = tuple(_issued(row, files) for row in told["reports"])
    if files:
        raise Damaged(f"多出来的文件“{min(files)}”")
    return Released(str(told["year"]), datetime.date.fromisoformat(told["day"]), str(told["commit"]), reports)


def _issued(row: Mapping[str, object], files: dict[str, bytes]) -> Issued:
    kind, stem, name, base, sums = (row[key] for key in ("kind", "stem", "name", "base", "files"))
    if not (isinstance(stem, str) and _STEM.fullmatch(stem) and isinstance(sums, dict) and set(sums) <= set(_FORMATS)):
        raise Damaged(f"不是报告的名字“{stem}”")
    return Issued(str(kind), stem, str(name), str(base), {format: _whole(files, f"{stem}.{format}", str(sum)) for format, sum in sums.items()})


def _whole(files: dict[str, bytes], name: str, expected: str) -> bytes:
    if name not in files:
        raise Damaged(f"缺少“{name}”")
    data = files.pop(name)
    if _sum(data) != expected:
        raise Damaged(f"“{name}”的内容变了，应是 sha256 {expected}")
    return data


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
