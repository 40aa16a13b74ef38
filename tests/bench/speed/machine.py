"""On what and with what was measured."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from . import tools


def heading(venv: Path) -> str:
    """Machine and versions, a line each; ``load``: how busy it was when this was asked."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30 if hasattr(os, "sysconf") else 0
    lines = [
        f"CPU: {_processor()}, {os.cpu_count()} cores; memory {memory:.0f} GiB; load {load()}",
        f"{platform.platform()}; Python {platform.python_version()}",
        "; ".join(f"{name} {_version(name)}" for name in ("mkdocs", "mkdocs-material", "markdown", "jinja2", "jieba")),
        f"Hugo: {tools.version([tools.hugo(venv), 'version'])}",
        f"Zensical: {tools.version([tools.zensical(venv), '--version'])}",
    ]
    return "\n".join(lines)


def load() -> str:
    """Processes that wanted a core, on average over the last minute."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor() or "unknown")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
