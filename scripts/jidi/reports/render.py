"""A report as files. Each is made of plain values in a process of its own, so that all of a city's bases are done in a minute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from ..documents import WHEEL, Fonts, Paper, Table, Unprintable, docx, html, pdf, workbook
from .report import Report

FORMATS = ("docx", "pdf", "xlsx", "html")


@dataclass(frozen=True)
class Looks:
    """How papers look beyond their words: the office's fonts for pdf, and its own file of styles for docx (``jidi template 公文样式``), if it has them."""

    fonts: Fonts = WHEEL
    styles: bytes | None = None

    def write(self, paper: Paper, format: str) -> bytes:
        """A paper in one of :data:`FORMATS`.

        :raises Unprintable: if the fonts lack a sign of it.
        :raises Unusable: if the office's styles are no docx or lack one.
        """
        match format:
            case "docx":
                return docx(paper, self.styles)
            case "pdf":
                return pdf(paper, self.fonts)
            case "xlsx":
                return workbook(paper)
            case _:
                return html(paper)


@dataclass(frozen=True)
class File:
    """One file of a report, or (``wrong``) why there is none."""

    report: Report
    format: str
    content: bytes = b""
    wrong: str = ""


def formats_of(report: Report, wanted: Iterable[str]) -> list[str]:
    """Those of the wanted formats that a report has: a workbook only of tables."""
    tables = any(isinstance(block, Table) for block in report.paper.blocks)
    return [one for one in wanted if one != "xlsx" or tables]


def render(looks: Looks, report: Report, format: str) -> File:
    """One file; what cannot be printed is said, and the rest is still made."""
    try:
        return File(report, format, looks.write(report.paper, format))
    except Unprintable as error:
        return File(report, format, wrong=f"{report.name}：{error}")


def rendered(reports: Iterable[Report], wanted: Iterable[str], looks: Looks, executor: Executor) -> Iterator[File]:
    """All files, in the order of the reports."""
    wanted = tuple(wanted)
    jobs = [(report, format) for report in reports for format in formats_of(report, wanted)]
    yield from executor.map(partial(render, looks), *zip(*jobs, strict=True)) if jobs else ()
