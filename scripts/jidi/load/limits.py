"""Bodies that would take minutes to render are stopped at their line.

The limits are three to five times what 892 real Chinese Markdown files were seen to need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.finding import Finding, Place
from . import rules

MAX_LINE = 20_000
MAX_BRACKETS = 600
MAX_BRACKETS_IN_ALL = 4_000
MAX_BACKTICKS = 20
MAX_INDENT = 80
MAX_QUOTE = 20
MAX_HEADINGS = 400
_BACKTICKS = re.compile(rf"`{{{MAX_BACKTICKS + 1},}}")
_QUOTES = re.compile(rf"(?:\s*>){{{MAX_QUOTE + 1},}}")


def too_much(body: str, file: str, first_line: int) -> list[Finding]:
    """The first place of each kind of excess; none for ordinary texts."""
    if _is_ordinary(body):
        return []
    seen = {message: line for line, message in reversed(list(_excesses(body)))}
    return [rules.TOO_BIG.at(Place(file, first_line + line), message, "拆成几份，或改成附件；写错的符号请删掉") for message, line in seen.items()]


def _is_ordinary(body: str) -> bool:
    """Whether nothing can be too much, seen from the whole body at once."""
    few = body.count("[") <= MAX_BRACKETS and body.count("#") <= MAX_HEADINGS and body.count(">") <= MAX_QUOTE and "\t" not in body
    return few and "`" * (MAX_BACKTICKS + 1) not in body and " " * (MAX_INDENT + 1) not in body and max(map(len, body.split("\n"))) <= MAX_LINE


def _excesses(body: str) -> Iterator[tuple[int, str]]:
    brackets = in_all = headings = 0
    for number, line in enumerate(body.split("\n")):
        brackets = brackets + line.count("[") if line.strip() else 0
        in_all += line.count("[")
        headings += line.startswith("#")
        indent = len(line) - len(line.lstrip(" \t"))
        if len(line) > MAX_LINE:
            yield number, f"这一行超过 {MAX_LINE} 字"
        if brackets > MAX_BRACKETS:
            yield number, f"这一段的方括号超过 {MAX_BRACKETS} 个"
        if in_all > MAX_BRACKETS_IN_ALL:
            yield number, f"正文的方括号超过 {MAX_BRACKETS_IN_ALL} 个"
        if _BACKTICKS.search(line):
            yield number, f"连着的反引号超过 {MAX_BACKTICKS} 个"
        if line.strip() and indent > MAX_INDENT:
            yield number, f"缩进超过 {MAX_INDENT} 格"
        if _QUOTES.match(line):
            yield number, f"引用套了 {MAX_QUOTE} 层以上"
        if headings > MAX_HEADINGS:
            yield number, f"标题超过 {MAX_HEADINGS} 个"
