"""A small forge: a repository with the right-and-true city on main, and forks of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from click.testing import CliRunner, Result
from conftest import lay_city
from jidi.cli import main

ENV = {"GIT_AUTHOR_DATE": "2026-11-20T08:00:00+08:00", "GIT_COMMITTER_DATE": "2026-11-20T08:00:00+08:00", "GIT_CONFIG_GLOBAL": os.devnull}
ACTIVITY = "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
REGISTER = "content/standards/owners.yml"
OWNERS = """办公室: bangongshi
维护人: weihu
收表账号: github-actions[bot]
县区:
  - {县区: 新华区, 账号: xinhua-jiaoyan}
基地:
  - {基地: cz-shuxue, 账号: wenjing-li、haifeng-zhao}
  - {基地: cz-wuli, 账号: wuli-li}
"""


def git(root: Path, *args: str) -> str:
    command = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.cn", "-c", "protocol.file.allow=always", *args]
    return subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **ENV}).stdout.strip()


def commit(root: Path, message: str = "change") -> str:
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)
    return git(root, "rev-parse", "HEAD")


def lay_forge(folder: Path, owners: str = OWNERS) -> Path:
    """``main`` holds the city, its register, and a second base; the checkout stands on a new branch."""
    root = lay_city(folder)
    card = (root / "bases/cz-shuxue/base.yml").read_text("utf-8").replace("数学", "物理").replace("xh-hubin", "szx-shiyan")
    (root / "bases/cz-wuli").mkdir()
    (root / "bases/cz-wuli/base.yml").write_text(card, "utf-8")
    (root / REGISTER).write_text(owners, "utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root, "main")
    git(root, "checkout", "-qb", "change")
    return root


def copy_of(forge: Path, folder: Path) -> Path:
    """A forge of its own for a test that changes it."""
    return Path(shutil.copytree(forge, folder, symlinks=True))


def jidi_here(root: Path, *args: object) -> Result:
    """``jidi`` in this process: quick, for what needs no process of its own."""
    return CliRunner().invoke(main, ["--root", str(root), *map(str, args)])


def swap(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")
