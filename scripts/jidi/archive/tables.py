"""Tables for spreadsheets (RFC 4180): UTF-8 with its mark, so that Excel reads them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ..publish.machine.catalogue import safe


def csv_of(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A head and its rows; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
