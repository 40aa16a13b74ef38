"""The built sites on a server of our own, a real Chromium, and the tools of ``node_modules``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from conftest import ROOT, Run
from filelock import FileLock
from jidi.publish import Output
from jidi.publish import Page as Made

from web.server import Server

Templates = Mapping[str, str]


@pytest.fixture(scope="session")
def web() -> Path:
    """``node_modules``, as ``run.py`` made it."""
    folder = Path(os.environ.get("JIDI_WEB") or ROOT / "tests/web/node_modules")
    assert (folder / "axe-core").is_dir(), "没有网页检查的工具；请用 python3 run.py test 运行"
    return folder


@pytest.fixture(scope="session")
def node() -> str:
    found = shutil.which("node")
    assert found, "没有找到 Node.js；请用 python3 run.py test 运行"
    return found


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    """The project's own material, or the site named by JIDI_WEB_SITE (as with ten thousand resources), built once for all workers."""
    if ready := os.environ.get("JIDI_WEB_SITE"):
        return Path(ready)
    own = tmp_path_factory.getbasetemp()
    site = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "sample" / "site"
    site.parent.mkdir(exist_ok=True)
    with FileLock(site.with_name("making.lock")):
        if not site.exists():  # a build puts it there whole or not at all
            run = jidi("--root", ROOT, "build", "--out", site)
            assert run.returncode == 0, run.stderr
    return site


@pytest.fixture(scope="session")
def small(built: Path) -> Iterator[Server]:
    with Server(built) as server:
        yield server


@pytest.fixture(scope="session")
def server(sample: Path) -> Iterator[Server]:
    with Server(sample) as started:
        yield started


@pytest.fixture(scope="session")
def templates(sample: Path, published: tuple[Output, ...]) -> Templates:
    """For each template of ``overrides/jidi`` the fullest page of the sample that is made with it, and the page for a wrong address."""
    made = [(output.content.template, output.path) for output in published if isinstance(output.content, Made)]
    fullest: dict[str, str] = {}
    for template, path in sorted(made, key=lambda one: (sample / one[1]).stat().st_size if (sample / one[1]).exists() else -1):
        fullest[template] = path if (sample / path).exists() else _like(sample, path)
    return {"404": "404.html", **dict(sorted(fullest.items()))}


def _like(sample: Path, path: str) -> str:
    """The fullest page in the same folder of a site of other material."""
    beside = [page for page in (sample / path).parent.glob("*.html") if page.name != "index.html"]
    return max(beside, key=lambda page: page.stat().st_size).relative_to(sample).as_posix() if beside else path
