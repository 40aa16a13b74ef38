"""``jidi files``: bytes are in the store, read back, before a pointer takes a file's place; whatever is cut short loses nothing."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from archive.laid import contents, lay
from bucket import ACCOUNT, Served, closed_port, keep_files_in, served
from jidi.commands.revision import material_at
from jidi.load.attachments import Pointer, kept_at, located, pointer_at
from jidi.load.stores import shelf

FILE = "bases/cz-shuxue/files/2026/xuean.txt"
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIDI_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def bucket() -> Iterator[Served]:
    with served() as one:
        yield one


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_without_a_place_to_go_nothing_is_moved_and_it_is_said_how(city: Path, jidi) -> None:  # type: ignore[no-untyped-def]
    run = jidi("--root", city, "files", "store", "--above", "0", "--write")
    assert run.returncode == 2 and "改法：在 content/standards/city.yml 里加上\n文件:\n  仓库:" in run.stderr
    assert pointer_at(city / FILE) is None


def test_it_shows_first_and_moves_only_what_is_large(city: Path, jidi, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "../fujian")
    (tmp_path / "fujian").mkdir()
    small = (city / FILE).read_bytes()
    large = city / "bases/cz-shuxue/files/2026/large.txt"
    large.write_bytes(b"a" * 3000)
    assert "large.txt（2 KB）\n可移 1 份" in jidi("--root", city, "files", "store", "--above", "2KB").stdout
    assert large.stat().st_size == 3000 and not any((tmp_path / "fujian").iterdir())
    run = jidi("--root", city, "files", "store", "--above", "2KB", "--write")
    assert run.returncode == 0 and "已移 1 份" in run.stdout
    assert large.read_text().startswith("version https://git-lfs.github.com/spec/v1\noid sha256:" + sha256_of(b"a" * 3000))
    assert (tmp_path / "fujian" / shelf(sha256_of(b"a" * 3000))).read_bytes() == b"a" * 3000
    assert (city / FILE).read_bytes() == small
    assert "可移 0 份" in jidi("--root", city, "files", "store", "--above", "2KB").stdout  # a pointer is not moved again


def test_a_size_that_is_none_is_said(city: Path, jidi) -> None:  # type: ignore[no-untyped-def]
    run = jidi("--root", city, "files", "store", "--above", "很大")
    assert run.returncode == 2 and "“很大”不是大小" in run.stderr


def test_verify_names_what_is_missing_and_what_was_changed(city: Path, jidi, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "../fujian")
    (tmp_path / "fujian").mkdir()
    other = city / "bases/cz-shuxue/files/2026/other.txt"
    other.write_text("另一份")
    gone, changed = (tmp_path / "fujian" / shelf(sha256_of(path.read_bytes())) for path in (other, city / FILE))
    assert jidi("--root", city, "files", "store", "--above", "0", "--write").returncode == 0
    sound = jidi("--root", city, "files", "verify")
    assert (sound.returncode, sound.stdout) == (0, "共 2 份附件是指针：2 份完好。\n")
    gone.unlink()
    changed.chmod(0o644)
    changed.write_bytes(b"x")
    run = jidi("--root", city, "files", "verify")
    assert run.returncode == 1 and "0 份完好，2 份有问题" in run.stdout
    said = dict(line.split("：", 1) for line in run.stderr.splitlines())
    assert "../fujian 里没有" in said["bases/cz-shuxue/files/2026/other.txt"]
    assert "现在是 " + sha256_of(b"x") in said[FILE] and "改法" in said[FILE]


def test_a_folder_that_is_not_there_is_not_made_up(city: Path, jidi, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "../gongxiang/fujian")  # a drive that is not connected
    run = jidi("--root", city, "files", "store", "--above", "0", "--write")
    assert run.returncode == 1 and f"{FILE}（1 KB）没有移：没有“../gongxiang/fujian”这个文件夹。改法：先建好它" in run.stderr and "已移 0 份" in run.stdout
    assert pointer_at(city / FILE) is None and not (tmp_path / "gongxiang").exists()


def test_a_folder_that_cannot_be_written_to_leaves_the_file(city: Path, jidi, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "../fujian")
    (tmp_path / "fujian").mkdir()
    (tmp_path / "fujian" / sha256_of((city / FILE).read_bytes())[:2]).symlink_to("nowhere/at all")
    run = jidi("--root", city, "files", "store", "--above", "0", "--write")
    assert run.returncode == 1 and "没有移：写不进“../fujian”" in run.stderr and "改法" in run.stderr
    assert pointer_at(city / FILE) is None


def test_an_archive_holds_the_bytes_and_restoring_knows_the_pointer(city: Path, jidi, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "../fujian")
    (tmp_path / "fujian").mkdir()
    data = (city / FILE).read_bytes()
    assert jidi("--root", city, "files", "store", "--above", "0", "--write").returncode == 0
    bag = lay(city, tmp_path / "archive")
    assert next(content for name, content in contents(bag).items() if name.endswith(FILE)) == data
    run = jidi("archive", "restore", bag, "--to", city)
    assert run.returncode == 0, run.stderr
    assert pointer_at(city / FILE) == Pointer(sha256_of(data), len(data))
    (city / FILE).write_bytes(bytes(Pointer("0" * 64, len(data))))
    assert f"{FILE}：文件夹里已经有，内容和档案里的不一样" in jidi("archive", "restore", bag, "--to", city).stderr


def test_the_material_of_a_commit_has_what_git_lfs_keeps(city: Path) -> None:
    data = (city / FILE).read_bytes()
    place = city / ".git/lfs/objects" / shelf(sha256_of(data))
    (city / FILE).write_bytes(bytes(Pointer(sha256_of(data), len(data))))
    for words in (("init", "-q"), ("add", "bases", "content"), ("commit", "-qm", "x")):
        subprocess.run(["git", "-C", city, "-c", "user.name=a", "-c", "user.email=a@example.cn", *words], check=True, capture_output=True)
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    facts = material_at(city, "HEAD")[0].files[FILE]
    assert (facts.sha256, facts.size, facts.problem) == (sha256_of(data), len(data), "")


@pytest.mark.slow
def test_from_a_bucket_all_is_brought_and_the_site_is_the_same(city: Path, jidi, bucket: Served, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, bucket.address, bucket.endpoint)
    data = (city / FILE).read_bytes()
    assert jidi("--root", city, "build", "--out", tmp_path / "before").returncode == 0
    assert jidi("--root", city, "files", "store", "--above", "0", "--write").returncode == 0
    kept_at(sha256_of(data)).unlink()  # as on another computer
    run = jidi("--root", city, "files", "fetch")
    assert run.returncode == 0 and "1 份在本机" in run.stdout and located(city, FILE).read_bytes() == data
    assert jidi("--root", city, "build", "--out", tmp_path / "after").returncode == 0
    assert (tmp_path / "after" / FILE).read_bytes() == data
    assert subprocess.run(["diff", "-rq", tmp_path / "before", tmp_path / "after"], capture_output=True, text=True, check=False).stdout == ""


@pytest.mark.slow
def test_what_the_bucket_has_wrong_verify_finds_though_the_cache_is_right(city: Path, jidi, bucket: Served) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, bucket.address, bucket.endpoint)
    (city / FILE).write_text("只在这一个测试里")
    sha256 = sha256_of((city / FILE).read_bytes())
    assert jidi("--root", city, "files", "store", "--above", "0", "--write").returncode == 0
    bucket.files.pipe_file(bucket.object(sha256), b"x")
    run = jidi("--root", city, "files", "verify")
    assert run.returncode == 1 and f"{bucket.address}里的那一份坏了或被换过" in run.stderr
    bucket.files.rm_file(bucket.object(sha256))
    assert f"{bucket.address} 里没有 sha256 {sha256}" in jidi("--root", city, "files", "verify").stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", [("store", "--above", "0", "--write"), ("fetch",), ("verify",)])
def test_a_server_that_does_not_answer_is_said_and_changes_nothing(city: Path, jidi, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    for name, value in ACCOUNT.items():
        monkeypatch.setenv(name, value)
    keep_files_in(city, "s3://jidi-fujian", f"http://127.0.0.1:{closed_port()}")
    if command[0] != "store":
        (city / FILE).write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n")
    before = (city / FILE).read_bytes()
    run = jidi("--root", city, "files", *command)
    assert run.returncode == 1 and f"{FILE}" in run.stderr and "连不上 s3://jidi-fujian" in run.stderr and "改法：检查网络" in run.stderr
    assert (city / FILE).read_bytes() == before


def attachments(city: Path, count: int) -> dict[str, bytes]:
    """More attachments, each of a quarter of a megabyte: path → bytes."""
    made = {f"bases/cz-shuxue/files/2026/n{number}.txt": f"{number}".encode() * 250_000 for number in range(count)}
    for path, data in made.items():
        (city / path).write_bytes(data)
    return made


def whole(city: Path, bucket: Served, made: dict[str, bytes]) -> int:
    """How many are pointers; each file is as it was, or a pointer to bytes that the bucket has."""
    pointers = 0
    for path, data in made.items():
        if pointer := pointer_at(city / path):
            pointers += 1
            assert bucket.files.cat_file(bucket.object(pointer.sha256)) == data
        else:
            assert (city / path).read_bytes() == data
    return pointers


_KILLED = """
import os, sys
really = os.replace
def replace(old, new):
    if str(new).endswith("n1.txt"):
        os.kill(os.getpid(), 9)
    really(old, new)
