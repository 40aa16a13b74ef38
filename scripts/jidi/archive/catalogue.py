"""归档目录 as docx and csv, and ``MANIFEST.csv`` (domain e.7; 归档文件目录 as DA/T 22—2015 has it)."""

from __future__ import annotations

from collections.abc import Mapping

from ..documents import Block, Grid, Heading, Paper, Text, Title, docx
from .holding import Holding, Volume
from .row import Row
from .tables import csv_of

HEAD = ("序号", "题名", "责任者", "日期", "页/件数", "保管期限", "备注")
_WIDTHS = (10, 44, 28, 24, 15, 17, 18)
_MANIFEST = ("路径", "题名", "责任者", "日期", "sha256", "保管期限")


def described(holding: Holding, digests: Mapping[str, str]) -> dict[str, bytes]:
    """The papers beside the material, by their names. ``digests``: SHA-256 by path, as ``data/…``."""
    return {
        "归档目录.docx": docx(catalogue(holding)),
        "归档目录.csv": csv_of(("卷", *HEAD), [(volume.name, *row) for volume in holding.volumes for row in _rows(volume)]),
        "MANIFEST.csv": csv_of(_MANIFEST, manifest(holding, digests)),
    }


def catalogue(holding: Holding) -> Paper:
    """A table for each volume, numbered afresh in each; an empty volume says so."""
    count = f"共 {len(holding.rows)} 条，{len(holding.pieces)} 个文件。材料截至 {_day(holding.day)}。保管期限是本项目的约定，待市里定。"
    blocks: list[Block] = [Title("归档目录"), Text(holding.title, 14, "center", False, 1.6), Text(count, 10.5, "center", False, 1.6)]
    for volume in holding.volumes:
        blocks.append(Heading(volume.name))
        rows = _rows(volume)
        blocks.append(Grid((HEAD, *rows), _WIDTHS, size=9) if rows else Text("这一卷没有材料。", 10.5, "left", True, 1.6))
    return Paper(f"{holding.title}归档目录", holding.owner, holding.day, tuple(blocks), numbered=True, look="official")


def manifest(holding: Holding, digests: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Every file of the payload: path, title, who, day, SHA-256, how long it is kept."""
    kept = {volume.name: volume.kept for volume in holding.volumes}
    return [
        (f"data/{one.path}", one.name or one.row.title, one.row.responsible, _day(one.row.day), digests[f"data/{one.path}"], kept[one.row.volume] or "—")
        for one in holding.pieces
    ]


def _rows(volume: Volume) -> list[tuple[str, ...]]:
    return [_row(number, row, len(pieces), volume.kept) for number, (row, pieces) in enumerate(volume.items, 1)]


def _row(number: int, row: Row, files: int, kept: str) -> tuple[str, ...]:
    return (str(number), row.title, row.responsible, _day(row.day), f"{files} 件", kept or "—", row.remark)


def _day(day: object) -> str:
    return str(day) if day else "—"
