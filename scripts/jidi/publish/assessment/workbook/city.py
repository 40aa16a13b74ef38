"""The sheet 全市: one line for each base, in the order of their ids, every number taken from the base's own sheet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from ....assess import Assessment, Scorecard
from ....assess.grade import grade_of
from .base import BaseCells
from .book import Sheet, letter, quoted
from .standards import Standards

_TOP = 3


def write_city(sheet: Sheet, assessment: Assessment, bases: list[BaseCells], standards: Standards) -> None:
    """The table of all bases; nobody is placed before another."""
    categories = {letter(3 + n): f"{one.id}\n{one.name}" for n, one in enumerate(assessment.rubric.categories)}
    rest = (letter(3 + len(categories) + n) for n in count())
    columns = dict(zip((*"ABC", *categories, *(next(rest) for _ in range(9))), _heads(categories), strict=True))
    sheet.text(0, "A", f"{assessment.year} 学年学科教研基地考核总表", "title")
    sheet.text(1, "A", _source(assessment), "note")
    sheet.text(2, "A", "分数都是公式：从这里点到各基地的表，再到佐证明细里的一行。待评、材料不足的不计分，也不是零分。各行按基地编号排列。", "note")
    sheet.head(_TOP, {name: width for name, (_, width) in columns.items()}, (words for words, _ in columns.values()))
    for row, base in enumerate(bases, _TOP + 1):
        _row(sheet, row, base, standards)
    sheet.set_up(_TOP + 1, 1)


def _heads(categories: dict[str, str]) -> list[tuple[str, float]]:
    """The heads of the columns with their widths."""
    before = [("基地", 17.0), ("规模", 9.0), ("月数", 5.0)]
    after = [
        ("适用满分", 7.0), ("加分", 5.5), ("总分", 7.0), ("评议分", 7.0), ("分数线等次", 7.5), ("最终等次", 8.0), ("说明", 27.0), ("待评项数", 5.5),
        ("材料不足项数", 6.5),
    ]  # fmt: skip
    return [*before, *((words, 8.5) for words in categories.values()), *after]


def _source(assessment: Assessment) -> str:
    """What the numbers were computed from."""
    rubric = assessment.rubric
    parts = [
        f"学年 {assessment.year}", f"评价标准 {rubric.id} {rubric.version}", f"sha256 {assessment.rubric_sha256[:12]}",
        f"提交 {assessment.commit or '没有版本记录'}", f"计分日期 {assessment.as_of}",
        "学年还没有结束，都是暂估" if assessment.running else "",
        "有还没有提交的改动" if assessment.dirty else "", "版本记录不完整，入库日期不能用" if assessment.shallow else "",
    ]  # fmt: skip
    return "；".join(filter(None, parts))


def _row(sheet: Sheet, row: int, base: BaseCells, standards: Standards) -> None:
    card, rubric = base.card, standards.rubric
    columns = map(letter, count())
    sheet.text(row, next(columns), base.name)
    sheet.text(row, next(columns), card.scale, "word")
    sheet.formula(row, next(columns), base.months, card.months)
    own = [next(columns) for _ in card.categories]
    for column, address, category in zip(own, base.categories, card.categories, strict=True):
        sheet.formula(row, column, address, category.points, places=rubric.places)
    of, bonus, total, panel = (next(columns) for _ in range(4))
    sheet.formula(row, of, base.of, sum(one.of for one in card.categories), places=2)
    sheet.formula(row, bonus, base.bonus, card.bonus_points, places=2)
    points = f"SUM({sheet.at(row, own[0])}:{sheet.at(row, own[-1])})" if own else "0"
    sheet.formula(row, total, standards.sum(points, sheet.at(row, of), sheet.at(row, bonus)), card.total, "sum words", rubric.total_places)
    sheet.formula(row, panel, base.panel, card.panel_total, places=rubric.places)
    _grades(sheet, row, base, standards, sheet.at(row, total), columns)


def _grades(sheet: Sheet, row: int, base: BaseCells, standards: Standards, total: str, columns: Iterator[str]) -> None:
    """The grade by the lines, the grade that was settled, why, and what is still open."""
    card = base.card
    line, final, why, *open_ = (next(columns) for _ in range(5))
    grade = standards.status("waiting") if card.open() else grade_of(standards.rubric, card.total)
    sheet.formula(row, line, standards.grade(total, sheet.at(row, open_[0])), grade, "word")
    sheet.text(row, final, card.grade or "", "sum word")
    sheet.text(row, why, _why(card))
    for column, id in zip(open_, ("waiting", "unknown"), strict=True):
        sheet.formula(row, column, f"COUNTIF({base.statuses},{quoted(standards.status(id))})", len(card.open(id)))


def _why(card: Scorecard) -> str:
    """Why there is no grade yet, or what lowered it: gates, restrictions, the quota."""
    waiting = f"还有 {len(card.open())} 项待评，等次未定" if card.open() else ""
    return "；".join(filter(None, (waiting, *card.reasons)))
