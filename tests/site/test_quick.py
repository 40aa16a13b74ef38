"""A text is read sooner, and as Python-Markdown reads it by itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.site.body import NoHtml, anchor
from jidi.site.quick import quicken
from markdown import Markdown

EXTENSIONS = ("tables", "fenced_code", "footnotes", "sane_lists", "def_list", "toc")


def parser(*more: Any) -> Markdown:
    return Markdown(extensions=[*EXTENSIONS, NoHtml(), *more], extension_configs={"toc": {"slugify": anchor, "permalink": "#"}})


ALONE, SOONER = parser(), quicken(parser())

MARKS = (
    *("课", "教研 ", "a_b", "_", "__", "*", "**", "`", "``", "\\", "\\\\", "[", "]", "(", ")", "](", "![", "[^1]", "[^1]: 注", "[甲]: b.md", "<", ">", "<b>"),
    *("<https://example.cn/>", "<a@example.cn>", "&", "&amp;", "&#91;", "  \n", "\n", "\n\n", "\t", "    ", "> ", "# ", "## ", "#", ":   ", "- ", "1. "),
    *("|", "|-|-|\n", "```\n", "[TOC]", "\n\n[TOC]\n\n", "---\n", "===\n", "\x02", "\x03", "\r\n", "\u3000", "!", '"', "'", "~"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=24).map("".join))
def test_every_mixture_of_marks_is_read_as_before(text: str) -> None:
    assert SOONER.reset().convert(text) == ALONE.reset().convert(text)


def test_a_list_of_contents_comes_where_it_is_asked_for_and_only_there() -> None:
    asked, not_asked = "[TOC]\n\n## 一\n\n## 二", "## 一\n\n## 二"
    assert '<div class="toc">' in SOONER.reset().convert(asked)
    assert "toc" not in SOONER.reset().convert(not_asked)
    assert SOONER.reset().convert(asked) == ALONE.reset().convert(asked)


def test_a_pattern_that_a_city_adds_is_found_in_a_text_without_other_marks() -> None:
    assert 'href="/' in quicken(parser("wikilinks")).convert("见 [[课例]]。")
    assert "&hellip;" in quicken(parser("smarty")).convert("还有...")


@pytest.mark.parametrize("text", ["没有记号的一段话。", "两行\n没有记号", "- 一项\n- 又一项", "## 标题\n\n一段话。", "|甲|乙|\n|-|-|\n|1|2|"])
def test_no_pattern_is_tried_on_a_text_without_marks(text: str) -> None:
    """Otherwise it would be right and bring nothing."""
    tried: list[str] = []
    made = quicken(parser())
    for name in ("backtick", "link", "em_strong"):
        pattern: Any = made.inlinePatterns[name]
        pattern.handleMatch = pattern.getCompiledRegExp = lambda *_: tried.append("a pattern")
    assert made.convert(text)
    assert tried == []
