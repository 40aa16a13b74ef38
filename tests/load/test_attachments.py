"""An attachment may be a Git LFS pointer: its bytes are found by their SHA-256, and bytes that are not those are never used."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from bucket import Served, closed_port, keep_files_in, served
from hypothesis import given
from hypothesis import strategies as st
from jidi.load.attachments import Pointer, kept_at, located, pointer_at
from jidi.load.stores import shelf

FILE = "bases/cz-shuxue/files/2026/xuean.txt"
NAMED = "bases/cz-shuxue/resources/yici-hanshu.md:15"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIDI_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def bucket() -> Iterator[Served]:
    with served() as one:
        yield one


def moved(root: Path, objects: Path) -> tuple[bytes, str]:
    """The city's attachment, moved to where objects lie by their content: its bytes and their SHA-256."""
    data = (root / FILE).read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    place = objects / shelf(sha256)
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    (root / FILE).write_bytes(bytes(Pointer(sha256, len(data))))
    return data, sha256


def git(root: Path, *args: str) -> None:
    subprocess.run(["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.cn", *args], check=True, capture_output=True)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 10**14), st.booleans())
def test_every_pointer_is_read_back_whatever_its_line_ends(tmp_path_factory: pytest.TempPathFactory, digest: bytes, size: int, windows: bool) -> None:
    path = tmp_path_factory.getbasetemp() / "pointer.pdf"
    pointer = Pointer(digest.hex(), size)
    path.write_bytes(bytes(pointer).replace(b"\n", b"\r\n") if windows else bytes(pointer))
    assert pointer_at(path) == pointer


@given(st.binary(max_size=300), st.integers(0, 130))
def test_no_other_bytes_are_a_pointer(tmp_path_factory: pytest.TempPathFactory, more: bytes, at: int) -> None:
    path = tmp_path_factory.getbasetemp() / "other.pdf"
    whole = bytes(Pointer("0" * 64, 12))
    path.write_bytes(whole[:at] + more + whole[at:])
    found = pointer_at(path)
    assert not more.strip(b"0123456789abcdef\r\n") or found is None


