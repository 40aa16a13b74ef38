"""年度报告: what was released, year by year, to be read and downloaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..output import Download, Link, Output, Page
from ..packs.filenames import safe_name
from ..world import World
from .bundle import Issued, Released

ADDRESS = "reports/index.html"


def released_files(world: World, released: Sequence[Released], frozen: Iterable[str]) -> list[Output]:
    """The page and every released file. ``frozen``: the school years of which the whole site is kept below ``archive/``."""
    years = sorted(released, key=lambda one: one.year, reverse=True)
    kept = set(frozen)
    fields = {"years": [_year(world, one, kept) for one in years], "kept": [_kept(year) for year in sorted(kept - {one.year for one in years}, reverse=True)]}
    files = [Output(_address(one, report, format), data) for one in years for report in one.reports for format, data in report.files.items()]
    return [Output(ADDRESS, Page("年度报告", "reports", fields, listing=True)), *files]


def _year(world: World, one: Released, kept: set[str]) -> dict[str, object]:
    return {
        "year": one.year, "day": one.day, "commit": one.commit[:12],
        "city": [_row(world, one, report) for report in one.reports if not report.base],
        "bases": [_row(world, one, report) for report in one.reports if report.base],
        "kept": _kept(one.year) if one.year in kept else None,
    }  # fmt: skip


def _row(world: World, one: Released, report: Issued) -> dict[str, object]:
    files = [Download(f"{safe_name(report.name)}.{format}", _address(one, report, format), format, len(data)) for format, data in report.files.items()]
    base = Link(world.base_names[report.base], f"bases/{report.base}/index.html") if report.base in world.base_names else None
    return {"name": report.name, "base": base, "files": files}


def _address(one: Released, report: Issued, format: str) -> str:
    return f"reports/{one.year}/{report.stem}.{format}"


def _kept(year: str) -> Link:
    return Link(f"{year} 学年的网站（原样保存）", f"archive/{year}/index.html")
