"""A folder is told from any other, whichever of its files change."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.site.place import Folder, sealed_again, seals

PATHS = st.sampled_from(["index.html", "甲/1.html", "甲/2.html", "甲/乙/3.html", "甲/乙/4.html", "丙/5.html", "丙"])
CHANGES = st.lists(st.tuples(PATHS, st.none() | st.binary(max_size=2)), max_size=12)


def change(folder: Folder, changes: list[tuple[str, bytes | None]]) -> None:
    """Write files and take some away, as a build does: a page and a folder never bear the same name at once."""
    for path, content in changes:
        if path == "丙" and (folder.path / path).is_dir():
            folder.drop("丙/5.html")
        if path == "丙/5.html" and (folder.path / "丙").is_file():
            folder.drop("丙")
        if content is None:
            folder.drop(path)
        else:
            folder.write(path, content)


@settings(max_examples=80, deadline=None)
@given(CHANGES, CHANGES)
def test_what_is_known_of_a_folder_and_what_changed_tell_how_it_looks(
    tmp_path_factory: pytest.TempPathFactory, first: list[tuple[str, bytes | None]], then: list[tuple[str, bytes | None]]
) -> None:
    path = tmp_path_factory.mktemp("site")
    change(Folder(path, renewed=True), first)
    before, folder = seals(path), Folder(path, renewed=True)
    change(folder, then)
    assert sealed_again(path, before, folder.changed) == seals(path)


TOUCHES: dict[str, Callable[[Path], object]] = {
    "written": lambda one: one.write_bytes(b"22"),
    "dated": lambda one: os.utime(one, ns=(1, 1)),
    "gone": Path.unlink,
    "renamed": lambda one: one.rename(one.with_name("b")),
}


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
def test_whoever_touches_a_file_is_noticed(tmp_path: Path, touch: Callable[[Path], object]) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    (tmp_path / "deep/er/a").write_bytes(b"1")
    before = seals(tmp_path)
    touch(tmp_path / "deep/er/a")
    assert seals(tmp_path) != before
