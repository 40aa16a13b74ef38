"""The sheet 标准: the rubric's numbers in cells that all other sheets refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from ....assess import number
from ....model.rubric import Indicator, Rubric, Rung
from ....model.vocabulary import Vocabulary
from .book import Sheet, quoted, rounded

_WIDTHS: dict[str, float] = {"A": 6, "B": 24, "C": 7, "D": 6, "E": 6, "F": 6, "G": 6, "H": 52, "I": 24, "J": 2, "K": 28, "L": 6}
_HEADS = ("编号", "类别、指标", "满分", "算法", "目标", "按规模", "按月折算", "阶梯、系数与限制", "依据", "", "参数", "数")
_TOP = 3


@dataclass(frozen=True)
class Standards:
    """Where the rubric's numbers stand: addresses for formulas on other sheets.

    ``most`` and ``target``: by indicator. ``scales``: by name. ``bonus``: by item. ``lows``: of each grade, in order.
    """

    rubric: Rubric
    vocabulary: Vocabulary
    most: Mapping[str, str]
    target: Mapping[str, str]
    total: str
    bonus_max: str
    of_months: str
    scales: Mapping[str, str]
    bonus: Mapping[str, str]
    lows: tuple[str, ...]

    def status(self, id: str) -> str:
        """What a status is called."""
        term = self.vocabulary.find("score_status", id)
        return term.name if term else id

    def shape(self, one: Indicator) -> str:
        """The id of the arithmetic of an indicator; what people judge is never counted."""
        term = self.vocabulary.find("rubric_shape", one.shape)
        return "pingyi" if one.judged else term.id if term else ""

    def sum(self, points: str, of: str, bonus: str) -> str:
        """The formula of a total: what is left out of the denominator is scaled away, then the bonus, never above 总分."""
        return rounded(f"MIN({self.total},IF({of}=0,0,{points}*{self.total}/{of})+{bonus})", self.rubric.total_places)

    def grade(self, total: str, waiting: str) -> str:
        """The formula of the grade by the lines alone; 待评 while the count of what is ``waiting`` is not zero."""
        *lines, last = self.rubric.grades
        steps = "".join(f"IF({total}>={low},{quoted(line.name)}," for line, low in zip(lines, self.lows, strict=False))
        return f"IF({waiting}>0,{quoted(self.status('waiting'))},{steps}{quoted(last.name)}" + ")" * (len(lines) + 1)


def write_standards(sheet: Sheet, rubric: Rubric, vocabulary: Vocabulary) -> Standards:
    """Indicators on the left, thresholds and factors on the right."""
    sheet.text(0, "A", f"{rubric.year} 学年评价标准", "title")
    sheet.text(1, "A", f"{rubric.id} {rubric.version}；依据：{rubric.source}。这里的数改了，各表的得分跟着变；正式的改动只在评价标准文件里做。", "note")
    sheet.head(_TOP, _WIDTHS, _HEADS)
    rows = _indicators(sheet, rubric)
    row = count(_TOP + 1)
    total = _parameter(sheet, next(row), "总分", rubric.total)
    bonus_max = _parameter(sheet, next(row), "加分合计上限", rubric.bonus.max)
    of_months = _parameter(sheet, next(row), "满年月数", rubric.first_year.of_months)
    lows = [_parameter(sheet, next(row), f"等次：{line.name}，总分不低于", line.low) for line in rubric.grades]
    scales = {one.name: _parameter(sheet, next(row), f"规模系数：{one.name}", one.factor) for one in rubric.scales}
    bonus = {one.name: _parameter(sheet, next(row), f"加分：{one.name}", one.points) for one in rubric.bonus.items}
    sheet.set_up(_TOP + 1, 2)
    most, target = ({id: sheet.outside(sheet.at(row, column)) for id, row in rows.items()} for column in "CE")
    return Standards(rubric, vocabulary, most, target, total, bonus_max, of_months, scales, bonus, tuple(lows))


def _parameter(sheet: Sheet, row: int, name: str, value: Decimal | int) -> str:
    sheet.text(row, "K", name)
    sheet.number(row, "L", value)
    return sheet.outside(sheet.at(row, "L"))


def _indicators(sheet: Sheet, rubric: Rubric) -> dict[str, int]:
    """A row for each category and indicator; the rows of the indicators."""
    rows: dict[str, int] = {}
    row = _TOP + 1
    for category in rubric.categories:
        sheet.text(row, "A", category.id, "sum word")
        sheet.text(row, "B", category.name, "sum words")
        first, last = row + 1, row + len(category.indicators)
        sheet.formula(row, "C", sheet.total("C", first, last), sum((one.max for one in category.indicators), Decimal(0)), "sum words", 2)
        sheet.blanks(row, "DEFGH", "sum words")
        sheet.text(row, "I", category.source, "sum words")
        for row, one in enumerate(category.indicators, first):
            rows[one.id] = row
            _indicator(sheet, row, one)
        row += 1
    return rows


def _indicator(sheet: Sheet, row: int, one: Indicator) -> None:
    sheet.text(row, "A", one.id, "word")
    sheet.text(row, "B", one.name)
    sheet.number(row, "C", one.max, places=2)
    sheet.text(row, "D", one.shape, "word")
    sheet.number(row, "E", one.target)
    sheet.text(row, "F", "是" if one.scaled else "", "word")
    sheet.text(row, "G", "是" if one.prorated else "", "word")
    sheet.text(row, "H", _limits(one))
    sheet.text(row, "I", one.source)


def _limits(one: Indicator) -> str:
    """Ladder, factors and ceilings in one line; they are already in the values of the evidence."""
    amounts = [
        ("每项", one.each), ("每项合计上限", one.each_most), ("至少", one.least), ("满分县区数", one.spread), ("每周上限", one.per_week),
        ("每人上限", one.per_person), ("每类上限（占目标）", one.per_type), ("及时天数", one.days),
    ]  # fmt: skip
    parts = [_ladder(one.ladder), _ladder(one.factors), *(f"{name} {number(Decimal(value))}" for name, value in amounts if value is not None)]
    return "；".join(filter(None, parts))


def _ladder(rungs: tuple[Rung, ...]) -> str:
    return "、".join(f"{one.word} {number(one.value)}" for one in rungs)
