"""The yearly release from the tag to the site, with the workflows' own lines: real git, and a ``gh`` that keeps releases in a folder."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from conftest import ROOT

from gate.forge import ENV, commit, git

pytestmark = pytest.mark.slow
YEAR, BASES, CANARY = "2025-2026", ("cz-shuxue", "gz-huaxue"), "只给基地看的话"
PYTHON = f"""#!/bin/sh
shift
exec {sys.executable} -m jidi "$@"
"""
GH = """#!/bin/sh
echo "$@" >> "$ASKED"
case "$1 $2" in
  "release create") mkdir "$RELEASES/$3" || exit 1; for one in "$@"; do [ ! -f "$one" ] || cp "$one" "$RELEASES/$3/"; done ;;
  "release list") ls "$RELEASES" ;;
  "release download") cp "$RELEASES/$3"/reports-*.zip "$RELEASES/$3"/site-*.zip* released/ ;;
esac
"""


def laid(root: Path) -> Path:
    """Two of the sample's bases, one of which failed, with what the city decided on them, and the tag. What experts, the office and the base itself wrote for few says :data:`CANARY`."""
    for name in ("content", "overrides", "mkdocs.yml"):
        source = ROOT / name
        shutil.copytree(source, root / name) if source.is_dir() else shutil.copy(source, root)
    for base in BASES:
        shutil.copytree(ROOT / "bases" / base, root / "bases" / base)
    for file in (root / "content/decisions").iterdir():
        if not any(base in file.name for base in BASES):
            file.unlink()
    for file in (root / f"content/rounds/{YEAR}.yml", *(root / "content/reviews").iterdir(), *root.glob("bases/*/self/*.yml")):
        file.write_text(re.sub(r"((?:整改要求|意见|说明): )(?=[^>|\s])", rf"\1{CANARY}", file.read_text("utf-8")), "utf-8")
    (root / ".gitignore").write_text((ROOT / ".gitignore").read_text("utf-8"), "utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    git(root, "tag", f"report-{YEAR}")
    return root


def words(file: Path) -> str:
    """What is written in a file: of a package, in all of its files; of a pdf, on its pages."""
    return _words(file.read_bytes())


def _words(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "\n".join(_words(package.read(name)) for name in package.namelist())
    return data.decode("utf-8", "replace")


class Runner:
    """Runs the ``run:`` lines of a job one after another, as they stand."""

    def __init__(self, folder: Path) -> None:
        self.releases, self.asked, self.output = folder / "releases", folder / "asked", folder / "output"
        self.releases.mkdir(parents=True)
        (folder / "bin").mkdir()
        for name, text in (("python3", PYTHON), ("gh", GH)):
            (folder / "bin" / name).write_text(text)
            (folder / "bin" / name).chmod(0o755)
        self.asked.write_text("")
        own = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "scripts"), "RELEASES": str(self.releases), "ASKED": str(self.asked)}
        self.environment = {**os.environ, **ENV, **own, "GITHUB_REF_NAME": f"report-{YEAR}", "GITHUB_REPOSITORY": "a/b", "GITHUB_OUTPUT": str(self.output)}

    def run(self, workflow: str, job: str, where: Path) -> None:
        for step in yaml.safe_load((ROOT / f".github/workflows/{workflow}.yml").read_text("utf-8"))["jobs"][job]["steps"]:
            if "run" in step:
                done = self.step(step, where)
                assert done.returncode == 0, f"{step['run']}\n{done.stdout}{done.stderr}"

    def step(self, step: dict[str, Any], where: Path) -> subprocess.CompletedProcess[str]:
        told = dict(line.split("=", 1) for line in self.output.read_text("utf-8").splitlines()) if self.output.exists() else {}
        own = {name: told.get("year", "") if "steps.year" in value else "token" for name, value in step.get("env", {}).items()}
        return subprocess.run(["bash", "-e", "-c", step["run"]], cwd=where, env={**self.environment, **own}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Runner, Path]:
    folder = tmp_path_factory.mktemp("annual")
    runner, root = Runner(folder / "runner"), laid(folder / "city")
    runner.run("annual-report", "make", root)
    (folder / "release").mkdir()
    shutil.copytree(root / "dist/release", folder / "release/release")
    runner.run("annual-report", "release", folder / "release")
    shutil.rmtree(root / "site")
    runner.run("publish", "build", root)
    return runner, root


def test_the_release_holds_what_is_public_with_its_sums(ran: tuple[Runner, Path]) -> None:
    runner, _ = ran
    release = runner.releases / f"report-{YEAR}"
    assert {one.name for one in release.iterdir()} == {f"reports-{YEAR}.zip", f"site-{YEAR}.zip", f"site-{YEAR}.zip.sha256", "SHA256SUMS"}
    sums = dict(reversed(line.split("  ")) for line in (release / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sums == {name: hashlib.sha256((release / name).read_bytes()).hexdigest() for name in (f"reports-{YEAR}.zip", f"site-{YEAR}.zip")}
    with zipfile.ZipFile(release / f"reports-{YEAR}.zip") as package:
        assert {f"city-{YEAR}.pdf", f"city-{YEAR}.docx", f"city-{YEAR}.html", f"base-cz-shuxue-{YEAR}.pdf"} <= set(package.namelist())
        assert not [name for name in package.namelist() if name.startswith(("feedback", "notice", "county", "appointment", "recognition"))]
    assert "workflow run publish.yml --repo a/b" in runner.asked.read_text("utf-8")


def test_the_site_shows_the_year_and_keeps_its_own_copy(ran: tuple[Runner, Path]) -> None:
    _, root = ran
    page = (root / "site/reports/index.html").read_text("utf-8")
    assert f"{YEAR}/city-{YEAR}.pdf" in page and f"archive/{YEAR}/index.html" in page
    assert "不再更新" in (root / f"site/archive/{YEAR}/index.html").read_text("utf-8")


def test_nothing_of_the_office_is_released(ran: tuple[Runner, Path]) -> None:
    """What a base must mend is in the letter to it, and that, experts' opinions and self-assessment in no file of a release or of the site, not even packed."""
    runner, root = ran
    assert any(CANARY in words(one) for one in (root / f"dist/reports-{YEAR}/内部/考核反馈意见书").glob("*.docx"))
    assert list((root / f"dist/archive-{YEAR}").glob("archive-cz-shuxue-*.zip"))
    files = [one for folder in (root / "site", runner.releases) for one in folder.rglob("*") if one.is_file()]
    assert len(files) > 500 and [one for one in files if CANARY in words(one)] == []


def test_a_year_is_released_once(ran: tuple[Runner, Path]) -> None:
    runner, root = ran
    step = yaml.safe_load((ROOT / ".github/workflows/annual-report.yml").read_text("utf-8"))["jobs"]["release"]["steps"][-1]
    assert runner.step(step, root.parent / "release").returncode != 0
