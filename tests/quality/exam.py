"""A table of marks as a teacher would have it, and the city's rules with thresholds of the test's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

import yaml
from conftest import ROOT
from jidi.intake.tables.book import Page
from jidi.model.quality import Cut, Definition, Group, QualityRules, Reading, Withholding
from jidi.model.standards import School
from jidi.quality import Asked, Marks, head_of, lay_out, personal, read_marks
from jidi.quality.layout import Item
from jidi.quality.marks import Row

SHIPPED = QualityRules.model_validate(yaml.load((ROOT / "content/standards/quality.yml").read_text("utf-8"), yaml.BaseLoader))
IDS = ("mean", "rate", "excellent", "pass", "low", "grade", "deviation", "variation", "difficulty", "discrimination", "z", "above", "gain")
PERCENT = ("excellent", "pass", "low", "grade", "above")
CUTS = tuple(Cut(id=id, line=Decimal(line), below=id == "low", source="测试") for id, line in (("pass", 60), ("excellent", 85), ("low", 40), ("good", 75)))
RULES = SHIPPED.model_copy(
    update={
        "definitions": tuple(Definition(id=id, name=id, meaning="", places=1 if id in PERCENT else 2, percent=id in PERCENT, source="测试") for id in IDS),
        "cuts": CUTS,
        "letters": ("A", "B", "C", "D", "E"),
        "share": Decimal(27),
        "difficulty": (Reading(low=Decimal("0.7"), word="容易"), Reading(low=Decimal(0), word="难")),
        "discrimination": (Reading(low=Decimal("0.4"), word="好"), Reading(low=Decimal(-1), word="宜换")),
        "groups": (Group(name="城区", rural=False), Group(name="乡村", rural=True)),
        "withholding": Withholding(few=30, full=10, schools=3, source="测试"),
    }
)
SCHOOLS = {
    name: School(id=f"s{number}", name=name, county="新华区", rural=number > 3)
    for number, name in enumerate(("一中", "二中", "三中", "四乡中", "五乡中", "六乡中"), 1)
}

NOTHING = Asked()


def page(*rows: Sequence[object], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]] = (), blind: Iterable[tuple[int, int]] = ()) -> Page:
    """A sheet named 一模 of 成绩.xlsx."""
    return Page("成绩.xlsx", "一模", tuple(tuple(map(str, row)) for row in rows), tuple(merged), frozenset(blind))


def find(text: str) -> School | tuple[str, str]:
    return SCHOOLS.get(text) or (f"学校名册里没有“{text}”", "写全称")


def read(sheet: Page, asked: Asked = NOTHING, look: object = None, rules: QualityRules = RULES) -> Marks:
    """A sheet all the way to its marks."""
    head = head_of(sheet, rules.headings, asked)
    assert head, "没有认出列名"
    head = personal(sheet, head, rules.headings, look or (lambda text: ""), asked.drop)  # type: ignore[arg-type]
    return read_marks(lay_out(sheet, head, rules.headings, asked), rules, find)


def marks(totals: Iterable[int | Fraction | None], full: int = 100, groups: Sequence[str] = ()) -> Marks:
    """Totals alone, each with its category."""
    totals = list(totals)
    return Marks(Fraction(full), (), tuple(Row(None if one is None else Fraction(one), group=groups[at] if groups else "") for at, one in enumerate(totals)))


def with_items(fulls: Sequence[int], rows: Iterable[Sequence[int | None]]) -> Marks:
    """Marks of questions, the total their sum."""
    items = tuple(Item(f"第{number}题", Fraction(full)) for number, full in enumerate(fulls, 1))
    made = []
    for row in rows:
        known = [None if one is None else Fraction(one) for one in row]
        made.append(Row(sum((one for one in known if one is not None), Fraction(0)), tuple(known)))
    return Marks(Fraction(sum(fulls)), items, tuple(made))
