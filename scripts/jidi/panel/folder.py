"""The office's folder of names and marks: where it may lie, and what is in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .layout import ROSTER_FILE, SHEET_PREFIX, Problem

_NOT_SHEETS = {".new", ".pdf", ".jpg", ".jpeg", ".png"}


def committable(root: Path, folder: Path) -> str:
    """Why names and marks must not lie in ``folder``: git could take them. Empty if it is outside the repository, or its ignored ``dist/``."""
    folder = folder.resolve()
    top = next((one for one in (root, *root.parents) if (one / ".git").exists()), root).resolve()
    if folder != top and top not in folder.parents:
        return ""
    dist = root.resolve() / "dist"
    if dist in (folder, *folder.parents) and (not (top / ".git").exists() or _ignored(top, folder)):
        return ""
    return f"“{folder}”在材料文件夹里，专家姓名和打分可能被提交出去。换一个外面的文件夹，如 {top.parent / '评议'}；或用 {dist / 'panel'}。"


def _ignored(top: Path, folder: Path) -> bool:
    run = subprocess.run(["git", "-C", str(top), "check-ignore", "-q", "--", str(folder / ROSTER_FILE)], capture_output=True, check=False)
    return run.returncode == 0


def sheets_in(folder: Path) -> dict[str, bytes] | list[Problem]:
    """The workbooks in a folder; other spreadsheet formats are named, not passed over; signed print-outs may lie beside them."""
    found = sorted(path for path in folder.iterdir() if path.name.startswith(SHEET_PREFIX) and path.suffix.lower() not in _NOT_SHEETS)
    other = [path.name for path in found if path.suffix.lower() != ".xlsx"]
    if other:
        return [Problem(name, "", "不是 .xlsx 文件，没有读", "用 WPS 或 Excel 打开，另存为 .xlsx，删掉这一份") for name in other]
    return {path.name: path.read_bytes() for path in found}
