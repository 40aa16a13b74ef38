"""``fix`` makes the certain mends, leaves every other byte, and is idempotent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.fix import mend
from jidi.model.kinds import KINDS, Kind
from jidi.model.vocabulary import Term, Vocabulary

WORDS = Vocabulary({"activity_level": (Term("shi", "市级", ("全市",)),), "mode": (Term("x", "线下"),)})
ACTIVITY = KINDS["activities"]
MESSY = """---
# 这一行是说明，要留着
title：《一次函数》同课异构
级别: 全市   # 别名
日期: ２０２６．１０．１２
面向全市: yes
参加:
  - {学校: xh-hubin, 人数: 42人}
  - 学校: wd-jianshe
    count: "８"
主持人: 李文静
---

正文：不动 ，　一个字也不动  
"""
CLEAN = """---
# 这一行是说明，要留着
标题: 《一次函数》同课异构
级别: 市级   # 别名
日期: 2026-10-12
面向全市: 是
参加:
  - {学校: xh-hubin, 人数: 42}
  - 学校: wd-jianshe
    人数: 8
主持人: 李文静
---

正文：不动 ，　一个字也不动  
"""


def test_certain_mends_are_made_and_nothing_else() -> None:
    assert mend(MESSY.encode(), "a.md", ACTIVITY, WORDS) == CLEAN


def test_a_clean_file_is_left_alone() -> None:
    assert mend(CLEAN.encode(), "a.md", ACTIVITY, WORDS) is None


def test_windows_and_gbk_files_become_utf8() -> None:
    assert mend(b"\xef\xbb\xbf" + CLEAN.replace("\n", "\r\n").encode(), "a.md", ACTIVITY, WORDS) == CLEAN
    assert mend(CLEAN.encode("gbk"), "a.md", ACTIVITY, WORDS) == CLEAN


def test_what_is_not_certain_is_not_touched() -> None:
    text = "---\n日期: 10月12日\n级别: 全镇\n不认识: yes\n---\n"
    assert mend(text.encode(), "a.md", ACTIVITY, WORDS) is None


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*MESSY.splitlines(), "日期: 2026/1/2", "level: 全市", "地点： 东楼", "", "  人数: ３人"]), max_size=12))
def test_fix_is_idempotent(lines: list[str]) -> None:
    first = mend(("---\n" + "\n".join(lines) + "\n---\n").encode(), "a.md", ACTIVITY, WORDS)
    assert first is None or mend(first.encode(), "a.md", ACTIVITY, WORDS) is None


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
@pytest.mark.parametrize("value", ["2026年1月2日", "是", "甲、乙", "[甲, 乙]", "{姓名: 甲}", "[{姓名: 甲}]", "", "'０'"])
def test_fix_takes_any_value_in_any_field(kind: Kind, value: str) -> None:
    lines = [f"{info.alias}: {value}" for info in kind.model.model_fields.values()]
    head = "\n".join(lines) + "\n"
    data = (f"---\n{head}---\n" if kind.body else head).encode()
    first = mend(data, "a", kind, WORDS)
    assert first is None or mend(first.encode(), "a", kind, WORDS) is None
