"""``catalogue.csv``: every public resource on one line, for a spreadsheet (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from ...model.city import Entry
from ...model.work import Resource
from ..ask import whole
from ..output import Output
from ..resource.attached import files_of
from ..world import World, folders
from . import bibliography as about

ADDRESS = "catalogue.csv"
HEAD = (
    "编号", "标题", "类型", "学段", "学科", "年级", "册次", "教材版本", "课标代", "单元", "课题", "课型", "课程层级", "难度", "对象", "核心素养",
    "作者", "审核", "基地", "承办学校", "完成日期", "更新日期", "许可", "许可网址", "推荐级别", "附件数", "附件", "网页",
)  # fmt: skip
_FORMULA = re.compile(r"[\s\x00]*[=+\-@＝＋－＠]")


def catalogue_files(world: World) -> list[Output]:
    """The catalogue, in material order: UTF-8 with its mark, so that Excel reads it."""
    text = "".join((_text([HEAD]), *(world.once(_lines, base) for base in folders(world.city))))
    return [Output(ADDRESS, text.encode("utf-8-sig"))]


def _lines(world: World, base: str) -> str:
    return _text([safe(cell) for cell in _row(world, entry)] for entry in world.of(Resource, base))


def _text(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what begins like one."""
    return f"'{text}" if _FORMULA.match(text) else text


def _row(world: World, entry: Entry[Resource]) -> tuple[str, ...]:
    one, card, files = entry.record, about.base_of(world, entry), files_of(world, entry)
    licence = about.licence_of(world, entry)
    return (
        entry.id, one.title, one.type, card.stage if card else "", card.subject if card else "",
        one.grade, one.volume, one.edition, one.generation or "", one.unit, one.lesson,
        one.lesson_type or "", one.course_level, one.difficulty or "", "、".join(one.audience), "、".join(one.competencies),
        "、".join(about.makers(entry)), "、".join(about.helpers(entry)), card.full_name if card else "", world.schools.get(card.school, "") if card else "",
        one.day.isoformat(), about.updated(world, entry).isoformat(), one.licence, about.licence_url(licence) if licence else "", one.quality or "",
        str(len(files)), "\n".join(file.address for file in files), whole(world, entry.address) or entry.address,
    )  # fmt: skip
