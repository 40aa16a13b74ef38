"""Reads a workbook in a process of its own, run as a file: a spoiled workbook can make the reader ask for a terabyte, and that ends its process.

In: the bytes, on the standard input. Out: a pickle of ``locked``, ``broken``, ``far``, or a list of (name, hidden, rows, joined areas).
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from typing import Any

MOST_CELLS = 2_000_000
_MEMORY = 4 * 1024**3
_SECONDS = 120


def read_apart(data: bytes) -> Any:
    """What the child says; ``broken`` if it did not live to say anything."""
    command = [sys.executable, "-P", __file__]
    try:
        child = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_SECONDS, check=True)
        return pickle.loads(child.stdout)
    except (subprocess.SubprocessError, OSError, pickle.UnpicklingError, EOFError):
        return "broken"


def _read(data: bytes) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(one.name, one.visible != SheetVisibleEnum.Visible, book.get_sheet_by_name(one.name)) for one in book.sheets_metadata]
        if any(sheet.total_height * sheet.total_width > MOST_CELLS for _, _, sheet in sheets):
            return "far"
        return [(name, hidden, sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges) for name, hidden, sheet in sheets]
    except CalamineError as error:
        return "locked" if "assword" in str(error) else "broken"


def _limit() -> None:
    """No more memory than a register can need, where the system can be asked for that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    _limit()
    sys.stdout.buffer.write(pickle.dumps(_read(sys.stdin.buffer.read())))
