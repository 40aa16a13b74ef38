"""Bodies that would take minutes to render are stopped at their line.

The limits are three to five times what 892 real Chinese Markdown files were seen to need, or more. With them no body that
was searched for takes the reader over a second or two, nor so deep that it depends on who called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..model.finding import Finding, Place
from . import rules

MAX_LINE = 20_000
MAX_BRACKETS = 600
MAX_BRACKETS_IN_ALL = 4_000
MAX_OPEN = 100
MAX_REACH = 2_000_000  # signs: for each opening bracket the reader goes on to the one that closes it
MAX_PART = 60_000
MAX_BACKTICKS = 20
MAX_INDENT = 80
MAX_QUOTE = 20
MAX_LEAD = 120  # each mark is a level, and a level some calls deep
MAX_HEADINGS = 400
MAX_RULES = 400  # each is cut from its part, and the rest read anew
MAX_PARTS = 5_000
MAX_MARKS = 4_000
MAX_MARKS_IN_ALL = 20_000
MAX_MEANINGS = 60  # each stands inside the one before
MAX_NOTES = 500  # of one note, each mention goes through all before it
MAX_REFERENCE = 1_000  # written once, and again for each mention
MAX_CELLS = 20_000  # of all tables: a row that says nothing has as many as the row of dashes
_BACKTICKS = re.compile(rf"`{{{MAX_BACKTICKS + 1},}}")
_QUOTES = re.compile(rf"(?:\s*>){{{MAX_QUOTE + 1},}}")
_BRACKET = re.compile(r"[\[\]]")
_LEAD = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}\.)[ \t>]+)*")
_LEADING = re.compile(rf"^[ \t>*+\-.\d]{{{MAX_LEAD + 1},}}", re.MULTILINE)
_HEADING = re.compile(r"(?:[ \t>]|[-*+] |\d{1,9}\. )*#")
_RULE = re.compile(r"[ >]*(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
_MEANING = re.compile(r"[ >]*: ")
_REFERENCE = re.compile(rf"^ {{0,3}}\[[^\[\]^][^\[\]]*\]:(?: *\n)?(?:.{{{MAX_REFERENCE + 1}}}|.*\n *[\"'(].{{{MAX_REFERENCE + 1}}})", re.MULTILINE)
_UNDER_HEAD = re.compile(r"^[ \t>]*[-:|][-:| \t]*$", re.MULTILINE)


def _marks(text: str) -> int:
    """How many signs there are of which each may begin something inside a line."""
    return sum(map(text.count, "*_`\\<&")) + text.count("  \n") + text.endswith("  ")


def _brackets(line: str) -> tuple[int, int]:
    """How many brackets of a line stay open, and how far it is, all in all, from those that do not to where they are closed; nested ones count each."""
    opened, reach = list[int](), 0
    for sign in _BRACKET.finditer(line) if "[" in line else ():
        if sign[0] == "[":
            opened.append(sign.start())
        elif opened:
            reach += sign.start() - opened.pop()
    return len(opened), reach


class Limit(NamedTuple):
    """How much of something there may be ``of`` each line, each part between empty lines, or the whole body."""

    of: str
    most: int
    message: str
    count: Callable[[str], int]


LIMITS = (
    Limit("line", MAX_LINE, "这一行超过 {} 字", len),
    Limit("part", MAX_BRACKETS, "这一段的方括号超过 {} 个", lambda line: line.count("[")),
    Limit("body", MAX_BRACKETS_IN_ALL, "正文的方括号超过 {} 个", lambda line: line.count("[")),
    Limit("body", MAX_OPEN, "没有配对的方括号超过 {} 个", lambda line: _brackets(line)[0]),
    Limit("body", MAX_REACH, "方括号套得太多、隔得太远，里面的字重复算超过 {} 个", lambda line: _brackets(line)[1]),
    Limit("part", MAX_PART, "这一段超过 {} 字", len),
    Limit("line", MAX_BACKTICKS, "连着的反引号超过 {} 个", lambda line: MAX_BACKTICKS + 1 if _BACKTICKS.search(line) else 0),
    Limit("line", MAX_INDENT, "缩进超过 {} 格", lambda line: len(line) - len(line.lstrip(" \t")) if line.strip() else 0),
    Limit("line", MAX_QUOTE, "引用套了 {} 层以上", lambda line: MAX_QUOTE + 1 if _QUOTES.match(line) else 0),
    Limit("line", MAX_LEAD, "行首的空格、引用号和列表号超过 {} 个", lambda line: len(_LEAD.match(line)[0]) if line.strip() else 0),  # type: ignore[index]
    Limit("body", MAX_HEADINGS, "标题超过 {} 个", lambda line: bool(_HEADING.match(line))),
    Limit("body", MAX_RULES, "分隔线超过 {} 条", lambda line: bool(_RULE.match(line))),
    Limit("body", MAX_PARTS, "正文超过 {} 段", lambda line: not line.strip(" \t>")),
    Limit("part", MAX_MARKS, "这一段的星号、下划线、反引号等符号超过 {} 个", _marks),
    Limit("body", MAX_MARKS_IN_ALL, "正文的星号、下划线、反引号等符号超过 {} 个", _marks),
    Limit("part", MAX_MEANINGS, "这一段用冒号开头的行超过 {} 行", lambda line: bool(_MEANING.match(line))),
    Limit("body", MAX_NOTES, "脚注超过 {} 处", lambda line: line.count("[^")),
)


def too_much(body: str, file: str, first_line: int) -> list[Finding]:
    """The first place of each kind of excess; none for ordinary texts."""
    if _is_ordinary(body):
        return []
    seen = {message: line for line, message in reversed([*_excesses(body), *_cells(body), *_references(body)])}
    return [rules.TOO_BIG.at(Place(file, first_line + line), message, "拆成几份，或改成附件；写错的符号请删掉") for message, line in seen.items()]


def _is_ordinary(body: str) -> bool:
    """Whether nothing can be too much, seen from the whole body at once."""
    few = (
        body.count("[") <= min(MAX_BRACKETS, MAX_NOTES, MAX_OPEN)
        and len(body) <= MAX_PART
        and body.count("\n") < MAX_HEADINGS
        and body.count(">") <= MAX_QUOTE
        and "\t" not in body
    )
    unmarked = _marks(body) <= MAX_MARKS and body.count(": ") <= MAX_MEANINGS
    deep = "`" * (MAX_BACKTICKS + 1) in body or " " * (MAX_INDENT + 1) in body or _LEADING.search(body)
    return few and unmarked and not deep and max(map(len, body.split("\n"))) <= MAX_LINE and not any(_cells(body)) and not any(_references(body))


def _references(body: str) -> Iterator[tuple[int, str]]:
    """The line of the first address or title, written once for many mentions, that is too long; none if there is none."""
    if "]:" in body and (found := _REFERENCE.search(body)):
        yield body.count("\n", 0, found.start()), f"“[…]: 网址”里的网址或说明超过 {MAX_REFERENCE} 字"


def _cells(body: str) -> Iterator[tuple[int, str]]:
    """The line at which there are too many cells in tables, if there is one."""
    columns = cells = 0
    for number, line in enumerate(body.split("\n") if "|" in body and _UNDER_HEAD.search(body) else ()):
        columns = 0 if not line.strip(" \t>") else line.count("|") + 1 if "|" in line and _UNDER_HEAD.match(line) else columns
        cells += columns
        if cells > MAX_CELLS:
            yield number, f"表格超过 {MAX_CELLS} 格（每行的格数照表头）"
            return


def _excesses(body: str) -> Iterator[tuple[int, str]]:
    counts = [0] * len(LIMITS)
    for number, line in enumerate(body.split("\n")):
        empty = not line.strip()
        for at, limit in enumerate(LIMITS):
            before = 0 if limit.of == "line" or (limit.of == "part" and empty) else counts[at]
            counts[at] = before + limit.count(line)
            if counts[at] > limit.most:
                yield number, limit.message.format(limit.most)
