"""A body that is let through at a glance is one in which nothing is too much, line by line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.load import limits
from jidi.load.text import Unreadable, split

SCRAPS = [
    ("甲", 30_000),
    ("[", 700),
    ("[\n\n", 900),
    ("`", 30),
    (" ", 90),
    ("\t", 90),
    (" \t", 45),
    (">", 30),
    ("> ", 25),
    ("# x\n", 450),
    ("\n", 3),
    ("甲\n", 5),
    ("[", 200),
    ("*", 2_500),
    ("[\n\n", 150),
    ("]\n", 3),
    ("甲" * 9_000 + "\n", 3),
    ("\\<&` ", 500),
    ("_ ", 9_000),
    ("***\n", 250),
    (" * *  *\n", 250),
    ("> # x\n", 250),
    ("甲\n\n", 3_000),
    (">\n", 3_000),
    (": 乙\n", 40),
    ("甲[^1]\n\n", 300),
    ("- ", 70),
    ("1. >", 31),
]
BODIES = st.lists(st.sampled_from(SCRAPS).map(lambda one: one[0] * one[1]), max_size=5).map("".join)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(BODIES)
def test_nothing_that_is_too_much_is_let_through(body: str) -> None:
    told = [one.message for one in limits.too_much(body, "a.md", 1)]
    assert set(told) == {message for _, message in limits._excesses(body)}


@given(st.lists(st.sampled_from(["---", "----  ", "--", "a: 1", "", "正文", " ---", "---x", "\u2028---", "---\t"]), max_size=8))
def test_head_and_body_are_the_lines_between_and_after_the_fences(lines: list[str]) -> None:
    fences = [number for number, line in enumerate(lines) if line.startswith("---") and not line.strip("-").strip(" \t")]
    try:
        head, body, body_line = split("\n".join(lines), "a.md")
    except Unreadable as error:
        assert error.findings[0].code == "WJ03"
        assert fences[:1] != [0] or len(fences) == 1
        return
    end = fences[1]
    assert fences[0] == 0
    assert (head, body, body_line) == ("\n".join(lines[1:end]) + "\n", "\n".join(lines[end + 1 :]), end + 2)
