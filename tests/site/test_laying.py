"""Attachments in a site: the same bytes once, and no link to a file that somebody edits."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from jidi.load.attachments import Pointer, kept_at
from jidi.publish import Copy
from jidi.site.laying import Laying
from jidi.site.place import Folder

DATA = b"%PDF-1.7\n" + b"0" * 5000 + b"\n%%EOF\n"
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIDI_CACHE", str(tmp_path / "cache"))
    (tmp_path / "city").mkdir()
    (tmp_path / "city/a.pdf").write_bytes(DATA)
    (tmp_path / "city/b.pdf").write_bytes(DATA)
    return tmp_path / "city"


def inode(path: Path) -> int:
    return path.stat().st_ino


def laid(root: Path, folder: Path, *names: str) -> None:
    """One build: each name with the file of the material that lies there."""
    laying, site = Laying(root), Folder(folder, renewed=True)
    for name in names:
        data = (root / name).read_bytes()
        laying.lay(Copy(name, SHA if len(data) < 200 else hashlib.sha256(data).hexdigest()), site.place(name))


def test_an_edit_in_place_does_not_change_what_is_published(root: Path, tmp_path: Path) -> None:
    laid(root, tmp_path / "site", "a.pdf")
    with (root / "a.pdf").open("r+b") as file:  # as a program that saves into the file that is there
        file.write(b"edited")
    assert (tmp_path / "site/a.pdf").read_bytes() == DATA


def test_two_paths_with_the_same_bytes_are_one_file(root: Path, tmp_path: Path) -> None:
    laid(root, tmp_path / "site", "a.pdf", "b.pdf")
    assert inode(tmp_path / "site/a.pdf") == inode(tmp_path / "site/b.pdf")
    (root / "b.pdf").write_bytes(DATA[::-1])
    laid(root, tmp_path / "site", "a.pdf", "b.pdf")
    assert inode(tmp_path / "site/a.pdf") != inode(tmp_path / "site/b.pdf")


def test_bytes_that_nobody_looked_at_are_like_no_others(root: Path, tmp_path: Path) -> None:
    (root / "b.pdf").write_bytes(b"other")
    laying, site = Laying(root), Folder(tmp_path / "site")
    for name in ("a.pdf", "b.pdf"):
        laying.lay(Copy(name), site.place(name))
    assert (tmp_path / "site/a.pdf").read_bytes() == DATA and (tmp_path / "site/b.pdf").read_bytes() == b"other"


def test_what_is_laid_anew_leaves_the_other_paths_alone(root: Path, tmp_path: Path) -> None:
    laid(root, tmp_path / "site", "a.pdf", "b.pdf")
    (root / "a.pdf").write_bytes(DATA + b"new")
    laid(root, tmp_path / "site", "a.pdf")
    assert (tmp_path / "site/a.pdf").read_bytes() == DATA + b"new" and (tmp_path / "site/b.pdf").read_bytes() == DATA


def test_what_the_cache_keeps_is_linked_and_cannot_be_written_to(root: Path, tmp_path: Path) -> None:
    kept_at(SHA).parent.mkdir(parents=True)
    kept_at(SHA).write_bytes(DATA)
    kept_at(SHA).chmod(0o444)
    (root / "a.pdf").write_bytes(bytes(Pointer(SHA, len(DATA))))
    laid(root, tmp_path / "site", "a.pdf")
    assert inode(tmp_path / "site/a.pdf") == inode(kept_at(SHA)) and (tmp_path / "site/a.pdf").stat().st_mode & 0o222 == 0
    (root / "a.pdf").write_bytes(DATA + b"new")
    laid(root, tmp_path / "site", "a.pdf")
    assert (tmp_path / "site/a.pdf").read_bytes() == DATA + b"new" and kept_at(SHA).read_bytes() == DATA
