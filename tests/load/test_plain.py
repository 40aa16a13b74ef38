"""Heads that are read line by line say the same as YAML does: every value, every line, every character; the rest is YAML's."""

from __future__ import annotations

import pytest
import yaml
from conftest import HERE
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.load import tree
from jidi.load.plain import read_plain
from jidi.load.text import Unreadable, split

HEADS = [split(path.read_text("utf-8"), path.name)[0] for path in sorted((HERE / "city/bases").rglob("*.md"))]
WORDS = [
    "a",
    "b",
    "甲",
    "乙",
    "12:30",
    "-1",
    "~",
    "null",
    "<<",
    "...",
    "---",
    "'x'",
    '"y"',
    "!!str",
    "&x",
    "*x",
    "\u2028",
    "\x85",
    "\ufeff",
    "\xa0",
    "\x7f",
    "\t",
]
LINES = ["a: b\n", "甲: 乙\n", "- a: b\n  c: d\n", "- 甲\n", "a:\n", "  - {a: 1, b: 'c, d: e'}\n", "\n", "\n- "]
SCRAPS = [*WORDS, *LINES, *":,'\"#?!&*|>%@`=：“\\ {}[]𠀀", "- ", "  ", ": ", " #", ", "]
TEXTS = st.lists(st.sampled_from(SCRAPS), max_size=14).map("".join)
VALUES = st.text("甲乙ab1 :#'-{}，。", min_size=1, max_size=8)
MAPPINGS = st.dictionaries(st.sampled_from(["甲", "标题", "key", "编号"]), VALUES, min_size=1)


def same(text: str) -> bool:
    """Whether a text is read without YAML; what is read must be what YAML reads."""
    made = read_plain(text, 2)
    if made is not None:
        theirs = tree._parse(text, "a.md", 2)
        assert made == theirs
        assert list(made.lines) == list(theirs.lines)
    return made is not None


@pytest.mark.parametrize(
    "text",
    [
        "标题: 《一次函数》\n日期: 2026-10-12\n",
        "时间: 12:30\n网址: https://example.cn/a?b=c#d\n空: ~\n无: 'null'\n",
        "作者:\n- 李文静\n- 陈立新\n单元: x\n",
        '参加:\n  - {学校: xh-hubin, 人数: 11}\n  - {学校: szx, 反馈: "有, 有: 有"}\n',
        "参加:\n- 学校: szx\n  人数: '12'\n  话:\n  - 甲\n- 学校: b\n",
        "校领导小组:\n  组长: 王明远\n  职务: 校长\n特色: x\n",
    ],
)
def test_what_teachers_write_needs_no_yaml(text: str) -> None:
    assert same(text)


@pytest.mark.parametrize(
    "text",
    ["", "a: b: c\n", "a: x\n  y\n", "a: 1\na: 2\n", "a: [x]\n", "a: &x 1\n", "a: x #y\n", "a:\n", "- a\n", "a: |\n  x\n", "a: b", "a:\tb\n", "a: {b: c: d}\n"],
)
def test_what_may_mean_something_else_is_left_to_yaml(text: str) -> None:
    assert read_plain(text, 2) is None


def test_a_key_written_twice_is_still_named_with_both_lines() -> None:
    with pytest.raises(Unreadable) as caught:
        tree.parse("甲:\n  - {乙: 1, 乙: 2}\n", "a.md", 2)
    assert (caught.value.findings[0].code, caught.value.findings[0].place.line) == ("WJ04", 3)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_as_yaml_reads_it(text: str) -> None:
    same(text)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(HEADS), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 4), st.sampled_from(SCRAPS)), max_size=3))
def test_any_edit_of_a_head_is_read_as_yaml_reads_it(head: str, edits: list[tuple[int, int, str]]) -> None:
    for at, cut, put in edits:
        at %= len(head) + 1
        head = head[:at] + put + head[at + cut :]
    same(head)


@settings(max_examples=100, deadline=None)
@given(MAPPINGS, st.lists(MAPPINGS | VALUES, max_size=3), st.sampled_from([True, False, None]))
def test_what_yaml_writes_is_read_back(head: dict[str, str], items: list[dict[str, str] | str], flow: bool | None) -> None:
    text = yaml.safe_dump(head | {"items": items}, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    same(text)
    assert tree.parse(text, "a.md").value == head | {"items": items}


def test_the_heads_of_the_city_need_no_yaml() -> None:
    assert sum(same(head) for head in HEADS) >= len(HEADS) - 1
