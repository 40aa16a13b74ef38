"""A small city with its forms, and a hand that makes tables as teachers do."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from click.testing import CliRunner, Result
from conftest import TODAY, lay_city
from jidi.check import check
from jidi.cli import main
from jidi.commands.importing import judged, read_file
from jidi.intake import Import
from jidi.load import load
from jidi.model.city import City
from jidi.model.finding import Finding

BASE = "cz-shuxue"
HEAD = ["标题", "类型", "级别", "形式", "目的", "研训方式", "日期", "地点", "主持人", "参加"]
ROW = ["《勾股定理》磨课", "磨课", "校级", "线下", "教研", "同伴互助", "2026-11-12", "湖滨中学录播教室", "李文静", "湖滨中学 9人；闹店中学 3人"]
NEXT = ["《勾股定理》评课", "听评课", "联片", "线上", "交流", "校际交流", "2026-11-19", "闹店中学", "赵海峰", "闹店中学 5人"]
Rows = Sequence[Sequence[Any]]


def lay(folder: Path) -> Path:
    """The right-and-true city with the city's real forms."""
    return lay_city(folder)


def city_of(root: Path) -> City:
    return load(root, TODAY)[0]


def with_(row: Sequence[Any], head: Sequence[str] = HEAD, **changes: Any) -> list[Any]:
    """The row with some of its cells changed, by heading."""
    return [changes.get(key, value) for key, value in zip(head, row, strict=True)]


def xlsx(*sheets: tuple[str, Rows], merged: Iterable[tuple[int, int, int, int, str]] = (), then: Any = None) -> bytes:
    """A workbook; ``merged``: areas of the first sheet with their text. ``then``: a function of the book and its first sheet."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "default_date_format": "yyyy/m/d"}) as book:
        pages = []
        for name, rows in sheets:
            page = book.add_worksheet(name)
            pages.append(page)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value != "":
                        page.write(number, column, value)
        for top, left, bottom, right, text in merged:
            pages[0].merge_range(top, left, bottom, right, text)
        if then:
            then(book, pages[0])
    return memory.getvalue()


def activities(*rows: Sequence[Any], head: Sequence[str] = HEAD, **more: Any) -> bytes:
    """One sheet of activities."""
    return xlsx(("活动", [head, *rows]), **more)


def put(folder: Path, data: bytes, name: str = "登记表.xlsx") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


def imported(root: Path | City, folder: Path, data: bytes, name: str = "登记表.xlsx") -> Import:
    """What ``jidi import`` would do with one file."""
    city = root if isinstance(root, City) else city_of(root)
    return judged(city, [read_file(city, BASE, put(folder, data, name))])


def run(root: Path, *args: object, words: str | None = None) -> Result:
    """``jidi …`` in this process: its words and its exit code."""
    return CliRunner().invoke(main, ["--root", str(root), *map(str, args)], input=words, catch_exceptions=False)


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of the bases with its bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "bases").rglob("*")) if path.is_file()}


def examined(root: Path) -> list[Finding]:
    city, findings = load(root, TODAY)
    return sorted([*findings, *check(city)])
