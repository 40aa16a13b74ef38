"""Resources: for which book and grade, by whom, from where (plan 三.2)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from ..model.base import Base
from ..model.city import City, Entry
from ..model.textbooks import Textbooks, find
from ..model.vocabulary import nearest
from ..model.work import Activity, Resource
from .rule import Slip, rule


@rule("ZY01", "义务教育的资源要写课标代", "教学用书目录")
def generation_is_given(city: City) -> Iterator[Slip]:
    """2024 年秋季起新旧两代教材并用，不写清楚，老师会下载到旧教材的课件。"""
    for entry in city.of(Resource):
        if entry.record.generation is None and entry.base.startswith(("xx-", "cz-")) and not _any_edition(city, entry):
            yield entry.at("教材版本"), "没有写「课标代」", f"加一行“课标代: {'”或“课标代: '.join(city.vocabulary.names('generation'))}”"


def _any_edition(city: City, entry: Entry[Resource]) -> bool:
    return city.vocabulary.is_term("edition", entry.record.edition, "buxian", "qita")


@rule("ZY02", "年级属于基地的学段", "义务教育课程方案（2022 年版）")
def grade_is_in_stage(city: City) -> Iterator[Slip]:
    """年级写错，按年级筛选的老师就找不到。"""
    for entry in city.of(Resource):
        stage = city.stages.get(entry.base.split("-")[0], {})
        grades: Any = stage.get("grades", [])
        if grades and entry.record.grade not in grades and not city.vocabulary.is_term("grade", entry.record.grade, "any"):
            yield entry.at("年级"), f"“{entry.record.grade}”不是{stage['name']}的年级", f"改成：{'、'.join(grades)}，或“不限”"


@rule("ZY03", "改编和引用要写出处", "著作权法")
def source_is_named(city: City) -> Iterator[Slip]:
    """用了别人的东西要说清是谁的，这是对作者的尊重，也保护自己。"""
    for entry in city.of(Resource):
        if city.vocabulary.is_term("rights", entry.record.origin, "gaibian", "yinyong") and not entry.record.origin_note:
            yield entry.at("来源"), f"来源是“{entry.record.origin}”，没有写出处", "加一行“出处: 作者，《书名或文章》，出版社或网址”"


@rule("ZY04", "已发布的资源有审核人", "R-2.2.3", level="warning")
def published_is_reviewed(city: City) -> Iterator[Slip]:
    """审核人看过内容、版权和个人信息，出了问题知道找谁。"""
    for entry in city.of(Resource):
        if city.vocabulary.is_term("resource_status", entry.record.status, "yifabu") and not entry.record.reviewers:
            yield entry.at("状态"), "已发布，没有写审核人", "加一行“审核: 姓名”"


@rule("ZY05", "核心素养是本学科的", "R-4.3.1.1")
def competencies_are_of_the_subject(city: City) -> Iterator[Slip]:
    """每个学科的核心素养由课程标准规定，写成别的学科的，按素养筛选时就找错了。"""
    entries: list[Entry[Resource] | Entry[Activity]] = [*city.of(Resource), *city.of(Activity)]
    for entry in entries:
        stage, _, subject = entry.base.partition("-")
        subjects: Any = city.stages.get(stage, {}).get("subjects", {})
        own = subjects.get(subject, {}).get("competencies", [])
        for number, word in enumerate(entry.record.competencies if own else ()):
            if word not in own:
                yield entry.at("核心素养", number), f"“{word}”不是这个学科的核心素养", f"从这些里选：{'、'.join(own)}"


@rule("ZY06", "册次和单元在教材目录里", "教学用书目录", level="warning")
def unit_is_in_the_book(city: City) -> Iterator[Slip]:
    """单元名照教材目录写，同一单元的材料才能排在一起。目录里没有的教材不检查。"""
    shelves = [entry.record for entry in city.of(Textbooks)]
    cards = {entry.base: entry.record for entry in city.of(Base)}

    @cache
    def shelf(stage: str, subject: str, edition: str, generation: str | None) -> Textbooks | None:
        return next((one for one in shelves if one.fits(stage, subject, edition, generation)), None)

    for entry in city.of(Resource):
        card, record = cards.get(entry.base), entry.record
        fitting = shelf(card.stage, card.subject, record.edition, record.generation) if card else None
        book = fitting.holds(record.grade, record.volume) if fitting else None
        units = [unit.name for unit in book.units] if book else []
        if record.unit and units and find(units, record.unit) is None:
            near = nearest(record.unit, units)
            yield entry.at("单元"), f"教材目录里没有“{record.unit}”这个单元", f"改成“{near}”" if near else f"从目录里选：{'、'.join(units)}"


def _shelf(record: Textbooks) -> tuple[str | None, ...]:
    return record.stage, record.subject, record.edition, record.generation


@rule("ZY07", "教材目录一册只写一次，学科和年级是这个学段的", "R-3.2.2", whole=True)
def a_book_is_listed_once(city: City) -> Iterator[Slip]:
    """同一册写了两遍，资源就不知道该排在哪一遍里；学段里没有的学科和年级，没有资源能对上。"""
    seen: dict[tuple[str | None, ...], str] = {}
    stages: dict[str, Any] = {str(stage["name"]): stage for stage in city.stages.values()}
    for entry in city.of(Textbooks):
        record, stage = entry.record, stages.get(entry.record.stage, {})
        if record.subject not in {one["name"] for one in stage.get("subjects", {}).values()}:
            yield entry.at("学科"), f"{record.stage}没有“{record.subject}”这个学科", "对照 stages.yml 改学段或学科"
        for number, book in enumerate(record.books):
            first = seen.setdefault((*_shelf(record), book.grade, book.volume), str(entry.at("教材", number)))
            if first != str(entry.at("教材", number)):
                yield entry.at("教材", number), f"“{book.grade or ''}{book.volume}”已经写过（{first}）", "留一份，另一份删掉"
            if book.grade and book.grade not in stage.get("grades", ()):
                yield entry.at("教材", number, "年级"), f"“{book.grade}”不是{record.stage}的年级", f"改成：{'、'.join(stage.get('grades', ()))}"


CHECKS = (
    generation_is_given, grade_is_in_stage, source_is_named, published_is_reviewed,
    competencies_are_of_the_subject, unit_is_in_the_book, a_book_is_listed_once,
)  # fmt: skip
