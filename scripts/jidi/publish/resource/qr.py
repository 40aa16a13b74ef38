"""A picture that a phone reads: the address of a page as a QR code (ISO/IEC 18004)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

_QUIET = 4  # modules of white around it, as the standard asks
_MASK = 0  # every reader takes any of the eight; to weigh which is the prettiest takes five times as long as all the rest


@dataclass(frozen=True)
class Code:
    """``size``: modules a side, the white around included; ``path``: the dark ones as an SVG path."""

    size: int
    path: str


def code(address: str) -> Code | None:
    """The code of an address, with 15 % of it to spare (level M); nothing if there is no address or it is too long."""
    if not address:
        return None
    try:
        rows = segno.make_qr(address, error="m", boost_error=False, mask=_MASK).matrix
    except segno.DataOverflowError:
        return None
    return Code(len(rows) + 2 * _QUIET, "".join(_row(number + _QUIET, row) for number, row in enumerate(rows)))


def _row(y: int, row: bytearray) -> str:
    """Every run of dark modules as one line, a module high."""
    runs, x = [], _QUIET
    for dark, modules in groupby(row):
        length = len(list(modules))
        runs += [f"M{x} {y}h{length}v1h-{length}z"] if dark else []
        x += length
    return "".join(runs)
