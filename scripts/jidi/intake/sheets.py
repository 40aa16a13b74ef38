"""The sheets of a register (登记表): which list each is, its columns, what people call them elsewhere (R-3.2.4)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..model.city import City
from ..model.kinds import KINDS, Kind
from ..model.record import Record
from ..model.standards import Forms
from .fields import Field, fields, row_model

YEAR = "学年"
NUMBER = "序号"
EXAMPLE = "例"
FILLED_IN = "编号"  # given by the program where it is left empty


@dataclass(frozen=True)
class Sheet:
    """``row``: the list that a row goes into; empty if each row becomes a file of its own."""

    name: str
    kind: Kind
    row: str = ""

    @property
    def model(self) -> type[Record]:
        """What a row is read as."""
        return row_model(self.kind.model, self.row)


@dataclass(frozen=True)
class Column:
    """A column of a sheet: a field, or (without one) a section of the body."""

    key: str
    field: Field | None = None

    @property
    def required(self) -> bool:
        """It must be filled in."""
        return self.field is not None and self.field.required and self.key != FILLED_IN


SHEETS = (
    Sheet("活动", KINDS["activities"]),
    Sheet("资源", KINDS["resources"]),
    Sheet("计划任务", KINDS["plans"], "任务"),
    Sheet("成员", KINDS["members"], "成员"),
    Sheet("工作组", KINDS["members"], "工作组"),
    Sheet("结对", KINDS["members"], "结对"),
    Sheet("课题", KINDS["outcomes"], "课题"),
    Sheet("成果", KINDS["outcomes"], "成果"),
    Sheet("获奖", KINDS["outcomes"], "获奖"),
    Sheet("外出学习", KINDS["training"], "外出学习"),
    Sheet("会议", KINDS["meetings"], "会议"),
    Sheet("指导", KINDS["guidance"], "指导"),
)


def headings(city: City, kind: Kind, type_: str = "") -> tuple[str, ...]:
    """The sections of a body of this kind, without their numerals; none if the city has no outline for it."""
    outlines = [one for entry in city.of(Forms) for one in entry.record.outlines if one.kind == kind.id]
    special = next((one for one in outlines if one.type and one.type == type_), None)
    plain = next((one for one in outlines if not one.type), None)
    chosen = special or plain
    return chosen.headings if chosen else ()


def columns(city: City, sheet: Sheet) -> tuple[Column, ...]:
    """The columns of the register's sheet: the required fields, those that the city lists, the sections of the body."""
    listed = {key for entry in city.of(Forms) for one in entry.record.columns if one.sheet == sheet.name for key in one.listed}
    chosen = [Column(one.key, one) for one in fields(sheet.model) if (one.required and one.key != FILLED_IN) or one.key in listed]
    return (*sorted(chosen, key=lambda one: not one.required), *(Column(title) for title in _sections(city, sheet)))


def known(city: City, sheet: Sheet) -> dict[str, Column]:
    """Every heading that is understood, tidied by :func:`plain`, and the column that it means."""
    own = [Column(one.key, one) for one in fields(sheet.model)] + [Column(title) for title in _sections(city, sheet)]
    found: dict[str, Column] = {}
    for column in own:
        found.setdefault(plain(column.key), column)
    by_key = {column.key: column for column in own}
    called = [one for entry in city.of(Forms) for one in entry.record.called if one.field in by_key and one.sheet in ("", sheet.name)]
    for one in sorted(called, key=lambda one: not one.sheet):
        for name in one.names:
            found.setdefault(plain(name), by_key[one.field])
    return found


def _sections(city: City, sheet: Sheet) -> tuple[str, ...]:
    return headings(city, sheet.kind) if sheet.kind.body and not sheet.row else ()


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading without blanks, line breaks, stars and numerals: ``＊活 动\\n名称：`` is ``活动名称``."""
    text = re.sub(r"[\s*★☆●:_]", "", unicodedata.normalize("NFKC", heading))
    return re.sub(r"^[一二三四五六七八九十]+、", "", text) or text


def column_of(names: dict[str, Column], heading: str) -> Column | None:
    """The column that a heading means; a remark in brackets behind it is passed over."""
    text = plain(heading)
    return names.get(text) or names.get(re.sub(r"[(\[【].{0,100}?[)\]】]$", "", text))
