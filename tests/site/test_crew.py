"""Whoever makes the pages – this process, several, or the machines of a cluster of which one dies – the site is the same, byte by byte."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from bucket import Served, closed_port, served
from conftest import ROOT, Run, lay_city
from distributed import Client
from jidi.site import cluster, crew, errands, sending

pytestmark = pytest.mark.slow


BASES = 6  # enough that each of three machines has work while one of them dies


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ninety records of several bases."""
    out = tmp_path_factory.mktemp("crew") / "city"
    maker = [sys.executable, ROOT / "tests/bench/make_city.py", "--resources", "60", "--out", out, "--corpus", out / "none"]
    subprocess.run(maker, check=True)
    shutil.rmtree(out / "content/standards/textbooks")  # whose pages are none of this
    for base in sorted((out / "bases").iterdir(), key=lambda base: (-len([*base.glob("resources/*.md")]), base.name))[BASES:]:
        shutil.rmtree(base)
    return out


@pytest.fixture(scope="module")
def alone(city: Path, jidi: Run) -> dict[str, bytes]:
    """The site as this process makes it alone."""
    assert jidi("--root", city, "build", "--out", city.parent / "alone").returncode == 0
    return bytes_of(city.parent / "alone")


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def alike(site: Path, right: dict[str, bytes]) -> None:
    made = bytes_of(site)
    assert made.keys() == right.keys()
    assert [path for path in right if made[path] != right[path]] == []
    assert nothing_beside(site)


def nothing_beside(site: Path) -> bool:
    """No briefing, and nothing of what is to be remembered: both name people whom the site does not."""
    return not [*site.parent.glob(".*.briefing"), *site.parent.glob(".*.rows"), *site.parent.glob(".*.taken")]


class Dask:
    """A scheduler and workers as a computer person starts them, each a process."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.workers = folder, dict[str, "subprocess.Popen[bytes]"]()
        self.address = f"tcp://127.0.0.1:{closed_port()}"
        self._scheduler = self._start("scheduler", "--host", self.address, "--dashboard-address", ":0")

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        own = {"PYTHONPATH": str(ROOT / "scripts"), "JIDI_CACHE": ""}
        with (self._folder / f"{words[-1].rpartition(':')[2]}-{time.monotonic_ns()}.log").open("wb") as log:
            command = [sys.executable, "-m", "dask", *words]
            return subprocess.Popen(command, env={**os.environ, **own}, cwd=self._folder, stdout=log, stderr=log)

    def hire(self, name: str, *words: str) -> None:
        self.workers[name] = self._start("worker", self.address, "--name", name, "--nthreads", "1", "--no-nanny", "--dashboard-address", ":0", *words)

    def dismiss(self) -> None:
        for one in self.workers.values():
            one.kill()
            one.wait()
        self.workers.clear()

    def dead(self) -> int:
        return [one.poll() for one in self.workers.values()].count(-signal.SIGKILL)

    def end(self) -> None:
        self.dismiss()
        self._scheduler.kill()
        self._scheduler.wait()

    def kill_one_midway(self, seen: list[str]) -> None:
        """As soon as one report is in and another worker has work: it is stopped, still has it, and dies; its name and errands are ``seen``."""
        with Client(self.address, set_as_default=False) as client:
            names = {address: one["name"] for address, one in client.scheduler_info(n_workers=-1)["workers"].items()}
            while not seen:
                done = sum(map(len, client.has_what().values()))
                busy = [names[address] for address, keys in client.processing().items() if keys]
                if not done or not busy:
                    continue
                victim = self.workers[busy[0]]
                victim.send_signal(signal.SIGSTOP)
                time.sleep(0.1)  # what it had sent before is read
                seen += [key for address, keys in client.processing().items() if names[address] == busy[0] for key in keys]
                victim.send_signal(signal.SIGKILL if seen else signal.SIGCONT)


@pytest.fixture(scope="module")
def bucket() -> Iterator[Served]:
    with served() as one:
        yield one


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, bucket: Served) -> Iterator[Dask]:
    """Each with the account of the bucket."""
    os.environ["AWS_ENDPOINT_URL"] = bucket.endpoint
    made = Dask(tmp_path_factory.mktemp("cluster"))
    try:
        for name in ("one", "two", "three"):
            made.hire(name)
        with Client(made.address, set_as_default=False) as client:
            client.wait_for_workers(3, timeout=60)
        yield made
    finally:
        made.end()
        del os.environ["AWS_ENDPOINT_URL"]


def meanwhile(do: Callable[..., object], *arguments: Any) -> Thread:
    thread = Thread(target=do, args=arguments, daemon=True)
    thread.start()
    return thread


def test_one_of_three_machines_dies_midway(city: Path, alone: dict[str, bytes], three: Dask, tmp_path: Path, jidi: Run) -> None:
    lost: list[str] = []
    killing, dead = meanwhile(three.kill_one_midway, lost), three.dead()
    run = jidi("--root", city, "build", "--out", tmp_path / "site", "--scheduler", three.address)
    assert run.returncode == 0, run.stderr
    killing.join(timeout=5)
    assert lost and three.dead() == dead + 1
    alike(tmp_path / "site", alone)


def test_one_dies_while_they_send_a_site_to_a_bucket(tmp_path: Path, three: Dask, bucket: Served, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a small city: it has one base, so that it is when there is more than one thing to do that all pages are made."""
    monkeypatch.setattr(sending, "PART", 10)
    small, lost = lay_city(tmp_path / "city"), list[str]()
    assert jidi("--root", small, "build", "--out", tmp_path / "alone").returncode == 0
    killing, dead = meanwhile(three.kill_one_midway, lost), three.dead()
    run = jidi("--root", small, "build", "--out", bucket.address, "--scheduler", three.address)
    assert run.returncode == 0, run.stderr
    killing.join(timeout=5)
    assert lost and three.dead() == dead + 1
    top = bucket.address.removeprefix("s3://")
    there = {name.removeprefix(f"{top}/"): bucket.files.cat_file(name) for name in bucket.files.find(top)}
    assert there.pop(sending.MANIFEST) and there == bytes_of(tmp_path / "alone")


