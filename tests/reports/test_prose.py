"""A contributor's Markdown on paper: every word stays, its own numbers go, and no body breaks it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jidi.documents import Grid, Heading, Text
from jidi.load import bounded
from jidi.reports.annual.prose import blocks, sections, unnumbered

BODY = """开头一句。

## 一、**做法**

正文[链接](https://example.cn)、`码`和脚注[^1]。
第二行 two
three。

1. 第一
2. 第二
    - 里面

> 引文

| 甲 | 乙 |
| --- | --- |
| 1 | |

### （一）小节

```
## 不是标题
```

<b>标签</b>

![图](a.png)

[^1]: 注。
"""


def test_every_part_becomes_a_block_of_its_kind() -> None:
    made = blocks(BODY, 2)
    assert [(one.level, one.text) for one in made if isinstance(one, Heading)] == [(2, "做法"), (3, "小节")]
    told = [one.text for one in made if isinstance(one, Text)]
    assert told[:6] == ["开头一句。", "正文链接、码和脚注1。第二行 two three。", "1. 第一", "2. 第二", "· 里面", "引文"]
    assert "## 不是标题" in told and "<b>标签</b>" in told and "1. 注。" in [one.replace("\xa0", "") for one in told]
    (grid,) = [one for one in made if isinstance(one, Grid)]
    assert grid.rows == (("甲", "乙"), ("1", "")) and len(grid.widths) == 2 and abs(sum(grid.widths) - 156) < 0.01


def test_a_body_is_cut_at_its_highest_headings() -> None:
    assert [title for title, _ in sections(BODY)] == ["", "**做法**"]
    assert sections("没有标题。") == [("", "没有标题。")] and sections("") == []
    assert sections("# 一、甲\n\n乙\n\n## 丙\n\n丁") == [("甲", "乙\n\n## 丙\n\n丁")]


def test_only_a_number_goes() -> None:
    assert [unnumbered(one) for one in ("一、基本情况", "（二）做法", "3. 问题", "第三章 打算", "一次函数", "2026 年打算", "三年规划")] == [
        "基本情况", "做法", "问题", "打算", "一次函数", "2026 年打算", "三年规划",
    ]  # fmt: skip


@given(st.text("一# \n|-*1.、>`<b&[](^)：\t·", max_size=120))
@example("|a|\n|-|\n")
@example("# \n## ")
@example("- \n\n      x\n1. ")
@settings(max_examples=80, deadline=None)
def test_no_body_breaks_it_and_levels_stay_within_four(body: str) -> None:
    for one in blocks(body):
        if isinstance(one, Heading):
            assert 1 <= one.level <= 4
        if isinstance(one, Grid):
            assert one.rows and all(len(row) == len(one.widths) for row in one.rows)
        if isinstance(one, Text):
            assert one.text.strip()
    assert "".join(text for _, text in sections(body)) is not None


@pytest.mark.parametrize(
    "body", ["> " * 19 + "> 深\n", "\n".join("  " * depth + "- 层" for depth in range(38)), "".join(f"{'    ' * depth}1. 层\n" for depth in range(20))]
)
def test_a_body_as_deep_as_may_be_is_read(body: str) -> None:
    assert any("深" in one.text or "层" in one.text for one in blocks(body) if isinstance(one, Text))


def test_what_cannot_be_read_in_time_is_said_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 0.02)
    [said] = blocks("*一* " * 60_000)
    assert isinstance(said, Text) and "太复杂" in said.text
