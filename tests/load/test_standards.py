"""The city's own words may be broken too: said with a line, never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Examine, Run

FILE = "content/standards/vocabulary.yml"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "code", "below"),
    [
        ("  名称: 单位类型\n", "", "ZD05", 0),
        ("  词条:\n    - {编号: \"xuexiao\"", "  词条:\n    - {序号: \"xuexiao\"", "ZD05", 0),
        ("school_kind:\n", "school_kind: 学校\n甲:\n", "ZD05", 0),
        ("school_kind:\n", "school_kind:\nschool_kind:\n", "WJ04", 1),
    ],
)  # fmt: skip
def test_a_broken_word_list_is_named(city: Path, examine: Examine, jidi: Run, old: str, new: str, code: str, below: int) -> None:
    text = (city / FILE).read_text("utf-8")
    assert old in text
    line = text[: text.index("school_kind:")].count("\n") + 1 + below
    (city / FILE).write_text(text.replace(old, new, 1), "utf-8")
    assert (code, FILE, line) in [(f.code, f.place.file, f.place.line) for f in examine(city)]
    assert "Traceback" not in jidi("--root", city, "build").stderr


def test_an_unknown_file_among_the_standards_is_named(city: Path, examine: Examine) -> None:
    (city / "content/standards/rubric.txt").write_text("x")
    assert ("WJ09", "content/standards/rubric.txt") in [(f.code, f.place.file) for f in examine(city)]


def test_a_name_wins_over_another_terms_alias(city: Path, examine: Examine) -> None:
    """高中的“信息技术”是学科名，也是义务教育“信息科技”的别名。"""
    for name in ("base.yml", "members.yml"):
        text = (city / "bases/cz-shuxue" / name).read_text("utf-8").replace("学段: 初中", "学段: 普通高中").replace("学科: 数学", "学科: 信息技术")
        (city / "bases/gz-xinxi").mkdir(exist_ok=True)
        (city / "bases/gz-xinxi" / name).write_text(text, "utf-8")
    assert examine(city) == []
