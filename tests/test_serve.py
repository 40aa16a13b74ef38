"""``serve``: what is saved is soon in the browser; long work shows how far it is."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def served(city: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
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
