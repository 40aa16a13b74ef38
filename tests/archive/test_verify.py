"""``jidi archive verify``: whatever happened to an archive is said, with the file; nothing hostile is unpacked."""

from __future__ import annotations

import struct
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from archive.laid import NAME, Change, altered, contents, damages, lay
from conftest import Run, lay_city
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.archive import opening
from jidi.archive.verify import verify


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the small city; tests only look at it."""
    folder = tmp_path_factory.mktemp("whole")
    return lay(lay_city(folder / "city"), folder / "out")


def named(files: dict[str, bytes], end: str) -> str:
    return next(name for name in files if name.endswith(end))


def change(end: str, mend: Callable[[bytes], bytes]) -> Change:
    return lambda files: files.update({named(files, end): mend(files[named(files, end)])})


def gone(end: str) -> Change:
    return lambda files: files.pop(named(files, end))


def test_a_whole_archive_is_whole_and_so_is_one_that_somebody_packed_again(whole: Path, tmp_path: Path, jidi: Run) -> None:
    run = jidi("archive", "verify", whole)
    assert run.returncode == 0 and f"{NAME}.zip：完好，{len(contents(whole))} 个文件" in run.stdout
    run = jidi("archive", "verify", altered(whole, tmp_path / "again", lambda files: None))
    assert run.returncode == 0 and f"旁边没有 {NAME}.zip.sha256" in run.stdout


@pytest.mark.parametrize(
    ("spoil", "file", "said"),
    [
        (change("/xuean.txt", lambda data: data + b"x"), "files/2026/xuean.txt", "内容变了：应是 sha256 "),
        (gone("/xuean.txt"), "files/2026/xuean.txt", "清单里有，压缩包里没有"),
        (lambda files: files.update({"data/卷1 认定与制度/x.txt": b"x"}), "data/卷1 认定与制度/x.txt", "外来的"),
        (lambda files: files.update({"x.exe": b"x"}), "x.exe", "外来的"),
        (change("bag-info.txt", lambda data: data.replace(b"2026", b"2025")), "bag-info.txt", "内容变了"),
        (change("index.html", lambda data: data + b" "), "index.html", "内容变了"),
        (change("归档目录.docx", lambda data: data[:-1]), "归档目录.docx", "内容变了"),
        (change("MANIFEST.csv", lambda data: data.replace("李文静".encode(), "别的人".encode())), "MANIFEST.csv", "内容变了"),
        (gone("bagit.txt"), "bagit.txt", "缺了这个文件"),
        (gone("tagmanifest-sha256.txt"), "tagmanifest-sha256.txt", "缺了这个文件"),
        (gone("pages/卷2 团队/bases/cz-shuxue/members.yml.html"), "members.yml.html", "压缩包里没有"),
    ],
)
def test_every_damage_is_named_with_its_file(whole: Path, tmp_path: Path, jidi: Run, spoil: Change, file: str, said: str) -> None:
    run = jidi("archive", "verify", altered(whole, tmp_path / "spoiled", spoil))
    assert run.returncode == 1 and "完好" not in run.stdout
    assert [line for line in run.stderr.splitlines() if file in line and said in line and "改法：" in line], run.stderr


def test_every_damage_is_named_not_only_the_first(whole: Path, tmp_path: Path) -> None:
    def spoil(files: dict[str, bytes]) -> None:
        for name in [name for name in files if name.startswith("data/")]:
            files[name] += b"x"

    found = damages(altered(whole, tmp_path / "spoiled", spoil), tmp_path / "open")
    assert all(any(name in one for one in found) for name in contents(whole) if name.startswith("data/"))


def remade(files: dict[str, bytes], name: str, data: bytes) -> None:
    """A file changed by somebody who knows how bags work: the tag manifest follows."""
    import hashlib

    tags = files["tagmanifest-sha256.txt"].decode()
    files["tagmanifest-sha256.txt"] = tags.replace(hashlib.sha256(files[name]).hexdigest(), hashlib.sha256(data).hexdigest()).encode()
    files[name] = data


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("MANIFEST.csv", "2026/xuean.txt", "2026/bie.txt", "MANIFEST.csv 和 manifest-sha256.txt 说的不一样"),
        ("index.html", "2026/xuean.txt", "2026/bie.txt", "index.html 和清单说的不一样"),
        ("bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1", "不合 BagIt"),
        ("bagit.txt", "BagIt-Version: 1.0", "BagIt-Version: 9.0", "不合 BagIt"),
    ],
)
def test_papers_that_disagree_are_found_even_if_their_sums_agree(whole: Path, tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    path = altered(whole, tmp_path / "forged", lambda files: remade(files, name, files[name].replace(old.encode(), new.encode())))
    assert any(said in one for one in damages(path, tmp_path / "open"))


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_byte_can_change_unseen(whole: Path, data: st.DataObject) -> None:
    """With the sum beside it every flip is found; without it, unless what is unpacked is what was packed."""
    raw = bytearray(whole.read_bytes())
    at, by = data.draw(st.integers(0, len(raw) - 1)), data.draw(st.integers(1, 255))
    raw[at] ^= by
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = folder / whole.name
        path.write_bytes(raw)
        found = damages(path, folder / "alone")
        assert found or contents(path) == contents(whole), at
        path.with_name(f"{path.name}.sha256").write_bytes(whole.with_name(f"{whole.name}.sha256").read_bytes())
        assert [one.zip for one in opening.sum_damage(path)] == [whole.name]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 400_000))
def test_a_zip_cut_short_is_never_whole(whole: Path, length: int) -> None:
    raw = whole.read_bytes()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / whole.name
        path.write_bytes(raw[: length % len(raw)])
        assert damages(path, Path(scratch) / "open")


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_sentence(junk: bytes) -> None:
    for data in (junk, b"PK\x05\x06" + junk, b"PK\x03\x04" + junk + b"PK\x05\x06" + junk):
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "a.zip"
            path.write_bytes(data)
            assert damages(path, Path(scratch) / "open")


def packed(path: Path, *names: str, mode: int = 0o100644, data: bytes = b"x") -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name in names:
            info = zipfile.ZipInfo("placeholder")
            info.filename, info.external_attr = name, mode << 16
            package.writestr(info, data)
    return path


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("../up.txt",), "指向别的文件夹"),
        (("a/../../up.txt",), "指向别的文件夹"),
        (("/etc/x",), "指向别的文件夹"),
        (("a\\..\\x.txt",), "指向别的文件夹"),
        (("C:/x.txt",), "指向别的文件夹"),
        (("a/x.txt:stream",), "指向别的文件夹"),
        (("a/./x.txt",), "写不出来"),
        (("a//x.txt",), "写不出来"),
        (("a/x.txt.",), "写不出来"),
        (("a/x\u202etxt.exe",), "看不见的字符"),
        (("a/x\n.txt",), "看不见的字符"),
        (("a/X.txt", "a/x.txt"), "出现了两次"),
        (("a/é.txt", "a/e\u0301.txt"), "出现了两次"),
        (("a/x", "a/x/y.txt"), "出现了两次"),
        (("x.txt",), "外来的文件"),
        (("a/x.txt", "b/x.txt"), "不止一个文件夹"),
        ((), "是空的"),
    ],
)
def test_a_name_that_could_do_harm_is_refused_and_nothing_is_unpacked(tmp_path: Path, names: tuple[str, ...], said: str) -> None:
    into = tmp_path / "in/open"
    into.mkdir(parents=True)
    _, found = verify(packed(tmp_path / "a.zip", *names), into)
    assert any(said in str(one) for one in found)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / "a.zip"]


def test_links_passwords_and_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "是链接" in damages(packed(tmp_path / "a.zip", "a/x", mode=0o120777, data=b"/etc/passwd"), tmp_path / "1")[0]
    locked = bytearray(packed(tmp_path / "b.zip", "a/x").read_bytes())
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    (tmp_path / "b.zip").write_bytes(locked)
    assert "加了密码" in damages(tmp_path / "b.zip", tmp_path / "2")[0]
    huge = bytearray(packed(tmp_path / "c.zip", "a/x").read_bytes())
    at = huge.index(b"PK\x01\x02")
    huge[at + 24 : at + 28] = struct.pack("<I", 4_000_000_000)
    (tmp_path / "c.zip").write_bytes(huge)
    assert "没有解开" in damages(tmp_path / "c.zip", tmp_path / "3")[0]
    with zipfile.ZipFile(tmp_path / "d.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a/x", bytes(opening._SMALL + 1))
    assert "不相称，没有解开" in damages(tmp_path / "d.zip", tmp_path / "4")[0]
    monkeypatch.setattr(opening, "MAX_FILES", 3)
    assert "超过 3 个" in damages(packed(tmp_path / "e.zip", *(f"a/{number}" for number in range(4))), tmp_path / "5")[0]
    assert not [path for number in range(1, 6) for path in (tmp_path / str(number)).iterdir()]


def test_what_is_no_archive_at_all_is_a_sentence(tmp_path: Path, jidi: Run) -> None:
    (tmp_path / "empty.zip").write_bytes(b"")
    (tmp_path / "text.zip").write_text("不是压缩包", "utf-8")
    for path, code, said in (
        (tmp_path, 2, "是文件夹"),
        (tmp_path / "x.zip", 2, "没有“"),
        (tmp_path / "empty.zip", 1, "打不开"),
        (tmp_path / "text.zip", 1, "打不开"),
    ):
        run = jidi("archive", "verify", path)
        assert (run.returncode, said in run.stderr) == (code, True), run.stderr