os.replace = replace
from jidi.__main__ import run
run(sys.argv[1:])
"""


@pytest.mark.slow
def test_killed_between_the_upload_and_the_pointer_it_begins_again(city: Path, jidi, bucket: Served) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, bucket.address, bucket.endpoint)
    made = attachments(city, 3)
    words = ["--root", str(city), "files", "store", "--above", "100KB", "--write"]
    run = subprocess.run([sys.executable, "-c", _KILLED, *words], env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")}, capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL
    assert whole(city, bucket, made) == 1 and sha256_of(b"1" * 250_000) in bucket.names()
    assert jidi(*words).returncode == 0
    assert whole(city, bucket, made) == 3 and jidi("--root", city, "files", "verify").returncode == 0


@pytest.mark.slow
def test_killed_at_any_moment_it_loses_nothing(city: Path, jidi, bucket: Served) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, bucket.address, bucket.endpoint)
    made = attachments(city, 9)
    words = ["--root", str(city), "files", "store", "--above", "100KB", "--write"]
    running = subprocess.Popen([sys.executable, "-m", "jidi", *words], env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")}, stdout=subprocess.DEVNULL)
    last = sha256_of(made["bases/cz-shuxue/files/2026/n4.txt"])
    until = time.monotonic() + 60
    while last not in bucket.names() and time.monotonic() < until:
        time.sleep(0.01)
    running.kill()
    running.wait()
    assert 3 <= whole(city, bucket, made) <= 9
    assert jidi(*words).returncode == 0 and whole(city, bucket, made) == 9


@pytest.mark.slow
def test_what_an_earlier_run_knew_is_not_believed_of_bytes_elsewhere(city: Path, jidi, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "../fujian")
    (tmp_path / "fujian").mkdir()
    place = tmp_path / "fujian" / shelf(sha256_of((city / FILE).read_bytes()))
    assert jidi("--root", city, "files", "store", "--above", "0", "--write").returncode == 0
    time.sleep(2.5)  # a file that changed just now is read again in any case
    assert [jidi("--root", city, "check").returncode for _ in range(2)] == [0, 0]
    place.rename(place.with_name("elsewhere"))
    run = jidi("--root", city, "check")
    assert run.returncode == 1 and "只有指针，没有内容" in run.stdout
    place.with_name("elsewhere").rename(place)
    assert jidi("--root", city, "check").returncode == 0
