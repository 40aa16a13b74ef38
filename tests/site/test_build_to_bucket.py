"""``build --out s3://…``: what lies in a real bucket is the site that a folder would hold; what goes wrong there is one sentence."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from bucket import ACCOUNT, Served, closed_port, served
from conftest import ROOT, Run, lay_city
from jidi.site import afar, claim
from jidi.site.sending import MANIFEST
from moto.core import set_initial_no_auth_action_count

pytestmark = pytest.mark.slow

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu"


@pytest.fixture(scope="module")
def bucket() -> Iterator[Served]:
    with served() as one:
        yield one


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_city(tmp_path_factory.mktemp("bucket") / "city")


@pytest.fixture(autouse=True)
def store(bucket: Served, city: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store that the environment names; one cache, so that a build is soon done."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", bucket.endpoint)
    monkeypatch.setenv("JIDI_CACHE", str(city.parent / "cache"))
    monkeypatch.setattr(claim, "BEAT", 0.2)
    monkeypatch.setattr(claim, "PATIENCE", 1)


@pytest.fixture
def address(bucket: Served, tmp_path: Path) -> str:
    return f"{bucket.address}/{tmp_path.name}"


def lies(bucket: Served, address: str) -> dict[str, bytes]:
    """What a reader of the bucket finds."""
    top = address.removeprefix("s3://")
    found = {name.removeprefix(f"{top}/"): bucket.files.cat_file(name) for name in bucket.files.find(top)}
    return {path: data for path, data in found.items() if path != MANIFEST}


def site_of(city: Path) -> dict[str, bytes]:
    return {path.relative_to(city / "site").as_posix(): path.read_bytes() for path in (city / "site").rglob("*") if path.is_file()}


def counts(run: subprocess.CompletedProcess[str]) -> list[int]:
    """How many files were sent, taken away, and left."""
    assert run.returncode == 0, run.stderr
    return [int(number) for number in re.findall(r"(\d+) 个", run.stdout.strip().splitlines()[-1])]


def test_the_site_is_there_then_what_changed_then_without_what_went(city: Path, bucket: Served, address: str, jidi: Run) -> None:
    assert counts(jidi("--root", city, "build", "--out", address)) == [len(site_of(city)), 0, 0]
    assert lies(bucket, address) == site_of(city)
    page = f"{address.removeprefix('s3://')}/{RESOURCE}.html"
    assert bucket.files.info(page)["ContentType"] == "text/html"  # a browser shows it instead of saving it
    assert counts(jidi("--root", city, "build", "--out", address)) == [0, 0, len(site_of(city))]

    record = city / f"{RESOURCE}.md"
    text, before = record.read_text("utf-8"), site_of(city)
    record.write_text(text.replace("## 教学过程", "## 改过的一节"), "utf-8")
    run = jidi("--root", city, "build", "--out", address)
    after = site_of(city)
    assert counts(run)[:2] == [sum(before.get(path) != data for path, data in after.items()), 0]
    assert lies(bucket, address) == after and "改过的一节" in after[f"{RESOURCE}.html"].decode()

    record.unlink()
    run = jidi("--root", city, "build", "--out", address)
    assert counts(run)[1] >= 1 and not bucket.files.exists(page)
    assert lies(bucket, address) == site_of(city)
    record.write_text(text, "utf-8")


def test_who_was_killed_midway_is_finished_by_the_next(city: Path, bucket: Served, address: str, jidi: Run) -> None:
    jidi("--root", city, "build")
    command = [sys.executable, "-m", "jidi", "--root", city, "build", "--out", address]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")}, stdout=subprocess.DEVNULL)
    while process.poll() is None and len(bucket.files.find(address)) < 20:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 20 <= len(bucket.files.find(address)) < len(site_of(city))
    assert jidi("--root", city, "build", "--out", address).returncode == 0
    assert lies(bucket, address) == site_of(city)


def said(run: subprocess.CompletedProcess[str]) -> str:
    """The one sentence with which it ended."""
    assert run.returncode == 2 and "Traceback" not in run.stderr
    line = run.stderr.strip().splitlines()[-1]
    assert "改法：" in line and not any(one in run.stdout + run.stderr for one in ("geheim", ACCOUNT["AWS_SECRET_ACCESS_KEY"] + "\n"))
    return line


def test_a_bucket_that_is_not_there(city: Path, jidi: Run) -> None:
    assert "没有“s3://nobody-has-it/x”这个存储桶" in said(jidi("--root", city, "build", "--out", "s3://nobody-has-it/x"))


def test_a_bucket_that_one_may_not_write(city: Path, bucket: Served, address: str, jidi: Run) -> None:
    run = set_initial_no_auth_action_count(0)(jidi)("--root", city, "build", "--out", address)
    assert "不让读写" in said(run)
    assert lies(bucket, address) == {}


def test_no_account(city: Path, address: str, jidi: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "账号" in said(jidi("--root", city, "build", "--out", address))


class Line:
    """A line to the store that is cut when ``most`` connections were made over it."""

    def __init__(self, endpoint: str, most: int) -> None:
        self._to, self._left = ("127.0.0.1", int(endpoint.rpartition(":")[2])), most
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.endpoint = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        ends = list[socket.socket]()
        while self._left:
            here, there = self._listening.accept()[0], socket.create_connection(self._to)
            ends += here, there
            self._left -= 1
            for one, other in ((here, there), (there, here)):
                Thread(target=self._pass, args=(one, other), daemon=True).start()
        self._listening.close()
        time.sleep(0.3)
        for one in ends:
            one.close()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(65536):
                other.sendall(data)
        except OSError:
            pass
        one.close()
        other.close()


def test_the_line_is_cut_midway(city: Path, bucket: Served, address: str, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", Line(bucket.endpoint, 12).endpoint)
    assert "断了联系" in said(jidi("--root", city, "build", "--out", address))
    assert len(lies(bucket, address)) < len(site_of(city))
    monkeypatch.setenv("AWS_ENDPOINT_URL", bucket.endpoint)
    assert jidi("--root", city, "build", "--out", address).returncode == 0
    assert lies(bucket, address) == site_of(city)


def test_nobody_answers(city: Path, address: str, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{closed_port()}")
    assert "断了联系" in said(jidi("--root", city, "build", "--out", address))


def test_the_part_is_not_installed(city: Path, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its other name: what s3 names, fsspec has imported by now, and keeps."""
    monkeypatch.setitem(sys.modules, "s3fs", None)
    shutil.rmtree(city / "site", ignore_errors=True)
    assert "pip install -e '.[cluster]'" in said(jidi("--root", city, "build", "--out", "s3a://li:geheim@a/b"))
    assert not (city / "site").exists()  # said before anything was made


def test_the_site_is_not_exchanged_while_it_is_sent(city: Path, address: str, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    once, busy, put = iter([True]), list[str](), afar.Afar.put

    def watched(there: afar.Afar, source: Path, name: str) -> None:
        if next(once, False):
            busy.append(jidi("--root", city, "build", JIDI_CACHE="").stderr)
        put(there, source, name)

    monkeypatch.setattr(afar.Afar, "put", watched)
    assert jidi("--root", city, "build", "--out", address).returncode == 0
    assert "另一个生成正在进行" in busy[0]
