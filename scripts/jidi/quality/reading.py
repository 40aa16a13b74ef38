"""The rows of a table become numbers without persons: every odd cell is named, what is blank stays unknown (plan 三.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ..model.quality import QualityRules
from ..model.standards import School
from .heads import Spot, joins
from .layout import Layout, read_number
from .marks import Marks, Row
from .numbers import half_up, mean
from .numbers import plain as number
from .roles import Column, plain
from .wrong import Refused, Wrong

FindSchool = Callable[[str], "School | tuple[str, str]"]  # a school, or what is wrong with its name and how to mend it


def read_marks(layout: Layout, rules: QualityRules, find: FindSchool) -> Marks:
    """All that is counted of a table.

    :raises Refused: with every cell that is to be mended.
    """
    reader = _Reader(layout, rules, find)
    found = list(reader.rows())
    kept = [(at, row) for at, row in found if row.total is not None or any(one is not None for one in row.items)]
    reader.wrongs += _mean_below(layout, kept)
    if not kept and not reader.wrongs:
        reader.wrongs.append(Wrong(layout.page.at(layout.head.row, 0), "列名下面没有得分", "看看是不是选错了表，或者没有保存"))
    if reader.wrongs:
        raise Refused(reader.wrongs)
    return Marks(layout.full, layout.items, tuple(row for _, row in kept), len(found) - len(kept), reader.closing)


def _mean_below(layout: Layout, kept: list[tuple[int, Row]]) -> list[Wrong]:
    """A last row that is the mean of those above it, whose name was deleted with the pupils' names."""
    above = [row.total for _, row in kept[:-1] if row.total is not None]
    last = kept[-1][1].total if kept else None
    if last is None or last.denominator == 1 or len(above) < 2 or layout.total is None:
        return []
    if not any(half_up(mean(above), places) == half_up(last, places) for places in range(1, 7) if last * 10**places % 1 == 0):
        return []
    return [Wrong(layout.page.at(kept[-1][0], layout.total.number), f"{number(last)} 正好是上面各行的平均", "是平均分就删掉这一行，或在这一行写上“平均”")]


class _Reader:
    """A table while it is read. ``wrongs``: what is found on the way."""

    def __init__(self, layout: Layout, rules: QualityRules, find: FindSchool) -> None:
        self.layout, self.page, self.find = layout, layout.page, find
        self.kinds = {group.rural: group.name for group in rules.groups}
        self.away, self.closers = ({plain(word) for word in words} for words in (rules.headings.absent, rules.headings.closing))
        self.nothing = {"", *self.away, *map(plain, rules.headings.blank)}
        self.joined = joins(self.page)
        self.entry, self.school, self.group = map(layout.one, ("entry", "school", "group"))
        self.wrongs: list[Wrong] = []
        self.closing = 0

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The pupils' rows with their numbers. After an empty row only sums may follow."""
        head, gap = self.layout.head, -1
        for row in range(self.layout.first, len(self.page.rows)):
            texts = [self._plain(row, column.number) for column in head.columns]
            if row in head.closing or self.closers.intersection(texts):
                self.closing += 1
            elif not any(texts) and row not in head.somebody and not any((row, column.number) in self.page.blind for column in head.columns):
                gap = row if gap < 0 else gap
            elif gap >= 0:
                what, fix = f"第 {gap + 1} 行空着，这里又有字", "是合计、平均就删掉，或在这一行写上“合计”；还是学生的，删掉中间的空行"
                self.wrongs.append(Wrong(self.page.at(row, head.columns[0].number), what, fix))
                return
            elif not self._repeats(row):
                yield row, self._row(row, bool(self.away.intersection(texts)))

    def _repeats(self, row: int) -> bool:
        """Whether the head is printed once more, as on a new page."""
        column = self.layout.total or self.layout.columns[0]
        return self._plain(row, column.number) == plain(self.page.text(self.layout.head.row, column.number)) != ""

    def _row(self, row: int, away: bool) -> Row:
        layout = self.layout
        total = self._mark(row, layout.total, layout.full)
        items = tuple(self._mark(row, column, item.full) for column, item in zip(layout.columns, layout.items, strict=True))
        if away and not total and not any(items):
            return Row(None)
        added = sum((one for one in items if one is not None), Fraction(0)) if items and None not in items else None
        if layout.total and layout.whole and added is not None and total not in (None, added):
            what = f"总分写的是 {number(total or Fraction(0))}，各题加起来是 {number(added)}"
            self.wrongs.append(Wrong(self.page.at(row, layout.total.number), what, "改正错的那一格"))
        group, school = self._group(row)
        return Row(total if layout.total else added, items, self._mark(row, self.entry, None), group, school)

    def _mark(self, row: int, column: Column | None, full: Fraction | None) -> Fraction | None:
        """A mark from 0 to ``full``; None if the cell is blank or says that there is none."""
        if column is None:
            return None
        text, where = self.page.text(row, column.number), self.page.at(row, column.number)
        if (row, column.number) in self.page.blind:
            self.wrongs.append(Wrong(where, "这里是公式，还没有算出数来", "用 WPS 或 Excel 打开，保存一次再算"))
        if plain(text) in self.nothing:
            return None
        value = read_number(text)
        if value is None:
            self.wrongs.append(Wrong(where, f"“{text[:12]}”不是得分", "写阿拉伯数字；没有成绩的空着，或写“缺考”"))
        elif full is not None and value > full:
            self.wrongs.append(Wrong(where, f"{number(value)} 比满分 {number(full)} 还多", "改正得分；满分写错的，改满分（总分用 --full）"))
        return value

    def _group(self, row: int) -> tuple[str, str]:
        """Category and school of a row; nothing if the table tells neither."""
        school = self._school(row, self.school) if self.school else None
        if self.group is None:
            return (self.kinds.get(school.rural, ""), school.id) if school else ("", "")
        text = self._filled(row, self.group)
        if text not in self.kinds.values():
            fix = f"写{'、'.join(self.kinds.values())}里的一个；不分类比较的，删掉这一列"
            self.wrongs.append(Wrong(self.page.at(row, self.group.number), f"“{text[:12]}”不是学校的类别", fix))
        return text, school.id if school else ""

    def _school(self, row: int, column: Column) -> School | None:
        found = self.find(self._filled(row, column))
        if isinstance(found, School):
            return found
        what, fix = found
        self.wrongs.append(Wrong(self.page.at(row, column.number), what, f"{fix}；不分类比较的，删掉这一列"))
        return None

    def _plain(self, row: int, column: int) -> str:
        return plain(self.page.text(row, column))

    def _filled(self, row: int, column: Column) -> str:
        """The text of a cell, or of the joined area that it lies in."""
        spot: Spot = (row, column.number)
        return self._plain(*self.joined.get(spot, spot))
