"""LibreOffice, as offices open what we write."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def converted(path: Path, kind: str, settings: str = "") -> Path:
    """A file as LibreOffice saves it, ``kind`` as in ``--convert-to``, in a folder beside it. ``settings``: an ``.xcu`` of the user's settings."""
    office = shutil.which(os.environ.get("JIDI_SOFFICE") or "soffice")
    assert office, "没有找到 LibreOffice；请用 python3 run.py test 运行"
    out, profile = path.parent / "converted", path.parent / "profile"
    if settings:
        (profile / "user").mkdir(parents=True, exist_ok=True)
        (profile / "user/registrymodifications.xcu").write_text(settings, "utf-8")
    command = [office, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", kind, "--outdir", out, path]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=300)
    return next(out.glob(f"{path.stem}*.{kind.partition(':')[0]}"))
