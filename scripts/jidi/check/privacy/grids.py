"""Tables with names beside marks, or with ranks: by their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARKS = re.compile("成绩|分数|得分|总分|考分")
_SUBJECTS = frozenset(("语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "政治", "道法", "道德与法治", "科学", "总评"))
RANKS = frozenset(("名次", "排名", "位次"))
PUPILS = frozenset(("姓名", "学号", "学生", "学生姓名"))
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?分?")


def asks_for_marks(cells: Sequence[str]) -> bool:
    """Whether the head of a table asks for marks beside names, or for ranks."""
    return bool((PUPILS.intersection(cells) and any(map(_MARKS.search, cells))) or RANKS.intersection(cells))


def has_marks(rows: Sequence[Sequence[str]]) -> bool:
    """Whether names and marks are really filled in: an empty form may ask for them."""
    for at, heads in enumerate(rows):
        wanted = [column for column, head in enumerate(heads) if _MARKS.search(head) or head in _SUBJECTS or head in RANKS]
        who = [column for column, head in enumerate(heads) if head in PUPILS]
        if wanted and who:
            return any(_cell(row, who[0]) and any(_NUMBER.fullmatch(_cell(row, column)) for column in wanted) for row in rows[at + 1 :])
    return False


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""