def test_several_processes_of_this_machine(city: Path, alone: dict[str, bytes], tmp_path: Path, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "MANY", 1)
    helpers = Spied(crew, "_gathered", monkeypatch)
    run = jidi("--root", city, "build", "--out", tmp_path / "site")
    assert run.returncode == 0 and helpers.calls == 1
    alike(tmp_path / "site", alone)


def test_what_several_processes_found_out_is_remembered(
    city: Path, alone: dict[str, bytes], tmp_path: Path, jidi: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what a build that was killed had set aside goes."""
    monkeypatch.setattr(crew, "MANY", 1)
    monkeypatch.setenv("JIDI_CACHE", str(tmp_path / "cache"))
    helpers = Spied(crew, "_gathered", monkeypatch)
    (tmp_path / ".site.0123.4567.rows").write_bytes(b"")
    for _ in range(2):
        assert jidi("--root", city, "build", "--out", tmp_path / "site").returncode == 0
        alike(tmp_path / "site", alone)
    assert helpers.calls == 1


def test_a_process_of_this_machine_is_killed_midway(city: Path, alone: dict[str, bytes], tmp_path: Path, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for want of memory: this process does what is left. Its processes know nothing from birth, as on Windows and macOS, where none can be forked."""
    monkeypatch.setattr(crew, "MANY", 1)
    monkeypatch.setattr(crew, "_way", lambda: "spawn")
    left = Spied(crew, "_instead", monkeypatch)

    def kill() -> None:
        while not [*(tmp_path / ".site.new").glob("bases/*/resources/*.html")]:
            time.sleep(0.001)
        multiprocessing.active_children()[0].kill()

    killing = meanwhile(kill)
    run = jidi("--root", city, "build", "--out", tmp_path / "site")
    killing.join(timeout=5)
    assert run.returncode == 0 and left.calls
    alike(tmp_path / "site", alone)


def test_what_changed_is_made_by_the_cluster(
    city: Path, alone: dict[str, bytes], three: Dask, tmp_path: Path, jidi: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On what was remembered: a record goes, and comes again as it was; what this process remembers then is what the cluster told."""
    monkeypatch.setenv("JIDI_CACHE", str(tmp_path / "cache"))
    shutil.copytree(city, tmp_path / "city")
    record = min((tmp_path / "city").glob("bases/*/resources/*.md"))
    text, page = record.read_bytes(), tmp_path / "site" / record.relative_to(tmp_path / "city").with_suffix(".html")

    def build(*more: object) -> None:
        run = jidi("--root", tmp_path / "city", "build", "--out", tmp_path / "site", *more)
        assert run.returncode == 0, run.stderr

    build()
    record.unlink()
    build("--scheduler", three.address)
    assert not page.exists()
    record.write_bytes(text)
    build()
    assert (tmp_path / ".site.spare").is_dir()  # the last was renewed, not made anew
    alike(tmp_path / "site", alone)


class Spied:
    """A function that goes on as it was, counted."""

    def __init__(self, module: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls, self._real = 0, getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *arguments: Any) -> Any:
        self.calls += 1
        return self._real(*arguments)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A site that must stay."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("原来的", "utf-8")
    return tmp_path / "site"


def refused(run: subprocess.CompletedProcess[str], site: Path) -> str:
    """The one sentence with which a build gave up; the site is as it was, and nothing lies beside it that anybody may read."""
    assert run.returncode == 2 and bytes_of(site) == {"index.html": "原来的".encode()}
    assert nothing_beside(site)
    said = run.stderr.strip().splitlines()[-1]
    assert "改法：" in said and "Traceback" not in run.stderr
    return said


def test_a_scheduler_that_does_not_answer(city: Path, before: Path, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 1)
    for address in (f"tcp://127.0.0.1:{closed_port()}", "10.0.0.5"):
        run = jidi("--root", city, "build", "--out", before, "--scheduler", address)
        assert f"连不上“{address}”的调度程序" in refused(run, before)


def test_dask_is_not_installed(city: Path, before: Path, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    run = jidi("--root", city, "build", "--out", before, "--scheduler", "tcp://127.0.0.1:1")
    assert "pip install -e '.[cluster]'" in refused(run, before)


def test_a_task_fails_on_a_machine(city: Path, before: Path, three: Dask, jidi: Run) -> None:
    """Its own words are told: none of them can write more than a few bytes into a file, as on a full disk."""
    for worker in three.workers.values():
        if worker.poll() is None:
            resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (2000, 2000))
    said = refused(jidi("--root", city, "build", "--out", before, "--scheduler", three.address), before)
    assert "集群里的机器做“" in said and "File too large" in said


def test_nobody_works_for_the_scheduler(city: Path, before: Path, three: Dask, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 1)
    three.dismiss()
    assert "一个干活的也没有" in refused(jidi("--root", city, "build", "--out", before, "--scheduler", three.address), before)


def test_a_machine_that_does_not_share_the_folder(tmp_path: Path) -> None:
    with pytest.raises(errands.Unhelped, match="共享盘"):
        errands.work(errands.Errand("another", str(tmp_path / "nothing.briefing"), 0))


def test_nothing_is_written_into_a_build_that_is_over(tmp_path: Path) -> None:
    """A machine that was slow, or cut off: another site may be in the making there; and what a dead one left may be a link to what is published."""
    briefing, published, fresh = (tmp_path / name for name in ("x.briefing", "published.html", "new"))
    fresh.mkdir()
    briefing.touch()
    published.write_text("原来的")
    os.link(published, fresh / "a.html")
    folder = errands.Shared(fresh, briefing)
    folder.write("a.html", b"a")
    briefing.unlink()
    with pytest.raises(errands.Unhelped):
        folder.write("b.html", b"b")
    assert bytes_of(fresh) == {"a.html": b"a"} and published.read_text() == "原来的"
