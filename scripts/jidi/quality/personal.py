"""What points at a pupil: by the heading, by the numbers, by the look of a column. What is found is never quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..model.quality import Headings
from .heads import Head, Page
from .roles import Column, plain
from .wrong import Refused, Wrong

Look = Callable[[str], str]  # a text → what personal number stands in it, in words; empty if none
_LONG = re.compile(r"[A-Za-z]?\d{8,}[Xx]?")
_CODE = re.compile(r"[A-Za-z]{0,3}\d{5,7}")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,6}·[\u3400-\u9fff]{1,8}")
_MOST = 0.8  # of a column's cells that look alike make it such a column


def personal(page: Page, head: Head, names: Headings, look: Look, drop: bool) -> Head:
    """The head without the columns that point at somebody, if they may be dropped. Nothing else ever reads those columns.

    :raises Refused: otherwise, with the cell of each such column.
    """
    found = {column.number: wrong for column in head.columns if (wrong := _wrong(page, head, column, look))}
    read = {column.number for column in head.columns if column.role not in ("personal", "unknown", "spare")}
    stay = [wrong for number, wrong in found.items() if not drop or number in read]
    if stay:
        raise Refused(sorted(stay))
    words, cells = set(map(plain, names.closing)), [cell for one in head.columns if one.number in found for cell in _cells(page, head, one)]
    closing = frozenset(row for row, text in cells if text in words)
    somebody = frozenset(row for row, _ in cells) - closing
    return replace(head, columns=tuple(one for one in head.columns if one.number not in found), closing=closing, somebody=somebody)


def _wrong(page: Page, head: Head, column: Column, look: Look) -> Wrong | None:
    fix = "先在表里删掉这一列，再算；或者加 --drop，这一列就一个字也不读"
    if column.role == "personal":
        return Wrong(page.at(head.row, column.number), f"“{column.label}”一列是个人信息或名次", fix)
    for row, text in _cells(page, head, column):
        if what := look(text) or ("一长串号码" if _LONG.fullmatch(text) else ""):
            return Wrong(page.at(row, column.number), f"这里像是{what}", fix if column.role in ("unknown", "spare") else "删掉它；这一列只写得分或学校")
    if column.role in ("unknown", "spare") and (what := _looks(page, head, column)):
        title = f"“{column.label}”一列" if column.label else "没有列名的一列"
        return Wrong(page.at(head.row, column.number), f"{title}像是{what}", fix)
    return None


def _cells(page: Page, head: Head, column: Column) -> Iterator[tuple[int, str]]:
    for row in range(head.row + 1, len(page.rows)):
        if text := plain(page.text(row, column.number)):
            yield row, text


def _looks(page: Page, head: Head, column: Column) -> str:
    """What a column of which nobody says what it is looks like: many different short names, or many different numbers."""
    texts = [text for _, text in _cells(page, head, column)]
    for what, pattern in (("姓名", _NAME), ("学号", _CODE)):
        alike = [text for text in texts if pattern.fullmatch(text)]
        if len(alike) > 1 and len(alike) >= _MOST * len(texts) and len(set(alike)) > len(alike) / 2:
            return what
    return ""