def test_the_bytes_of_a_checkout_without_git_lfs_lie_with_the_repository(city: Path, examine, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    git(city, "init", "-q")
    data, _ = moved(city, city / ".git/lfs/objects")
    git(city, "add", "bases", "content")
    git(city, "commit", "-qm", "x")
    git(city, "worktree", "add", "-q", str(tmp_path / "beside"))
    for root in (city, tmp_path / "beside"):
        assert len((root / FILE).read_bytes()) < 200  # what git holds is the pointer
        assert located(root, FILE).read_bytes() == data
    assert examine(city) == []


def test_a_folder_may_hold_them(city: Path, examine, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "../fujian")
    data, _ = moved(city, tmp_path / "fujian")
    assert located(city, FILE).read_bytes() == data
    assert examine(city) == []


def test_the_facts_are_those_of_the_bytes_not_of_the_pointer(city: Path, examine, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "../fujian")
    (city / FILE).write_bytes("学案".encode("gbk"))
    moved(city, tmp_path / "fujian")
    assert [one.message for one in examine(city)] == ["附件“2026/xuean.txt”不是 UTF-8 编码的文本"]


@pytest.mark.parametrize("spoil", [lambda data: data[:-1] + b"?", lambda data: data + b"?", lambda data: b""])
def test_other_bytes_are_a_finding_and_are_never_used(city: Path, examine, tmp_path: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "../fujian")
    data, sha256 = moved(city, tmp_path / "fujian")
    place = tmp_path / "fujian" / shelf(sha256)
    assert examine(city) == []
    place.write_bytes(spoil(data))
    (found,) = examine(city)
    assert (str(found.place), found.code) == (NAMED, "FJ03")
    assert "../fujian" in found.message and "坏了或被换过" in found.message and sha256 in found.message
    assert "files store --write" in found.fix
    assert not located(city, FILE).exists()


def test_a_spoilt_place_is_passed_over_for_a_sound_one(city: Path, examine, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "../fujian")
    data, sha256 = moved(city, tmp_path / "fujian")
    (city / ".git/lfs/objects" / shelf(sha256)).parent.mkdir(parents=True)
    (city / ".git/lfs/objects" / shelf(sha256)).write_bytes(data[::-1])
    assert located(city, FILE).read_bytes() == data
    assert examine(city) == []


def test_missing_bytes_are_named_with_where_they_were_looked_for(city: Path, examine, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    git(city, "init", "-q")
    _, sha256 = moved(city, tmp_path / "nowhere")
    (found,) = [one for one in examine(city) if one.code == "FJ03"]
    assert str(found.place) == NAMED and sha256 in found.message
    assert ".git/lfs/objects、本机的缓存" in found.message and "git lfs pull" in found.fix and "「仓库」" in found.fix
    assert str(tmp_path) not in found.message  # findings are published: the same on every computer


def put(bucket: Served, root: Path, data: bytes) -> str:
    """The city's attachment as a pointer to ``data`` in the bucket."""
    sha256 = hashlib.sha256(data).hexdigest()
    bucket.files.pipe_file(bucket.object(sha256), data)
    (root / FILE).write_bytes(bytes(Pointer(sha256, len(data))))
    return sha256


@pytest.mark.slow
def test_a_bucket_is_asked_once_and_then_the_cache_has_them(city: Path, examine, bucket: Served) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, bucket.address, bucket.endpoint)
    data = "学案：画 y＝2x 的图象。".encode()
    sha256 = put(bucket, city, data)
    assert not located(city, FILE).exists()  # nothing is fetched by looking
    assert examine(city) == []
    assert located(city, FILE) == kept_at(sha256) and kept_at(sha256).read_bytes() == data
    assert kept_at(sha256).stat().st_mode & 0o222 == 0
    bucket.files.rm_file(bucket.object(sha256))
    assert examine(city) == []


@pytest.mark.slow
def test_a_wrong_object_is_a_finding_and_is_not_kept(city: Path, examine, bucket: Served, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, bucket.address, bucket.endpoint)
    sha256 = put(bucket, city, b"as it was")
    bucket.files.pipe_file(bucket.object(sha256), b"as it has become")
    (found,) = examine(city)
    now = hashlib.sha256(b"as it has become").hexdigest()
    assert str(found.place) == NAMED and bucket.address in found.message and sha256 in found.message and now in found.message
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


@pytest.mark.slow
def test_a_missing_object_is_named_with_the_bucket(city: Path, examine, bucket: Served) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, bucket.address, bucket.endpoint)
    bucket.files.rm_file(bucket.object(put(bucket, city, b"gone")))
    (found,) = examine(city)
    assert str(found.place) == NAMED and f"本机的缓存、{bucket.address}里都没有" in found.message


@pytest.mark.slow
def test_a_spoilt_copy_in_the_cache_is_fetched_again(city: Path, examine, bucket: Served) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, bucket.address, bucket.endpoint)
    sha256 = put(bucket, city, b"whole")
    assert examine(city) == []
    kept_at(sha256).chmod(0o644)
    kept_at(sha256).write_bytes(b"wh0le")
    assert examine(city) == [] and kept_at(sha256).read_bytes() == b"whole"


@pytest.mark.slow
def test_a_server_that_does_not_answer_is_asked_once_for_all(city: Path, examine, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, "s3://jidi-fujian/2026", f"http://127.0.0.1:{closed_port()}")
    moved(city, tmp_path / "nowhere")
    for number in range(50):  # each alone would wait for half a second
        (city / FILE).with_name(f"x{number}.txt").write_bytes(bytes(Pointer(f"{number:064x}", 9)))
    found = [one for one in examine(city) if one.code == "FJ03"]
    assert [str(one.place) for one in found] == [NAMED]
    assert "连不上 s3://jidi-fujian/2026" in found[0].message and "端点" in found[0].fix


@pytest.mark.parametrize("address", ["s3://", "s3://Bucket", "http://example.cn/x", "bases/files", "./site/x", "s3://jidi-fujian/a b"])
def test_an_address_that_cannot_be_one_is_said(city: Path, examine, address: str) -> None:  # type: ignore[no-untyped-def]
    keep_files_in(city, address)
    found = [one for one in examine(city) if one.place.file == "content/standards/city.yml"]
    assert [one.code for one in found] == ["ZD05"] and address in found[0].message and found[0].place.line == 6
