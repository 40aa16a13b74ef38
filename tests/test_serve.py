"""``serve``: what is saved is soon in the browser; long work shows how far it is."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONIOENCODING": "utf-8"}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def served(city: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "jidi", "--root", str(city), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield f"http://127.0.0.1:{port}/"
    process.terminate()
    process.wait()


def wait_for(address: str, words: str, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as page:
                if words in page.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.2)
    return False


def test_a_saved_file_is_soon_on_its_page(city: Path, served: str) -> None:
    assert wait_for(f"{served}{RESOURCE}.html", "教学过程")
    path = city / f"{RESOURCE}.md"
    path.write_text(path.read_text("utf-8").replace("## 教学过程", "## 改过的一节"), "utf-8")
    assert wait_for(f"{served}{RESOURCE}.html", "改过的一节")


def test_a_broken_save_leaves_the_others_served(city: Path, served: str) -> None:
    assert wait_for(served, "学科教研基地")
    (city / f"{RESOURCE}.md").write_bytes(b"\xff\xfe\x00")
    assert wait_for(f"{served}bases/cz-shuxue/index.html", "格式问题")


@pytest.fixture(params=[False, True], ids=["told", "poll"])
def saves(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[], int]]:
    """How often a project that is served was made again until nothing more happens; making it reads all of its files, as a build does."""
    for name in ("bases/one/a.md", "content/b.yml", "overrides/c.html", "mkdocs.yml", "site/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("原来的", "utf-8")
    told = tmp_path / "site/made"
    command = [sys.executable, "-c", SERVE, str(tmp_path), str(free_port()), str(int(request.param))]
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def count() -> int:
        seen, since = -1, (began := time.monotonic())
        while since + 1.2 > time.monotonic() < began + 10:
            if (now := len(told.read_bytes()) if told.exists() else 0) != seen:
                seen, since = now, time.monotonic()
            time.sleep(0.05)
        return seen

    while not told.exists():  # it does not watch yet
        (tmp_path / "content/b.yml").write_text(f"{time.monotonic()}", "utf-8")
        time.sleep(0.5)
    yield count
    process.terminate()
    process.wait()


SERVE = """
import sys
from pathlib import Path
from jidi.site import serve
root = Path(sys.argv[1])
def make():
    for name in ("bases", "content", "overrides"):
        [path.read_bytes() for path in (root / name).rglob("*") if path.is_file()]
    (root / "mkdocs.yml").read_bytes()
    (root / ".site.lock").touch()
    with (root / "site/made").open("a") as file:
        file.write("x")
serve(root, make, root / "site", int(sys.argv[2]), poll=sys.argv[3] == "1")
"""


def test_each_way_of_saving_makes_the_site_again_and_reading_does_not(tmp_path: Path, saves: Callable[[], int]) -> None:
    """A file in a new folder; one that an editor puts in the place of another, of those that lie in a folder and of the one that does not; one that goes."""

    def add() -> None:
        (tmp_path / "bases/two/resources").mkdir(parents=True)
        (tmp_path / "bases/two/resources/new.md").write_text("新的", "utf-8")

    def put(name: str) -> None:
        (tmp_path / "beside").write_text("换上的", "utf-8")
        os.replace(tmp_path / "beside", tmp_path / name)

    made = saves()
    for save in (add, partial(put, "bases/one/a.md"), partial(put, "mkdocs.yml"), (tmp_path / "bases/one/a.md").unlink):
        save()
        before, made = made, saves()
        assert before < made <= before + 2, save


def test_a_bar_on_a_terminal_and_plain_lines_elsewhere(city: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "jidi", "--root", str(city), "build"]
    process = subprocess.Popen(command, env=ENVIRONMENT, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    while process.poll() is None or shown == b"":
        try:
            shown += os.read(ours, 65536)
        except OSError:
            break
    process.wait()
    assert "#" in shown.decode("utf-8", "replace") and "100%" in shown.decode("utf-8", "replace")
    plain = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert "#" not in plain and "\r" not in plain and re.search(r"生成 \d+ 份材料的网页", plain)
