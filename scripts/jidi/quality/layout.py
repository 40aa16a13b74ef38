"""Where a table keeps what is counted, and out of how much: total, items with their full marks, entry, school (plan 三.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..model.quality import Headings
from ..model.types import half_width
from .heads import Asked, Head, Page, only_total
from .numbers import plain as number
from .roles import Column, plain
from .wrong import Refused, Wrong

_NUMBER = re.compile(r"(\d{1,4})(\.\d{1,17})?分?")
_PLACES = 6  # what a formula leaves behind them is its own noise


@dataclass(frozen=True)
class Item:
    """A question of the paper."""

    label: str
    full: Fraction


@dataclass(frozen=True)
class Layout:
    """``first``: the first row of pupils; ``columns``: those of the ``items``; ``full``: what a pupil could reach."""

    page: Page
    head: Head
    first: int
    total: Column | None
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    full: Fraction

    def one(self, role: str) -> Column | None:
        """The first column of a role."""
        return next((column for column in self.head.columns if column.role == role), None)

    @property
    def whole(self) -> bool:
        """Whether the items are all that the total is made of."""
        return sum((one.full for one in self.items), Fraction(0)) == self.full


def lay_out(page: Page, head: Head, names: Headings, asked: Asked) -> Layout:
    """What is where, with every full mark known.

    :raises Refused: with what is not.
    """
    total, columns = only_total(page, head), head.of("item")
    first, told = _told(page, head, names)
    items = _items(page, head, names, asked, told)
    return Layout(page, head, first, total, columns, items, _full(page, head, total, items, asked, told))


def _told(page: Page, head: Head, names: Headings) -> tuple[int, Mapping[int, Fraction]]:
    """The first row of pupils; the full marks that a row under the head tells, by column."""
    row = head.row + 1
    texts = list(map(plain, page.rows[row])) if row < len(page.rows) else []
    if not set(texts) & set(map(plain, names.full)):
        return row, {}
    return row + 1, {column: value for column, text in enumerate(texts) if (value := read_number(text))}


def _items(page: Page, head: Head, names: Headings, asked: Asked, told: Mapping[int, Fraction]) -> tuple[Item, ...]:
    columns = head.of("item")
    if asked.items and len(asked.items) != len(columns):
        known = "、".join(one.label for one in columns) or "没有"
        what = f"--items 写了 {len(asked.items)} 个满分，表里认出的题有 {len(columns)} 列：{known}"
        raise Refused([Wrong(page.at(head.row, 0), what, "照这个次序一列写一个")])
    given = dict(zip((one.number for one in columns), asked.items, strict=False))
    known_full = [(one, given.get(one.number) or one.full or told.get(one.number)) for one in columns]
    fix = "列名写成“第1题(5分)”的样子，或在列名下面加一行“满分”，或加 --items 5,5,10"
    if lacking := [Wrong(page.at(head.row, one.number), f"不知道“{one.label}”满分多少", fix) for one, full in known_full if not full]:
        raise Refused(lacking)
    labels = [label_of(one.label, names) or f"第{place}列" for place, (one, _) in enumerate(known_full, 1)]
    twice = {label for label in labels if labels.count(label) > 1}
    labels = [f"{label}（第{place}列）" if label in twice else label for place, label in enumerate(labels, 1)]
    return tuple(Item(label, full) for label, (_, full) in zip(labels, known_full, strict=True) if full)


def _full(page: Page, head: Head, total: Column | None, items: tuple[Item, ...], asked: Asked, told: Mapping[int, Fraction]) -> Fraction:
    """The full mark of the total: as asked, as the table says, or that of all items together."""
    parts = sum((one.full for one in items), Fraction(0))
    said = (total.full or told.get(total.number)) if total else None
    at = page.at(head.row, total.number if total else 0)
    if asked.full and said and asked.full != said:
        raise Refused([Wrong(at, f"表里写的满分是 {number(said)}，--full 写的是 {number(asked.full)}", "改成一样的")])
    full = asked.full or said or parts
    if not full:
        raise Refused([Wrong(at, "不知道总分满分多少", "加 --full 120，或把列名写成“总分(120分)”")])
    if parts > full:
        raise Refused([Wrong(at, f"各题满分加起来是 {number(parts)}，比总分的满分 {number(full)} 还多", "改正各题满分或 --full；大题和它的小题不要都算")])
    return full


def read_number(text: str) -> Fraction | None:
    """``８６．５分`` → 86.5; None if it is no plain number."""
    found = _NUMBER.fullmatch(half_width(text))
    return round(Fraction(found[1] + (found[2] or "")), _PLACES) if found else None


def label_of(heading: str, names: Headings) -> str:
    """What a question is called in the record: its number and its kind, and nothing else that stands in the heading, such as a school."""
    kinds = "|".join(map(re.escape, sorted(names.kinds, key=len, reverse=True)))
    return "".join(re.findall(rf"{kinds}|第?[一二三四五六七八九十]+大?题|第|\d+|小题|大题|题|问|空|卷|[A-CTQ]|[().、-]", heading)).strip("、-.")
