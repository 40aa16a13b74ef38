"""The rows in columns."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .meter import MB
from .ratios import COLD, CURVE, extrapolated, times
from .row import Row

HEAD = ("engine", "case", "records", "wall s", "CPU s", "peak MB", "largest MB", "output MB", "files", "pages", "B/page", "note")


def table(rows: Sequence[Row]) -> str:
    """A Markdown table, the extrapolated rows of plain MkDocs at its end."""
    lines = [HEAD, *map(_cells, rows), *_extrapolated(rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    drawn = ["| " + " | ".join(_padded(cell, width, column) for column, (cell, width) in enumerate(zip(line, widths, strict=True))) + " |" for line in lines]
    rule = "|" + "|".join("-" * (width + 1) + (":" if 1 < column < 11 else "-") for column, width in enumerate(widths)) + "|"
    return "\n".join([drawn[0], rule, *drawn[1:]])


def _padded(cell: str, width: int, column: int) -> str:
    return cell.rjust(width) if 1 < column < 11 else cell.ljust(width)


def _cells(row: Row) -> tuple[str, ...]:
    cost, weight = row.cost, row.weight
    if cost.failed:
        return (row.engine, row.case, f"{row.records:,}", *["–"] * 8, " ".join(cost.failed.split()))
    memory = [f"{bytes_ / MB:.0f}" if bytes_ else "–" for bytes_ in (cost.together, cost.largest)]
    out = [f"{weight.size / MB:.1f}", f"{weight.files:,}", f"{weight.pages:,}", f"{weight.page:,.0f}"] if weight else [""] * 4
    return (row.engine, row.case, f"{row.records:,}", f"{cost.wall:.2f}", f"{cost.cpu:.2f}", *memory, *out, row.note)


def _extrapolated(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    wall, used = times(rows, "plain", COLD, "wall"), times(rows, "plain", COLD, "cpu")
    beyond = sorted(size for size in {*(row.records for row in rows), CURVE} if size > max(wall, default=size))
    return [("plain", COLD, f"{n:,}", *(_about(extrapolated(one, n)) for one in (wall, used)), *[""] * 6, "extrapolated, t = a·n + b·n²") for n in beyond]


def _about(seconds: float) -> str:
    """Too small sizes have no curve."""
    return "–" if math.isnan(seconds) else f"≈{seconds:.0f}"
