"""The small right-and-true city, copied fresh for each test that spoils one thing of it."""

from __future__ import annotations

import datetime
import functools
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pypinyin  # noqa: F401  # loaded once for all tests: who finds it there does not let it go again
import pytest
from jidi.__main__ import run as started
from jidi.check import check
from jidi.load import load
from jidi.model.city import City
from jidi.model.finding import Finding
from jidi.publish import Output, publish
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent
TODAY = datetime.date(2026, 11, 25)
os.environ["JIDI_CACHE"] = ""  # nothing is remembered from one test to the next, but where a test is about that

Examine = Callable[[Path], list[Finding]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def lay_city(folder: Path) -> Path:
    """A copy of ``tests/city`` with the project's real words, schools and looks."""
    shutil.copytree(HERE / "city", folder, dirs_exist_ok=True)
    for name in ("vocabulary.yml", "stages.yml", "schools.yml", "lifecycle.yml", "rubric-2026-2027.yml", "forms.yml", "quality.yml", "reports.yml"):
        shutil.copy(ROOT / "content/standards" / name, folder / "content/standards")
    (folder / "content/policies").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "content/policies/shishi-fangan.md", folder / "content/policies")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


# Files whose slow tests take over ten CPU seconds, the longest first; they alternate between what waits for a browser and what does not.
LONG = [
    "web/test_templates.py",
    "trust/test_kills.py",
    "site/test_renewed.py",
    "trust/test_full.py",
    "trust/test_script.py",
    "trust/test_spoiled.py",
    "web/test_policy.py",
    "trust/test_canary.py",
    "trust/test_same.py",
    "trust/test_elsewhere.py",
    "trust/test_attachments.py",
    "trust/test_at_once.py",
    "site/test_build.py",
    "search/test_amend.py",
    "site/test_crew.py",
    "gate/test_annual_flow.py",
    "intake/test_documents.py",
    "web/test_frame.py",
    "search/test_any_text.py",
    "web/test_find_states.py",
    "site/test_find.py",
    "publish/test_linked.py",
    "site/test_assessment_pages.py",
    "site/test_broken_visits.py",
    "site/test_browser.py",
    "load/test_any_bytes.py",
    "publish/test_workbook.py",
    "web/test_html.py",
    "site/test_resource_browser.py",
    "test_serve.py",
    "check/test_parts.py",
    "commands/test_files.py",
    "gate/test_workflows.py",
    "publish/test_feeds.py",
    "web/test_javascript.py",
    "archive/test_making.py",
    "site/test_activities.py",
    "documents/test_docx.py",
    "documents/test_xlsx.py",
    "documents/test_papers.py",
    "publish/test_certificates.py",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no core is left waiting for another at the end."""
    place = {HERE / name: at for at, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path, len(LONG)))


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return lay_city(tmp_path / "city")


@pytest.fixture
def examine() -> Examine:
    """All findings of a city folder."""

    def run(root: Path) -> list[Finding]:
        loaded, findings = load(root, TODAY)
        return sorted([*findings, *check(loaded)])

    return run


def _stream() -> io.TextIOWrapper[io.BytesIO]:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", "replace", newline="", write_through=True)


@pytest.fixture(scope="session")
def jidi() -> Run:
    """``jidi`` with its words and its exit code; with an environment of its own as another process."""

    def run(*args: object, **environment: str) -> subprocess.CompletedProcess[str]:
        words = list(map(str, args))
        if environment:
            own = {"PYTHONPATH": str(ROOT / "scripts"), "PYTHONIOENCODING": "utf-8", **environment}
            command = [sys.executable, "-m", "jidi", *words]
            return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", env={**os.environ, **own}, check=False)
        out, told, code = _stream(), _stream(), 0
        with redirect_stdout(out), redirect_stderr(told):
            try:
                if problem := started(words):
                    print(problem, file=sys.stderr)
                    code = 2
            except SystemExit as end:
                code = int(end.code or 0)
        return subprocess.CompletedProcess(words, code, *(stream.buffer.getvalue().decode() for stream in (out, told)))

    return run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    """The right-and-true city, built once; tests only look at it."""
    root = lay_city(tmp_path_factory.mktemp("built") / "city")
    run = jidi("--root", root, "build")
    assert run.returncode == 0, run.stderr
    return root / "site"


@functools.cache
def ours() -> tuple[City, list[Finding]]:
    """The project's own material, read once; tests only look at it."""
    return load(ROOT, TODAY)


@pytest.fixture(scope="session")
def published() -> tuple[Output, ...]:
    """Everything that the project's own material is published as, made in memory once; tests only look at it."""
    return tuple(publish(*ours(), ()))


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("JIDI_CHROMIUM") or shutil.which("chromium")
    assert found, "没有找到 Chromium；请用 python3 run.py test 运行"
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()
