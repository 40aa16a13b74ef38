"""Spoil one thing in the right-and-true city and see the exact line named."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Examine

ACTIVITY = "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"


def test_the_right_and_true_city_has_no_findings(city: Path, examine: Examine) -> None:
    assert examine(city) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line"),
    [
        (ACTIVITY, "级别: 市级", "级别: 全镇", "ZD03", 4),
        (ACTIVITY, "主持人: 李文静", "主持: 李文静", "ZD02", 10),
        (ACTIVITY, "日期: 2026-10-12", "日期: 2026-02-30", "ZD04", 8),
        (ACTIVITY, "人数: 9", "人数: 若干", "ZD07", 12),
        (ACTIVITY, "形式: 线下\n", "", "ZD01", 1),
        (RESOURCE, "标题: 《", "标题: <b>《", "AQ01", 2),
        ("bases/cz-shuxue/base.yml", "学段: 初中", "学段: 初中\n学段: 小学", "WJ04", 4),
    ],
)
def test_a_spoiled_field_is_named(city: Path, examine: Examine, file: str, old: str, new: str, code: str, line: int) -> None:
    path = city / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert (code, file, line) in [(f.code, f.place.file, f.place.line) for f in examine(city)]


def test_a_symbolic_link_is_refused(city: Path, examine: Examine) -> None:
    (city / "bases/cz-shuxue/files/passwd.txt").symlink_to("/etc/hostname")
    assert ("WJ07", "bases/cz-shuxue/files/passwd.txt") in [(f.code, f.place.file) for f in examine(city)]


def test_a_broken_file_leaves_the_others(city: Path, examine: Examine) -> None:
    (city / ACTIVITY).write_bytes("---\n标题: 乱".encode("gbk"))
    assert {f.place.file for f in examine(city) if f.code.startswith("WJ")} == {ACTIVITY}
